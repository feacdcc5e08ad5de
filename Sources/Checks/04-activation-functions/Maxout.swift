import Grading
import Tensors

/// The two functions of exercise 4.4.
struct MaxoutPair: Sendable {
  /// Two affine pieces: weights `[D, M]` and a bias `[M]` each.
  typealias Pieces = (
    w1: Tensor<Double>, b1: Tensor<Double>, w2: Tensor<Double>, b2: Tensor<Double>
  )
  /// What a backward pass returns.
  typealias Gradients = (
    dx: Tensor<Double>, dw1: Tensor<Double>, db1: Tensor<Double>, dw2: Tensor<Double>,
    db2: Tensor<Double>
  )

  /// Takes x and the two pieces.
  var forward: @Sendable (Tensor<Double>, Pieces) throws -> Tensor<Double>
  /// Takes the upstream gradient, x and the two pieces.
  var backward: @Sendable (Tensor<Double>, Tensor<Double>, Pieces) throws -> Gradients

  /// Puts the two together.
  ///
  /// - Parameters:
  ///   - forward: takes x and the two pieces.
  ///   - backward: takes the upstream gradient, x and the two pieces.
  init(
    forward: @escaping @Sendable (Tensor<Double>, Pieces) throws -> Tensor<Double>,
    backward: @escaping @Sendable (Tensor<Double>, Tensor<Double>, Pieces) throws -> Gradients
  ) {
    (self.forward, self.backward) = (forward, backward)
  }
}

/// 4.4: maxout with two pieces, both ways.
let maxout = Exercise<MaxoutPair>(
  "4.4",
  check: { check, maxout in
    var questions = [
      MaxoutQuestion(
        "x = (1, 2), pieces 3 and 1", [[1, 2]],
        ([[1], [1]], [0], [[-1], [1]], [0]), [[5]]),
      MaxoutQuestion(
        "ReLU as a maxout: the second piece is 0", [[1, -2], [-3, 1]],
        ([[1, 0], [0, 1]], [0.5, -0.5], [[0, 0], [0, 0]], [0, 0]), [[2, 3], [5, 7]]),
    ]
    for (n, d, m) in [(5, 3, 2), (3, 2, 7), (1, 5, 3), (11, 3, 5)] {
      questions.append(
        MaxoutQuestion(
          "\(n) rows of \(d), \(m) units", check.normal([n, d]),
          (
            check.normal([d, m]), check.normal([m]), check.normal([d, m]), check.normal([m])
          ), check.normal([n, m])))
    }
    questions.append(
      MaxoutQuestion(
        "both pieces alike in the first unit, a tie", [[1, 2], [-1, 3], [2, 1]],
        ([[1, 2], [3, -1]], [1, 0], [[1, -1], [3, 2]], [1, 0.5]), [[2, 3], [5, 7], [-4, 1]],
        isTied: true))
    for question in questions { question.ask(check, maxout) }
  },
  mutants: maxoutMutants)

private struct MaxoutQuestion {
  let situation: String
  let x: Tensor<Double>
  let pieces: MaxoutPair.Pieces
  let dout: Tensor<Double>
  let isTied: Bool

  init(
    _ situation: String, _ x: Tensor<Double>, _ pieces: MaxoutPair.Pieces, _ dout: Tensor<Double>,
    isTied: Bool = false
  ) {
    (self.situation, self.x, self.pieces, self.dout) = (situation, x, pieces, dout)
    self.isTied = isTied
  }

