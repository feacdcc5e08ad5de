/// A number or a bracketed row in a tensor literal such as `[[1, 2], [3, 4]]`.
///
/// A lone number is not a tensor: in `x * 2` the 2 is a scalar, and there is nothing for the
/// compiler to guess.
public struct TensorLiteral<Scalar: TensorScalar>: Sendable {
  let tensor: Tensor<Scalar>
}

extension Tensor: ExpressibleByArrayLiteral {
  /// Creates a tensor from a literal such as `[1, 2]` or `[[1, 2], [3, 4]]`.
  ///
  /// - Precondition: all rows have the same shape.
  public init(arrayLiteral elements: TensorLiteral<Scalar>...) {
    self = rows(elements)
  }
}

extension TensorLiteral: ExpressibleByArrayLiteral {
  /// A row of numbers or of rows.
  public init(arrayLiteral elements: TensorLiteral<Scalar>...) {
    tensor = rows(elements)
  }
}

extension TensorLiteral: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// A number.
  public init(floatLiteral value: Double) {
    tensor = Tensor(Scalar(value))
  }

  /// A number.
  public init(integerLiteral value: Int) {
    tensor = Tensor(Scalar(value))
  }
}

/// The rows of a literal above each other.
private func rows<Scalar>(_ elements: [TensorLiteral<Scalar>]) -> Tensor<Scalar> {
  let shapes = elements.map(\.tensor.shape)
  precondition(
    shapes.allSatisfy { $0 == shapes[0] },
    "Tensor: the rows of this literal have different shapes \(shapes)")
  return Tensor(stacking: elements.map(\.tensor))
}
