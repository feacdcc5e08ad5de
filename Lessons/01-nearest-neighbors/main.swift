import Datasets
import Notebooks

// Lesson 1, from top to bottom. Each line below is a section or a part of one, in a file of
// the folder Sections.

let lesson = Lesson.start(number: 1, title: "Nearest neighbours", dials: Dials.self)
let sizes = Sizes(lesson)
let data = lesson.require {
  try lesson.data(ImageDataset.load, train: sizes.train, test: sizes.test)
    .requiring(train: 500, test: 100)
}
let picture = lesson.require {
  try lesson.dials.picture.map { try ReadersPicture(contentsOf: $0, like: data.train) }
}
let note = Notebook(lesson)
var chapter = Chapter(lesson, note, data: data)

chapter.pictureAsNumbers()
chapter.visionTasks()
chapter.nuisances()
let votes = chapter.nearestNeighbors()
chapter.readersPicture(picture, votes)
chapter.costOfRemembering(votes.model)
chapter.distances()
chapter.threeWays()
chapter.pixelDistance(votes.model)
chapter.l1OrL2()
chapter.choosingK(votes.model)
let folds = chapter.crossValidation(votes.model)
chapter.choosingOnTheTestSet(votes, after: folds)
chapter.curseOfDimensionality()

note.questions([
  """
  Which of the six nuisances would a distance between *histograms* of colours not notice, and at \
  what cost?
  """,
  "Every training picture is stored twice. What happens to the answers for k = 1, and for k = 3?",
  "Why does the accuracy on the training set say nothing for k = 1, and little for k = 10?",
])
note.exercises()
note.finish()
