import Datasets
import NearestNeighbors
import Tensors

/// What the expansion |a|² - 2ab + |b|² costs in accuracy, in Float on pixels from 0 to 255.
struct FloatExpansion {
  /// How far off the worst distance is.
  let error: Double

  /// The largest distance of a picture from itself.
  let toItself: Double

  /// The largest squared length of a picture.
  let longest: Float

  init(_ asked: LabeledImages, _ known: LabeledImages) {
    let (a, b) = (asked.rows(Float.self), known.rows(Float.self))
    let expanded = DistanceLoops.noLoop(a, b).cast(to: Double.self)
    let exact = Distance.l2.pairwise(
      from: a.cast(to: Double.self), to: b.cast(to: Double.self))
    let themselves = DistanceLoops.noLoop(b, b)
    error = (expanded - exact).absolute().max()
    toItself = (0..<b.rowCount).map { Double(themselves[$0, $0]) }.max() ?? 0
    longest = (b * b).sum(axis: 1).max()
  }
}
