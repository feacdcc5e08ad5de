import Datasets
import Notebooks
import Tensors

// Lesson 2, from top to bottom. Each line below is a section, in the file of its name.

let lesson = Lesson.start(number: 2, title: "Linear classifiers", dials: Dials.self)
let isDrawn = lesson.options.data == "shapes"
let data = lesson.require {
  try ImageDataset.load(
    named: lesson.options.data, from: lesson.options.dataDirectory, seed: lesson.options.seed,
    trainCount: lesson.choose(
      quick: 1200, usual: isDrawn ? 6000 : 12_000, full: isDrawn ? 24_000 : nil),
    testCount: lesson.choose(quick: 300, usual: 1000, full: nil)
  ).requiring(train: 200, test: 50)
}
let picture = lesson.require {
  try lesson.dials.picture.map { try ReadersPicture(contentsOf: $0, like: data.train) }
}
let note = Notebook(lesson)
var chapter = Chapter(
  lesson: lesson, note: note, pixels: CenteredPixels(data), summary: data.summary,
  random: SeededGenerator(seed: lesson.options.seed))

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
