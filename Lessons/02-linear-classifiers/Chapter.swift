import Datasets
import Notebooks

/// What every section of the lesson works with.
///
/// The sections are its functions, a file each in `Sections`, in the order in which `main.swift`
/// calls them.
typealias Chapter = LessonChapter<Dials, CenteredPixels>

nonisolated extension Chapter {
  var pixels: CenteredPixels { data }
  var classNames: [String] { data.classNames }
  var classCount: Int { data.classCount }
  /// How many mini-batches a classifier learns from.
  var steps: Int { lesson.choose(quick: 200, usual: 1500, full: 8000) }
}
