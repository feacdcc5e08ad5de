import Course
import Grading
import Tensors
import Testing

private typealias Function = @Sendable (Tensor<Double>) throws -> Tensor<Double>

/// Asks for `right(x)` of vectors and matrices with entries of both signs.
private func exercise(
  facts: Facts = Facts(), _ right: @escaping @Sendable (Tensor<Double>) -> Tensor<Double>
) -> Exercise<Function> {
  Exercise<Function>(
    card: ExerciseCard(
      "99.1", "Test", file: "Test", section: nil, difficulty: 1, minutes: 1, hints: []),
    check: { check, answer in
      for shape in [[5, 7], [3, 4]] {
        let x = check.normal(shape)
        check.value("out", of: "\(shape)", is: right(x)) { try answer(x) }
      }
    }, mutants: [])
}

private func diagnosis(
  _ right: @escaping @Sendable (Tensor<Double>) -> Tensor<Double>, _ wrong: @escaping Function
) -> [String] {
  exercise(right).grade(wrong).diagnoses.map(\.id)
}

@Suite("The diagnosis of a wrong value")
struct ValueDiagnosisTests {
  @Test("finds a function of each entry that is missing or too much")
  func functions() {
    #expect(diagnosis({ $0.absolute() }, { $0 }) == ["map.absolute"])
    #expect(diagnosis({ $0.absolute().squareRoot() }, { $0.absolute() }) == ["map.root"])
    #expect(diagnosis({ $0.absolute() }, { $0.absolute().squareRoot() }) == ["map.square"])
    #expect(diagnosis({ maximum($0, 0) }, { $0 }) == ["map.clamped"])
    #expect(diagnosis({ $0.sigmoid() }, { 1 - $0.sigmoid() }) == ["map.complement"])
    #expect(diagnosis({ $0 }, { 1 / $0 }) == ["map.reciprocal"])
  }

  @Test("finds rows and columns in another order")
  func orders() {
    let rolled: Function = { $0.gathering(rows: (0..<$0.rowCount).map { max(0, $0 - 1) }) }
    #expect(diagnosis({ $0 }, rolled) == ["shifted"])
    #expect(
      diagnosis({ $0 }, { $0.gathering(rows: Array((0..<$0.rowCount).reversed())) }) == ["reversed"]
    )
  }

  @Test("finds the gates of a recurrent network in another order")
  func blocks() {
    let exercise = Exercise<Function>(
      card: ExerciseCard(
        "99.1", "Test", file: "Test", section: nil, difficulty: 1, minutes: 1, hints: []),
      check: { check, answer in
        let x = check.normal([3, 8])
        check.value("out", of: "x", is: x, knowing: Facts(blocks: (axis: 1, count: 4))) {
          try answer(x)
        }
      }, mutants: [])
    let report = exercise.grade { x in
      let order = [0, 1, 4, 5, 2, 3, 6, 7]
      return x.transposed().gathering(rows: order).transposed()
    }
    #expect(report.diagnoses.map(\.id) == ["blocks"])
    #expect(report.diagnoses.first?.text.contains("[0, 2, 1, 3]") == true)
  }

  @Test("finds the part of a gradient that flows through a mean over the batch")
  func meanPath() {
    let exercise = Exercise<Function>(
      card: ExerciseCard(
        "99.1", "Test", file: "Test", section: nil, difficulty: 1, minutes: 1, hints: []),
      check: { check, answer in
        for n in [5, 3] {
          let x = check.normal([n, 4])
          let right = x - x.mean(axis: 0, keepingDimension: true)
          check.value("dx", of: "\(n) examples", is: right, knowing: Facts(batchAxis: 0)) {
            try answer(x)
          }
        }
      }, mutants: [])
    #expect(exercise.grade { $0 }.diagnoses.map(\.id) == ["constant.along.N"])
  }

  @Test("says where alone it is wrong, when the rest is right")
  func regions() {
    #expect(
      diagnosis({ maximum($0, 0) }, { $0.map { $0 > 0 ? $0 : 0.01 * $0 * $0 } }) == [
        "only.zeros"
      ])
    #expect(diagnosis({ $0 }, { $0.map { $0 > 0 ? $0 : $0 * $0 * $0 - 2 } }) == ["only.negative"])
  }

  @Test("counts and places what is wrong, the worst entry with both values")
  func account() throws {
    let report = exercise { $0 * 0 + 1 }.grade { x in
      var out = x * 0 + 1
      out[1, 2] = 4
      out[2, 1] = -1
      return out
    }
    let row = try #require(report.rows.first)
    #expect(!row.isRight)
    #expect(row.text.hasPrefix("2 of 35 entries; worst at [1, 2]: yours 4, expected 1"))
  }

  @Test("never calls an empty tensor right")
  func empty() {
    #expect(diagnosis({ $0 }, { _ in Tensor(zeros: [0, 7]) }) == ["shape"])
  }

  @Test("is the mistake of which all the numbers are, before any general cause")
  func knownMistake() {
    let exercise = Exercise<Function>(
      card: ExerciseCard(
        "99.1", "Test", file: "Test", section: nil, difficulty: 1, minutes: 1, hints: []),
      check: { check, answer in
        let x = check.normal([5])
        check.value("out", of: "x", is: x * 2) { try answer(x) }
      },
      mutants: [Mutant("not-doubled", "It is not doubled.") { $0 }])
    #expect(exercise.grade { x in x + 0 }.diagnoses.map(\.text) == ["It is not doubled."])
    #expect(exercise.grade { x in x * 4 }.diagnoses.map(\.id) == ["factor.2"])
    #expect(exercise.grade { x in x + x }.verdict == .right)
  }
}
