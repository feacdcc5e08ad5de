import Grading
import Tensors

/// What goes wrong in the hinge loss alone.
let hingeLossSlips: [Slip<Double>] = [
  Slip(
    "own-class",
    "The true class is counted as well: its own margin is max(0, 0 + 1) = 1 for every picture. Leave out j = y."
  ) { $0.loss(data: $0.mean + 1) },
  Slip("no-margin", "The margin of 1 is missing: max(0, s_j - s_y + 1).") {
    $0.with(margin: 0).loss()
  },
  Slip("margin-10", "The margin is 10; here it is 1.") { $0.with(margin: 10).loss() },
  Slip("negative-margin", "The margin is subtracted; it is added: max(0, s_j - s_y + 1).") {
    $0.with(margin: -1).loss()
  },
  Slip(
    "margin-outside",
    "The margin is added after the maximum; it belongs within: max(0, s_j - s_y + 1)."
  ) {
    parts in parts.loss(data: parts.with(margin: 0).mean + Double(parts.c - 1))
  },
  Slip(
    "no-max",
    "The maximum with 0 is missing: a class that lies far enough below must not be subtracted."
  ) { parts in parts.loss { parts.excesses($0).reduce(0, +) } },
  Slip("max-of-sum", "The maximum with 0 is taken of the whole sum; it is taken of each class.") {
    parts in parts.loss { max(0, parts.excesses($0).reduce(0, +)) }
  },
  Slip("absolute", "It takes absolute values where the maximum with 0 is wanted.") { parts in
    parts.loss { parts.excesses($0).reduce(0) { $0 + abs($1) } }
  },
  Slip("sign", "The scores are the wrong way round: it is s_j - s_y + 1, not s_y - s_j + 1.") {
    parts in parts.loss { parts.excesses($0).reduce(0) { $0 + max(0, 2 - $1) } }
  },
  Slip("worst-class", "Only the worst class counts; the sum goes over all but the true one.") {
    parts in parts.loss { max(0, parts.excesses($0).max() ?? 0) }
  },
  Slip("squares", "The margins are squared; that is another loss, the squared hinge.") { parts in
    parts.loss { parts.excesses($0).reduce(0) { $0 + max(0, $1) * max(0, $1) } }
  },
  Slip("counts", "It counts the classes within the margin, and not by how much they are.") {
    parts in
    parts.loss { Double(parts.excesses($0).count { $0 > 0 }) }
  },
  Slip("mean-over-classes", "It takes the mean over the other classes; they are added up.") {
    $0.loss(data: $0.mean / Double($0.c - 1))
  },
  Slip("first-class-skipped", "The first class is left out; only the true one is.") { parts in
    parts.loss { i in
      (1..<parts.c).reduce(0) { $0 + parts.hinge(i, $1) }
    }
  },
  Slip("last-class-skipped", "The last class is left out; only the true one is.") { parts in
    parts.loss { i in
      (0..<parts.c - 1).reduce(0) { $0 + parts.hinge(i, $1) }
    }
  },
  Slip("own-score-missing", "The score of the true class is missing: max(0, s_j - s_y + 1).") {
    parts in
    parts.loss { i in
      (0..<parts.c).reduce(0) { sum, k in
        sum + (k == parts.labels[i] ? 0 : max(0, parts.scores[i, k] + 1))
      }
    }
  },
]

