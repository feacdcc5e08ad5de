import Grading
import Tensors

/// What a backward pass returns.
typealias MaxoutGradients = (dx: T, dw1: T, db1: T, dw2: T, db2: T)
/// Takes x, w1, b1, w2 and b2.
typealias MaxoutPair = GatePair<T, MaxoutGradients, T, T, T, T, T>

/// 4.4: maxout with two pieces, both ways.
let maxout = Exercise<MaxoutPair>(
  "4.4",
  check: { check, answer in
    check.ask(
      "x = (1, 2), pieces 3 and 1", Parts([[1, 2]], [[1], [1]], [0], [[-1], [1]], [0]), [[5]],
      answer)
    check.ask(
      "ReLU as a maxout: the second piece is 0",
      Parts([[1, -2], [-3, 1]], [[1, 0], [0, 1]], [0.5, -0.5], [[0, 0], [0, 0]], [0, 0]),
      [[2, 3], [5, 7]], answer)
    for (n, d, m) in [(5, 3, 2), (3, 2, 7), (1, 5, 3), (11, 3, 5)] {
      let parts = Parts(
        check.normal([n, d]), check.normal([d, m]), check.normal([m]), check.normal([d, m]),
        check.normal([m]))
      check.ask("\(n) rows of \(d), \(m) units", parts, check.normal([n, m]), answer)
      guard n == 11 else { continue }
      for (name, part) in quantities {
        check.needsNoMemory(
          name,
          afterForward: { _ = try answer.forward($0, parts.w1, parts.b1, parts.w2, parts.b2) },
          parts.x
        ) { try parts.ask(answer, parts.a)[keyPath: part] }
      }
    }
    check.ask(
      "both pieces alike in the first unit, a tie",
      Parts(
        [[1, 2], [-1, 3], [2, 1]], [[1, 2], [3, -1]], [1, 0], [[1, -1], [3, 2]], [1, 0.5]),
      [[2, 3], [5, 7], [-4, 1]], isTied: true, answer)
  },
  mutants: [forwards, backwards, [keptInput]].flatMap { $0 })

private var quantities: [(String, WritableKeyPath<MaxoutGradients, T>)] {
  [("dx", \.dx), ("dW1", \.dw1), ("db1", \.db1), ("dW2", \.dw2), ("db2", \.db2)]
}

/// Maxout by the definition, in parts, so that a wrong answer can have one of them wrong.
private struct Parts {
  var x, w1, b1, w2, b2: T

  init(_ x: T, _ w1: T, _ b1: T, _ w2: T, _ b2: T) {
    (self.x, self.w1, self.b1, self.w2, self.b2) = (x, w1, b1, w2, b2)
  }

  var a: T { weighted(x, w1, b1) }
  var b: T { weighted(x, w2, b2) }
  var out: T { maximum(a, b) }
  /// 1 where the first piece is the larger one, ties included.
  var mask: T { combine(a, b) { $0 >= $1 ? 1 : 0 } }

  /// The gradients, given those of the two pieces.
  func gradients(_ da: T, _ db: T) -> MaxoutGradients {
    (
      matmul(da, w1, transposeB: true) + matmul(db, w2, transposeB: true),
      matmul(x, da, transposeA: true), da.sum(axis: 0), matmul(x, db, transposeA: true),
      db.sum(axis: 0)
    )
  }

  func gradients(_ dout: T) -> MaxoutGradients { gradients(dout * mask, dout * (1 - mask)) }

  /// The gradients if these shares of dout went to the pieces, by the two pieces' values.
  func gradients(
    _ dout: T, _ first: (Double, Double) -> Double, _ second: (Double, Double) -> Double
  ) -> MaxoutGradients {
    gradients(dout * combine(a, b, first), dout * combine(a, b, second))
  }

  func ask(_ answer: MaxoutPair, _ dout: T) throws -> MaxoutGradients {
    try answer.backward(dout, x, w1, b1, w2, b2)
  }
}

extension Check {
  fileprivate func ask(
    _ situation: String, _ parts: Parts, _ dout: T, isTied: Bool = false, _ answer: MaxoutPair
  ) {
    value("out", of: situation, is: parts.out) {
      try answer.forward(parts.x, parts.w1, parts.b1, parts.w2, parts.b2)
    }
    let right = isTied ? parts.gradients(dout) : nil
    let variables: [WritableKeyPath<Parts, T>] = [\.x, \.w1, \.b1, \.w2, \.b2]
    for ((name, part), variable) in zip(quantities, variables) {
      gradient(
        name, of: situation, at: parts[keyPath: variable], upstream: dout,
        of: { moved in changing(parts) { $0[keyPath: variable] = moved }.out },
        byDefinition: right?[keyPath: part], knowing: Facts(factors: [.batch(parts.x.rowCount)])
      ) { try parts.ask(answer, dout)[keyPath: part] }
    }
  }
}

