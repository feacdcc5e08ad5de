import Course
import Tensors
import Testing

@testable import Grading

private typealias Backward = @Sendable (Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>

/// The gradient of a loss by its definition: mean over N of (x·w)² / 2 + reg Σ w², with respect to `w`.
@Sendable private func gradient(_ x: Tensor<Double>, _ w: Tensor<Double>) -> Tensor<Double> {
  matmul(x, matmul(x, w), transposeA: true) / Double(x.rowCount) + penalty(w)
}

private func penalty(_ w: Tensor<Double>) -> Tensor<Double> { 2 * 50 * w }

private func loss(_ x: Tensor<Double>, _ w: Tensor<Double>) -> Double {
  let scores = matmul(x, w)
  return (scores * scores).sum() / Double(2 * x.rowCount) + 50 * (w * w).sum()
}

private let exercise = Exercise<Backward>(
  card: ExerciseCard(
    "99.1", "Test", file: "Test", section: nil, difficulty: 1, minutes: 1, hints: []),
  check: { check, backward in
    for (n, d, c) in [(2, 3, 2), (5, 3, 7), (3, 3, 3)] {
      let x = check.normal([n, d])
      let w = check.normal([d, c])
      let ties = Tensor(shape: [d, c], scalars: (0..<d * c).map { $0 % 3 == 1 ? 1.0 : 0 })
      check.gradient(
        "dw", of: "\(n) examples", at: w, ofLoss: { loss(x, $0) },
        knowing: Facts(
          factors: [.batch(n)],
          terms: [Term("reg", "the gradient of the regularisation, 2·reg·W", penalty(w))],
          places: [Place("ties", "where scores tie", ties)])
      ) { try backward(x, w) }
    }
  },
  mutants: [])

/// A wrong answer, made from the right one, and the diagnosis that it must get.
private struct WrongAnswer: Sendable, CustomTestStringConvertible {
  let diagnosis: String
  let answer: Backward
  var testDescription: String { diagnosis }

  init(_ diagnosis: String, _ answer: @escaping Backward) {
    self.diagnosis = diagnosis
    self.answer = answer
  }
}

private let wrongAnswers: [WrongAnswer] = [
  WrongAnswer("factor.N") { x, w in gradient(x, w) * Double(x.rowCount) },
  WrongAnswer("factor.1/N") { x, w in gradient(x, w) / Double(x.rowCount) },
  WrongAnswer("factor.2") { x, w in gradient(x, w) * 2 },
  WrongAnswer("factor.1/2") { x, w in gradient(x, w) / 2 },
  WrongAnswer("factor.-1") { x, w in -gradient(x, w) },
  WrongAnswer("factor") { x, w in gradient(x, w) * 0.37 },
  WrongAnswer("missing.reg") { x, w in gradient(x, w) - penalty(w) },
  WrongAnswer("doubled.reg") { x, w in gradient(x, w) + penalty(w) },
  WrongAnswer("negated.reg") { x, w in gradient(x, w) - 2 * penalty(w) },
  WrongAnswer("halved.reg") { x, w in gradient(x, w) - 0.5 * penalty(w) },
  WrongAnswer("scaled.reg") { x, w in gradient(x, w) + 4 * penalty(w) },
  WrongAnswer("factor.N+missing.reg") { x, w in
    (gradient(x, w) - penalty(w)) * Double(x.rowCount)
  },
  WrongAnswer("missing.reg+factor.1/2") { x, w in gradient(x, w) / 2 - penalty(w) },
  WrongAnswer("shape.transposed") { x, w in gradient(x, w).transposed() },
  WrongAnswer("shape.reshaped") { x, w in gradient(x, w).flattened() },
  WrongAnswer("shape") { x, w in gradient(x, w).sum(axis: 0) },
  WrongAnswer("zeros") { _, w in w * 0 },
  WrongAnswer("nan") { x, w in gradient(x, w) * (0.0 / 0.0) },
  WrongAnswer("infinite") { x, w in gradient(x, w) / 0 },
  WrongAnswer("offset") { x, w in gradient(x, w) + 1.5 },
  WrongAnswer("reversed") { x, w in
    let right = gradient(x, w)
    return right.gathering(rows: Array((0..<right.rowCount).reversed()))
  },
  WrongAnswer("only.ties") { x, w in
    let right = gradient(x, w)
    return Tensor(
      shape: right.shape,
      scalars: right.scalars.enumerated().map { $0 % 3 == 1 ? $1 + Double($0) : $1 })
  },
  WrongAnswer("only.edge") { x, w in
    var wrong = gradient(x, w)
    for c in 0..<wrong.shape[1] { wrong[0, c] = Double(c) }
    return wrong
  },
  WrongAnswer("unexplained") { x, w in gradient(x, w) + (w * w * w) * 3 + 0.1 * w },
]

@Suite("The diagnosis of a wrong gradient")
struct DiagnosisTests {
  @Test("names the correction that makes it right", arguments: wrongAnswers)
  private func diagnosis(_ wrong: WrongAnswer) throws {
    for seed in [231, 1, 2] as [UInt64] {
      let report = exercise.grade(wrong.answer, options: CheckOptions(seed: seed))
      #expect(report.verdict == .wrong)
      #expect(report.diagnoses.map(\.id) == [wrong.diagnosis], "\(report.text())")
      #expect(report.diagnoses.first?.isVerified == (wrong.diagnosis != "unexplained"))
    }
  }

  @Test("does not call a factor constant where another input is right without it")
  func factorOfOneInput() {
    let report = exercise.grade { x, w in gradient(x, w) * (x.rowCount == 5 ? 0.37 : 1) }
    #expect(report.verdict == .wrong)
    #expect(!report.diagnoses.contains { $0.id == "factor" }, "\(report.text())")
  }

  @Test("is not given for a right answer, whatever the seed")
  func rightAnswer() {
    for seed in 0..<20 as Range<UInt64> {
      let report = exercise.grade(gradient, options: CheckOptions(seed: seed))
      #expect(report.verdict == .right, "\(report.text())")
    }
  }

  @Test("gives the first cause that fits, with N told from 2 by inputs of several sizes")
  func factorName() throws {
    let report = exercise.grade { x, w in gradient(x, w) * Double(x.rowCount) }
    let text = try #require(report.diagnoses.first?.text)
    #expect(text.contains("Dividing yours by N makes it right (N is 2 here)"))
    #expect(text.contains("the mean over the N examples is missing"))
  }

  @Test("notices an answer that changes when it is asked again")
  func askedTwice() {
    let calls = Counter()
    let report = exercise.grade { x, w in gradient(x, w) * (calls.next() == 2 ? 1.5 : 1) }
    #expect(report.diagnoses.map(\.id) == ["asked-twice"])
  }

  @Test("tells a thrown error and an unwritten answer from a wrong one")
  func notAnswered() {
    struct Complaint: Error {}
    #expect(exercise.grade { _, _ in throw Unattempted() }.verdict == .unattempted)
    #expect(exercise.grade { _, _ in throw Complaint() }.diagnoses.map(\.id) == ["threw"])
  }

  @Test("keeps to eighty columns")
  func columns() {
    for wrong in wrongAnswers {
      let text = exercise.grade(wrong.answer).text(
        pointer: "lesson 2, \"x\"; swift run grade hint 2.4")
      for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
  }
}

/// Counts calls, across the closures that share it.
private final class Counter: @unchecked Sendable {
  private var count = 0
  func next() -> Int {
    count += 1
    return count
  }
}

@Suite("Equal but for rounding")
struct ClosenessTests {
  @Test("tells apart shapes, numbers, infinities and NaNs")
  func closeness() {
    func t(_ numbers: [Double]) -> Tensor<Double> { Tensor(numbers) }
    let a = t([1, -2, .infinity, .nan])
    #expect(a.isClose(to: a))
    #expect(a.isClose(to: t([1 + 1e-9, -2, .infinity, .nan])))
    #expect(!a.isClose(to: a.reshaped(to: [2, 2])))
    #expect(!a.isClose(to: t([1.001, -2, .infinity, .nan])))
    #expect(!a.isClose(to: t([1, -2, 1e300, .nan])))
    #expect(!a.isClose(to: t([1, -2, -.infinity, .nan])))
    #expect(!a.isClose(to: t([1, -2, .infinity, 0])))
  }
}
