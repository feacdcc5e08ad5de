import Course
import Grading
import Tensors
import Testing

private typealias ReLUBackward = @Sendable (Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>

/// A backward pass of ReLU, asked at a kink as well: some inputs are exactly 0.
private let relu = Exercise<ReLUBackward>(
  card: ExerciseCard(
    "99.1", "ReLU", file: "ReLU", section: nil, difficulty: 1, minutes: 1, hints: []),
  check: { check, backward in
    var x = check.normal([5, 7])
    x[0, 0] = 0
    x[3, 2] = 0
    let dout = check.normal([5, 7])
    check.gradient("dx", of: "5 x 7 numbers", at: x, upstream: dout, of: { maximum($0, 0) }) {
      try backward(dout, x)
    }
    check.linear("dx", inUpstream: dout) { try backward($0, x) }
    check.independentRows("dx", of: x) { try backward(dout[rows: 0..<$0.rowCount], $0) }
  }, mutants: [])

private func atLeastZero(_ x: Tensor<Double>) -> Tensor<Double> { x.map { $0 >= 0 ? 1 : 0 } }

private func mask(_ x: Tensor<Double>) -> Tensor<Double> { x.map { $0 > 0 ? 1 : 0 } }

@Suite("Checking a backward pass")
struct GradientCheckingTests {
  @Test("leaves out entries on a kink, whichever side they are counted to")
  func kinks() {
    #expect(relu.grade { dout, x in dout * mask(x) }.verdict == .right)
    #expect(relu.grade { dout, x in dout * atLeastZero(x) }.verdict == .right)
  }

  @Test("rejects a pass that ignores upstream, or uses it twice")
  func upstream() {
    #expect(relu.grade { _, x in mask(x) }.diagnoses.map(\.id) == ["without.upstream"])
    #expect(relu.grade { dout, x in dout * dout * mask(x) }.verdict == .wrong)
  }

  @Test("rejects a pass in which examples depend on each other")
  func rows() {
    let report = relu.grade { dout, x in
      let size = Double(x.rowCount)
      return dout * mask(x) * (1 + 0.001 * size)
    }
    #expect(report.verdict == .wrong)
  }

  @Test("rejects a sum where a mean over the examples is wanted")
  func mean() {
    let exercise = Exercise<@Sendable (Tensor<Double>) throws -> Double>(
      card: ExerciseCard(
        "99.1", "Mean", file: "Mean", section: nil, difficulty: 1, minutes: 1, hints: []),
      check: { check, answer in
        let x = check.normal([5, 3])
        check.isMean("loss") { isDoubled in
          Tensor(try answer(isDoubled ? Tensor(concatenating: [x, x]) : x))
        }
      }, mutants: [])
    #expect(exercise.grade { $0.sum() }.diagnoses.map(\.id) == ["not-a-mean"])
    #expect(exercise.grade { $0.mean() }.diagnoses.isEmpty)
  }
}
