import Grading
import Tensors

/// The three functions of exercise 2.10.
struct Penalties: Sendable {
  /// A value and its gradient.
  typealias Result = (value: Double, gradient: Tensor<Double>)

  /// Takes the weights and the strength.
  var l2: @Sendable (Tensor<Double>, Double) throws -> Result
  /// Takes the weights and the strength.
  var l1: @Sendable (Tensor<Double>, Double) throws -> Result
  /// Takes the weights, the strength and the weight of the squares.
  var elasticNet: @Sendable (Tensor<Double>, Double, Double) throws -> Result

  /// Puts the three together.
  ///
  /// - Parameters:
  ///   - l2: takes the weights and the strength.
  ///   - l1: takes the weights and the strength.
  ///   - elasticNet: takes the weights, the strength and the weight of the squares.
  init(
    l2: @escaping @Sendable (Tensor<Double>, Double) throws -> Result,
    l1: @escaping @Sendable (Tensor<Double>, Double) throws -> Result,
    elasticNet: @escaping @Sendable (Tensor<Double>, Double, Double) throws -> Result
  ) {
    (self.l2, self.l1, self.elasticNet) = (l2, l1, elasticNet)
  }
}

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
      let (squares, magnitudes) = (l2(w, reg * beta), l1(w, reg))
      ask(check, "L2", situation, w, l2(w, reg), terms: []) { try penalties.l2(w, reg) }
      ask(check, "L1", situation, w, magnitudes, terms: []) { try penalties.l1(w, reg) }
      ask(
        check, "elastic net", situation, w,
        (squares.value + magnitudes.value, squares.gradient + magnitudes.gradient),
        terms: [("l2", "the part of the squares", squares), ("l1", "the part of L1", magnitudes)]
      ) { try penalties.elasticNet(w, reg, beta) }
    }
  },
  mutants: l2Mutants + l1Mutants + elasticNetMutants)

private func ask(
  _ check: Check, _ name: String, _ situation: String, _ w: Tensor<Double>,
  _ expected: Penalties.Result, terms: [(id: String, name: String, part: Penalties.Result)],
  _ answer: () throws -> Penalties.Result
) {
  let count = Factor(
    "entries", Double(w.count), whenTooSmall: "it is a sum over the entries, not a mean")
  check.number(
    name, of: situation, is: expected.value,
    knowing: Facts(
      factors: [count], terms: terms.map { Term($0.id, $0.name, Tensor($0.part.value)) })
  ) { try answer().value }
  check.value(
    "\(name) gradient", of: situation, is: expected.gradient,
    knowing: Facts(
      factors: [count], terms: terms.map { Term($0.id, $0.name, $0.part.gradient) })
  ) { try answer().gradient }
}

private func l2(_ w: Tensor<Double>, _ reg: Double) -> Penalties.Result {
  (reg * w.scalars.reduce(0) { $0 + $1 * $1 }, w.map { 2 * reg * $0 })
}

private func l1(_ w: Tensor<Double>, _ reg: Double) -> Penalties.Result {
  (reg * w.scalars.reduce(0) { $0 + abs($1) }, w.map { reg * sign($0) })
}

private func elastic(_ w: Tensor<Double>, _ reg: Double, _ beta: Double) -> Penalties.Result {
  sum(l2(w, reg * beta), l1(w, reg))
}

private func sum(_ a: Penalties.Result, _ b: Penalties.Result) -> Penalties.Result {
  (a.value + b.value, a.gradient + b.gradient)
}

private func sign(_ w: Double) -> Double { w > 0 ? 1 : w < 0 ? -1 : 0 }

/// All three right but for what is given.
private func penalties(
  l2 wrongL2: (@Sendable (Tensor<Double>, Double) -> Penalties.Result)? = nil,
  l1 wrongL1: (@Sendable (Tensor<Double>, Double) -> Penalties.Result)? = nil,
  elasticNet wrongNet: (@Sendable (Tensor<Double>, Double, Double) -> Penalties.Result)? = nil
) -> Penalties {
  Penalties(
    l2: { (wrongL2 ?? l2)($0, $1) }, l1: { (wrongL1 ?? l1)($0, $1) },
    elasticNet: { (wrongNet ?? elastic)($0, $1, $2) })
}

