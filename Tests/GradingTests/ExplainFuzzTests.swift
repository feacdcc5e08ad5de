import Course
import Tensors
import Testing

@testable import Grading

/// Makes records of all shapes and values, with facts that need not fit them.
private struct RecordMaker {
  var random: SeededGenerator

  mutating func shape() -> [Int] {
    (0..<random.integer(below: 4)).map { _ in random.integer(below: 5) }
  }

  mutating func tensor(_ shape: [Int]) -> Tensor<Double> {
    let style = random.integer(below: 6)
    let plain = Tensor<Double>(randomNormal: shape, using: &random)
    let odd: [Double] = [.nan, .infinity, -.infinity, 0, 1e300, -1e-300]
    switch style {
    case 0: return plain.map { $0.rounded() }
    case 1: return plain * 0
    case 2:
      let number = odd[random.integer(below: odd.count)]
      return plain.map { $0 > 1 ? number : $0 }
    default: return plain
    }
  }

  mutating func facts(_ shape: [Int]) -> Facts {
    func own(_ maker: inout RecordMaker) -> Tensor<Double> {
      maker.tensor(maker.random.integer(below: 3) == 0 ? maker.shape() : shape)
    }
    var facts = Facts(factors: [.batch(random.integer(below: 4))])
    if random.integer(below: 2) == 0 { facts.terms = [Term("t", "a term", own(&self))] }
    if random.integer(below: 2) == 0 { facts.multipliers = [Multiplier("m", "m", own(&self))] }
    if random.integer(below: 2) == 0 {
      facts.places = [Place("p", "somewhere", own(&self).map { $0 > 0 ? 1 : 0 })]
    }
    if random.integer(below: 2) == 0 { facts.batchAxis = random.integer(below: 3) }
    if random.integer(below: 2) == 0 {
      facts.blocks = (axis: random.integer(below: 3), count: 1 + random.integer(below: 4))
    }
    return facts
  }

  mutating func record(_ quantity: String) -> Record {
    let expected = tensor(shape())
    let value: Tensor<Double>
    switch random.integer(below: 6) {
    case 0: value = tensor(shape())
    case 1: value = expected * 2
    case 2: value = expected
    case 3: value = expected.map { -$0 + 1 }
    default: value = tensor(expected.shape)
    }
    let isLoose = random.integer(below: 4) == 0
    let uncertainty = isLoose ? tensor(expected.shape).map { abs($0) } : nil
    return Record(
      quantity: quantity, situation: "input \(random.integer(below: 3))", expected: expected,
      uncertainty: uncertainty, isNumerical: isLoose, tolerance: .standard,
      facts: facts(expected.shape), isInteger: random.integer(below: 4) == 0,
      outcome: random.integer(below: 20) == 0 ? .threw("no") : .value(value))
  }
}

@Suite("Explaining anything")
struct ExplainFuzzTests {
  @Test("never traps, and always says something about what is wrong")
  func everything() {
    for seed in 0..<3000 as Range<UInt64> {
      var maker = RecordMaker(random: SeededGenerator(seed: seed))
      let records = (0...maker.random.integer(below: 3)).map { _ in maker.record("dx") }
      let others = (0..<maker.random.integer(below: 3)).map { _ in maker.record("dy") }
      let mistakes = (0..<maker.random.integer(below: 3)).map { _ in
        KnownMistake(
          id: "known", explanation: "It is known.",
          records: records.map { record in
            record.replacing(
              maker.tensor(maker.random.integer(below: 3) == 0 ? [2] : record.expected.shape))
          } + others)
      }
      let diagnosis = explain(records, mistakes: mistakes, faults: [], others: others)
      #expect((diagnosis == nil) == records.allSatisfy(\.isRight), "seed \(seed)")
      if let diagnosis { #expect(!diagnosis.text.isEmpty) }
      for record in records { _ = record.account }
    }
  }

  @Test("tries no root and no factor of any size on labels")
  func labels() {
    let exercise = Exercise<@Sendable (Int) throws -> [Int]>(
      card: ExerciseCard(
        "99.1", "Labels", file: "Labels", section: nil, difficulty: 1, minutes: 1, hints: []),
      check: { check, answer in
        check.integers("labels", of: "4", is: [2, 3, 1]) { try answer(4) }
      }, mutants: [])
    let report = exercise.grade { _ in [4, 9, 1] }
    #expect(report.diagnoses.map(\.id) == ["unexplained"], "\(report.text())")
  }

  @Test("calls nothing right by what could not be measured, and asks to hear of it")
  func undecided() {
    let exercise = Exercise<@Sendable (Tensor<Double>) throws -> Tensor<Double>>(
      card: ExerciseCard(
        "99.1", "Tiny", file: "Tiny", section: nil, difficulty: 1, minutes: 1, hints: []),
      check: { check, answer in
        let x: Tensor<Double> = [0.5, 2]
        check.gradient("dx", of: "tiny", at: x, ofLoss: { 20 + 1e-18 * $0.sum() }) {
          try answer(x)
        }
      }, mutants: [])
    for factor in [1e-18, -1e-18, 0] {
      let report = exercise.grade { $0 * 0 + factor }
      #expect(report.verdict == .undecided, "\(report.text())")
    }
    #expect(exercise.grade { $0 }.verdict == .wrong)
  }
}
