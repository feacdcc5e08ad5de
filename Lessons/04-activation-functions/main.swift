import Datasets
import Notebooks

// Lesson 4, from top to bottom. Each line below is a section or a part of one, in a file of
// the folder Sections.

let lesson = Lesson.start(
  number: 4, title: "Activation functions", dials: Dials.self)
let data = lesson.data(ImageDataset.load)
let note = Notebook(lesson)
var chapter = Chapter(lesson, note, data: CenteredPixels(data))

chapter.perceptron()
chapter.nonlinearity()
chapter.sevenWays()
chapter.saturation()
chapter.positiveOutputs()
chapter.deadUnits()
chapter.maxout()
let twoLayers = chapter.twoLayers()
chapter.widerDeeperSmoother()
chapter.momentum()
chapter.race()
chapter.networkOnPictures(besides: twoLayers)

note.questions([
  """
  A sigmoid says how *likely* something is, and a ReLU says nothing of the kind. Why is the sigmoid still the right \
  last word for "is there a cat in the picture?", although it is the wrong one for a hidden layer?
  """,
  """
  The weights of a dead ReLU get no gradient. Which of the things that change during training could bring it back to life \
  all the same? (Think of what lies below it.)
  """,
  """
  Two layers with enough units can come as near to any continuous function as you like. Why, then, does anybody \
  stack ten?
  """,
])
note.exercises()
note.finish()
