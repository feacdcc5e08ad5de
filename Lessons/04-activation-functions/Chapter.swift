import Datasets
import Notebooks

/// What every section of the lesson works with.
///
/// The sections are its functions, a file each in `Sections`, in the order in which `main.swift`
/// calls them.
typealias Chapter = LessonChapter<Dials, CenteredPixels>

extension Chapter {
  var pixels: CenteredPixels { data }
  var classNames: [String] { data.classNames }
}