private let l2Mutants: [Mutant<Penalties>] = [
  Mutant(
    "l2-halved-gradient", expecting: "factor.1/2",
    penalties(l2: { w, reg in (l2(w, reg).value, reg * w) })),
  Mutant(
    "l2-halved", expecting: "factor.1/2", penalties(l2: { w, reg in l2(w, reg / 2) })),
  Mutant(
    "l2-gradient-doubled", expecting: "factor.2",
    penalties(l2: { w, reg in (l2(w, reg).value, 4 * reg * w) })),
  Mutant(
    "l2-root",
    "That is reg times the length of W. The penalty has the sum of squares, without a root.",
    penalties(l2: { w, reg in (reg * w.norm(), l2(w, reg).gradient) })),
  Mutant(
    "l2-root-gradient",
    "That is the gradient of the length of W. The penalty has the sum of squares, without a root, and its gradient is 2 · reg · w.",
    penalties(l2: { w, reg in (reg * w.norm(), reg * w / w.norm()) })),
  Mutant(
    "l2-mean", expecting: "factor.1/entries",
    penalties(l2: { w, reg in
      let right = l2(w, reg)
      return (right.value / Double(w.count), right.gradient / Double(w.count))
    })),
  Mutant(
    "l2-square-of-sum", "It squares the sum; the squares are summed.",
    penalties(l2: { w, reg in (reg * w.sum() * w.sum(), l2(w, reg).gradient) })),
  Mutant(
    "l2-no-reg", "reg is missing.", penalties(l2: { w, _ in l2(w, 1) })),
  Mutant(
    "l2-reg-squared", "reg is squared together with the weights.",
    penalties(l2: { w, reg in l2(w, reg * reg) })),
  Mutant(
    "l2-gradient-magnitude",
    "The absolute values do not belong there: the gradient of w² is 2w, with the sign of w.",
    penalties(l2: { w, reg in (l2(w, reg).value, 2 * reg * w.absolute()) })),
  Mutant(
    "l2-first-row-spared", firstRow, penalties(l2: { w, reg in l2(withoutFirstRow(w), reg) })),
]

private let l1Mutants: [Mutant<Penalties>] = [
  Mutant(
    "l1-no-absolute", "The absolute values are missing: weights of opposite sign cancel.",
    penalties(l1: { w, reg in (reg * w.sum(), l1(w, reg).gradient) })),
  Mutant(
    "l1-absolute-of-sum", "It takes the absolute value of the sum; the absolute values are summed.",
    penalties(l1: { w, reg in (reg * abs(w.sum()), l1(w, reg).gradient) })),
  Mutant(
    "l1-constant-gradient",
    "The gradient of |w| is 1 for positive and -1 for negative weights: yours does not look at the sign.",
    penalties(l1: { w, reg in (l1(w, reg).value, Tensor(repeating: reg, shape: w.shape)) })),
  Mutant(
    "l1-positive-at-0", kink,
    penalties(l1: { w, reg in (l1(w, reg).value, w.map { $0 >= 0 ? reg : -reg }) })),
  Mutant(
    "l1-negative-at-0", kink,
    penalties(l1: { w, reg in (l1(w, reg).value, w.map { $0 > 0 ? reg : -reg }) })),
  Mutant(
    "l1-nan-at-0",
    "w / |w| is the sign of w, but 0/0 at w = 0, which is not a number: there the gradient is 0.",
    penalties(l1: { w, reg in (l1(w, reg).value, reg * w / w.absolute()) })),
  Mutant(
    "l1-gradient-magnitude",
    "That is reg · |w|: the size of the weight is in it. The gradient of |w| is only its sign.",
    penalties(l1: { w, reg in (l1(w, reg).value, reg * w.absolute()) })),
  Mutant(
    "l1-gradient-weight",
    "That is reg · w: the size of the weight is in it. The gradient of |w| is only its sign.",
    penalties(l1: { w, reg in (l1(w, reg).value, reg * w) })),
  Mutant(
    "l1-gradient-2", expecting: "factor.2",
    penalties(l1: { w, reg in (l1(w, reg).value, 2 * l1(w, reg).gradient) })),
  Mutant(
    "l1-no-reg", "reg is missing.", penalties(l1: { w, _ in l1(w, 1) })),
  Mutant(
    "l1-sign", expecting: "factor.-1",
    penalties(l1: { w, reg in (l1(w, reg).value, -l1(w, reg).gradient) })),
  Mutant(
    "l1-mean", expecting: "factor.1/entries",
    penalties(l1: { w, reg in (l1(w, reg).value / Double(w.count), l1(w, reg).gradient) })),
  Mutant(
    "l1-first-row-spared", firstRow, penalties(l1: { w, reg in l1(withoutFirstRow(w), reg) })),
]

