import Tensors

/// What a gradient check found.
public struct GradientReport: Sendable {
  /// The judgement on the gradient as a whole.
  public enum Verdict: Sendable, Equatable {
    /// Every entry that could be judged agrees, and enough could be.
    case right
    /// Some entries differ from the numerical gradient by more than its error.
    case wrong
    /// The gradient does not have the shape of its variable.
    case wrongShape(expected: [Int], got: [Int])
    /// An entry is infinite or not a number; the first one is named.
    case notFinite(index: [Int], value: Double)
    /// Nothing is proved, neither right nor wrong.
    case undecided(Obstacle)
  }

  /// Why a check proves nothing.
  public enum Obstacle: Sendable, Equatable {
    /// There are no entries.
    case nothingToCheck
    /// The gradient is zero everywhere, and so is the numerical one: a function that ignores its
    /// input would pass.
    case allZero
    /// The function itself is infinite or not a number at the point of the check.
    case functionNotFinite
    /// The function gave two values for the same input.
    case functionChanges
    /// Too few entries could be judged: the others lie on kinks, where there is no derivative.
    case tooManyKinks
    /// Entries that may matter are too small to measure beside the function's rounding.
    case tooSmall
    /// Too few entries could be judged: beside the others the function is not finite.
    case outsideDomain
    /// Too few entries could be judged: along the others the function bends too sharply.
    case tooSharp
  }

  /// Why an entry can be called neither right nor wrong.
  public enum Doubt: Sendable, Equatable, CaseIterable {
    /// It lies on a kink, where the slope jumps and there is no derivative.
    case kink
    /// What rounding does to the numerical derivative is not small beside the entry.
    case tooSmall
    /// The function is not finite on both sides of it, however short the step.
    case outsideDomain
    /// The function bends too sharply for any step.
    case tooSharp
  }

  /// One entry of the gradient, or the gradient along one direction, beside its numerical counterpart.
  public struct Entry: Sendable, Equatable {
    /// What became of an entry.
    public enum Judgement: Sendable, Equatable {
      /// It agrees with the numerical derivative.
      case right
      /// It differs by more than the numerical derivative's error.
      case wrong
      /// The numerical derivative is not good enough here to tell, and the entry was left out.
      case undecided(Doubt)
    }

    /// Where in the variable; empty for a direction.
    public let index: [Int]
    /// What the backward pass says.
    public let analytic: Double
    /// What the function's values say.
    public let numerical: Double
    /// How far `numerical` may be off.
    public let error: Double
    /// Whether the two agree.
    public let judgement: Judgement

    /// Why the two cannot be compared; nil if they could.
    public var doubt: Doubt? {
      if case .undecided(let doubt) = judgement { doubt } else { nil }
    }

    /// Whether the two could be compared.
    public var isJudged: Bool { doubt == nil }

    /// How far apart the two are.
    public var difference: Double { abs(analytic - numerical) }
  }

  /// What was checked, such as `dw`.
  public let name: String
  /// The judgement on the whole.
  public let verdict: Verdict
  /// The entries that were looked at, in row-major order: all of them, unless there are too many.
  public let entries: [Entry]
  /// The random directions that stood in for the entries not looked at.
  public let directions: [Entry]
  /// The number of entries in the variable.
  public let size: Int

  /// Whether the gradient is right.
  public var passed: Bool { verdict == .right }

  /// The number of entries that could be judged.
  public var checkedCount: Int { entries.count(where: \.isJudged) }

  /// The number of entries that differ.
  public var wrongCount: Int { entries.count { $0.judgement == .wrong } }

  /// The number of entries left out because no derivative exists there or it cannot be measured.
  public var skippedCount: Int { entries.count { !$0.isJudged } }

  /// The entry that differs most among those that are wrong; nil if none is.
  public var worst: Entry? {
    entries.filter { $0.judgement == .wrong }.max { $0.difference < $1.difference }
  }

  /// The largest difference among the entries that could be judged.
  public var largestDifference: Double {
    entries.filter(\.isJudged).map(\.difference).max() ?? 0
  }

