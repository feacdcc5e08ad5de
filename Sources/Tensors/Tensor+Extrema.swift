// The largest and the smallest elements, and where they are. As in NumPy, NaN counts as larger (and
// as smaller) than every number, so that it is never overlooked, and of equal elements the first
// one wins.

extension Tensor {
  /// The largest of all elements.
  public func max() -> Scalar { storage[extreme("max", largest: true)] }

  /// The smallest of all elements.
  public func min() -> Scalar { storage[extreme("min", largest: false)] }

  /// The position of the largest of all elements in row-major order.
  public func argmax() -> Int { extreme("argmax", largest: true) }

  /// The position of the smallest of all elements in row-major order.
  public func argmin() -> Int { extreme("argmin", largest: false) }

  /// The positions of the largest elements along an axis, row-major: `[N, C]` along axis 1 gives N
  /// predicted classes.
  public func argmax(axis: Int) -> [Int] {
    extremes("argmax", axis, largest: true).positions
  }

  /// The positions of the smallest elements along an axis, row-major.
  public func argmin(axis: Int) -> [Int] {
    extremes("argmin", axis, largest: false).positions
  }

  /// The largest elements along an axis; `keepingDimension` leaves it in place with extent 1.
  public func max(axis: Int, keepingDimension: Bool = false) -> Tensor {
    let found = extremes("max", axis, largest: true)
    return Tensor(
      shape: found.view.resultShape(keepingDimension: keepingDimension), scalars: found.values)
  }

  /// The smallest elements along an axis; `keepingDimension` leaves it in place with extent 1.
  public func min(axis: Int, keepingDimension: Bool = false) -> Tensor {
    let found = extremes("min", axis, largest: false)
    return Tensor(
      shape: found.view.resultShape(keepingDimension: keepingDimension), scalars: found.values)
  }

  /// The position of the largest or the smallest of all elements, for the operation of this name.
  private func extreme(_ operation: String, largest: Bool) -> Int {
    precondition(count > 0, "\(operation): there are no elements in shape \(shape)")
    return flattened().extremes(operation, 0, largest: largest).positions[0]
  }

  private func extremes(
    _ operation: String, _ axis: Int, largest: Bool
  ) -> (view: AxisView, positions: [Int], values: [Scalar]) {
    let view = AxisView(shape, axis: axis, operation: operation)
    precondition(
      view.length > 0 || view.outer * view.inner == 0,
      "\(operation): no elements to choose from along axis \(axis) of shape \(shape)")
    let found = storage.withUnsafeBufferPointer { findExtremes($0, view, largest: largest) }
    return (view, found.positions, found.values)
  }
}

@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func findExtremes<Scalar: TensorScalar>(
  _ x: UnsafeBufferPointer<Scalar>, _ view: AxisView, largest: Bool
) -> (positions: [Int], values: [Scalar]) {
  let (length, inner) = (view.length, view.inner)
  let sign: Scalar = largest ? 1 : -1
  var positions = [Int](repeating: 0, count: view.outer * inner)
  var values = [Scalar](repeating: 0, count: positions.count)
  for line in positions.indices {
    let start = line / inner * length * inner + line % inner
    var best = 0
    var bestValue = sign * x[start]
    for i in 1..<length {
      let value = sign * x[start + i * inner]
      if value > bestValue || (value != value && bestValue == bestValue) {
        (best, bestValue) = (i, value)
      }
    }
    positions[line] = best
    values[line] = sign * bestValue
  }
  return (positions, values)
}
