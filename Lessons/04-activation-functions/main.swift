import Notebooks

// Lesson 4, from top to bottom.

let lesson = Lesson.start(number: 4, title: "Activation functions")
let note = Notebook(lesson)

note.section("From the perceptron to the deep network")
note.section("Why a nonlinearity at all")
note.section("Seven ways to bend a line")
note.section("Saturated neurons kill the gradient")
note.section("Outputs that are all positive")
note.section("Dead ReLUs")
note.section("Maxout, and what it contains")
note.section("A network of two layers")
note.section("Wider, deeper, smoother")
note.section("A preview: momentum")
note.section("In practice")
note.exercises()
note.finish()
