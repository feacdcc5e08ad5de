import Grading
import Tensors

/// The value of a penalty, and its gradient.
typealias Penalty = (value: Double, gradient: Tensor<Double>)

/// The three functions of exercise 2.10; each takes the weights and the strength, the last one the
/// weight of the squares as well.
typealias Penalties = (
  l2: @Sendable (Tensor<Double>, Double) throws -> Penalty,
  l1: @Sendable (Tensor<Double>, Double) throws -> Penalty,
  elasticNet: @Sendable (Tensor<Double>, Double, Double) throws -> Penalty
)

/// 2.10: L2, L1 and the elastic net, with their gradients.
let penalties = Exercise<Penalties>(
  "2.10",
  check: { check, penalties in
    for (situation, w, reg, beta) in [
      ("weights 3 and -4, reg 0.5, beta 3", [3, -4], 0.5, 3),
      ("weights 0, 2, 0 and -1, reg 2, beta 0.25", [[0, 2], [0, -1]], 2, 0.25),
      ("5 x 3 random weights, reg 0.1, beta 0.7", check.normal([5, 3]), 0.1, 0.7),
      ("7 random weights, reg 50, beta 2", check.normal([7]), 50, 2),
      ("3 x 11 random weights, reg 1, beta 1", check.normal([3, 11]), 1, 1),
    ] as [(String, Tensor<Double>, Double, Double)] {
      let right = Right(w, reg, beta)
      ask(check, "L2", situation, right.l2) { try penalties.l2(w, reg) }
      ask(check, "L1", situation, right.l1) { try penalties.l1(w, reg) }
      let terms = [
        ("l2", "the part of the squares", squares(w, reg * beta)),
        ("l1", "the part of L1", right.l1),
      ]
      ask(check, "elastic net", situation, right.net, terms) {
        try penalties.elasticNet(w, reg, beta)
      }
    }
  },
  mutants: l2Slips.mutants("l2-") { wrong in
    changing(rightPenalties) { $0.l2 = { wrong(Right($0, $1)) } }
  }
    + l1Slips.mutants("l1-") { wrong in
      changing(rightPenalties) { $0.l1 = { wrong(Right($0, $1)) } }
    }
    + netSlips.mutants("net-") { wrong in
      changing(rightPenalties) { $0.elasticNet = { wrong(Right($0, $1, $2)) } }
    })

private func ask(
  _ check: Check, _ name: String, _ situation: String, _ expected: Penalty,
  _ terms: [(id: String, name: String, part: Penalty)] = [], _ answer: () throws -> Penalty
) {
  let count = Factor(
    "entries", Double(expected.gradient.count),
    whenTooSmall: "it is a sum over the entries, not a mean")
  let parts = terms.map { Term($0.id, $0.name, Tensor($0.part.value)) }
  check.number(
    name, of: situation, is: expected.value, knowing: Facts(factors: [count], terms: parts)
  ) { try answer().value }
  let slopes = terms.map { Term($0.id, $0.name, $0.part.gradient) }
  check.value(
    "\(name) gradient", of: situation, is: expected.gradient,
    knowing: Facts(factors: [count], terms: slopes)
  ) { try answer().gradient }
}

private func squares(_ w: Tensor<Double>, _ reg: Double) -> Penalty {
  (reg * w.dot(w), 2 * reg * w)
}

/// The L1 penalty, with any slope at 0.
private func magnitudes(_ w: Tensor<Double>, _ reg: Double, at0: Double = 0) -> Penalty {
  (reg * w.absolute().sum(), w.map { reg * ($0 > 0 ? 1 : $0 < 0 ? -1 : at0) })
}

private func + (a: Penalty, b: Penalty) -> Penalty { (a.value + b.value, a.gradient + b.gradient) }

/// What a penalty is asked for, and the right answers.
private struct Right: Sendable {
  let w: Tensor<Double>
  let reg: Double
  let beta: Double

