import Datasets
import Notebooks

/// What every section of the lesson works with.
///
/// The sections are its functions, a file each in `Sections`, in the order in which `main.swift`
/// calls them.
typealias Chapter = LessonChapter<Dials, ImageSplit>

extension Chapter {
  var train: LabeledImages { data.train }
  var validation: LabeledImages { data.validation }
  var test: LabeledImages { data.test }
  var classNames: [String] { train.classNames }
  /// The channels, height and width of a picture.
  var pictureShape: [Int] { [train.channels, train.height, train.width] }
}
