import Course
import Tensors

/// How a check is run.
package struct CheckOptions: Sendable {
  /// Where its random inputs start from.
  package var seed: UInt64
  /// Whether this process does nothing else, so that time and memory can be measured.
  package var isAlone: Bool
  /// Is told when the answer's code is entered and left, and what was found before it is explained.
  var witness: (@Sendable (GradingEvent) -> Void)?

  /// Says how a check is run.
  ///
  /// - Parameters:
  ///   - seed: where its random inputs start from.
  ///   - isAlone: whether this process does nothing else, so that time and memory can be measured.
  package init(seed: UInt64 = 231, isAlone: Bool = false) {
    self.seed = seed
    self.isAlone = isAlone
  }
}

/// What happens while an answer is graded: whoever watches can tell whose fault a crash is.
enum GradingEvent {
  /// The answer's code begins to run.
  case entered
  /// It has come to its end.
  case left
  /// All is asked, and something is wrong: the report, as long as nothing is explained.
  case found(Report)
}

/// One run of an exercise's check: asks the answer, compares, and keeps what came.
///
/// A check goes on after a wrong value, so that an explanation can be held against everything that was asked. Begin with
/// the smallest input with round numbers: the report shows the first thing that is wrong.
package final class Check {
  /// Where random inputs come from.
  package var random: SeededGenerator
  /// Whether this process does nothing else, so that time and memory can be measured.
  package let isAlone: Bool

  private(set) var records: [Record] = []
  private(set) var faults: [Fault] = []
  private(set) var remarks: [String] = []
  /// What needs not be found out again for another answer.
  let memory: CheckMemory
  private let announce: (String) -> Void
  private let witness: (@Sendable (GradingEvent) -> Void)?

  init(
    options: CheckOptions, memory: CheckMemory = CheckMemory(),
    announce: @escaping (String) -> Void = { _ in }
  ) {
    self.memory = memory
    self.random = SeededGenerator(seed: options.seed)
    self.isAlone = options.isAlone
    self.announce = announce
    self.witness = options.witness
  }

  /// Asks for a tensor and compares it with the expected one: shape first, then every entry.
  ///
  /// - Parameters:
  ///   - quantity: what is asked for, such as "distances"; a row of the report.
  ///   - situation: for which input, in words.
  ///   - expected: what must come.
  ///   - uncertainty: how uncertain each expected entry is, where it was measured; infinite where it is not to be relied on.
  ///   - tolerance: how close the answer must come.
  ///   - facts: what is known about the input and may explain a wrong answer.
  ///   - answer: calls the function that is graded.
  package func value(
    _ quantity: String, of situation: String, is expected: Tensor<Double>,
    uncertainty: Tensor<Double>? = nil, within tolerance: Tolerance = .standard,
    knowing facts: Facts = Facts(), _ answer: () throws -> Tensor<Double>
  ) {
    record(
      quantity, situation, expected, uncertainty: uncertainty, tolerance: tolerance, facts: facts,
      isInteger: false, answer)
  }

  /// Asks for a tensor and compares it with one that was measured.
  func measured(
    _ quantity: String, _ situation: String, _ expected: NumericalGradient, facts: Facts,
    _ answer: () throws -> Tensor<Double>
  ) {
    record(
      quantity, situation, expected.value, uncertainty: expected.uncertainty, isNumerical: true,
      tolerance: Tolerance(relative: 1e-6, absolute: 1e-9), facts: facts, isInteger: false, answer)
  }

  /// Asks for a number and compares it with the expected one.
  ///
  /// - Parameters:
  ///   - quantity: what is asked for, such as "loss"; a row of the report.
  ///   - situation: for which input, in words.
  ///   - expected: what must come.
  ///   - tolerance: how close the answer must come.
  ///   - facts: what is known about the input and may explain a wrong answer.
  ///   - answer: calls the function that is graded.
  package func number(
    _ quantity: String, of situation: String, is expected: Double,
    within tolerance: Tolerance = .standard, knowing facts: Facts = Facts(),
    _ answer: () throws -> Double
  ) {
    record(
      quantity, situation, Tensor(expected), uncertainty: nil, tolerance: tolerance, facts: facts,
      isInteger: false, { Tensor(try answer()) })
  }

  /// Asks for integers, such as labels or indices, and compares them with the expected ones.
  ///
  /// - Parameters:
  ///   - quantity: what is asked for, such as "labels"; a row of the report.
  ///   - situation: for which input, in words.
  ///   - expected: what must come.
  ///   - facts: what is known about the input and may explain a wrong answer.
  ///   - answer: calls the function that is graded.
  package func integers(
    _ quantity: String, of situation: String, is expected: [Int], knowing facts: Facts = Facts(),
    _ answer: () throws -> [Int]
  ) {
    record(
      quantity, situation, Tensor(expected.map(Double.init)), uncertainty: nil, tolerance: .exact,
      facts: facts, isInteger: true, { Tensor(try answer().map(Double.init)) })
  }

  /// Asks for the shape alone of what comes, whose values are compared with nothing.
  ///
  /// - Parameters:
  ///   - quantity: what is asked for; a row of the report.
  ///   - situation: for which input, in words.
  ///   - expected: the shape that must come.
  ///   - answer: calls the function that is graded, and returns the shape that came.
  package func shape(
    _ quantity: String, of situation: String, is expected: [Int], _ answer: () throws -> [Int]
  ) {
    record(
      quantity, situation, Tensor(zeros: expected), uncertainty: nil, tolerance: .exact,
      facts: Facts(), isInteger: true
    ) {
      // Ones are not right in any order: nothing is said about numbers that nobody has compared.
      let shape = try answer()
      if shape == expected { return Tensor(zeros: shape) }
      // What no tensor can have, or no memory hold, is not made to be shown.
      let size = shape.reduce(1.0) { $0 * Double($1) }
      let isReal = size <= 1e6 && shape.allSatisfy { (0...1_000_000).contains($0) }
      return Tensor(repeating: 1, shape: isReal ? shape : [0] + expected)
    }
  }

  /// Asks for one integer and compares it with the expected one.
  ///
  /// - Parameters:
  ///   - quantity: what is asked for; a row of the report.
  ///   - situation: for which input, in words.
  ///   - expected: what must come.
  ///   - facts: what is known about the input and may explain a wrong answer.
  ///   - answer: calls the function that is graded.
  package func integer(
    _ quantity: String, of situation: String, is expected: Int, knowing facts: Facts = Facts(),
    _ answer: () throws -> Int
  ) {
    record(
      quantity, situation, Tensor(Double(expected)), uncertainty: nil, tolerance: .exact,
      facts: facts, isInteger: true, { Tensor(Double(try answer())) })
  }

  /// Whether anything that was attempted is wrong.
  package var hasFailed: Bool {
    !faults.isEmpty || records.contains { !$0.isRight && !$0.isUnattempted }
  }

  /// Says something that is worth knowing about an answer, right or wrong.
  package func remark(_ text: String) {
    remarks.append(text)
  }

  /// Tells what is about to be asked, so that a crash can be placed.
  package func tell(_ quantity: String, _ situation: String) {
    announce("\(quantity) for \(situation)")
  }

  /// Runs code of the answer, and says when it begins and ends.
  func entering<Result>(_ body: () throws -> Result) rethrows -> Result {
    witness?(.entered)
    defer { witness?(.left) }
    return try body()
  }

  func add(_ fault: Fault) {
    faults.append(fault)
  }

  private func record(
    _ quantity: String, _ situation: String, _ expected: Tensor<Double>,
    uncertainty: Tensor<Double>?, isNumerical: Bool = false, tolerance: Tolerance, facts: Facts,
    isInteger: Bool, _ answer: () throws -> Tensor<Double>
  ) {
    tell(quantity, situation)
    func ask() throws -> Tensor<Double> { try entering(answer) }
    let outcome = Outcome(of: ask)
    if case .value(let first) = outcome, !records.contains(where: { $0.quantity == quantity }),
      case .value(let second) = Outcome(of: ask), !first.isIdentical(to: second)
    {
      add(
        Fault(
          id: "asked-twice", quantity: quantity,
          text: "Asked twice for the same input (\(situation)), it gives two different answers. "
            + "Does it keep something from one call to the next, or draw numbers of its own?"))
    }
    records.append(
      Record(
        quantity: quantity, situation: situation, expected: expected, uncertainty: uncertainty,
        isNumerical: isNumerical, tolerance: tolerance, facts: facts, isInteger: isInteger,
        outcome: outcome))
  }
}

/// Something that every right answer does and this one does not, found by asking and not by comparing values.
struct Fault {
  let id: String
  let quantity: String
  let text: String
}

extension Outcome {
  init(of answer: () throws -> Tensor<Double>) {
    do {
      self = .value(try answer())
    } catch is Unattempted {
      self = .unattempted
    } catch {
      self = .threw("\(error)")
    }
  }
}

extension Tensor<Double> {
  /// Equal to the last bit, with NaN equal to NaN.
  package func isIdentical(to other: Tensor<Double>) -> Bool {
    shape == other.shape
      && zip(scalars, other.scalars).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
  }
}
