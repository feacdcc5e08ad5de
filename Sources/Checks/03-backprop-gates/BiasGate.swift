import Grading
import Tensors

/// The gate that adds a bias to every row.
struct BiasGate: Sendable {
  /// The gradients of the input and of the bias.
  typealias Gradients = (dx: Tensor<Double>, db: Tensor<Double>)

  /// Takes x and the bias; returns their sum.
  var forward: @Sendable (Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>
  /// Takes the upstream gradient; returns the gradients of x and of the bias.
  var backward: @Sendable (Tensor<Double>) throws -> Gradients

  /// Puts the two passes together.
  ///
  /// - Parameters:
  ///   - forward: takes x and the bias.
  ///   - backward: takes the upstream gradient.
  init(
    forward: @escaping @Sendable (Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>,
    backward: @escaping @Sendable (Tensor<Double>) throws -> Gradients
  ) {
    (self.forward, self.backward) = (forward, backward)
  }
}

/// 3.7: a bias, copied to every row, forward and backward.
let biasGate = Exercise<BiasGate>(
  "3.7",
  check: { check, gate in
    func ask(
      _ situation: String, _ x: Tensor<Double>, _ b: Tensor<Double>, _ dout: Tensor<Double>
    ) {
      let rows = x.count / b.count
      let facts = Facts(factors: [
        Factor(
          "rows", Double(rows),
          whenTooSmall:
            "the gradients of the copies add up; a mean belongs to the loss, and is in dout already"
        )
      ])
      var term = Facts()
      term.terms = [Term("bias", "the bias", added(x * 0, b))]
      check.value("out", of: situation, is: added(x, b), knowing: term) { try gate.forward(x, b) }
      check.gradient(
        "dx", of: situation, at: x, upstream: dout, of: { added($0, b) }, knowing: facts
      ) { try gate.backward(dout).dx }
      check.gradient(
        "db", of: situation, at: b, upstream: dout, of: { added(x, $0) }, knowing: facts
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
  mutants: biasMutants)

/// The sum by the definition: entry by entry, the bias counted along the last axis.
private func added(_ x: Tensor<Double>, _ b: Tensor<Double>) -> Tensor<Double> {
  let scalars = x.scalars.enumerated().map { $1 + b[$0 % b.count] }
  return Tensor(shape: x.shape, scalars: scalars)
}

/// The sum over all axes but the last.
private func summed(_ dout: Tensor<Double>) -> Tensor<Double> {
  let width = dout.shape[dout.rank - 1]
  var sums = Tensor<Double>(zeros: [width])
  for (place, value) in dout.scalars.enumerated() { sums[place % width] += value }
  return sums
}

private func rows(of dout: Tensor<Double>) -> Double {
  Double(dout.count / dout.shape[dout.rank - 1])
}

private typealias Wrong = @Sendable (Tensor<Double>) -> Tensor<Double>

private func gate(dx: Wrong? = nil, db: Wrong? = nil) -> BiasGate {
  BiasGate(
    forward: { added($0, $1) }, backward: { dout in (dx?(dout) ?? dout, db?(dout) ?? summed(dout)) }
  )
}

private func wrong(
  forward: @escaping @Sendable (Tensor<Double>, Tensor<Double>) -> Tensor<Double>
) -> BiasGate { BiasGate(forward: forward, backward: { ($0, summed($0)) }) }

private let biasMutants: [Mutant<BiasGate>] = [
  Mutant("no-bias", expecting: "missing.bias", wrong { x, _ in x }),
  Mutant("bias-subtracted", expecting: "negated.bias", wrong { x, b in added(x, -b) }),
  Mutant("bias-twice", expecting: "doubled.bias", wrong { x, b in added(x, 2 * b) }),
  Mutant(
    "bias-to-first-row", "Only the first row has the bias: it is added to every row.",
    wrong { x, b in
      Tensor(
        shape: x.shape, scalars: x.scalars.enumerated().map { $1 + ($0 < b.count ? b[$0] : 0) })
    }),
  Mutant(
    "bias-down-columns",
    "Where x is square, the bias runs down the columns: row i got b[i]. Entry [i, j] gets b[j].",
    wrong { x, b in
      x.rank == 2 && x.shape[0] == x.shape[1]
        ? added(x.transposed(), b).transposed() : added(x, b)
    }),
  Mutant("multiplied", "It multiplies by the bias; add it.", wrong { x, b in x * added(x * 0, b) }),
  Mutant("db-mean", expecting: "factor.1/rows", gate(db: { summed($0) / rows(of: $0) })),
  Mutant("db-not-summed", expecting: "shape.unsummed", gate(db: { $0 })),
  Mutant(
    "db-one-axis", expecting: "shape.unsummed",
    gate(db: { $0.rank > 1 ? $0.sum(axis: 0) : $0 })),
  Mutant(
    "db-row-kept", expecting: "shape.reshaped", gate(db: { summed($0).reshaped(to: [1, -1]) })),
  Mutant(
    "db-last-row", "Only the last row of dout is in db: the gradients of all copies add up.",
    gate(db: { dout in Tensor(Array(dout.scalars.suffix(dout.shape[dout.rank - 1]))) })),
  Mutant(
    "db-first-row", "Only the first row of dout is in db: the gradients of all copies add up.",
    gate(db: { dout in Tensor(Array(dout.scalars.prefix(dout.shape[dout.rank - 1]))) })),
  Mutant(
    "db-wrong-axis",
    "It sums along the rows. Each entry of the bias went down a column: sum over axis 0.",
    gate(db: { dout in dout.sum(axis: dout.rank - 1) })),
  Mutant(
    "db-total",
    "Every entry has the sum of all of dout. Each entry of the bias went into its own column alone.",
    gate(db: { dout in summed(dout) * 0 + dout.sum() })),
  Mutant(
    "db-ones",
    "It counts the rows, as if dout were 1 everywhere: sum dout itself.",
    gate(db: { dout in summed(dout) * 0 + rows(of: dout) })),
  Mutant("dx-ones", expecting: "without.upstream", gate(dx: { $0 * 0 + 1 })),
  Mutant("dx-mean", expecting: "factor.1/rows", gate(dx: { $0 / rows(of: $0) })),
  Mutant("dx-zero", expecting: "zeros", gate(dx: { $0 * 0 })),
]
