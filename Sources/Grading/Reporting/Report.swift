import Course
import Tensors

extension Report {
  /// Sums a check up.
  ///
  /// - Parameters:
  ///   - card: the exercise.
  ///   - check: all that was asked.
  ///   - mistakes: answers of which it is known why they are wrong; nil leaves what is wrong
  ///     unexplained.
  init(card: ExerciseCard, check: Check, mistakes: [KnownMistake]?) {
    if check.faults.isEmpty, check.records.allSatisfy(\.isUnattempted) {
      self.init(card, verdict: .unattempted)
      return
    }
    // A mistake that explains everything at once comes before several that explain a part each.
    let whole = (mistakes ?? []).filter { $0.givesTheSame(as: check.records) }
    let quantities = check.records.map(\.quantity) + check.faults.map(\.quantity)
    var rows: [ReportRow] = []
    var diagnoses: [Diagnosis] = []
    for quantity in quantities.uniqued() {
      let records = check.records.filter { $0.quantity == quantity }
      let faults = check.faults.filter { $0.quantity == quantity }
      rows.append(ReportRow(quantity, records: records, faults: faults))
      guard let mistakes else {
        if rows.last?.isRight == false { diagnoses.append(unexplained(quantity)) }
        continue
      }
      if let diagnosis = explain(
        records, mistakes: whole.isEmpty ? mistakes : whole, faults: faults,
        others: check.records.filter { $0.quantity != quantity })
      {
        diagnoses.append(diagnosis)
      }
    }
    let isWrong = !diagnoses.isEmpty
    if !isWrong { diagnoses = rows.filter { $0.isOpen == true }.map { unmeasured($0.quantity) } }
    self.init(
      card, verdict: isWrong ? .wrong : diagnoses.isEmpty ? .right : .undecided,
      diagnoses: diagnoses)
    self.rows = rows
    self.remarks = check.remarks
  }
}

/// What is said where the grader stopped before it had found the cause.
private func unexplained(_ quantity: String) -> Diagnosis {
  Diagnosis(
    id: "unexplained", quantity: quantity, isVerified: false,
    text: "It is not right; but the grader itself stopped while it looked for the cause, which is "
      + "not your mistake. Begin with the difference that is shown.")
}

/// What is said where an exercise asks for nothing that can be measured.
private func unmeasured(_ quantity: String) -> Diagnosis {
  Diagnosis(
    id: "undecided", quantity: quantity, isVerified: true,
    text: "What the grader asked is too small to measure, so that it can call no answer right or "
      + "wrong: this is not your mistake. Please report it, with the exercise's number.")
}

extension ReportRow {
  init(_ quantity: String, records: [Record], faults: [Fault]) {
    let text =
      if let wrong = records.first(where: { !$0.isRight }) {
        wrong.account
      } else if !faults.isEmpty {
        "not as it should be"
      } else if records.allSatisfy(\.isInteger) {
        records.count == 1 ? "one input" : "\(records.count) inputs"
      } else {
        "largest difference \(formatDifference(records.map(\.largestDifference).max() ?? 0))"
      }
    self.init(
      quantity: quantity, isRight: faults.isEmpty && records.allSatisfy(\.isRight), text: text)
    if isRight, !records.isEmpty, records.allSatisfy(\.isUndecided) { isOpen = true }
  }
}

extension Record {
  /// How far the answer is from what is expected, at most.
  var largestDifference: Double {
    guard let value, value.shape == expected.shape else { return .nan }
    let reliable = uncertainty?.scalars
    return value.scalars.indices.reduce(0) { largest, i in
      let difference = abs(value.scalars[i] - expected.scalars[i])
      return reliable?[i] == .infinity || !difference.isFinite ? largest : max(largest, difference)
    }
  }

  /// How many entries are wrong, and the worst of them with both values.
  var account: String {
    switch outcome {
    case .threw(let error): return "throws an error: \(error)"
    case .unattempted: return "not written yet"
    case .value(let value):
      guard value.shape == expected.shape else {
        return "shape \(value.shape), expected \(expected.shape), for \(situation)"
      }
      let wrong = wrongEntries(in: value)
      func size(_ place: Int) -> Double {
        let difference = abs(value.scalars[place] - expected.scalars[place])
        return difference.isNaN ? .infinity : difference
      }
      // Of labels and indices the first wrong one says most, of real numbers the worst.
      let shown = isInteger ? wrong.first : wrong.max { size($0) < size($1) }
      guard let shown else { return "" }
      let error =
        isNumerical
        ? uncertainty.map { " (± \(formatDifference($0.scalars[shown])))" } ?? "" : ""
      let source = isNumerical ? "numerical" : "expected"
      let both =
        "yours \(format(value.scalars[shown])), \(source) \(format(expected.scalars[shown]))\(error)"
      if value.rank == 0 { return "\(both), for \(situation)" }
      let name = isInteger ? "first" : "worst"
      return "\(wrong.count) of \(value.count) entries; \(name) at "
        + "\(value.indices(ofElement: shown)): \(both), for \(situation)"
    }
  }
}

extension Array where Element: Hashable {
  /// The elements without repeats, in the order of their first appearance.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
