import Datasets
import Notebooks
import Tensors

/// What every section of the lesson works with.
///
/// The sections are its functions, grouped in files, in the order in which `main.swift` calls them.
struct Chapter {
  let lesson: Lesson<Dials>
  let note: Notebook
  /// The pictures that the affine gate is tried on.
  let pictures: LabeledImages
  /// The line that describes the data set.
  let summary: String
  var random: SeededGenerator
}
