import Course
import Grading
import Tensors
import Testing

private typealias Backward =
  @Sendable (Tensor<Double>, Tensor<Double>) throws -> (dx: Tensor<Double>, dy: Tensor<Double>)

/// The backward pass of `out = x² · y`, with y a row that is copied to every row of x.
@Sendable private func right(
  _ dout: Tensor<Double>, _ x: Tensor<Double>
) -> (dx: Tensor<Double>, dy: Tensor<Double>) {
  (2 * dout * x * row, (dout * x * x).sum(axis: 0))
}

private let row: Tensor<Double> = [0.5, -2, 3]

private let exercise = Exercise<Backward>(
  card: ExerciseCard(
    "99.1", "Test", file: "Test", section: nil, difficulty: 1, minutes: 1, hints: []),
  check: { check, backward in
    for n in [5, 3] {
      let (x, dout) = (check.normal([n, 3]), check.normal([n, 3]))
      check.gradient(
        "dx", of: "\(n) rows", at: x, upstream: dout, of: { $0 * $0 * row },
        knowing: Facts(multipliers: [Multiplier("x", "x", x)])
      ) { try backward(dout, x).dx }
      check.gradient(
        "dy", of: "\(n) rows", at: row, upstream: dout, of: { x * x * $0 }
      ) { try backward(dout, x).dy }
    }
  },
  mutants: [])

private func diagnosis(_ wrong: @escaping Backward) -> [String] {
  exercise.grade(wrong).diagnoses.map(\.id)
}

@Suite("The diagnosis of a wrong gate")
struct GateDiagnosisTests {
  @Test("finds a factor that differs from entry to entry, the upstream gradient without being told")
  func multipliers() {
    #expect(diagnosis { (2 * $1 * row, right($0, $1).dy) } == ["without.upstream"])
    #expect(diagnosis { ($0 * right($0, $1).dx, right($0, $1).dy) } == ["twice.upstream"])
    #expect(diagnosis { (2 * $0 * row, right($0, $1).dy) } == ["without.x"])
    #expect(diagnosis { ($0 * row, right($0, $1).dy) } == ["factor.1/2+without.x"])
    #expect(
      diagnosis { (-right($0, $1).dx / $0, right($0, $1).dy) } == ["factor.-1+without.upstream"])
  }

  @Test("finds the right answer to something else that was asked")
  func swapped() {
    #expect(diagnosis { (right($0, $1).dy, right($0, $1).dx) } == ["swapped", "swapped"])
    let report = exercise.grade { (right($0, $1).dx, right($0, $1).dx) }
    #expect(report.diagnoses.map(\.id) == ["swapped"])
    #expect(report.diagnoses.map(\.text) == ["What you return as dy is dx."])
  }

  @Test("finds a gradient that is not summed over the copies")
  func unsummed() {
    #expect(diagnosis { (right($0, $1).dx, $0 * $1 * $1) } == ["shape.unsummed"])
  }

  @Test("accepts the right answer")
  func accepted() {
    #expect(exercise.grade(right).verdict == .right)
  }
}
