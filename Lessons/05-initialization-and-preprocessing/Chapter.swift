import Datasets
import Notebooks
import Tensors

/// What every section of the lesson works with.
///
/// The sections are its functions, grouped in files, in the order in which `main.swift` calls them.
struct Chapter {
  let lesson: Lesson<Dials>
  let note: Notebook
  let train: LabeledImages
  let validation: LabeledImages
  let test: LabeledImages
  /// The line that describes the data set.
  let summary: String
  var random: SeededGenerator

  var seed: UInt64 { lesson.options.seed }
  var classNames: [String] { train.classNames }
  /// The channels, height and width of a picture.
  var pictureShape: [Int] { [train.channels, train.height, train.width] }

  init(_ lesson: Lesson<Dials>, _ note: Notebook, _ data: ImageDataset) {
    let kept = min(5000, data.train.count / 6)
    (self.lesson, self.note) = (lesson, note)
    train = data.train[0..<data.train.count - kept]
    validation = data.train[data.train.count - kept..<data.train.count]
    test = data.test
    summary = data.summary
    random = SeededGenerator(seed: lesson.options.seed)
  }
}
