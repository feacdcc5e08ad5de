// Functions of one variable, element by element.

extension Tensor {
  /// The exponential of each element.
  public func exp() -> Tensor { filled { Scalar.exp($0, into: $1) } }

  /// The natural logarithm of each element.
  public func log() -> Tensor { filled { Scalar.log($0, into: $1) } }

  /// The hyperbolic tangent of each element.
  public func tanh() -> Tensor { filled { Scalar.tanh($0, into: $1) } }

  /// The logistic function of each element, 1 / (1 + exp(-x)); exactly 0 or 1 far out, never NaN.
  public func sigmoid() -> Tensor { filled { Scalar.sigmoid($0, into: $1) } }

  /// The square root of each element.
  public func squareRoot() -> Tensor { filled { Tensors.squareRoot($0, into: $1) } }

  /// The absolute value of each element.
  public func absolute() -> Tensor { filled { Tensors.absolute($0, into: $1) } }

  /// Each element to an integer power; elements may be negative.
  public func power(_ exponent: Int) -> Tensor {
    filled { Tensors.power($0, exponent, into: $1) }
  }

  /// Each element to a power; negative elements only to whole ones, NaN otherwise.
  ///
  /// As in NumPy, the power 0 of every element is 1, of 0 and of NaN too.
  public func power(_ exponent: Scalar) -> Tensor {
    if let whole = Int(exactly: exponent) { return power(whole) }
    return filled { Tensors.power($0, exponent, into: $1) }
  }

  /// Each element, or the nearest end of `range` if it lies outside.
  public func clamped(to range: ClosedRange<Scalar>) -> Tensor {
    minimum(maximum(self, range.lowerBound), range.upperBound)
  }

  /// A function of your own of each element, in row-major order.
  @inlinable
  public func map(_ transform: (Scalar) throws -> Scalar) rethrows -> Tensor {
    var result = self
    try result.withUnsafeMutableScalars { x in
      for i in 0..<x.count { x[i] = try transform(x[i]) }
    }
    return result
  }

  /// A tensor of the same shape that `body` fills from this one's elements.
  private func filled(
    _ body: (UnsafeBufferPointer<Scalar>, UnsafeMutableBufferPointer<Scalar>) -> Void
  ) -> Tensor {
    Tensor(shape: shape) { out in storage.withUnsafeBufferPointer { body($0, out) } }
  }
}

@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func squareRoot<Scalar: TensorScalar>(
  _ x: UnsafeBufferPointer<Scalar>, into out: UnsafeMutableBufferPointer<Scalar>
) {
  for i in 0..<x.count { out[i] = x[i].squareRoot() }
}

@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func absolute<Scalar: TensorScalar>(
  _ x: UnsafeBufferPointer<Scalar>, into out: UnsafeMutableBufferPointer<Scalar>
) {
  for i in 0..<x.count { out[i] = x[i].magnitude }
}

@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func power<Scalar: TensorScalar>(
  _ x: UnsafeBufferPointer<Scalar>, _ exponent: Int, into out: UnsafeMutableBufferPointer<Scalar>
) {
  if exponent == 2 {
    for i in 0..<x.count { out[i] = x[i] * x[i] }
  } else {
    for i in 0..<x.count { out[i] = Scalar.pow(x[i], exponent) }
  }
}

@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func power<Scalar: TensorScalar>(
  _ x: UnsafeBufferPointer<Scalar>, _ exponent: Scalar,
  into out: UnsafeMutableBufferPointer<Scalar>
) {
  for i in 0..<x.count { out[i] = Scalar.pow(x[i], exponent) }
}