  init(_ w: Tensor<Double>, _ reg: Double, _ beta: Double = 0) {
    (self.w, self.reg, self.beta) = (w, reg, beta)
  }

  var n: Double { Double(w.count) }
  var l2: Penalty { squares(w, reg) }
  var l1: Penalty { magnitudes(w, reg) }
  var net: Penalty { net(beta) }

  /// The elastic net with another weight of the squares.
  func net(_ beta: Double) -> Penalty { squares(w, reg * beta) + l1 }

  /// The same without the weights of one row, or without one entry of a vector.
  func without(row: Int) -> Right {
    let size = w.rank == 1 ? 1 : w.rowSize
    let kept = w.scalars.indices.map { $0 / size == row ? 0 : w.scalars[$0] }
    return Right(Tensor(shape: w.shape, scalars: kept), reg, beta)
  }
}

private let rightPenalties: Penalties = (
  l2: { Right($0, $1).l2 }, l1: { Right($0, $1).l1 }, elasticNet: { Right($0, $1, $2).net }
)

private let rowSpared = "It leaves out a row, as if that were the bias. Here every entry counts."
private let kink = "At w = 0 the gradient of |w| is 0: nothing should push such a weight away."

private let l2Slips: [Slip<Right, Penalty>] = [
  Slip("halved-gradient", expecting: "factor.1/2") { ($0.l2.value, $0.reg * $0.w) },
  Slip("halved", expecting: "factor.1/2") { squares($0.w, $0.reg / 2) },
  Slip("gradient-doubled", expecting: "factor.2") { ($0.l2.value, 4 * $0.reg * $0.w) },
  Slip("root", "That is reg times the length of W: sum the squares, without a root.") {
    ($0.reg * $0.w.norm(), $0.l2.gradient)
  },
  Slip("root-gradient", "That is the gradient of the length of W. The penalty has no root.") {
    ($0.reg * $0.w.norm(), $0.reg * $0.w / $0.w.norm())
  },
  Slip("mean", expecting: "factor.1/entries") { ($0.l2.value / $0.n, $0.l2.gradient / $0.n) },
  Slip("square-of-sum", "It squares the sum: sum the squares.") {
    ($0.reg * $0.w.sum() * $0.w.sum(), $0.l2.gradient)
  },
  Slip("no-reg", "reg is missing: multiply by it.") { squares($0.w, 1) },
  Slip("reg-squared", "reg is squared together with the weights.") {
    squares($0.w, $0.reg * $0.reg)
  },
  Slip("gradient-magnitude", "The gradient of w² is 2w, with the sign of w: no absolute values.") {
    ($0.l2.value, 2 * $0.reg * $0.w.absolute())
  },
  Slip("gradient-without-w", "It is 2 · reg everywhere: multiply by the weight.") {
    ($0.l2.value, $0.w * 0 + 2 * $0.reg)
  },
  Slip("gradient-of-sum", "It has the sum of all weights everywhere: entry i has weight i only.") {
    ($0.l2.value, $0.w * 0 + 2 * $0.reg * $0.w.sum())
  },
  Slip("first-row-spared", rowSpared) { $0.without(row: 0).l2 },
  Slip("last-row-spared", rowSpared) { $0.without(row: $0.w.rowCount - 1).l2 },
]

