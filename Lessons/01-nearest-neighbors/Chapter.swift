import Datasets
import Notebooks

/// What every section of the lesson works with.
///
/// The sections are its functions, a file each in `Sections`, in the order in which `main.swift`
/// calls them.
typealias Chapter = LessonChapter<Dials, ImageDataset>

extension Chapter {
  var train: LabeledImages { data.train }
  var test: LabeledImages { data.test }
  /// How many neighbours vote.
  var k: Int { lesson.dials.k }
  var sizes: Sizes { Sizes(lesson) }
}
