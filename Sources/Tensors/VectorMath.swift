import RealModule

/// What a scalar type must offer so that elementary functions of long arrays are fast.
///
/// Each function reads `x` and writes the result into `out`, which is as long and may be the same
/// memory. `Float` has vectorised polynomials; `Double`, in which gradients are checked, asks
/// swift-numerics an element at a time and is correct to the last digit or nearly so.
public protocol VectorMath {
  /// Fills `out` with the exponentials of `x`.
  static func exp(_ x: UnsafeBufferPointer<Self>, into out: UnsafeMutableBufferPointer<Self>)

  /// Fills `out` with the natural logarithms of `x`.
  static func log(_ x: UnsafeBufferPointer<Self>, into out: UnsafeMutableBufferPointer<Self>)

  /// Fills `out` with the hyperbolic tangents of `x`.
  static func tanh(_ x: UnsafeBufferPointer<Self>, into out: UnsafeMutableBufferPointer<Self>)

  /// Fills `out` with the logistic function of `x`, 1 / (1 + exp(-x)), without overflow on either
  /// side.
  static func sigmoid(_ x: UnsafeBufferPointer<Self>, into out: UnsafeMutableBufferPointer<Self>)
}

extension Double: VectorMath {
  /// Fills `out` with the exponentials of `x`.
  public static func exp(
    _ x: UnsafeBufferPointer<Double>, into out: UnsafeMutableBufferPointer<Double>
  ) {
    transform(x, into: out) { block in
      for i in block.indices { block[i] = exp(block[i]) }
    }
  }

  /// Fills `out` with the natural logarithms of `x`.
  public static func log(
    _ x: UnsafeBufferPointer<Double>, into out: UnsafeMutableBufferPointer<Double>
  ) {
    transform(x, into: out) { block in
      for i in block.indices { block[i] = log(block[i]) }
    }
  }

  /// Fills `out` with the hyperbolic tangents of `x`.
  public static func tanh(
    _ x: UnsafeBufferPointer<Double>, into out: UnsafeMutableBufferPointer<Double>
  ) {
    transform(x, into: out) { block in
      for i in block.indices { block[i] = tanh(block[i]) }
    }
  }

  /// Fills `out` with the logistic function of `x`.
  public static func sigmoid(
    _ x: UnsafeBufferPointer<Double>, into out: UnsafeMutableBufferPointer<Double>
  ) {
    transform(x, into: out) { block in
      for i in block.indices {
        let e = exp(-block[i].magnitude)  // never above 1: nothing overflows
        block[i] = (block[i] < 0 ? e : 1) / (1 + e)
      }
    }
  }
}

/// Copies `x` to `out` block by block and lets `body` change each block in place while it is in
/// cache.
///
/// A loop over one pointer is vectorised without conditions; with two, the compiler must allow for
/// their overlapping. Long arrays are spread over the cores.
func transform<Scalar>(
  _ x: UnsafeBufferPointer<Scalar>, into out: UnsafeMutableBufferPointer<Scalar>,
  _ body: @Sendable (UnsafeMutableBufferPointer<Scalar>) -> Void
) {
  precondition(out.count >= x.count, "VectorMath: no room for \(x.count) results in \(out.count)")
  guard let source = x.baseAddress, let target = out.baseAddress else { return }
  let operands = Operands(source: source, target: target)
  let count = x.count
  // A million elements take a third of a millisecond, and a second core is often not awake by then.
  parallelFor(blocksOf: count < 1 << 20 ? max(1, count) : 1 << 17, in: count) { range in
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 2048) {
      let length = min(2048, range.upperBound - start)
      let block = operands.target + start
      block.update(from: operands.source + start, count: length)
      body(UnsafeMutableBufferPointer(start: block, count: length))
    }
  }
}

/// Pointers that several cores use, each for blocks of its own.
private struct Operands<Scalar>: @unchecked Sendable {
  let source: UnsafePointer<Scalar>
  let target: UnsafeMutablePointer<Scalar>
}
