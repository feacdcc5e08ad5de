/// NumPy's legacy generator, `np.random.seed(seed)`, with which the course's notebooks draw their
/// numbers.
///
/// The stream is the same to the last digit: `normal()` is `np.random.randn()`, `uniform()` is
/// `np.random.rand()`, `integer(below: n)` is `np.random.randint(n)`, `permutation(of: n)` is
/// `np.random.permutation(n)`, `choice(of: k, below: n)` is `np.random.choice(n, k, replace=False)`
/// and `integers(k, below: n)` is `np.random.choice(n, k)`.
///
/// *Source:* Matsumoto and Nishimura, "Mersenne Twister", 1998; NumPy's `_legacy` distributions.
public struct NumPyGenerator: RandomSource, Sendable {
  private var state: [UInt32]
  private var position = 624
  private var spareNormal: Double?

  /// Starts the stream of `np.random.seed(seed)`.
  public init(seed: UInt32) {
    state = [seed]
    state.reserveCapacity(624)
    for i in 1..<624 {
      let last = state[i - 1]
      state.append(1_812_433_253 &* (last ^ (last >> 30)) &+ UInt32(i))
    }
  }

  /// The next 32 random bits.
  private mutating func next32() -> UInt32 {
    if position == 624 { twist() }
    var y = state[position]
    position += 1
    y ^= y >> 11
    y ^= (y << 7) & 0x9D2C_5680
    y ^= (y << 15) & 0xEFC6_0000
    return y ^ (y >> 18)
  }

  /// Makes the next 624 words of the state.
  private mutating func twist() {
    for i in 0..<624 {
      let y = (state[i] & 0x8000_0000) | (state[(i + 1) % 624] & 0x7FFF_FFFF)
      state[i] = state[(i + 397) % 624] ^ (y >> 1) ^ (y & 1 == 0 ? 0 : 0x9908_B0DF)
    }
    position = 0
  }

  /// The next 64 random bits, the first 32 of them on top.
  public mutating func next() -> UInt64 {
    let high = UInt64(next32())
    return high << 32 | UInt64(next32())
  }

  /// The next number, evenly distributed over `0..<1`, a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double {
    let a = Double(next32() >> 5)
    let b = Double(next32() >> 6)
    return (a * 67_108_864 + b) / 9_007_199_254_740_992
  }

  /// The next number of the normal distribution with mean 0 and standard deviation 1.
  ///
  /// Two numbers are made at a time; the second waits for the next call.
  public mutating func normal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    let (first, second) = polarNormals { uniform() }
    spareNormal = first
    return second
  }

  /// The next integer, evenly distributed over `0..<bound`.
  ///
  /// Draws as many bits as `bound - 1` has, again and again until they make a number below `bound`.
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0, "integer: below \(bound)")
    let largest = UInt64(bound - 1)
    if largest == 0 { return 0 }
    let mask = UInt64.max >> UInt64(largest.leadingZeroBitCount)
    while true {
      let bits = largest <= UInt64(UInt32.max) ? UInt64(next32()) : next()
      if bits & mask <= largest { return Int(bits & mask) }
    }
  }
}
