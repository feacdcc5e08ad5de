import Datasets
import NeuralNets
import Notebooks
import Tensors

/// What every section of the lesson works with.
///
/// The sections are its functions, grouped in files, in the order in which `main.swift` calls them.
struct Chapter {
  let lesson: Lesson<Dials>
  let note: Notebook
  let pixels: CenteredPixels
  /// The line that describes the data set.
  let summary: String
  var random: SeededGenerator

  var seed: UInt64 { lesson.options.seed }
  var classNames: [String] { pixels.train.classNames }
}