  func ask(_ check: Check, _ maxout: MaxoutPair) {
    check.value("out", of: situation, is: MaxoutParts(x, pieces).out) {
      try maxout.forward(x, pieces)
    }
    let right = MaxoutParts(x, pieces).gradients(dout)
    let facts = Facts(factors: [.batch(x.rowCount)])
    func ask(
      _ name: String, _ own: KeyPath<MaxoutPair.Gradients, Tensor<Double>>,
      at point: Tensor<Double>,
      _ moving: (Tensor<Double>) -> (Tensor<Double>, MaxoutPair.Pieces)
    ) {
      let answer = { try maxout.backward(dout, x, pieces)[keyPath: own] }
      if isTied {
        check.value(name, of: situation, is: right[keyPath: own], knowing: facts, answer)
      } else {
        check.gradient(
          name, of: situation, at: point, upstream: dout,
          of: {
            let (x, pieces) = moving($0)
            return MaxoutParts(x, pieces).out
          }, knowing: facts, answer)
      }
    }
    let (w1, b1, w2, b2) = pieces
    ask("dx", \.dx, at: x) { ($0, pieces) }
    ask("dW1", \.dw1, at: w1) { (x, ($0, b1, w2, b2)) }
    ask("db1", \.db1, at: b1) { (x, (w1, $0, w2, b2)) }
    ask("dW2", \.dw2, at: w2) { (x, (w1, b1, $0, b2)) }
    ask("db2", \.db2, at: b2) { (x, (w1, b1, w2, $0)) }
  }
}

/// Maxout by the definition, in parts, so that a wrong answer can have one of them wrong.
private struct MaxoutParts {
  let x: Tensor<Double>
  let pieces: MaxoutPair.Pieces
  let a: Tensor<Double>
  let b: Tensor<Double>

  init(_ x: Tensor<Double>, _ pieces: MaxoutPair.Pieces) {
    (self.x, self.pieces) = (x, pieces)
    a = weighted(x, pieces.w1, pieces.b1)
    b = weighted(x, pieces.w2, pieces.b2)
  }

  var out: Tensor<Double> { combine(a, b) { $0 > $1 ? $0 : $1 } }

  /// The share of each upstream gradient that goes to the first piece, by the two pieces' values.
  func gradients(
    _ dout: Tensor<Double>,
    first: (_ a: Double, _ b: Double) -> Double = { $0 >= $1 ? 1 : 0 },
    second: (_ a: Double, _ b: Double) -> Double = { $0 >= $1 ? 0 : 1 }
  ) -> MaxoutPair.Gradients {
    gradients(dA: dout * combine(a, b, first), dB: dout * combine(a, b, second))
  }

  func gradients(dA: Tensor<Double>, dB: Tensor<Double>) -> MaxoutPair.Gradients {
    (
      matmul(dA, pieces.w1, transposeB: true) + matmul(dB, pieces.w2, transposeB: true),
      matmul(x, dA, transposeA: true), dA.sum(axis: 0), matmul(x, dB, transposeA: true),
      dB.sum(axis: 0)
    )
  }
}

/// X·W + b, in plain loops.
func weighted(_ x: Tensor<Double>, _ w: Tensor<Double>, _ b: Tensor<Double>) -> Tensor<Double> {
  var out = Tensor<Double>(zeros: [x.shape[0], w.shape[1]])
  for i in 0..<x.shape[0] {
    for k in 0..<w.shape[1] {
      out[i, k] = b[k]
      for p in 0..<x.shape[1] { out[i, k] += x[i, p] * w[p, k] }
    }
  }
  return out
}

private typealias Changed =
  @Sendable (inout MaxoutPair.Gradients, MaxoutParts, _ dout: Tensor<Double>) -> Void

/// Forward wrong, backward right.
private func wrongOut(
  _ forward: @escaping @Sendable (Tensor<Double>, MaxoutPair.Pieces) -> Tensor<Double>
) -> MaxoutPair {
  MaxoutPair(forward: forward, backward: { MaxoutParts($1, $2).gradients($0) })
}

/// Forward right, backward changed.
private func wrongGradients(_ change: @escaping Changed) -> MaxoutPair {
  MaxoutPair(
    forward: { MaxoutParts($0, $1).out },
    backward: { dout, x, pieces in
      let parts = MaxoutParts(x, pieces)
      var gradients = parts.gradients(dout)
      change(&gradients, parts, dout)
      return gradients
    })
}

