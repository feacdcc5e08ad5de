import Tensors

/// How it went with an exercise.
public enum Verdict: String, Sendable, Codable {
  /// Everything that was asked came out right.
  case right
  /// Something did not.
  case wrong
  /// The stub is as it was.
  case unattempted
  /// The code crashed, ran out of time or memory, or ended the process.
  case stopped
  /// The code of the lesson does not compile.
  case notCompiled
}

/// One line of a report: what was asked, and how it went.
public struct ReportRow: Sendable, Codable, Equatable {
  /// What was asked for, such as "dw".
  public let quantity: String
  /// Whether it came out right.
  public let isRight: Bool
  /// The figures.
  public let text: String
}

/// What there is to say about a learner's answer to one exercise.
public struct Report: Sendable, Codable, Equatable {
  /// The exercise.
  public let number: ExerciseNumber
  /// Its title.
  public let title: String
  /// How it went.
  public let verdict: Verdict
  /// One row a quantity.
  public var rows: [ReportRow] = []
  /// What is wrong, one for each quantity that is.
  public var diagnoses: [Diagnosis] = []
  /// What else is worth knowing.
  public var remarks: [String] = []
  /// The first lines that the answer printed.
  public var printed: [String] = []

  /// Creates a report without figures.
  ///
  /// - Parameters:
  ///   - card: the exercise.
  ///   - verdict: how it went.
  ///   - diagnoses: what is wrong.
  public init(_ card: ExerciseCard, verdict: Verdict, diagnoses: [Diagnosis] = []) {
    self.number = card.number
    self.title = card.title
    self.verdict = verdict
    self.diagnoses = diagnoses
  }

  /// Sums a check up.
  init(card: ExerciseCard, check: Check, mistakes: [KnownMistake]) {
    if check.faults.isEmpty, check.records.allSatisfy(\.isUnattempted) {
      self.init(card, verdict: .unattempted)
      return
    }
    // A mistake that explains everything at once comes before several that explain a part each.
    let whole = mistakes.filter { $0.givesTheSame(as: check.records) }
    let quantities = check.records.map(\.quantity) + check.faults.map(\.quantity)
    var rows: [ReportRow] = []
    var diagnoses: [Diagnosis] = []
    for quantity in quantities.uniqued() {
      let records = check.records.filter { $0.quantity == quantity }
      let faults = check.faults.filter { $0.quantity == quantity }
      rows.append(ReportRow(quantity, records: records, faults: faults))
      if let diagnosis = explain(
        records, mistakes: whole.isEmpty ? mistakes : whole, faults: faults,
        others: check.records.filter { $0.quantity != quantity })
      {
        diagnoses.append(diagnosis)
      }
    }
    self.init(card, verdict: diagnoses.isEmpty ? .right : .wrong, diagnoses: diagnoses)
    self.rows = rows
    self.remarks = check.remarks
  }
}

extension ReportRow {
  init(_ quantity: String, records: [Record], faults: [Fault]) {
    self.quantity = quantity
    self.isRight = faults.isEmpty && records.allSatisfy(\.isRight)
    if let wrong = records.first(where: { !$0.isRight }) {
      self.text = wrong.account
    } else if !faults.isEmpty {
      self.text = "not as it should be"
    } else if records.allSatisfy(\.isInteger) {
      self.text = records.count == 1 ? "one input" : "\(records.count) inputs"
    } else {
      self.text =
        "largest difference \(formatDifference(records.map(\.largestDifference).max() ?? 0))"
    }
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
