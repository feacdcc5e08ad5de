// The largest and the smallest elements, and where they are. As in NumPy, NaN counts as larger (and
// as smaller) than every number, so that it is never overlooked, and of equal elements the first
// one wins.

extension Tensor {
  /// The largest of all elements.
  public func max() -> Scalar { storage[argmax()] }

  /// The smallest of all elements.
  public func min() -> Scalar { storage[argmin()] }

  /// The position of the largest of all elements in row-major order.
  public func argmax() -> Int {
    precondition(count > 0, "argmax: there are no elements in shape \(shape)")
    return flattened().argmax(axis: 0)[0]
  }

  /// The position of the smallest of all elements in row-major order.
  public func argmin() -> Int {
    precondition(count > 0, "argmin: there are no elements in shape \(shape)")
    return flattened().argmin(axis: 0)[0]
  }

  /// The positions of the largest elements along an axis, row-major: `[N, C]` along axis 1 gives N
  /// predicted classes.
  public func argmax(axis: Int) -> [Int] {
    extremes(AxisView(shape, axis: axis, operation: "argmax"), largest: true).positions
  }

  /// The positions of the smallest elements along an axis, row-major.
  public func argmin(axis: Int) -> [Int] {
    extremes(AxisView(shape, axis: axis, operation: "argmin"), largest: false).positions
  }

  /// The largest elements along an axis; `keepingDimension` leaves it in place with extent 1.
  public func max(axis: Int, keepingDimension: Bool = false) -> Tensor {
    let view = AxisView(shape, axis: axis, operation: "max")
    return Tensor(
      shape: view.resultShape(keepingDimension: keepingDimension),
      scalars: extremes(view, largest: true).values)
  }

  /// The smallest elements along an axis; `keepingDimension` leaves it in place with extent 1.
  public func min(axis: Int, keepingDimension: Bool = false) -> Tensor {
    let view = AxisView(shape, axis: axis, operation: "min")
    return Tensor(
      shape: view.resultShape(keepingDimension: keepingDimension),
      scalars: extremes(view, largest: false).values)
  }

  private func extremes(_ view: AxisView, largest: Bool) -> (positions: [Int], values: [Scalar]) {
    precondition(
      view.length > 0 || view.outer * view.inner == 0,
      "\(largest ? "max" : "min"): no elements to choose from in shape \(shape)")
    return storage.withUnsafeBufferPointer { findExtremes($0, view, largest: largest) }
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