private let maxoutMutants: [Mutant<MaxoutPair>] = [
  Mutant(
    "minimum", "That is the smaller of the two pieces; the larger is wanted.",
    wrongOut { x, pieces in
      let parts = MaxoutParts(x, pieces)
      return combine(parts.a, parts.b) { min($0, $1) }
    }),
  Mutant(
    "sum", "The two pieces are added; the larger one is wanted.",
    wrongOut { x, pieces in MaxoutParts(x, pieces).a + MaxoutParts(x, pieces).b }),
  Mutant(
    "no-bias", "The biases are missing: X·W1 + b1 and X·W2 + b2.",
    wrongOut { x, p in MaxoutParts(x, (p.w1, p.b1 * 0, p.w2, p.b2 * 0)).out }),
  Mutant(
    "no-second-bias", "The second piece lacks its bias, b2.",
    wrongOut { x, p in MaxoutParts(x, (p.w1, p.b1, p.w2, p.b2 * 0)).out }),
  Mutant(
    "shared-bias", "Both pieces have the bias b1; the second has its own, b2.",
    wrongOut { x, p in MaxoutParts(x, (p.w1, p.b1, p.w2, p.b1)).out }),
  Mutant(
    "bias-after", "The biases are added after the maximum; each belongs to its piece, before it.",
    wrongOut { x, p in
      MaxoutParts(x, (p.w1, p.b1 * 0, p.w2, p.b2 * 0)).out + p.b1 + p.b2
    }),
  Mutant(
    "with-zero", "There is a 0 in the maximum as well, as in ReLU; maxout may be negative.",
    wrongOut { x, p in maximum(MaxoutParts(x, p).out, 0) }),
  Mutant(
    "magnitudes", "It compares absolute values; the larger number is wanted.",
    wrongOut { x, p in
      let parts = MaxoutParts(x, p)
      return combine(parts.a, parts.b) { abs($0) > abs($1) ? $0 : $1 }
    }),
  Mutant(
    "first-piece", "Only the first piece is there; the larger of the two is wanted.",
    wrongOut { x, p in MaxoutParts(x, p).a }),
  Mutant(
    "over-units",
    "The maximum is taken over the units of a row; it is taken of the two pieces, unit by unit.",
    wrongOut { x, p in
      let parts = MaxoutParts(x, p)
      return maximum(parts.a.max(axis: 1), parts.b.max(axis: 1))
    }),

  Mutant(
    "tie-to-second",
    "Where the pieces are equal the gradient goes to the second; the agreement here is that the first one wins a tie: A >= B.",
    wrongGradients {
      $0 = $1.gradients($2, first: { $0 > $1 ? 1 : 0 }, second: { $0 > $1 ? 0 : 1 })
    }
  ),
  Mutant(
    "tie-to-both",
    "Where the pieces are equal both get all of the gradient; the first one alone does.",
    wrongGradients {
      $0 = $1.gradients($2, first: { $0 >= $1 ? 1 : 0 }, second: { $1 >= $0 ? 1 : 0 })
    }),
  Mutant(
    "tie-to-none",
    "Where the pieces are equal nothing flows; the first one gets all of it: A >= B.",
    wrongGradients {
      $0 = $1.gradients($2, first: { $0 > $1 ? 1 : 0 }, second: { $1 > $0 ? 1 : 0 })
    }),
  Mutant(
    "tie-halved",
    "Where the pieces are equal each gets half; the agreement here is that the first gets all.",
    wrongGradients {
      $0 = $1.gradients(
        $2, first: { $0 > $1 ? 1 : $0 == $1 ? 0.5 : 0 },
        second: { $0 > $1 ? 0 : $0 == $1 ? 0.5 : 1 })
    }),
  Mutant(
    "both", "Both pieces get all of the gradient; only the larger one does, entry by entry.",
    wrongGradients { $0 = $1.gradients($2, first: { _, _ in 1 }, second: { _, _ in 1 }) }),
  Mutant(
    "halves", "Each piece gets half of the gradient; the larger one gets all of it.",
    wrongGradients { $0 = $1.gradients($2, first: { _, _ in 0.5 }, second: { _, _ in 0.5 }) }),
  Mutant(
    "inverted",
    "The smaller piece gets the gradient; it belongs to the larger one, which made the output.",
    wrongGradients {
      $0 = $1.gradients($2, first: { $0 >= $1 ? 0 : 1 }, second: { $0 >= $1 ? 1 : 0 })
    }),
  Mutant(
    "mask-of-upstream",
    "The sign of dout decides where it goes; the pieces do: the larger one gets it.",
    wrongGradients { g, parts, dout in
      g = parts.gradients(dA: maximum(dout, 0), dB: minimum(dout, 0))
    }),
  Mutant(
    "relu-mask",
    "It asks whether each piece is positive, as for ReLU; the question is which of the two is larger.",
    wrongGradients {
      $0 = $1.gradients($2, first: { a, _ in a > 0 ? 1 : 0 }, second: { _, b in b > 0 ? 1 : 0 })
    }),
  Mutant(
    "no-bias-in-comparison",
    "The biases are left out where the two pieces are compared, so that the gradient goes to the wrong one in places.",
    wrongGradients { g, parts, dout in
      let (a, b) = (matmul(parts.x, parts.pieces.w1), matmul(parts.x, parts.pieces.w2))
      let mask = combine(a, b) { $0 >= $1 ? 1 : 0 }
      g = parts.gradients(dA: dout * mask, dB: dout * (1 - mask))
    }),
  Mutant(
    "mask-alone", "dout is missing: the mask alone goes back, and it is multiplied with dout.",
    wrongGradients { g, parts, dout in g = parts.gradients(dout * 0 + 1) }),
  Mutant(
    "dx-first-only",
    "x went into both pieces, and both send a gradient back; only the first one's is there.",
    wrongGradients { g, parts, dout in
      g.dx = matmul(
        dout * combine(parts.a, parts.b) { $0 >= $1 ? 1 : 0 }, parts.pieces.w1, transposeB: true)
    }),
  Mutant(
    "dx-second-only",
    "x went into both pieces, and both send a gradient back; the second overwrites the first: add them.",
    wrongGradients { g, parts, dout in
      g.dx = matmul(
        dout * combine(parts.a, parts.b) { $0 >= $1 ? 0 : 1 }, parts.pieces.w2, transposeB: true)
    }),
  Mutant(
    "dx-mean", expecting: "factor.1/2", wrongGradients { g, _, _ in g.dx = g.dx / 2 }),
  Mutant(
    "dx-weights-swapped",
    "Each piece's gradient goes back through the other's weights: dx = dA·W1ᵀ + dB·W2ᵀ.",
    wrongGradients { g, parts, dout in
      let mask = combine(parts.a, parts.b) { $0 >= $1 ? 1 : 0 }
      g.dx =
        matmul(dout * mask, parts.pieces.w2, transposeB: true)
        + matmul(dout * (1 - mask), parts.pieces.w1, transposeB: true)
    }),
  Mutant(
    "dx-no-routing",
    "All of dout goes back through both pieces; first make dA and dB, each 0 where the other piece is larger.",
    wrongGradients { g, parts, dout in g.dx = parts.gradients(dA: dout, dB: dout).dx }),
  Mutant(
    "db-no-routing",
    "All of dout is summed; a piece's bias gets only what is routed to that piece.",
    wrongGradients { g, _, dout in (g.db1, g.db2) = (dout.sum(axis: 0), dout.sum(axis: 0)) }),
  Mutant(
    "db-mean", expecting: "factor.1/N",
    wrongGradients { g, parts, _ in
      let n = Double(parts.x.rowCount)
      (g.db1, g.db2) = (g.db1 / n, g.db2 / n)
    }),
  Mutant(
    "dw-mean", expecting: "factor.1/N",
    wrongGradients { g, parts, _ in
      let n = Double(parts.x.rowCount)
      (g.dw1, g.dw2) = (g.dw1 / n, g.dw2 / n)
    }),
  Mutant(
    "dw-transposed", expecting: "shape.transposed",
    wrongGradients { g, _, _ in (g.dw1, g.dw2) = (g.dw1.transposed(), g.dw2.transposed()) }),
  Mutant(
    "pieces-exchanged", expecting: "swapped",
    wrongGradients { g, _, _ in g = (g.dx, g.dw2, g.db2, g.dw1, g.db1) }),
]
