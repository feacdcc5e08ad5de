/// The generator that lessons use: xoshiro256**, started from one number by SplitMix64.
///
/// It is a value: a copy goes on with the same numbers as its original. The same seed gives the
/// same numbers on every machine.
///
/// *Source:* Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021.
public struct SeededGenerator: RandomSource, Sendable, Codable, Equatable {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64
  private var spareNormal: Double?

  /// Starts the stream that belongs to `seed`.
  public init(seed: UInt64) {
    var splitMix = seed
    func next() -> UInt64 {
      splitMix &+= 0x9E37_79B9_7F4A_7C15
      var z = splitMix
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    (s0, s1, s2, s3) = (next(), next(), next(), next())
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    let product = s1 &* 5
    let result = ((product << 7) | (product >> 57)) &* 9
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = (s3 << 45) | (s3 >> 19)
    return result
  }

  /// The next number, evenly distributed over `0..<1`, a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// The next number of the normal distribution with mean 0 and standard deviation 1.
  public mutating func normal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    let (first, second) = polarNormals { uniform() }
    spareNormal = second
    return first
  }

  /// The next integer, evenly distributed over `0..<bound`.
  ///
  /// The high half of a 128-bit product spreads 64 random bits over `bound` values; the few low
  /// halves that would make some values likelier are drawn again (Lemire, 2019).
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0, "integer: below \(bound)")
    let range = UInt64(bound)
    var product = next().multipliedFullWidth(by: range)
    if product.low < range {
      let unfair = (0 &- range) % range
      while product.low < unfair { product = next().multipliedFullWidth(by: range) }
    }
    return Int(product.high)
  }

  /// A generator with a stream of its own, for work that must not depend on how much was drawn
  /// elsewhere.
  public mutating func split() -> SeededGenerator {
    SeededGenerator(seed: next())
  }
}
