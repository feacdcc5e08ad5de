import Datasets
import Notebooks

// Lesson 5, from top to bottom. Each line below is a section or a part of one, in a file of
// the folder Sections.

let lesson = Lesson.start(
  number: 5, title: "Initialisation and preprocessing", dials: Dials.self)
let data = lesson.data(ImageDataset.load)
let note = Notebook(lesson)
var chapter = Chapter(lesson, note, data: ImageSplit(data))

chapter.cloud()
chapter.trainingStatistics()
chapter.whitenedPictures()
chapter.symmetry()
chapter.scales()
chapter.xavier()
chapter.he()
chapter.training()

note.questions([
  """
  A photograph is taken at night: all its pixels are a fifth as bright. Should preprocessing undo that? With \
  numbers from the training set it does not. What would you have to know to do better, and what would it cost?
  """,
  """
  Dropping the last principal components loses little *variance*. Why is that not the same as losing little of \
  what tells the classes apart? Invent a data set where the first component is useless.
  """,
  """
  He's factor 2 undoes what ReLU loses. What factor does a leaky ReLU of slope 0.1 need, and what factor does \
  the absolute value need?
  """,
])
note.exercises()
note.finish()
