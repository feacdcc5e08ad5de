import Grading
import Tensors

extension LossSlips {
  /// What goes wrong in the hinge loss alone.
  static let hinge = LossSlips(
    both: marginSlips + classSlips, loss: maximumSlips, gradient: slopeSlips + ownSlips)
}

private let marginSlips: [LossSlip] = [
  LossSlip("no-margin", "The margin of 1 is missing: max(0, s_j - s_y + 1).") {
    $0.hinging(margin: 0)
  },
  LossSlip("margin-10", "The margin is 10; here it is 1.") { $0.hinging(margin: 10) },
  LossSlip("negative-margin", "The margin is subtracted: add it, max(0, s_j - s_y + 1).") {
    $0.hinging(margin: -1)
  },
  LossSlip("sign", "The scores are the wrong way round: it is s_j - s_y + 1, not s_y - s_j + 1.") {
    parts in
    parts.hinging({ max(0, 2 - parts.excess($0, $1)) }) { parts.excess($0, $1) < 2 ? -1 : 0 }
  },
  LossSlip("squares", "This is another loss, the squared hinge: do not square the margins.") {
    parts in
    parts.hinging({ max(0, parts.excess($0, $1)) * max(0, parts.excess($0, $1)) }) {
      2 * max(0, parts.excess($0, $1))
    }
  },
]

private let classSlips: [LossSlip] = [
  LossSlip(
    "own-class",
    "The true class is counted as well, with its own margin of 0 + 1 = 1. Leave out j = y."
  ) { parts in parts.losing { parts.losses[$0] + 1 }.with(dS: parts.dS - parts.y) },
  LossSlip(
    "own-score-missing",
    "The true class's score is missing, or set to 0 before the margins: max(0, s_j - s_y + 1)."
  ) { parts in
    parts.hinging({ max(0, parts.scores[$0, $1] + 1) }) { parts.scores[$0, $1] > -1 ? 1 : 0 }
  },
  LossSlip(
    "label-column",
    "It leaves out every class that is the label of any picture: leave out [i, labels[i]] alone."
  ) { parts in parts.hinging { !parts.labels.contains($1) } },
  LossSlip("worst-class", "Only the worst class counts: add up all except the true one.") { parts in
    parts.hinging { parts.excess($0, $1) == parts.excesses($0).max() }
  },
  LossSlip(
    "mean-over-classes", "It also divides by the number of other classes: only add them up."
  ) { $0.with(divisor: $0.n * Double($0.c - 1)) },
  LossSlip("first-class-skipped", "The first class is left out: leave out only the true one.") {
    $0.hinging { $1 > 0 }
  },
  LossSlip("last-class-skipped", "The last class is left out: leave out only the true one.") {
    parts in parts.hinging { $1 < parts.c - 1 }
  },
  LossSlip(
    "break-at-label",
    "The classes after the true one are missing: skip it with continue; break ends the loop."
  ) { parts in parts.hinging { $1 < parts.labels[$0] } },
  LossSlip(
    "break-at-margin",
    "It stops at the first class outside the margin: skip that with continue; break ends the loop."
  ) { parts in
    parts.hinging { i, k in
      (0..<k).allSatisfy { $0 == parts.labels[i] || parts.excess(i, $0) > 0 }
    }
  },
]

