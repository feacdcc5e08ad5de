// Reductions: a whole tensor, or each line of it along one axis, becomes one number.

/// A tensor seen as `outer` blocks of `length` rows of `inner` elements, to be reduced along the
/// middle.
struct AxisView {
  let outer: Int
  let length: Int
  let inner: Int
  let keptShape: [Int]
  let shape: [Int]

  /// - Parameters:
  ///   - shape: the tensor's shape.
  ///   - axis: the axis to reduce along; negative ones count from the end.
  ///   - operation: the operation's name, for the message.
  init(_ shape: [Int], axis: Int, operation: String) {
    let position = axis < 0 ? axis + shape.count : axis
    precondition(
      shape.indices.contains(position), "\(operation): no axis \(axis) in shape \(shape)")
    outer = shape[..<position].reduce(1, *)
    length = shape[position]
    inner = shape[(position + 1)...].reduce(1, *)
    var kept = shape
    kept[position] = 1
    keptShape = kept
    self.shape = Array(shape[..<position] + shape[(position + 1)...])
  }

  func resultShape(keepingDimension: Bool) -> [Int] { keepingDimension ? keptShape : shape }
}

// MARK: - Sums and means

extension Tensor {
  /// The sum of all elements.
  public func sum() -> Scalar { flattened().sum(axis: 0).scalar }

  /// The mean of all elements; NaN if there are none.
  public func mean() -> Scalar { flattened().mean(axis: 0).scalar }

  /// The mean squared distance of all elements from their mean, divided by N, not by N - 1.
  public func variance() -> Scalar {
    flattened().variance(axis: 0).scalar
  }

  /// The square root of the variance.
  public func standardDeviation() -> Scalar { variance().squareRoot() }

  /// The sums along an axis: `[N, D]` along axis 0 gives `[D]`, along axis 1 gives `[N]`.
  ///
  /// - Parameters:
  ///   - axis: the axis that disappears; negative ones count from the end.
  ///   - keepingDimension: whether it stays, with extent 1, so that the result broadcasts against
  ///     the tensor.
  /// - Returns: the sums in the order of the remaining axes.
  public func sum(axis: Int, keepingDimension: Bool = false) -> Tensor {
    reduced(AxisView(shape, axis: axis, operation: "sum"), keepingDimension, dividingBy: 1)
  }

  /// The means along an axis; see `sum(axis:keepingDimension:)`.
  public func mean(axis: Int, keepingDimension: Bool = false) -> Tensor {
    let view = AxisView(shape, axis: axis, operation: "mean")
    return reduced(view, keepingDimension, dividingBy: Double(view.length))
  }

  /// The variances along an axis, divided by N, not by N - 1; see `sum(axis:keepingDimension:)`.
  public func variance(axis: Int, keepingDimension: Bool = false) -> Tensor {
    variance(AxisView(shape, axis: axis, operation: "variance"), axis, keepingDimension)
  }

  /// The square roots of the variances along an axis; see `sum(axis:keepingDimension:)`.
  public func standardDeviation(axis: Int, keepingDimension: Bool = false) -> Tensor {
    variance(AxisView(shape, axis: axis, operation: "standardDeviation"), axis, keepingDimension)
      .squareRoot()
  }

  private func variance(_ view: AxisView, _ axis: Int, _ keepingDimension: Bool) -> Tensor {
    reduced(
      view, keepingDimension, dividingBy: Double(view.length), squaresAround: mean(axis: axis))
  }

  /// The sum of the products of corresponding elements: the scalar product of two vectors.
  public func dot(_ other: Tensor) -> Scalar {
    precondition(shape == other.shape, "dot: shapes \(shape) and \(other.shape) differ")
    return storage.withUnsafeBufferPointer { x in
      other.storage.withUnsafeBufferPointer { y in
        guard let x = x.baseAddress, let y = y.baseAddress else { return 0 }
        return Scalar(Tensors.sumOfProducts(x, y, count))
      }
    }
  }

  /// The square root of the sum of squares of all elements: the length of a vector, the Frobenius
  /// norm of a matrix.
  public func norm() -> Scalar { dot(self).squareRoot() }

  /// Sums along the middle of `view`, of the elements or of their squared distances from `centers`.
  private func reduced(
    _ view: AxisView, _ keepingDimension: Bool, dividingBy divisor: Double,
    squaresAround centers: Tensor? = nil
  ) -> Tensor {
    var sums = [Double](repeating: 0, count: view.outer * view.inner)
    storage.withUnsafeBufferPointer { x in
      sums.withUnsafeMutableBufferPointer { sums in
        guard let x = x.baseAddress, let sums = sums.baseAddress else { return }
        if let centers {
          centers.storage.withUnsafeBufferPointer {
            sumAlong(view, x, squaresAround: $0.baseAddress, into: sums)
          }
        } else {
          sumAlong(view, x, squaresAround: nil, into: sums)
        }
      }
    }
    return Tensor(
      shape: view.resultShape(keepingDimension: keepingDimension),
      scalars: divided(sums, by: divisor))
  }
}

/// Sums each line of `x` along the middle of `view`, with sums of neighbours where the line is in
/// one piece.
private func sumAlong<Scalar: TensorScalar>(
  _ view: AxisView, _ x: UnsafePointer<Scalar>, squaresAround centers: UnsafePointer<Scalar>?,
  into out: UnsafeMutablePointer<Double>
) {
  if view.inner == 1 {
    sumRows(x, rows: view.outer, columns: view.length, squaresAround: centers, into: out)
  } else {
    for block in 0..<view.outer {
      sumColumns(
        x + block * view.length * view.inner, rows: view.length, columns: view.inner,
        squaresAround: centers.map { $0 + block * view.inner }, into: out + block * view.inner)
    }
  }
}

@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func divided<Scalar: TensorScalar>(_ sums: [Double], by divisor: Double) -> [Scalar] {
  sums.map { Scalar($0 / divisor) }
}
