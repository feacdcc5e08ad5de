import Tensors
import Testing

@Suite("Reductions")
struct ReductionsTests {
  // x = np.linspace(-3, 4, 24).reshape(2, 3, 4)
  let x = Tensor<Double>(linspace: -3, 4, shape: [2, 3, 4])

  @Test("sums and averages all elements")
  func all() {
    #expect(abs(x.sum() - 12) < 1e-13)
    #expect(abs(x.mean() - 0.5) < 1e-15)
    #expect(abs(x.variance() - 4.438405797101449) < 1e-14)  // x.var()
    #expect(abs(x.standardDeviation() - 4.438405797101449.squareRoot()) < 1e-14)
  }

  @Test("works along any axis, counted from either end")
  func axes() {
    // x.mean(axis=0)
    let means: Tensor<Double> = [
      [-1.1739130434782608, -0.8695652173913042, -0.5652173913043477, -0.26086956521739135],
      [0.04347826086956541, 0.3478260869565222, 0.6521739130434785, 0.9565217391304348],
      [1.2608695652173916, 1.5652173913043483, 1.8695652173913047, 2.1739130434782608],
    ]
    expectClose(x.mean(axis: 0), means, within: 1e-15)
    expectClose(x.sum(axis: -3), means * 2, within: 1e-15)
    // x.var(axis=1), x.var(axis=2)
    expectClose(
      x.variance(axis: 1), Tensor(repeating: 0.988027725267801, shape: [2, 4]), within: 1e-14)
    expectClose(
      x.variance(axis: -1), Tensor(repeating: 0.11578449905482042, shape: [2, 3]), within: 1e-14)
    let m: Tensor<Float> = [[1, 2, 3], [4, 5, 6]]
    #expect(m.sum(axis: 0) == [5, 7, 9])
    #expect(m.sum(axis: 1) == [6, 15])
    #expect(m.mean(axis: 1) == [2, 5])
  }

  @Test("keeps the dimension on request, so that the result broadcasts back")
  func keepingDimension() {
    let centered = x - x.mean(axis: 1, keepingDimension: true)
    #expect(centered.shape == x.shape)
    expectClose(centered.sum(axis: 1), Tensor(zeros: [2, 4]), within: 1e-14)
    #expect(x.standardDeviation(axis: 2, keepingDimension: true).shape == [2, 3, 1])
    #expect(x.max(axis: 0, keepingDimension: true).shape == [1, 3, 4])
  }

  @Test("handles empty tensors as NumPy does")
  func empty() {
    let empty = Tensor<Double>(zeros: [0, 3])
    #expect(empty.sum() == 0)
    #expect(empty.mean().isNaN)
    #expect(empty.sum(axis: 0) == [0, 0, 0])
    #expect(empty.sum(axis: 1).shape == [0])
  }

  @Test(
    "agrees with plain sums in Double for every length around the sixteen lanes",
    arguments: [1, 2, 15, 16, 17, 31, 33, 511, 512, 513, 527, 528, 1025])
  func lengths(_ count: Int) {
    var generator = SeededGenerator(seed: 7)
    let row = Tensor<Double>(randomNormal: [count], using: &generator)
    let other = Tensor<Double>(randomNormal: [count], using: &generator)
    let expected = row.scalars.reduce(0, +)
    #expect(abs(row.sum() - expected) < 1e-11)
    #expect(abs(row.reshaped(to: [count, 1]).sum(axis: 0)[0] - expected) < 1e-11)
    let products = zip(row.scalars, other.scalars).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(row.dot(other) - products) < 1e-11)
    #expect(abs(row.norm() - row.power(2).sum().squareRoot()) < 1e-12)
  }

  @Test("stays accurate in Float over ten million terms")
  func accuracy() {
    // Added one after the other, ten million times 0.1 gives 1,087,937.
    let tenths = Tensor<Float>(repeating: 0.1, shape: [10_000_000])
    #expect(abs(tenths.sum() - 1_000_000) < 0.3)
    #expect(abs(tenths.mean() - 0.1) < 3e-8)
    #expect(tenths.variance() < 1e-15)
    let halves: Tensor<Float> = [500_000, 500_000]
    expectClose(tenths.reshaped(to: [5_000_000, 2]).sum(axis: 0), halves, within: 0.15)
    expectClose(tenths.reshaped(to: [2, 5_000_000]).sum(axis: 1), halves, within: 0.15)
  }

  @Test("gives the variance of large numbers, which E[x²] - E[x]² would lose")
  func largeMean() {
    let x: Tensor<Float> = [100_001, 100_002, 100_003, 100_004]
    #expect(x.variance() == 1.25)
    #expect(x.reshaped(to: [4, 1]).variance(axis: 0) == [1.25])
    #expect(x.reshaped(to: [2, 2]).variance(axis: 0) == [1, 1])
  }

  @Test("finds the largest and smallest elements and where they are; the first of equals wins")
  func extrema() {
    let m: Tensor<Double> = [[3, 7, 7], [9, -2, 4]]
    #expect(m.argmax(axis: 1) == [1, 0])
    #expect(m.argmax(axis: 0) == [1, 0, 0])
    #expect(m.argmin(axis: 1) == [0, 1])
    #expect(m.argmax() == 3)
    #expect(m.argmin() == 4)
    #expect(m.max() == 9)
    #expect(m.min() == -2)
    #expect(m.max(axis: 0) == [9, 7, 7])
    #expect(m.min(axis: 1) == [3, -2])
    // x.argmax(axis=1) of the middle axis of three
    #expect((x * x).argmax(axis: 1) == [0, 0, 0, 0, 2, 2, 2, 2])
  }

  @Test("does not overlook a NaN")
  func nan() {
    let x: Tensor<Float> = Tensor([1, .nan, 3, .nan])
    #expect(x.argmax() == 1)
    #expect(x.argmin() == 1)
    #expect(x.max().isNaN)
    #expect(x.sum().isNaN)
  }

  @Test("refuses axes that are not there, and the largest of nothing")
  func contracts() async {
    await #expect(processExitsWith: .failure) { _ = ([1, 2] as Tensor<Float>).sum(axis: 1) }
    await #expect(processExitsWith: .failure) { _ = ([1, 2] as Tensor<Float>).argmax(axis: -2) }
    await #expect(processExitsWith: .failure) { _ = Tensor<Float>(zeros: [0]).max() }
    await #expect(processExitsWith: .failure) { _ = Tensor<Float>(zeros: [2, 0]).max(axis: 1) }
    await #expect(processExitsWith: .failure) {
      _ = ([1, 2] as Tensor<Float>).dot([1, 2, 3])
    }
  }
}
