// Elementary functions without a branch, so that the compiler turns the loops into vector code that
// computes sixteen numbers at a time (eight with AVX2). The polynomials are those of the Cephes
// library, but for the exponential's: the minimax polynomial of degree 6 with both first
// coefficients 1, fitted by linear programming to a relative error of 3e-9, takes two steps less.
//
// *Source:* Stephen Moshier, Cephes Mathematical Library, single precision.

import CProcessor

extension Float: VectorMath {
  /// Fills `out` with the exponentials of `x`; the largest relative error measured is 1.1e-7.
  public static func exp(
    _ x: UnsafeBufferPointer<Float>, into out: UnsafeMutableBufferPointer<Float>
  ) {
    transform(x, into: out) { block in
      for i in block.indices { block[i] = exponential(block[i]) }
    }
  }

  /// Fills `out` with the natural logarithms of `x`: NaN below 0, minus infinity at 0.
  ///
  /// The largest relative error measured is 9e-8.
  public static func log(
    _ x: UnsafeBufferPointer<Float>, into out: UnsafeMutableBufferPointer<Float>
  ) {
    transform(x, into: out) { block in
      for i in block.indices { block[i] = logarithm(block[i]) }
    }
  }

  /// Fills `out` with the hyperbolic tangents of `x`; the largest relative error measured is
  /// 1.5e-7.
  public static func tanh(
    _ x: UnsafeBufferPointer<Float>, into out: UnsafeMutableBufferPointer<Float>
  ) {
    transform(x, into: out) { block in
      for i in block.indices { block[i] = hyperbolicTangent(block[i]) }
    }
  }

  /// Fills `out` with the logistic function of `x`, 0 where it is no normal number, below -88.4.
  ///
  /// The largest relative error measured is 1.8e-7.
  public static func sigmoid(
    _ x: UnsafeBufferPointer<Float>, into out: UnsafeMutableBufferPointer<Float>
  ) {
    transform(x, into: out) { block in
      for i in block.indices { block[i] = logistic(block[i]) }
    }
  }
}

/// a · b + c: one instruction where the processor is known to have it, and not a slow call of the
/// library elsewhere.
@inline(__always)
private func fused(_ a: Float, _ b: Float, _ c: Float) -> Float {
  sightline_fuses_multiply_add() ? c.addingProduct(a, b) : a * b + c
}

/// exp(x) = 2ⁿ exp(r), where n is x / ln 2 rounded to an integer and r what is left, at most ln 2 /
/// 2: the second factor and n.
@inline(__always)
private func reduced(_ x: Float) -> (factor: Float, n: Int32) {
  // Adding 1.5 · 2²³ leaves no room for fractions: the sum is rounded, and n is in its last bits.
  let rounder: Float = 12_582_912
  let sum = fused(x, 1.442_695_04, rounder)
  let n = Int32(bitPattern: sum.bitPattern) &- Int32(bitPattern: rounder.bitPattern)
  let rounded = sum - rounder
  // ln 2 in two parts: the first has so few digits that its product with n is exact.
  let r = fused(rounded, 2.121_944_4e-4, fused(rounded, -0.693_359_375, x))

  var p: Float = 1.382_146_85e-3
  p = fused(p, r, 8.368_662_6e-3)
  p = fused(p, r, 4.166_825_5e-2)
  p = fused(p, r, 1.666_652_1e-1)
  p = fused(p, r, 4.999_999_4e-1)
  p = fused(p, r, 1)
  return (fused(p, r, 1), n)
}

@inline(__always)
private func exponential(_ x: Float) -> Float {
  // Beyond these bounds the result is 0 or infinity. A comparison with NaN is false and keeps it.
  let low: Float = x < -105 ? -105 : x
  let (factor, n) = reduced(low > 89 ? 89 : low)
  // 2ⁿ in two factors, since at either end of the range it has no exponent of its own.
  let half = n &>> 1
  return factor * powerOfTwo(half) * powerOfTwo(n &- half)
}

/// exp(x) for x from -87.3 on, where 2ⁿ needs no second factor; infinity for x from 88.4 to 89.
@inline(__always)
private func moderateExponential(_ x: Float) -> Float {
  let (factor, n) = reduced(x)
  return factor * powerOfTwo(n)
}

/// 2ⁿ, written into the exponent bits of a float.
@inline(__always)
private func powerOfTwo(_ n: Int32) -> Float {
  Float(bitPattern: UInt32(bitPattern: (n &+ 127) &<< 23))
}

/// log(x) = n ln 2 + log(1 + f), where x = 2ⁿ (1 + f) and 1 + f lies between √½ and √2.
@inline(__always)
private func logarithm(_ x: Float) -> Float {
  // Numbers too small for a full mantissa are taken times 2²⁵ first.
  let isTiny = x < Float.leastNormalMagnitude
  let scaled = isTiny ? x * 33_554_432 : x
  // Subtracting the bits of √½ puts the boundary of the exponent there.
  let bits = Int32(bitPattern: scaled.bitPattern) &- 0x3F35_04F3
  let n = Float(bits &>> 23) - (isTiny ? 25 : 0)
  let f = Float(bitPattern: UInt32(bitPattern: (bits & 0x7F_FFFF) &+ 0x3F35_04F3)) - 1

  var p: Float = 7.037_683_6e-2
  p = fused(p, f, -1.151_461_03e-1)
  p = fused(p, f, 1.167_699_87e-1)
  p = fused(p, f, -1.242_014_08e-1)
  p = fused(p, f, 1.424_932_28e-1)
  p = fused(p, f, -1.666_805_77e-1)
  p = fused(p, f, 2.000_071_48e-1)
  p = fused(p, f, -2.499_999_4e-1)
  p = fused(p, f, 3.333_333_1e-1)
  let square = f * f
  let tail = fused(p * f, square, fused(n, -2.121_944_4e-4, -0.5 * square))
  let result = fused(n, 0.693_359_375, f + tail)

  let finite = x < Float.infinity ? result : x  // infinity and NaN stay
  let positive = x > 0 ? finite : -Float.infinity
  return x >= 0 ? positive : Float.nan
}

/// tanh(x): a polynomial near 0, where the formula with exp would lose digits, and 1 - 2 /
/// (exp(2|x|) + 1) elsewhere.
@inline(__always)
private func hyperbolicTangent(_ x: Float) -> Float {
  let z = x * x
  var p: Float = -5.704_988_7e-3
  p = fused(p, z, 2.063_908_9e-2)
  p = fused(p, z, -5.373_971_6e-2)
  p = fused(p, z, 1.333_144_2e-1)
  p = fused(p, z, -3.333_328_2e-1)
  let near = fused(p * z, x, x)

  let bounded = x.magnitude > 40 ? 40 : x.magnitude  // tanh is 1 from 9 on
  let far = 1 - 2 / (moderateExponential(2 * bounded) + 1)
  return x.magnitude < 0.625 ? near : (x < 0 ? -far : far)
}

/// 1 / (1 + exp(-x)); below -88.4, where it is no normal number, exp(-x) counts as infinite and this is 0.
@inline(__always)
private func logistic(_ x: Float) -> Float {
  let low: Float = x < -89 ? -89 : x
  let bounded: Float = low > 87.3 ? 87.3 : low
  return 1 / (1 + moderateExponential(-bounded))
}
