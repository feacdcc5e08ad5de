import Tensors
import Testing

@Suite("The seeded generator")
struct SeededGeneratorTests {
  @Test("is xoshiro256** started by SplitMix64")
  func reference() {
    // Computed with a Python transcription of Blackman and Vigna's C code, seed 42.
    var generator = SeededGenerator(seed: 42)
    #expect(generator.next() == 0x15780B2E0C2EC716)
    #expect(generator.next() == 0x6104D9866D113A7E)
    #expect(generator.next() == 0xAE17533239E499A1)
  }

  @Test("repeats itself from the same seed, and a copy goes on alike")
  func repeatable() {
    var a = SeededGenerator(seed: 1)
    var b = SeededGenerator(seed: 1)
    #expect(a.normal() == b.normal())
    var copy = a
    #expect((0..<10).map { _ in a.normal() } == (0..<10).map { _ in copy.normal() })
    var other = SeededGenerator(seed: 2)
    #expect(b.uniform() != other.uniform())
    var split = a.split()
    #expect(split.uniform() != a.uniform())
  }

  @Test("draws uniform numbers evenly")
  func uniform() {
    var generator = SeededGenerator(seed: 3)
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<100_000 { counts[Int(generator.uniform() * 10)] += 1 }
    // Each count is 10,000 with a standard deviation of 95.
    for count in counts { #expect(abs(count - 10_000) < 480) }
  }

  @Test("draws normal numbers with the right moments")
  func normal() {
    var generator = SeededGenerator(seed: 4)
    let x = Tensor<Double>(
      randomNormal: [400_000], mean: 3, standardDeviation: 2, using: &generator)
    let z = (x - 3) / 2
    #expect(abs(z.mean()) < 0.008)
    #expect(abs(z.variance() - 1) < 0.012)
    #expect(abs(z.power(3).mean()) < 0.03)
    #expect(abs(z.power(4).mean() - 3) < 0.08)
    // 4.55 % lie beyond two standard deviations.
    let beyond = z.scalars.filter { abs($0) > 2 }.count
    #expect(abs(Double(beyond) / 400_000 - 0.0455) < 0.0017)
  }

  @Test("draws integers evenly, for bounds that are no power of two")
  func integers() {
    var generator = SeededGenerator(seed: 5)
    var counts = [Int](repeating: 0, count: 7)
    for i in generator.integers(70_000, below: 7) { counts[i] += 1 }
    for count in counts { #expect(abs(count - 10_000) < 480) }
    #expect(generator.integers(20, below: 1) == [Int](repeating: 0, count: 20))
    let huge = generator.integers(100, below: .max)
    #expect(Set(huge).count == 100)
  }

  @Test("permutes: every number once, every order alike")
  func permutation() {
    var generator = SeededGenerator(seed: 6)
    #expect(generator.permutation(of: 100).sorted() == Array(0..<100))
    #expect(generator.permutation(of: 0) == [])
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 { counts[generator.permutation(of: 4), default: 0] += 1 }
    #expect(counts.count == 24)
    for count in counts.values { #expect(abs(count - 1000) < 160) }
    let chosen = generator.choice(of: 5, below: 50)
    #expect(Set(chosen).count == 5)
    #expect(chosen.allSatisfy { (0..<50).contains($0) })
  }

  @Test("fills tensors in row-major order, in either precision")
  func tensors() {
    var a = SeededGenerator(seed: 7)
    var b = a
    var c = a
    let x = Tensor<Double>(randomUniform: [3, 4], in: -2..<5, using: &a)
    #expect(x.shape == [3, 4])
    #expect(x.scalars.allSatisfy { $0 >= -2 && $0 < 5 })
    #expect(x.scalars == (0..<12).map { _ in -2 + 7 * b.uniform() })
    #expect(Tensor<Float>(randomUniform: [3, 4], in: -2..<5, using: &c) == x.cast(to: Float.self))
  }

  @Test("refuses bounds that leave nothing to draw")
  func contracts() async {
    await #expect(processExitsWith: .failure) {
      var generator = SeededGenerator(seed: 1)
      _ = generator.integer(below: 0)
    }
    await #expect(processExitsWith: .failure) {
      var generator = SeededGenerator(seed: 1)
      _ = generator.choice(of: 3, below: 2)
    }
  }

  @Test("never gives the upper end of a range, not even where Float rounds up to it")
  func upperEnd() {
    var largest = Largest()
    #expect(Tensor<Float>(randomUniform: [1], using: &largest).scalar == Float(1).nextDown)
    #expect(Tensor<Float>(randomUniform: [1], in: -3..<5, using: &largest).scalar < 5)
    // 0.1 is no Float; the nearest lies above it.
    #expect(Double(Tensor<Float>(randomUniform: [1], in: 0..<0.1, using: &largest).scalar) < 0.1)
    let narrow = 1..<Double(1).nextUp
    #expect(Tensor<Double>(randomUniform: [1], in: narrow, using: &largest).scalar == 1)
    #expect(Tensor<Double>(randomUniform: [1], in: 2..<2, using: &largest).scalar == 2)
  }
}

/// A source that always gives the largest number that it can.
private struct Largest: RandomSource {
  mutating func next() -> UInt64 { .max }
  mutating func uniform() -> Double { 1 - 0x1p-53 }
  mutating func normal() -> Double { 0 }
  mutating func integer(below bound: Int) -> Int { bound - 1 }
}
