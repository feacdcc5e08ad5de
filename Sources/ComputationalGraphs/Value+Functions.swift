extension Value {
  /// The sum.
  public static func + (x: Value, y: Value) -> Value { Value(.add, x, y) }

  /// The difference.
  public static func - (x: Value, y: Value) -> Value { Value(.subtract, x, y) }

  /// The product.
  public static func * (x: Value, y: Value) -> Value { Value(.multiply, x, y) }

  /// The quotient.
  public static func / (x: Value, y: Value) -> Value { Value(.divide, x, y) }

  /// The value with the other sign.
  public static prefix func - (x: Value) -> Value { Value(.negate, x) }
}

/// The larger of two values, the first if they are equal.
public func max(_ x: Value, _ y: Value) -> Value { Value(.max, x, y) }

/// The smaller of two values, the first if they are equal.
public func min(_ x: Value, _ y: Value) -> Value { Value(.min, x, y) }

/// `1 / x`.
public func reciprocal(_ x: Value) -> Value { Value(.reciprocal, x) }

/// `eˣ`.
public func exp(_ x: Value) -> Value { Value(.exp, x) }

/// The natural logarithm.
public func log(_ x: Value) -> Value { Value(.log, x) }

/// `xⁿ`, for a constant exponent.
public func pow(_ x: Value, _ n: Double) -> Value { Value(.power(n), x) }

/// The square root.
public func sqrt(_ x: Value) -> Value { Value(.squareRoot, x) }

/// The sigmoid, `1 / (1 + e⁻ˣ)`, as one gate.
public func sigmoid(_ x: Value) -> Value { Value(.sigmoid, x) }

/// The hyperbolic tangent.
public func tanh(_ x: Value) -> Value { Value(.tanh, x) }

/// The rectified linear unit, `max(0, x)`.
public func relu(_ x: Value) -> Value { Value(.relu, x) }

/// The sine.
public func sin(_ x: Value) -> Value { Value(.sine, x) }

/// The cosine.
public func cos(_ x: Value) -> Value { Value(.cosine, x) }