/// X·W + b, in plain loops.
func weighted(_ x: T, _ w: T, _ b: T) -> T {
  var out = T(zeros: [x.shape[0], w.shape[1]])
  for i in 0..<x.shape[0] {
    for k in 0..<w.shape[1] {
      out[i, k] = b[k]
      for p in 0..<x.shape[1] { out[i, k] += x[i, p] * w[p, k] }
    }
  }
  return out
}

private let forwards: [Mutant<MaxoutPair>] = outSlips.mutants { wrong in
  ({ wrong(Parts($0, $1, $2, $3, $4)) }, { Parts($1, $2, $3, $4, $5).gradients($0) })
}

private let backwards: [Mutant<MaxoutPair>] = backwardSlips.mutants { wrong in
  ({ Parts($0, $1, $2, $3, $4).out }, { wrong((Parts($1, $2, $3, $4, $5), $0)) })
}

private let keptInput: Mutant<MaxoutPair> = Mutant(
  "kept-input", expecting: "last-forward",
  (
    { x, w1, b1, w2, b2 in
      Kept.input = x
      return Parts(x, w1, b1, w2, b2).out
    },
    { dout, x, w1, b1, w2, b2 in Parts(Kept.input ?? x, w1, b1, w2, b2).gradients(dout) }
  ))

private let outSlips: [Slip<Parts, T>] = [
  Slip("minimum", "That is the smaller of the pieces: take the larger.") { minimum($0.a, $0.b) },
  Slip("sum", "The two pieces are added: take the larger.") { $0.a + $0.b },
  Slip("no-bias", "The biases are missing: X·W1 + b1 and X·W2 + b2.") {
    maximum(matmul($0.x, $0.w1), matmul($0.x, $0.w2))
  },
  Slip("no-second-bias", "The second piece lacks its b2.") { maximum($0.a, matmul($0.x, $0.w2)) },
  Slip("shared-bias", "Both pieces have the bias b1: the second has its own, b2.") {
    maximum($0.a, $0.b - $0.b2 + $0.b1)
  },
  Slip("bias-after", "The biases are added after the maximum: add each to its piece, before it.") {
    maximum(matmul($0.x, $0.w1), matmul($0.x, $0.w2)) + $0.b1 + $0.b2
  },
  Slip("with-zero", "There is a 0 in the maximum: leave it out.") { maximum($0.out, 0) },
  Slip("magnitudes", "It compares absolute values: take the larger number.") {
    combine($0.a, $0.b) { abs($0) > abs($1) ? $0 : $1 }
  },
  Slip("first-piece", "Only the first piece is there: take the larger of the two.") { $0.a },
  Slip("over-units", "The maximum is taken over a row: take it of the two pieces, unit by unit.") {
    $0.out.max(axis: 1)
  },
  Slip("over-all-units", "Each unit gets the maximum of its row: compare the pieces unit by unit.")
  {
    $0.out * 0 + $0.out.max(axis: 1, keepingDimension: true)
  },
  Slip("shared-weights", "Both pieces have the weights W1: the second has its own, W2.") {
    maximum($0.a, $0.a - $0.b1 + $0.b2)
  },
]

