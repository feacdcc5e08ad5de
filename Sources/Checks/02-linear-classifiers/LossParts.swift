import Grading
import RealModule
import Tensors

// Exercises 2.3 to 2.8 ask for two losses of a linear classifier and their gradients.

/// Takes weights `(D, C)`, pictures `(N, D)`, labels and the regularisation strength.
typealias ClassifierLoss =
  @Sendable (Tensor<Double>, Tensor<Double>, [Int], Double) throws -> Double

/// Takes the same; returns the gradient with respect to the weights.
typealias ClassifierLossGradient =
  @Sendable (Tensor<Double>, Tensor<Double>, [Int], Double) throws -> Tensor<Double>

/// Takes the same; returns both.
typealias ClassifierLossAndGradient =
  @Sendable (Tensor<Double>, Tensor<Double>, [Int], Double) throws -> (
    loss: Double, gradient: Tensor<Double>
  )

/// A linear classifier's loss and gradient by the definition, in parts: a slip changes one of them.
struct LossParts {
  enum Kind { case hinge, softmax }

  let kind: Kind
  let w: Tensor<Double>
  var x: Tensor<Double>
  let labels: [Int]
  let reg: Double
  let scores: Tensor<Double>
  /// The loss of each picture.
  var losses: [Double]
  /// The derivative of each picture's own loss with respect to its scores.
  var dS: Tensor<Double>
  /// What the sums over the pictures are divided by.
  var divisor: Double
  var penalty: Double
  /// The gradient of the penalty.
  var decay: Tensor<Double>
  var isTransposed = false

  init(
    _ kind: Kind, _ w: Tensor<Double>, _ x: Tensor<Double>, _ labels: [Int], _ reg: Double
  ) {
    (self.kind, self.w, self.x, self.labels, self.reg) = (kind, w, x, labels, reg)
    scores = matmul(x, w)
    (losses, dS) = (labels.map { _ in 0 }, Tensor(zeros: [labels.count, w.rowSize]))
    (divisor, penalty, decay) = (Double(labels.count), reg * w.dot(w), 2 * reg * w)
    let right = kind == .hinge ? hinging() : softmaxing(less: largest)
    (losses, dS) = (right.losses, right.dS)
  }

  var loss: Double { losses.reduce(0, +) / divisor + penalty }
  var gradient: Tensor<Double> {
    let gradient = matmul(x, dS / divisor, transposeA: true) + decay
    return isTransposed ? gradient.transposed() : gradient
  }

  var n: Double { Double(labels.count) }
  var c: Int { w.rowSize }
  /// 1 at the label of each row.
  var y: Tensor<Double> {
    var y = scores * 0
    for (i, label) in labels.enumerated() { y[i, label] = 1 }
    return y
  }

  func with(
    dS: Tensor<Double>? = nil, divisor: Double? = nil, penalty: Double? = nil,
    decay: Tensor<Double>? = nil
  ) -> LossParts {
    changing(self) {
      $0.dS = dS ?? $0.dS
      $0.divisor = divisor ?? $0.divisor
      $0.penalty = penalty ?? $0.penalty
      $0.decay = decay ?? $0.decay
    }
  }

  /// The same with another loss of each picture `i`.
  func losing(_ each: (_ i: Int) -> Double) -> LossParts {
    changing(self) { $0.losses = labels.indices.map(each) }
  }

  /// The same with another derivative with respect to each score.
  func deriving(_ each: (_ i: Int, _ k: Int) -> Double) -> LossParts {
    changing(self) {
      for i in labels.indices { for k in 0..<c { $0.dS[i, k] = each(i, k) } }
    }
  }

  /// The same with a weight for each picture.
  func weighing(_ weight: (_ i: Int) -> Double) -> LossParts {
    losing { losses[$0] * weight($0) }.deriving { dS[$0, $1] * weight($0) }
  }

  /// The same with the regularisation, value and gradient, times a factor.
  func regularized(times factor: Double) -> LossParts {
    with(penalty: penalty * factor, decay: decay * factor)
  }

  /// The same with other labels, modulo the number of classes.
  func relabeled(_ label: (_ i: Int) -> Int) -> LossParts {
    LossParts(kind, w, x, labels.indices.map { (label($0) + c) % c }, reg)
  }
}

// The hinge.
extension LossParts {
  /// s_j - s_y + 1.
  func excess(_ i: Int, _ k: Int) -> Double { scores[i, k] - scores[i, labels[i]] + 1 }

  /// The same for all classes but the true one.
  func excesses(_ i: Int) -> [Double] {
    (0..<c).filter { $0 != labels[i] }.map { excess(i, $0) }
  }

  /// Each wrong class costs a value, and has a slope that the true class gets with a minus.
  func hinging(
    _ value: (_ i: Int, _ k: Int) -> Double, slope: (_ i: Int, _ k: Int) -> Double
  ) -> LossParts {
    var parts = losing { i in
      (0..<c).reduce(0) { $0 + ($1 == labels[i] ? 0 : value(i, $1)) }
    }
    parts.dS = dS * 0
    for (i, label) in labels.enumerated() {
      for k in 0..<c where k != label {
        parts.dS[i, k] = slope(i, k)
        parts.dS[i, label] -= slope(i, k)
      }
    }
    return parts
  }

  /// The hinge loss with some margin, of some of the wrong classes.
  func hinging(
    margin: Double = 1, where counts: (_ i: Int, _ k: Int) -> Bool = { _, _ in true }
  ) -> LossParts {
    func value(_ i: Int, _ k: Int) -> Double {
      counts(i, k) ? max(0, excess(i, k) - 1 + margin) : 0
    }
    return hinging(value) { value($0, $1) > 0 ? 1 : 0 }
  }
}

// The softmax.
extension LossParts {
  /// The softmax of each row.
  var p: Tensor<Double> { dS + y }

  /// The largest score of each row.
  var largest: Tensor<Double> { scores.max(axis: 1, keepingDimension: true) }

  func own(_ i: Int) -> Double { scores[i, labels[i]] }

  /// The softmax loss as the logarithm of the sum less the label's score, both of shifted scores.
  func softmaxing(
    less shift: Tensor<Double>,
    sums: (_ e: Tensor<Double>) -> Tensor<Double> = { $0.sum(axis: 1, keepingDimension: true) }
  ) -> LossParts {
    let shifted = scores - shift
    let e = shifted.exp()
    let sums = sums(e)
    return with(dS: e / sums - y).losing { Double.log(sums[$0, 0]) - shifted[$0, labels[$0]] }
  }

  /// The loss as minus the logarithm of the label's probability.
  func softmaxing(to p: Tensor<Double>) -> LossParts {
    with(dS: p - y).losing { -Double.log(p[$0, labels[$0]]) }
  }
}