private let l1Slips: [Slip<Right, Penalty>] = [
  Slip("no-absolute", "The absolute values are missing: weights of opposite sign cancel.") {
    ($0.reg * $0.w.sum(), $0.l1.gradient)
  },
  Slip("absolute-of-sum", "It takes the absolute value of the sum: sum the absolute values.") {
    ($0.reg * abs($0.w.sum()), $0.l1.gradient)
  },
  Slip("constant-gradient", "The gradient of |w| is -1 for a negative weight, and 1 for others.") {
    ($0.l1.value, $0.w * 0 + $0.reg)
  },
  Slip("positive-at-0", kink) { magnitudes($0.w, $0.reg, at0: 1) },
  Slip("negative-at-0", kink) { magnitudes($0.w, $0.reg, at0: -1) },
  Slip("nan-at-0", "w / |w| is 0/0 at w = 0, which is not a number: the gradient there is 0.") {
    ($0.l1.value, $0.reg * $0.w / $0.w.absolute())
  },
  Slip("gradient-magnitude", "That is reg · |w|. The gradient of |w| is only the sign of w.") {
    ($0.l1.value, $0.reg * $0.w.absolute())
  },
  Slip("gradient-weight", "That is reg · w. The gradient of |w| is only the sign of w.") {
    ($0.l1.value, $0.reg * $0.w)
  },
  Slip("gradient-2", expecting: "factor.2") { ($0.l1.value, 2 * $0.l1.gradient) },
  Slip("no-reg", "reg is missing: multiply by it.") { magnitudes($0.w, 1) },
  Slip("gradient-no-reg", "reg is missing: the gradient is reg times the sign of w.") {
    ($0.l1.value, magnitudes($0.w, 1).gradient)
  },
  Slip("sign", expecting: "factor.-1") { ($0.l1.value, -$0.l1.gradient) },
  Slip("mean", expecting: "factor.1/entries") { ($0.l1.value / $0.n, $0.l1.gradient) },
  Slip("first-row-spared", rowSpared) { $0.without(row: 0).l1 },
  Slip("last-row-spared", rowSpared) { $0.without(row: $0.w.rowCount - 1).l1 },
]

private let netSlips: [Slip<Right, Penalty>] = [
  Slip("beta-on-l1", "beta multiplies the absolute values: it belongs to the squares.") {
    $0.l2 + magnitudes($0.w, $0.reg * $0.beta)
  },
  Slip("mixed", "The absolute values have the weight 1 - beta, as in some libraries: make it 1.") {
    squares($0.w, $0.reg * $0.beta) + magnitudes($0.w, $0.reg * (1 - $0.beta))
  },
  Slip("beta-on-both", "beta multiplies both parts: it belongs to the squares only.") {
    squares($0.w, $0.reg * $0.beta) + magnitudes($0.w, $0.reg * $0.beta)
  },
  Slip("no-beta", "beta is missing: it multiplies the squares.") { $0.net(1) },
  Slip("beta-squared", "beta is squared together with the weights.") { $0.net($0.beta * $0.beta) },
  Slip("no-reg-on-l1", "reg is missing at the absolute values: it multiplies the whole sum.") {
    squares($0.w, $0.reg * $0.beta) + magnitudes($0.w, 1)
  },
  Slip("no-reg-on-l2", "reg is missing at the squares: it multiplies the whole sum.") {
    squares($0.w, $0.beta) + $0.l1
  },
  Slip("gradient-no-reg", "reg is missing: it multiplies both parts of the gradient.") {
    ($0.net.value, Right($0.w, 1, $0.beta).net.gradient)
  },
  Slip("shared", "The parts have the weights 1 - beta and beta: here they are beta and 1.") {
    squares($0.w, $0.reg * (1 - $0.beta)) + magnitudes($0.w, $0.reg * $0.beta)
  },
  Slip("no-l1", expecting: "missing.l1") { squares($0.w, $0.reg * $0.beta) },
  Slip("no-l2", expecting: "missing.l2") { $0.l1 },
  Slip("half-l2", expecting: "halved.l2") { $0.net($0.beta / 2) },
  Slip("half-l2-gradient", expecting: "halved.l2") { ($0.net.value, $0.net($0.beta / 2).gradient) },
  Slip("positive-at-0", kink) {
    squares($0.w, $0.reg * $0.beta) + magnitudes($0.w, $0.reg, at0: 1)
  },
  Slip("negative-at-0", kink) {
    squares($0.w, $0.reg * $0.beta) + magnitudes($0.w, $0.reg, at0: -1)
  },
]
