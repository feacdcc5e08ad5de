extension Tensor {
  /// Creates a tensor of independent normal numbers, drawn in row-major order.
  ///
  /// Each is drawn in double precision, so that `Float` and `Double` tensors of one seed agree but
  /// for rounding.
  ///
  /// - Parameters:
  ///   - shape: the extent of each dimension.
  ///   - mean: the mean of the distribution.
  ///   - standardDeviation: its standard deviation (not its variance).
  ///   - generator: where the random numbers come from.
  public init(
    randomNormal shape: [Int], mean: Double = 0, standardDeviation: Double = 1,
    using generator: inout some RandomSource
  ) {
    self.init(shape: shape) { out in
      fill(out, using: &generator) { standardDeviation * $0.normal() + mean }
    }
  }

  /// Creates a tensor of independent numbers, evenly distributed over `range`, drawn in row-major
  /// order.
  ///
  /// - Parameters:
  ///   - shape: the extent of each dimension.
  ///   - range: the smallest number, and the one that all stay below, in `Float` too; an empty
  ///     range gives its lower end.
  ///   - generator: where the random numbers come from.
  public init(
    randomUniform shape: [Int], in range: Range<Double> = 0..<1,
    using generator: inout some RandomSource
  ) {
    let width = range.upperBound - range.lowerBound
    precondition(width.isFinite, "randomUniform: the range \(range) is too wide")
    self.init(shape: shape) { out in
      fill(out, using: &generator) { range.lowerBound + width * $0.uniform() }
      if !range.isEmpty { keep(out, below: range.upperBound) }
    }
  }
}

@specialized(where Scalar == Float, Source == SeededGenerator)
@specialized(where Scalar == Double, Source == SeededGenerator)
@specialized(where Scalar == Float, Source == NumPyGenerator)
@specialized(where Scalar == Double, Source == NumPyGenerator)
private func fill<Scalar: TensorScalar, Source: RandomSource>(
  _ out: UnsafeMutableBufferPointer<Scalar>, using generator: inout Source,
  _ draw: (inout Source) -> Double
) {
  for i in out.indices { out[i] = Scalar(draw(&generator)) }
}

/// Puts the next smaller number in the place of those that rounding has lifted to `bound`.
///
/// `Float` rounds the largest of the uniform numbers, about one in 30 million, up to 1.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func keep<Scalar: TensorScalar>(
  _ out: UnsafeMutableBufferPointer<Scalar>, below bound: Double
) {
  let rounded = Scalar(bound)
  let largest = Double(rounded) < bound ? rounded : rounded.nextDown
  for i in out.indices where out[i] > largest { out[i] = largest }
}
