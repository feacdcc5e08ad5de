import Notebooks

// Lesson 5, from top to bottom.

let lesson = Lesson.start(number: 5, title: "Initialisation and preprocessing")
let note = Notebook(lesson)

note.section("Centre, scale, decorrelate")
note.text(
  """
  Features come with means, scales and correlations that have nothing to do with the task. Subtracting the mean, dividing \
  by the standard deviation, rotating to the principal axes and scaling those removes them one after the other.
  """)
note.section("Statistics belong to the training set")
note.text(
  "What is subtracted and divided by is measured once, on training data, and belongs to the model.")
note.section("What whitening sees in pictures")
note.text("The principal axes of pictures are pictures themselves.")
note.section("Why zeros do not work")
note.text("Units that begin alike get the same gradients and stay alike.")
note.section("Too small, too large")
note.text(
  "Ten layers multiply the scale of their weights ten times: signals die out, or every unit saturates."
)
note.section("Xavier: keep the variance")
note.formula(
  tex: #"\operatorname{Var}(w) = \frac{1}{\text{fan-in}}"#, plain: "Var(w) = 1 / fan-in")
note.section("ReLU halves it: He")
note.formula(
  tex: #"\operatorname{Var}(w) = \frac{2}{\text{fan-in}}"#, plain: "Var(w) = 2 / fan-in")
note.section("What it does to training")
note.text(
  "The same network, begun and fed in different ways, learns fast, slowly or not at all.")
note.exercises()
note.finish()
