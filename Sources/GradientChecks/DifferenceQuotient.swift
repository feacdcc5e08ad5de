import Tensors

/// A way to find a slope from values of the function alone.
///
///     one-sided      (f(x + h) - f(x)) / h                 error falls as h
///     central        (f(x + h) - f(x - h)) / 2h            error falls as h²
///     extrapolated   (4 central(h) - central(2h)) / 3      error falls as h⁴
///
/// A smaller step brings less truncation and more rounding: the difference of two nearby values of `f` keeps few of their
/// digits, an error of about `ulp(f) / h`. Each way therefore has a best step, about 1e-8, 1e-5 and 1e-3 in `Double`
/// for a function of ordinary size; over the step the error is a U.
///
/// *Source:* course notes, "Neural networks 3", gradient checks; Richardson, 1911.
public enum DifferenceQuotient: String, CaseIterable, Sendable {
  /// `(f(x + h) - f(x)) / h`.
  case oneSided
  /// `(f(x + h) - f(x - h)) / 2h`.
  case central
  /// Two central quotients, combined so that their common error cancels: Richardson's extrapolation.
  case extrapolated

  /// How often it asks for the function's value to find the slope along one of many coordinates.
  public var evaluationsPerCoordinate: Int {
    switch self {
    case .oneSided: 1  // and one more, shared by all coordinates
    case .central: 2
    case .extrapolated: 4
    }
  }

  /// The slope of a function of one number.
  ///
  /// The quotient divides by the distance between the points as they are stored: `x + h` is rounded, and that rounding
  /// is not the function's.
  ///
  /// - Parameters:
  ///   - f: the function.
  ///   - x: where the slope is wanted.
  ///   - h: the step.
  /// - Returns: an approximation of `f'(x)`.
  public func slope<Scalar: TensorScalar>(
    of f: (Scalar) throws -> Scalar, at x: Scalar, step h: Scalar
  ) rethrows -> Scalar {
    switch self {
    case .oneSided:
      let right = x + h
      return try (f(right) - f(x)) / (right - x)
    case .central:
      let (left, right) = (x - h, x + h)
      return try (f(right) - f(left)) / (right - left)
    case .extrapolated:
      let near = try Self.central.slope(of: f, at: x, step: h)
      let far = try Self.central.slope(of: f, at: x, step: 2 * h)
      return (4 * near - far) / 3
    }
  }

  /// The gradient of a function of many numbers, one coordinate after the other.
  ///
  /// - Parameters:
  ///   - f: the function, commonly a loss.
  ///   - x: where the gradient is wanted, any shape.
  ///   - h: the step.
  /// - Returns: the slope along each coordinate, in the shape of `x`.
  public func gradient<Scalar: TensorScalar>(
    of f: (Tensor<Scalar>) throws -> Scalar, at x: Tensor<Scalar>, step h: Scalar = 1e-5
  ) rethrows -> Tensor<Scalar> {
    let here = self == .oneSided ? try f(x) : 0
    let scalars = x.scalars
    var moved = x
    let slopes = try scalars.indices.map { i in
      defer { moved.setScalar(i, to: scalars[i]) }
      return try slope(
        of: { value in
          if self == .oneSided && value == scalars[i] { return here }
          moved.setScalar(i, to: value)
          return try f(moved)
        }, at: scalars[i], step: h)
    }
    return Tensor(shape: x.shape, scalars: slopes)
  }
}

extension Tensor {
  /// Replaces the element at a position in row-major order.
  mutating func setScalar(_ offset: Int, to value: Scalar) {
    withUnsafeMutableScalars { $0[offset] = value }
  }
}