  /// The size of the largest numerical derivative that could be judged, against which differences are to be seen.
  public var scale: Double {
    entries.filter(\.isJudged).map { abs($0.numerical) }.max() ?? 0
  }
}

// MARK: - In words

extension GradientReport: CustomStringConvertible {
  /// The report for a reader, a line or two in plain words.
  public var description: String {
    switch verdict {
    case .right:
      "\(name): right. \(agreement); largest difference "
        + "\(significant(largestDifference, digits: 5)), where the largest entry is \(significant(scale, digits: 5)).\(leftOut)"
    case .wrong:
      "\(name): wrong. \(disagreement)\(leftOut)"
    case .wrongShape(let expected, let got):
      "\(name): wrong shape. A gradient has the shape of its variable, \(expected); this one is \(got)."
    case .notFinite(let index, let value):
      "\(name): wrong. The entry at \(index) is \(value.isNaN ? "not a number (NaN)" : "infinite")."
    case .undecided(let obstacle):
      "\(name): not decided. \(explanation(of: obstacle))"
    }
  }

  private var agreement: String {
    let all =
      checkedCount == size
      ? "All \(size) entries agree" : "\(checkedCount) of \(size) entries agree"
    let along = directions.count { $0.judgement == .right }
    return along == 0 ? all : all + ", and so do \(along) random directions through all of them"
  }

  private var disagreement: String {
    guard let worst else {
      let off = directions.count { $0.judgement == .wrong }
      return
        "The \(checkedCount) entries looked at agree, but along \(off) of \(directions.count) random "
        + "directions through all \(size) entries the slope is another."
    }
    return "\(wrongCount) of \(checkedCount) entries differ; the worst is \(worst.index): "
      + "yours is \(significant(worst.analytic, digits: 5)), the numerical gradient says "
      + "\(significant(worst.numerical, digits: 5)) "
      + "(± \(significant(worst.error, digits: 1)))."
  }

  private var leftOut: String {
    Doubt.allCases.map { doubt in
      let count = entries.count { $0.doubt == doubt }
      if count == 0 { return "" }
      let isOne = count == 1
      let what = (isOne ? "One entry " : "\(count) entries ")
      return " " + what + explanation(of: doubt, isOne: isOne) + ", and "
        + (isOne ? "was" : "were") + " left out."
    }.joined()
  }

  private func explanation(of doubt: Doubt, isOne: Bool) -> String {
    switch doubt {
    case .kink: "\(isOne ? "lies on a kink" : "lie on kinks"), where there is no derivative"
    case .tooSmall:
      "\(isOne ? "is" : "are") too small to measure beside the rounding of the function's values"
    case .outsideDomain: "\(isOne ? "lies" : "lie") where the function is not finite on both sides"
    case .tooSharp: "\(isOne ? "lies" : "lie") where the function bends too sharply for any step"
    }
  }

  private func explanation(of obstacle: Obstacle) -> String {
    switch obstacle {
    case .nothingToCheck: "The variable has no entries, so nothing was checked."
    case .allZero where entries.allSatisfy { $0.numerical == 0 }:
      "All entries are zero, and no change of the function could be seen when this variable "
        + "moved: a check at another point would prove more."
    case .allZero:
      "All entries are zero, and so are the slopes of the function, as far as they can be "
        + "measured: a check at another point or with another upstream gradient would prove more."
    case .functionNotFinite:
      "The function itself is not finite at this point, so it has no slope to compare with."
    case .functionChanges:
      "The function gave two different values for the same input, so it has no slope to compare with."
    case .tooManyKinks: leftOutOf(.kink)
    case .tooSmall: leftOutOf(.tooSmall)
    case .outsideDomain: leftOutOf(.outsideDomain)
    case .tooSharp: leftOutOf(.tooSharp)
    }
  }

  private func leftOutOf(_ doubt: Doubt) -> String {
    let count = entries.count { $0.doubt == doubt }
    return "\(count) of \(entries.count) entries \(explanation(of: doubt, isOne: count == 1)): "
      + "a check at another point would prove more."
  }
}
