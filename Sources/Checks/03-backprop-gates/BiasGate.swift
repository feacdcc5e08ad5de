import Grading
import Tensors

typealias BiasGate = (
  forward: @Sendable (T, T) throws -> T, backward: @Sendable (T) throws -> (dx: T, db: T)
)

/// 3.7: a bias, copied to every row, forward and backward.
let biasGate = Exercise<BiasGate>(
  "3.7",
  check: { check, gate in
    func ask(_ situation: String, _ x: T, _ b: T, _ dout: T) {
      let counts = [
        summedOver("rows", x.count / b.count),
        Factor(
          "columns", Double(b.count), whenTooSmall: "the gradients of the copies add up, no mean"),
      ]
      let bias = Facts(terms: [Term("bias", "the bias", biased(x * 0, b))])
      check.value("out", of: situation, is: biased(x, b), knowing: bias) { try gate.forward(x, b) }
      check.gradient(
        "dx", of: situation, at: x, upstream: dout, of: { biased($0, b) },
        knowing: Facts(factors: counts)
      ) { try gate.backward(dout).dx }
      check.gradient(
        "db", of: situation, at: b, upstream: dout, of: { biased(x, $0) },
        knowing: Facts(factors: counts)
      ) { try gate.backward(dout).db }
    }
    ask(
      "x = [[1, 2], [3, 4], [5, 6]], b = [10, 20], dout = [[1, 0], [0, 2], [3, 5]]",
      [[1, 2], [3, 4], [5, 6]], [10, 20], [[1, 0], [0, 2], [3, 5]])
    for shape in [
      [5, 3], [2, 7], [3, 3], [1, 5], [7, 1], [3, 5, 2], [2, 2, 2], [5, 1, 3, 2],
    ] {
      ask(
        "x of shape \(shape)", check.normal(shape), check.normal([shape[shape.count - 1]]),
        check.normal(shape))
    }
    check.linear("db", inUpstream: check.normal([5, 2])) { try gate.backward($0).db }
  },
  mutants: forwardMutants + dbMutants + dxMutants)

private let right: BiasGate = ({ biased($0, $1) }, { ($0, summed($0)) })

private let forwardMutants: [Mutant<BiasGate>] = biasSlips.mutants { wrong in
  changing(right) { $0.forward = { wrong(($0, $1)) } }
}

private let dbMutants: [Mutant<BiasGate>] = (dbSlips("rows") + axisSlips).mutants("db-") { wrong in
  changing(right) { $0.backward = { ($0, wrong($0)) } }
}

private let dxMutants: [Mutant<BiasGate>] = inputSlips.mutants("dx-") { wrong in
  changing(right) { $0.backward = { (wrong($0), summed($0)) } }
}

private let axisSlips: [Slip<T, T>] = [
  Slip("one-axis", expecting: "shape.unsummed") { $0.rank > 1 ? $0.sum(axis: 0) : $0 },
  Slip("mean-of-columns", expecting: "factor.1/columns") { summed($0) / Double(summed($0).count) },
]

private let inputSlips: [Slip<T, T>] = [
  Slip("ones", expecting: "without.upstream") { $0 * 0 + 1 },
  Slip("mean", expecting: "factor.1/rows") { $0 / rows(of: $0) },
  Slip("zero", expecting: "zeros") { $0 * 0 },
]