/// What goes wrong in the gradient of the hinge loss alone.
let hingeGradientSlips: [Slip<Tensor<Double>>] = [
  Slip(
    "at-the-kink",
    "It is right but where a margin is exactly 0: there nothing is to flow, so that the condition is > 0 and not >= 0."
  ) { parts in
    parts.hingeGradient { i, k in parts.excess(i, k) >= 0 ? 1 : 0 }
  },
  Slip(
    "own-once",
    "The column of the true class gets -x once; it gets -x for every class within the margin, since each term has its own s_y."
  ) { parts in
    parts.gradient { i, k in k == parts.labels[i] ? max(-1, parts.dS[i, k]) : parts.dS[i, k] }
  },
  Slip(
    "own-always",
    "The column of the true class gets -x once for every picture, whatever its margins; it gets -x for every class within the margin."
  ) { parts in
    parts.gradient { i, k in k == parts.labels[i] ? -1 : parts.dS[i, k] }
  },
  Slip(
    "own-missing",
    "The column of the true class gets nothing: each term within the margin also has s_y in it, with a minus."
  ) { parts in
    parts.gradient { i, k in k == parts.labels[i] ? 0 : parts.dS[i, k] }
  },
  Slip(
    "own-class",
    "The true class is counted as if it were within the margin: its column gets -x once too often. Leave out j = y."
  ) { parts in
    parts.gradient { i, k in parts.dS[i, k] - (k == parts.labels[i] ? 1 : 0) }
  },
  Slip(
    "own-and-mask",
    "The column of the true class keeps the +x of its own margin, which is 1. Leave out j = y."
  ) { parts in
    parts.gradient { i, k in parts.dS[i, k] + (k == parts.labels[i] ? 1 : 0) }
  },
  Slip(
    "own-sign",
    "The column of the true class has the wrong sign: its score is subtracted in the loss."
  ) {
    parts in
    parts.gradient { i, k in abs(parts.dS[i, k]) }
  },
  Slip(
    "others-missing",
    "Only the column of the true class is there; each class within the margin gets +x."
  ) {
    parts in
    parts.gradient { i, k in k == parts.labels[i] ? parts.dS[i, k] : 0 }
  },
  Slip(
    "margins",
    "The margin itself is multiplied with x; its slope is wanted, which is 1 however large the margin is."
  ) { parts in parts.hingeGradient { max(0, parts.excess($0, $1)) } },
  Slip("no-condition", "Every class gets +x; only those do whose margin s_j - s_y + 1 is positive.")
  {
    parts in parts.hingeGradient { _, _ in 1 }
  },
  Slip(
    "wrong-condition",
    "The condition is the wrong way round: what has a margin above 0 gets a gradient."
  ) {
    parts in parts.hingeGradient { parts.excess($0, $1) > 0 ? 0 : 1 }
  },
  Slip("no-margin", "The margin of 1 is missing in the condition: s_j - s_y + 1 > 0.") {
    $0.with(margin: 0).gradient()
  },
  Slip("margin-10", "The margin is 10; here it is 1.") { $0.with(margin: 10).gradient() },
  Slip("negative-margin", "The margin is subtracted in the condition: s_j - s_y + 1 > 0.") {
    $0.with(margin: -1).gradient()
  },
  Slip("worst-class", "Only the worst class counts; every class within the margin does.") { parts in
    parts.hingeGradient { i, k in
      let all = parts.excesses(i)
      return parts.excess(i, k) > 0 && parts.excess(i, k) == all.max() ? 1 : 0
    }
  },
  Slip("squares", "This is the gradient of the squared hinge: twice the margin. The slope is 1.") {
    parts in parts.hingeGradient { 2 * max(0, parts.excess($0, $1)) }
  },
]

extension LossParts {
  /// s_j - s_y + 1.
  func excess(_ i: Int, _ k: Int) -> Double { scores[i, k] - scores[i, labels[i]] + 1 }

  /// The same for all classes but the true one.
  func excesses(_ i: Int) -> [Double] {
    (0..<c).filter { $0 != labels[i] }.map { excess(i, $0) }
  }

  fileprivate func hinge(_ i: Int, _ k: Int) -> Double {
    k == labels[i] ? 0 : max(0, excess(i, k))
  }

  /// The gradient when each wrong class gets its slope, and the true one minus their sum.
  fileprivate func hingeGradient(slope: (Int, Int) -> Double) -> Tensor<Double> {
    var changed = dS * 0
    for i in labels.indices {
      for k in 0..<c where k != labels[i] {
        changed[i, k] = slope(i, k)
        changed[i, labels[i]] -= changed[i, k]
      }
    }
    return gradient(dS: changed)
  }
}