private let elasticNetMutants: [Mutant<Penalties>] = [
  Mutant(
    "net-beta-on-l1", "beta stands at the absolute values; it belongs to the squares.",
    penalties(elasticNet: { w, reg, beta in sum(l2(w, reg), l1(w, reg * beta)) })),
  Mutant(
    "net-mixed",
    "It weighs the absolute values with 1 - beta, as some libraries do; here their weight is 1.",
    penalties(elasticNet: { w, reg, beta in sum(l2(w, reg * beta), l1(w, reg * (1 - beta))) })),
  Mutant(
    "net-beta-on-both", "beta multiplies both parts; it belongs to the squares only.",
    penalties(elasticNet: { w, reg, beta in elastic(w, reg * beta, 1) })),
  Mutant(
    "net-no-beta", "beta is missing at the squares.",
    penalties(elasticNet: { w, reg, _ in elastic(w, reg, 1) })),
  Mutant(
    "net-beta-squared", "beta is squared together with the weights.",
    penalties(elasticNet: { w, reg, beta in elastic(w, reg, beta * beta) })),
  Mutant(
    "net-no-reg-on-l1", "reg is missing at the absolute values; it multiplies the whole sum.",
    penalties(elasticNet: { w, reg, beta in sum(l2(w, reg * beta), l1(w, 1)) })),
  Mutant(
    "net-no-reg-on-l2", "reg is missing at the squares; it multiplies the whole sum.",
    penalties(elasticNet: { w, reg, beta in sum(l2(w, beta), l1(w, reg)) })),
  Mutant(
    "net-no-l1", expecting: "missing.l1",
    penalties(elasticNet: { w, reg, beta in l2(w, reg * beta) })),
  Mutant(
    "net-no-l2", expecting: "missing.l2", penalties(elasticNet: { w, reg, _ in l1(w, reg) })),
  Mutant(
    "net-half-l2", expecting: "halved.l2",
    penalties(elasticNet: { w, reg, beta in elastic(w, reg, beta / 2) })),
  Mutant(
    "net-half-l2-gradient", expecting: "halved.l2",
    penalties(elasticNet: { w, reg, beta in
      (elastic(w, reg, beta).value, elastic(w, reg, beta / 2).gradient)
    })),
  Mutant(
    "net-positive-at-0", kink,
    penalties(elasticNet: { w, reg, beta in
      (
        elastic(w, reg, beta).value,
        l2(w, reg * beta).gradient + w.map { $0 >= 0 ? reg : -reg }
      )
    })),
  Mutant(
    "net-negative-at-0", kink,
    penalties(elasticNet: { w, reg, beta in
      (
        elastic(w, reg, beta).value,
        l2(w, reg * beta).gradient + w.map { $0 > 0 ? reg : -reg }
      )
    })),
]

private let kink =
  "At w = 0 the gradient of |w| is taken to be 0: there the penalty is as small as it can be, and nothing should push the weight away."

private let firstRow =
  "The first row is left out, as if it were the bias. Here every entry counts."

/// The weights with zeros in the first row, or in the first entry of a vector.
private func withoutFirstRow(_ w: Tensor<Double>) -> Tensor<Double> {
  var spared = w
  let size = w.rank == 1 ? 1 : w.shape[1]
  spared.withUnsafeMutableScalars { scalars in
    for i in 0..<size { scalars[i] = 0 }
  }
  return spared
}
