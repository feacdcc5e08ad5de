import Tensors
import Testing

// Expected values: r = np.random.RandomState(seed), then the call named in the comment.

@Suite("NumPy's legacy generator")
struct NumPyGeneratorTests {
  private func expectEqual(
    _ value: Double, _ expected: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(abs(value - expected) <= 1e-14 * abs(expected), sourceLocation: sourceLocation)
  }

  @Test("draws the normal numbers of seed 231 and of seed 0")
  func normal() {
    var r = NumPyGenerator(seed: 231)  // r.randn(5)
    for expected in [
      0.41794341085522313, 1.3971002787857785, -1.7859043087115503, -0.7088277337845966,
      -0.0747253160682306,
    ] { expectEqual(r.normal(), expected) }
    let thousand = (0..<1000).map { _ in r.normal() }  // r.standard_normal(1000)[-2:]
    expectEqual(thousand[998], 0.22432799790528435)
    expectEqual(thousand[999], -0.6753063130499372)

    var zero = NumPyGenerator(seed: 0)  // r.randn(4)
    for expected in [
      1.764052345967664, 0.4001572083672233, 0.9787379841057392, 2.240893199201458,
    ] { expectEqual(zero.normal(), expected) }
  }

  @Test("draws the uniform numbers of seed 231")
  func uniform() {
    var r = NumPyGenerator(seed: 231)  // r.rand(3)
    for expected in [0.78149404082882, 0.5842091160855433, 0.426710070189125] {
      expectEqual(r.uniform(), expected)
    }
    let thousand = (0..<1000).map { _ in r.uniform() }  // r.rand(1000)[-1]
    expectEqual(thousand[999], 0.3087122260100843)
  }

  @Test("draws integers below any bound, from 32 or 64 bits")
  func integers() {
    var r = NumPyGenerator(seed: 231)
    #expect(r.integers(10, below: 10) == [7, 0, 4, 9, 6, 2, 7, 4, 1, 2])  // r.randint(10, size=10)
    #expect(r.integers(3, below: 1) == [0, 0, 0])  // r.randint(1, size=3)
    #expect(r.integers(5, below: 1000) == [802, 828, 546, 33, 291])
    #expect(r.integers(3, below: 1 << 40) == [624_400_980_524, 116_437_127_809, 417_259_631_449])
    #expect(r.integers(3, below: 1 << 32) == [3_042_379_069, 669_358_715, 2_075_478_837])
    expectEqual(r.uniform(), 0.5353103878009805)
  }

  @Test("draws 64 bits with the first word on top")
  func bits() {
    var r = NumPyGenerator(seed: 231)  // r.randint(0, 2**64, size=3, dtype=np.uint64)
    #expect(r.next() == 0xc80f_fe57_9b07_84b0)
    #expect(r.next() == 0x958e_ba94_3ce6_59c9)
    #expect(r.next() == 0x6d3c_df0b_22b0_72c6)
  }

  @Test("permutes, shuffles and chooses with and without replacement")
  func permutations() {
    var r = NumPyGenerator(seed: 231)
    #expect(r.permutation(of: 10) == [6, 5, 8, 9, 2, 3, 1, 4, 0, 7])  // r.permutation(10)
    expectEqual(r.uniform(), 0.7580071020047225)

    var seven = NumPyGenerator(seed: 7)  // r.permutation(1000)[:8]
    #expect(seven.permutation(of: 1000).prefix(8) == [778, 334, 271, 802, 216, 408, 812, 94])
    expectEqual(seven.uniform(), 0.6387323162306459)

    r = NumPyGenerator(seed: 231)
    #expect(r.choice(of: 5, below: 100) == [77, 85, 82, 66, 91])  // r.choice(100, 5, replace=False)
    #expect(r.integers(5, below: 100) == [89, 23, 65, 81, 93])  // r.choice(100, 5)
    expectEqual(r.uniform(), 0.02227443562285203)

    r = NumPyGenerator(seed: 231)
    var array = [0, 1, 2, 3, 4, 5]
    r.shuffle(&array)  // r.shuffle(np.arange(6))
    #expect(array == [3, 5, 2, 1, 4, 0])
  }

  @Test("keeps the spare normal number while others are drawn in between")
  func mixed() {
    var r = NumPyGenerator(seed: 42)
    let uniform = Tensor<Double>(randomUniform: [3], in: -3..<5, using: &r)  // r.uniform(-3, 5, 3)
    expectClose(
      uniform, [-3.6790492211000725e-03, 4.6057144512793293, 2.8559515344912407], within: 1e-14)
    // r.normal(10, 2, 3)
    let normal = Tensor<Double>(randomNormal: [3], mean: 10, standardDeviation: 2, using: &r)
    expectClose(normal, [7.776239763906159, 10.637804369378767, 10.558082584400275], within: 1e-14)
    expectEqual(r.uniform(), 0.7080725777960455)
    expectEqual(r.normal(), 1.0105152848065264)  // the spare of the last pair
    #expect(r.integer(below: 6) == 5)
    expectEqual(r.normal(), 0.07983181221570465)
  }

  @Test("accepts the largest seed")
  func largestSeed() {
    var r = NumPyGenerator(seed: .max)
    expectEqual(r.uniform(), 0.0976320289940138)
    expectEqual(r.normal(), 0.0813036681172692)
  }

  @Test("serves wherever randomness is asked for")
  func generic() {
    func roll(using generator: inout some RandomSource) -> Int { generator.integer(below: 10) }
    var numpy = NumPyGenerator(seed: 231)
    var seeded = SeededGenerator(seed: 231)
    #expect(roll(using: &numpy) == 7)
    #expect((0..<10).contains(roll(using: &seeded)))
    #expect([1, 2, 3].shuffled(using: &numpy).count == 3)
  }
}