private let maximumSlips: [LossSlip] = [
  LossSlip(
    "margin-outside",
    "The margin is added after the maximum; it belongs inside: max(0, s_j - s_y + 1)."
  ) { parts in
    let plain = parts.hinging(margin: 0)
    return plain.losing { plain.losses[$0] + Double(parts.c - 1) }
  },
  LossSlip(
    "no-max",
    "The maximum with 0 is missing: a class far below the true one must cost 0, and not less."
  ) { parts in parts.losing { parts.excesses($0).reduce(0, +) } },
  LossSlip(
    "condition-without-margin",
    "It counts only classes with s_j > s_y: a margin s_j - s_y + 1 above 0 counts, though s_j < s_y."
  ) { parts in
    parts.hinging({ parts.excess($0, $1) > 1 ? parts.excess($0, $1) : 0 }) { _, _ in 0 }
  },
  LossSlip("largest-score", "It takes the largest of all scores: add up all except the true one.") {
    parts in parts.losing { max(1, parts.excesses($0).max() ?? 0) }
  },
  LossSlip("max-of-sum", "It takes the maximum with 0 of the whole sum: take it of each class.") {
    parts in parts.losing { max(0, parts.excesses($0).reduce(0, +)) }
  },
  LossSlip("absolute", "It takes absolute values instead of the maximum with 0.") { parts in
    parts.losing { parts.excesses($0).reduce(0) { $0 + abs($1) } }
  },
  LossSlip("counts", "It counts the classes within the margin: add up their margins.") { parts in
    parts.losing { Double(parts.excesses($0).count { $0 > 0 }) }
  },
]

private let slopeSlips: [LossSlip] = [
  LossSlip(
    "at-the-kink",
    "It is right except where a margin is exactly 0. The gradient there is 0: test > 0, not >= 0."
  ) { parts in parts.hinging({ _, _ in 0 }) { parts.excess($0, $1) >= 0 ? 1 : 0 } },
  LossSlip(
    "margins", "It multiplies x by the margin: the slope is 1, however large the margin is."
  ) { parts in parts.hinging({ _, _ in 0 }) { max(0, parts.excess($0, $1)) } },
  LossSlip("no-condition", "Every class gets +x: only those with a margin above 0 should.") {
    $0.hinging({ _, _ in 0 }) { _, _ in 1 }
  },
  LossSlip(
    "wrong-condition", "The condition is the wrong way round: a margin above 0 has a gradient."
  ) { parts in parts.hinging({ _, _ in 0 }) { parts.excess($0, $1) > 0 ? 0 : 1 } },
]

private let ownSlips: [LossSlip] = [
  LossSlip(
    "assigned", "A column keeps only what the last picture assigns to it: add up with += and -=."
  ) { parts in
    parts.deriving { i, k in
      let isLast = (i + 1..<parts.labels.count).allSatisfy { parts.dS[$0, k] == 0 }
      return isLast ? min(1, max(-1, parts.dS[i, k])) : 0
    }
  },
  LossSlip(
    "own-once",
    "The true class gets -x once; it gets -x for every class within the margin, as each has -s_y."
  ) { parts in
    parts.deriving { $1 == parts.labels[$0] ? max(-1, parts.dS[$0, $1]) : parts.dS[$0, $1] }
  },
  LossSlip(
    "counts-of-column",
    "It counts the classes within the margin down the column: count them along the row, axis 1."
  ) { parts in
    parts.deriving { i, k in
      guard k == parts.labels[i] else { return parts.dS[i, k] }
      return -Double(parts.labels.indices.count { parts.dS[$0, k] > 0 })
    }
  },
  LossSlip(
    "own-always",
    "The true class gets -x once per picture; it gets -x for every class within the margin."
  ) { parts in parts.deriving { $1 == parts.labels[$0] ? -1 : parts.dS[$0, $1] } },
  LossSlip(
    "own-missing",
    "The true class gets nothing: each term within the margin has -s_y in it, so -x for column y."
  ) { parts in parts.deriving { $1 == parts.labels[$0] ? 0 : parts.dS[$0, $1] } },
  LossSlip(
    "own-and-mask",
    "The true class also gets the +x of its own margin, which is 1. Leave out j = y."
  ) { $0.with(dS: $0.dS + $0.y) },
  LossSlip(
    "own-sign", "The column of the true class has the wrong sign: the loss subtracts its score."
  ) { $0.with(dS: $0.dS.absolute()) },
  LossSlip("others-missing", "Only the true class's column is there: each other gets +x.") {
    $0.with(dS: $0.dS * $0.y)
  },
]
