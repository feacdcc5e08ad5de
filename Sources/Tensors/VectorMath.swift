import RealModule

/// What a scalar type must offer so that elementary functions of long arrays are fast.
///
/// Source and destination may be the same memory.
public protocol VectorMath {
  /// `out[i] = exp(x[i])`.
  static func exp(_ x: UnsafeBufferPointer<Self>, into out: UnsafeMutableBufferPointer<Self>)
  /// `out[i] = log(x[i])`.
  static func log(_ x: UnsafeBufferPointer<Self>, into out: UnsafeMutableBufferPointer<Self>)
  /// `out[i] = tanh(x[i])`.
  static func tanh(_ x: UnsafeBufferPointer<Self>, into out: UnsafeMutableBufferPointer<Self>)
  /// `out[i] = 1 / (1 + exp(-x[i]))`, without overflow on either side.
  static func sigmoid(_ x: UnsafeBufferPointer<Self>, into out: UnsafeMutableBufferPointer<Self>)
}

extension Double: VectorMath {
  /// The exponential function, an element at a time.
  public static func exp(
    _ x: UnsafeBufferPointer<Double>, into out: UnsafeMutableBufferPointer<Double>
  ) {
    for i in x.indices { out[i] = exp(x[i]) }
  }

  /// The natural logarithm, an element at a time.
  public static func log(
    _ x: UnsafeBufferPointer<Double>, into out: UnsafeMutableBufferPointer<Double>
  ) {
    for i in x.indices { out[i] = log(x[i]) }
  }

  /// The hyperbolic tangent, an element at a time.
  public static func tanh(
    _ x: UnsafeBufferPointer<Double>, into out: UnsafeMutableBufferPointer<Double>
  ) {
    for i in x.indices { out[i] = tanh(x[i]) }
  }

  /// The logistic function, an element at a time.
  public static func sigmoid(
    _ x: UnsafeBufferPointer<Double>, into out: UnsafeMutableBufferPointer<Double>
  ) {
    for i in x.indices {
      let e = exp(-x[i].magnitude)  // never above 1: nothing overflows
      out[i] = (x[i] < 0 ? e : 1) / (1 + e)
    }
  }
}

extension Float: VectorMath {
  /// The exponential function, an element at a time.
  public static func exp(
    _ x: UnsafeBufferPointer<Float>, into out: UnsafeMutableBufferPointer<Float>
  ) {
    for i in x.indices { out[i] = exp(x[i]) }
  }

  /// The natural logarithm, an element at a time.
  public static func log(
    _ x: UnsafeBufferPointer<Float>, into out: UnsafeMutableBufferPointer<Float>
  ) {
    for i in x.indices { out[i] = log(x[i]) }
  }

  /// The hyperbolic tangent, an element at a time.
  public static func tanh(
    _ x: UnsafeBufferPointer<Float>, into out: UnsafeMutableBufferPointer<Float>
  ) {
    for i in x.indices { out[i] = tanh(x[i]) }
  }

  /// The logistic function, an element at a time.
  public static func sigmoid(
    _ x: UnsafeBufferPointer<Float>, into out: UnsafeMutableBufferPointer<Float>
  ) {
    for i in x.indices {
      let e = exp(-x[i].magnitude)
      out[i] = (x[i] < 0 ? e : 1) / (1 + e)
    }
  }
}
