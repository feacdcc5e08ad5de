import Grading
import RealModule
import Tensors

// Exercises 2.3 to 2.7 ask for two losses of a linear classifier and their gradients; what they share stands here.

/// Takes weights `(D, C)`, pictures `(N, D)`, labels and the strength of the regularisation; returns the loss.
typealias ClassifierLoss =
  @Sendable (Tensor<Double>, Tensor<Double>, [Int], Double) throws -> Double

/// Takes the same as a loss; returns its gradient with respect to the weights.
typealias ClassifierLossGradient =
  @Sendable (Tensor<Double>, Tensor<Double>, [Int], Double) throws -> Tensor<Double>

/// Takes the same as a loss; returns it and its gradient with respect to the weights.
typealias ClassifierLossAndGradient =
  @Sendable (Tensor<Double>, Tensor<Double>, [Int], Double) throws -> (
    loss: Double, gradient: Tensor<Double>
  )

/// A linear classifier's loss and gradient by the definition, in parts, so that a wrong answer can have one of them wrong.
struct LossParts {
  enum Kind { case hinge, softmax }

  let kind: Kind
  let w: Tensor<Double>
  let x: Tensor<Double>
  let labels: [Int]
  let reg: Double
  let scores: Tensor<Double>
  /// The loss of each picture.
  private(set) var losses: [Double] = []
  /// The derivative of each picture's own loss with respect to its scores.
  private(set) var dS: Tensor<Double>

  init(
    _ kind: Kind, _ w: Tensor<Double>, _ x: Tensor<Double>, _ labels: [Int], _ reg: Double,
    margin: Double = 1
  ) {
    (self.kind, self.w, self.x, self.labels, self.reg) = (kind, w, x, labels, reg)
    let (n, d, c) = (x.shape[0], x.shape[1], w.shape[1])
    var scores = Tensor<Double>(zeros: [n, c])
    for i in 0..<n {
      for k in 0..<c {
        for p in 0..<d { scores[i, k] += x[i, p] * w[p, k] }
      }
    }
    self.scores = scores
    dS = Tensor(zeros: [n, c])
    for i in 0..<n {
      switch kind {
      case .hinge: addHinge(i, margin)
      case .softmax: addSoftmax(i)
      }
    }
  }

  private mutating func addHinge(_ i: Int, _ margin: Double) {
    var loss = 0.0
    for k in 0..<c where k != labels[i] {
      let excess = scores[i, k] - scores[i, labels[i]] + margin
      guard excess > 0 else { continue }
      loss += excess
      dS[i, k] += 1
      dS[i, labels[i]] -= 1
    }
    losses.append(loss)
  }

  private mutating func addSoftmax(_ i: Int) {
    let row = scores.row(i).scalars
    let largest = row.max() ?? 0
    let sum = row.reduce(0) { $0 + Double.exp($1 - largest) }
    for k in 0..<c { dS[i, k] = Double.exp(row[k] - largest) / sum }
    dS[i, labels[i]] -= 1
    losses.append(Double.log(sum) + largest - row[labels[i]])
  }

  var c: Int { w.shape[1] }
  var n: Double { Double(labels.count) }
  var mean: Double { losses.reduce(0, +) / n }
  var penalty: Double { reg * w.dot(w) }
  var decay: Tensor<Double> { 2 * reg * w }
  /// 1 at the label of each row.
  var y: Tensor<Double> {
    var y = scores * 0
    for (i, label) in labels.enumerated() { y[i, label] = 1 }
    return y
  }

  /// The loss, with something else in the place of the data's or the regularisation's part.
  func loss(data: Double? = nil, penalty: Double? = nil) -> Double {
    (data ?? mean) + (penalty ?? self.penalty)
  }

  /// The loss, made from another loss of each picture `i`.
  func loss(each: (Int) -> Double) -> Double {
    loss(data: labels.indices.reduce(0) { $0 + each($1) } / n)
  }

  /// The gradient, with something else in the place of the scores' derivatives or the regularisation's part.
  func gradient(dS: Tensor<Double>? = nil, decay: Tensor<Double>? = nil) -> Tensor<Double> {
    matmul(x, (dS ?? self.dS) / n, transposeA: true) + (decay ?? self.decay)
  }

  /// The gradient, each derivative changed.
  func gradient(each: (_ i: Int, _ k: Int) -> Double) -> Tensor<Double> {
    var changed = dS
    for i in labels.indices { for k in 0..<c { changed[i, k] = each(i, k) } }
    return gradient(dS: changed)
  }

  /// The same with every label moved on, the last to the first.
  func movingLabels(by step: Int) -> LossParts {
    LossParts(kind, w, x, labels.map { ($0 + step + c) % c }, reg)
  }

  func with(margin: Double) -> LossParts { LossParts(kind, w, x, labels, reg, margin: margin) }

  /// The weights with the last row set to 0.
  var withoutLastRow: Tensor<Double> {
    var spared = w
    for k in 0..<c { spared[w.rowCount - 1, k] = 0 }
    return spared
  }
}

/// A way to go wrong, in terms of the parts; it becomes a mutant of one exercise or another.
struct Slip<Value>: Sendable {
  let id: String
  let explanation: String?
  let diagnosis: String
  let value: @Sendable (LossParts) -> Value

  init(_ id: String, _ explanation: String, _ value: @escaping @Sendable (LossParts) -> Value) {
    (self.id, self.explanation, diagnosis, self.value) = (id, explanation, id, value)
  }

  init(_ id: String, expecting: String, _ value: @escaping @Sendable (LossParts) -> Value) {
    (self.id, explanation, diagnosis, self.value) = (id, nil, expecting, value)
  }

  func mutant<Answer>(_ prefix: String = "", _ answer: Answer) -> Mutant<Answer> {
    if let explanation { return Mutant(prefix + id, explanation, answer) }
    return Mutant(prefix + id, expecting: diagnosis, answer)
  }
}

/// The mutants of an exercise that asks for a loss.
func mutants(_ kind: LossParts.Kind, _ slips: [Slip<Double>]) -> [Mutant<ClassifierLoss>] {
  slips.map { slip in
    slip.mutant { w, x, labels, reg in slip.value(LossParts(kind, w, x, labels, reg)) }
  }
}

/// The mutants of an exercise that asks for a gradient.
func mutants(
  _ kind: LossParts.Kind, _ slips: [Slip<Tensor<Double>>]
) -> [Mutant<ClassifierLossGradient>] {
  slips.map { slip in
    slip.mutant { w, x, labels, reg in slip.value(LossParts(kind, w, x, labels, reg)) }
  }
}

/// The mutants of an exercise that asks for both: one is wrong, the other right.
func mutants(
  _ kind: LossParts.Kind, losses: [Slip<Double>], gradients: [Slip<Tensor<Double>>]
) -> [Mutant<ClassifierLossAndGradient>] {
  losses.map { slip in
    slip.mutant("loss-") { w, x, labels, reg in
      let parts = LossParts(kind, w, x, labels, reg)
      return (slip.value(parts), parts.gradient())
    }
  }
    + gradients.map { slip in
      slip.mutant("gradient-") { w, x, labels, reg in
        let parts = LossParts(kind, w, x, labels, reg)
        return (parts.loss(), slip.value(parts))
      }
    }
}