/// Wrong gradients, by the parts and dout.
private let backwardSlips: [Slip<(Parts, T), MaxoutGradients>] = [
  Slip("tie-to-second", "A tie goes to the second piece: send it to the first, with A >= B.") {
    $0.gradients($1, { $0 > $1 ? 1 : 0 }, { $0 > $1 ? 0 : 1 })
  },
  Slip("tie-to-both", "At a tie both pieces get all of dout: only the first does.") {
    $0.gradients($1, { $0 >= $1 ? 1 : 0 }, { $1 >= $0 ? 1 : 0 })
  },
  Slip("tie-to-none", "At a tie neither piece gets dout: the first gets it all, with A >= B.") {
    $0.gradients($1, { $0 > $1 ? 1 : 0 }, { $1 > $0 ? 1 : 0 })
  },
  Slip("tie-halved", "At a tie each piece gets half of dout: the first gets it all.") {
    $0.gradients($1, { $0 > $1 ? 1 : $0 == $1 ? 0.5 : 0 }, { $0 > $1 ? 0 : $0 == $1 ? 0.5 : 1 })
  },
  Slip("both", "Both pieces get all of dout: send it to the larger.") { $0.gradients($1, $1) },
  Slip("halves", "Each piece gets half: the larger gets all.") { $0.gradients($1 / 2, $1 / 2) },
  Slip("inverted", "The smaller piece gets dout: the larger one made the output, so send it there.")
  {
    $0.gradients($1 * (1 - $0.mask), $1 * $0.mask)
  },
  Slip("mask-of-upstream", "It tests the sign of dout: test which piece is larger, A >= B.") {
    $0.gradients(maximum($1, 0), minimum($1, 0))
  },
  Slip("relu-mask", "It tests whether each piece is positive, as for ReLU: test A >= B.") {
    $0.gradients($1, { a, _ in a > 0 ? 1 : 0 }, { _, b in b > 0 ? 1 : 0 })
  },
  Slip("mask-of-output", "It tests whether the output is positive: test which piece is larger.") {
    let mask = $0.out.map { $0 > 0 ? 1 : 0 }
    return $0.gradients($1 * mask, $1 * (1 - mask))
  },
  Slip("no-bias-in-comparison", "The biases are missing where the pieces are compared.") {
    let mask = combine(matmul($0.x, $0.w1), matmul($0.x, $0.w2)) { $0 >= $1 ? 1 : 0 }
    return $0.gradients($1 * mask, $1 * (1 - mask))
  },
  Slip("mask-alone", "dout is missing: multiply the mask by it.") { parts, _ in
    parts.gradients(parts.mask, 1 - parts.mask)
  },
  Slip("dx-first-only", "Only the first piece sends a gradient to x: add that of the second.") {
    parts, dout in
    changing(parts.gradients(dout)) { $0.dx = parts.gradients(dout * parts.mask, dout * 0).dx }
  },
  Slip("dx-second-only", "The second piece overwrites the gradient of the first: add both to dx.") {
    parts, dout in
    changing(parts.gradients(dout)) {
      $0.dx = parts.gradients(dout * 0, dout * (1 - parts.mask)).dx
    }
  },
  Slip("dx-mean", expecting: "factor.1/2") { changing($0.gradients($1)) { $0.dx /= 2 } },
  Slip("dx-weights-swapped", "Each piece goes back through the other's weights: dA·W1ᵀ + dB·W2ᵀ.") {
    parts, dout in
    changing(parts.gradients(dout)) {
      $0.dx = parts.gradients(dout * (1 - parts.mask), dout * parts.mask).dx
    }
  },
  Slip("dx-no-routing", "All of dout goes back through both pieces: use dA and dB for dx.") {
    parts, dout in changing(parts.gradients(dout)) { $0.dx = parts.gradients(dout, dout).dx }
  },
  Slip("db-no-routing", "All of dout is summed: sum only what is routed to the piece.") {
    parts, dout in
    changing(parts.gradients(dout)) { ($0.db1, $0.db2) = (dout.sum(axis: 0), dout.sum(axis: 0)) }
  },
  Slip("db-mean", expecting: "factor.1/N") { parts, dout in
    changing(parts.gradients(dout)) {
      for db in [\MaxoutGradients.db1, \.db2] { $0[keyPath: db] /= Double(parts.x.rowCount) }
    }
  },
  Slip("dw-mean", expecting: "factor.1/N") { parts, dout in
    changing(parts.gradients(dout)) {
      for dw in [\MaxoutGradients.dw1, \.dw2] { $0[keyPath: dw] /= Double(parts.x.rowCount) }
    }
  },
  Slip("dw-transposed", expecting: "shape.transposed") {
    changing($0.gradients($1)) { ($0.dw1, $0.dw2) = ($0.dw1.transposed(), $0.dw2.transposed()) }
  },
  Slip("pieces-exchanged", expecting: "swapped") {
    changing($0.gradients($1)) { $0 = ($0.dx, $0.dw2, $0.db2, $0.dw1, $0.db1) }
  },
  Slip("by-row", "The larger piece is chosen once per row, by its sum: choose for each unit.") {
    let sums = ($0.a - $0.b).sum(axis: 1, keepingDimension: true)
    let mask = $0.mask * 0 + sums.map { $0 >= 0 ? 1 : 0 }
    return $0.gradients($1 * mask, $1 * (1 - mask))
  },
]
