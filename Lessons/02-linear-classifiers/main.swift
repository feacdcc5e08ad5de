import Datasets
import Notebooks

// Lesson 2, from top to bottom. Each line below is a section or a part of one, in a file of
// the folder Sections.

let lesson = Lesson.start(number: 2, title: "Linear classifiers", dials: Dials.self)
let data = lesson.require {
  try lesson.data(ImageDataset.load).requiring(train: 200, test: 50)
}
let picture = lesson.require {
  try lesson.dials.picture.map { try ReadersPicture(contentsOf: $0, like: data.train) }
}
let note = Notebook(lesson)
var chapter = Chapter(lesson, note, data: CenteredPixels(data))

chapter.scores()
chapter.losses()
chapter.lossProperties()
chapter.lossesBeyondTheMargin()
chapter.preferences()
chapter.occam()
chapter.gradients()
chapter.gradientNoise()
chapter.descent()
let runs = chapter.templates()
chapter.templatesAsDirections(runs)
chapter.readersPicture(picture, runs)
let pixelRun = chapter.verdict(runs)
chapter.blindness()
chapter.straightLines()
chapter.features(besides: pixelRun)

note.questions([
  """
  A template is one per class. What would a template of *car* look like if half of the cars were red \
  and half blue, and half faced left and half right? Find such a compromise in the picture above.
  """,
  """
  The hinge loss can be exactly 0. If $W$ reaches loss 0, so does $2W$. Which of the two does L2 \
  prefer, and what does that do to the margin of 1, which looked so arbitrary?
  """,
  """
  Hue, HoG and words were thought out by people, over decades. Which of them would help to tell \
  letters apart, or faces? What would it take to *learn* the features as well? (That is the rest of \
  the course.)
  """,
])
note.exercises()
note.finish()
