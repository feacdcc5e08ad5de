import NearestNeighbors
import Notebooks
import Pictures
import Tensors

/// The accuracies of every fold, a row a number of neighbours.
func crossValidationRows(_ folds: CrossValidationAccuracies) -> [[String]] {
  zip(folds.ks, zip(folds.accuracies, folds.means)).map { k, row in
    ["\(k)"] + row.0.map { decimals($0, 3) } + [decimals(row.1, 4)]
  }
}

/// Accuracy over k: every fold, their mean and standard deviation.
///
/// - Parameters:
///   - folds: the accuracies of cross-validation.
///   - dial: the k that the reader chose.
/// - Returns: the picture.
func crossValidationPlot(_ folds: CrossValidationAccuracies, dial: Int) -> Plot {
  let means = folds.means.map { 100 * $0 }
  let every = zip(folds.ks, folds.accuracies).flatMap { k, values in values.map { (k, 100 * $0) } }
  let highest = (every.map(\.1).max() ?? 0) + 4
  let lowest = max(0, (every.map(\.1).min() ?? 0) - 4)
  var marks: [Mark] = [
    .points(
      every.map(\.0), every.map(\.1), label: "a fold", color: .series(0).lightened(0.4), size: 5),
    .line(folds.ks, means, label: "mean of five folds", color: .series(1)),
    .errorBars(
      folds.ks, means, deviations: folds.standardDeviations.map { 100 * $0 }, color: .series(1)),
    .verticalLine(at: folds.best, label: "best: k = \(folds.best)"),
  ]
  if dial != folds.best, dial <= 100 { marks.append(.verticalLine(at: dial, label: "--k \(dial)")) }
  return Plot(
    x: .log("k, neighbours that vote", ticks: folds.ks.map(Double.init)),
    y: Axis("accuracy (%)", range: lowest...highest), marks: marks)
}
