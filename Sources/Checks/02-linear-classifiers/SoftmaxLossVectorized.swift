import Grading
import RealModule
import Tensors

/// Takes weights `[D, C]`, pictures `[N, D]`, labels and the regularisation strength.
typealias SoftmaxLossVectorized =
  @Sendable (Tensor<Double>, Tensor<Double>, [Int], Double) throws -> (
    loss: Double, gradient: Tensor<Double>
  )

/// 2.8: softmax loss and gradient for a whole batch at once.
let softmaxLossVectorized = Exercise<SoftmaxLossVectorized>(
  "2.8",
  check: { check, softmax in
    checkSoftmax(check, softmax)
    checkEffort(check, softmax)
  },
  mutants: softmaxMutants + regularisationMutants)

private func checkSoftmax(_ check: Check, _ softmax: SoftmaxLossVectorized) {
  func ask(
    _ situation: String, _ w: Tensor<Double>, _ x: Tensor<Double>, _ labels: [Int],
    reg: Double, isExtreme: Bool = false
  ) {
    let pass = SoftmaxPass(w, x, labels, reg)
    let batch = Factor.batch(labels.count)
    let loss = Facts(
      factors: [batch],
      terms: reg == 0
        ? []
        : [Term("reg", "the regularisation, reg · Σ W²", Tensor(pass.penalty))])
    let gradient = Facts(
      factors: [batch],
      terms: reg == 0
        ? [] : [Term("reg", "the gradient of the regularisation, 2 · reg · W", 2 * reg * w)])
    check.number("loss", of: situation, is: pass.result().loss, knowing: loss) {
      try softmax(w, x, labels, reg).loss
    }
    if isExtreme {
      check.value("gradient", of: situation, is: pass.result().gradient, knowing: gradient) {
        try softmax(w, x, labels, reg).gradient
      }
    } else {
      check.gradient(
        "gradient", of: situation, at: w,
        ofLoss: { SoftmaxPass($0, x, labels, reg).result().loss }, knowing: gradient
      ) { try softmax(w, x, labels, reg).gradient }
    }
  }
  ask(
    "one picture with scores 3.2, 5.1 and -1.7, label 0", [[3.2, 5.1, -1.7]], [[1]], [0], reg: 0)
  ask(
    "7 pictures, 5 classes, weights of 0", Tensor(zeros: [3, 5]), check.normal([7, 3]),
    [0, 1, 2, 3, 4, 4, 1], reg: 0)
  for (n, d, c, reg) in [(7, 3, 5, 0), (5, 7, 3, 0.5), (11, 2, 13, 3), (1, 5, 2, 0.25)] {
    let strength = reg == 0 ? "no regularisation" : "reg \(format(reg))"
    ask(
      "\(n) pictures of \(d) features, \(c) classes, \(strength)", check.normal([d, c]),
      check.normal([n, d]), (0..<n).map { ($0 * 2 + 1) % c }, reg: reg)
  }
  ask(
    "scores of 1000, 999 and 998", [[1000, 999, 998]], [[1], [1]], [0, 2], reg: 0, isExtreme: true
  )
  ask(
    "scores of about 1000 in one row and about -1000 in another", [[1000, 998, 999]],
    [[1], [-1], [-1]], [1, 0, 2], reg: 0, isExtreme: true)
  ask(
    "scores of 1000 and -1000, label on the higher one", [[1000, -1000]], [[1], [-1], [1]],
    [0, 1, 0], reg: 0, isExtreme: true)
  ask(
    "scores of 1000 and -1000, label on the lower one", [[1000, -1000]], [[1], [-1], [1]],
    [1, 0, 0], reg: 0, isExtreme: true)
}

/// Loops over all scores and features in unoptimised code take hundreds of times as long as two products.
private func checkEffort(_ check: Check, _ softmax: SoftmaxLossVectorized) {
  let (n, d, c) = (500, 300, 10)
  let (w, x) = (check.normal([d, c]), check.normal([n, d]))
  let labels = check.labels(n, below: c)
  // The same number of rows with few and with many features: without loops over the features it takes hardly longer.
  let (narrowW, narrowX) = (check.normal([1, c]), check.normal([n, 1]))
  guard let wide = check.seconds(of: { _ = try? softmax(w, x, labels, 0) }), wide > 0.04,
    let narrow = check.seconds(of: { _ = try? softmax(narrowW, narrowX, labels, 0) }),
    wide > 8 * narrow
  else { return }
  check.require(
    "gradient", "effort.loops",
    "It goes through all features of every picture in a loop: \(format(wide)) s for 500 pictures of 300 features, and "
      + "\(format(narrow)) s for 500 of 1 feature. Leave that to two matrix products, X·W and Xᵀ·dS.",
    false)
}

/// Every intermediate of the softmax loss, so that a mutant can replace one of them.
private struct SoftmaxPass {
  let w: Tensor<Double>
  let x: Tensor<Double>
  let labels: [Int]
  let reg: Double
  let scores: Tensor<Double>
  /// The softmax of each row.
  let p: Tensor<Double>
  /// 1 at the label of each row.
  let y: Tensor<Double>
  /// The loss of each picture.
  let losses: [Double]

  init(_ w: Tensor<Double>, _ x: Tensor<Double>, _ labels: [Int], _ reg: Double) {
    (self.w, self.x, self.labels, self.reg) = (w, x, labels, reg)
    let (n, d, c) = (x.shape[0], x.shape[1], w.shape[1])
    var scores = Tensor<Double>(zeros: [n, c])
    var p = scores
    var y = scores
    var losses: [Double] = []
    for i in 0..<n {
      for k in 0..<c {
        for j in 0..<d { scores[i, k] += x[i, j] * w[j, k] }
      }
      let row = scores.row(i).scalars
      let largest = row.max() ?? 0
      let sum = row.reduce(0) { $0 + Double.exp($1 - largest) }
      for k in 0..<c { p[i, k] = Double.exp(row[k] - largest) / sum }
      y[i, labels[i]] = 1
      losses.append(Double.log(sum) + largest - row[labels[i]])
    }
    (self.scores, self.p, self.y, self.losses) = (scores, p, y, losses)
  }

  var n: Double { Double(labels.count) }
  var penalty: Double { reg * (w * w).sum() }
  var mean: Double { losses.reduce(0, +) / n }

  /// The loss and the gradient, with whatever is given in the place of the right one.
  func result(
    loss: Double? = nil, dS: Tensor<Double>? = nil, penalty: Double? = nil,
    decay: Tensor<Double>? = nil
  ) -> (loss: Double, gradient: Tensor<Double>) {
    (
      (loss ?? mean) + (penalty ?? self.penalty),
      matmul(x, (dS ?? (p - y)) / n, transposeA: true) + (decay ?? 2 * reg * w)
    )
  }
}

/// A mutant made from the intermediates.
private func mutant(
  _ id: String, _ explanation: String,
  _ wrong: @escaping @Sendable (SoftmaxPass) -> (loss: Double, gradient: Tensor<Double>)
) -> Mutant<SoftmaxLossVectorized> {
  Mutant(id, explanation) { w, x, labels, reg in wrong(SoftmaxPass(w, x, labels, reg)) }
}

/// A mutant made from the intermediates that the general explanation must find.
private func mutant(
  _ id: String, expecting diagnosis: String,
  _ wrong: @escaping @Sendable (SoftmaxPass) -> (loss: Double, gradient: Tensor<Double>)
) -> Mutant<SoftmaxLossVectorized> {
  Mutant(id, expecting: diagnosis) { w, x, labels, reg in wrong(SoftmaxPass(w, x, labels, reg)) }
}

/// Rows of exponentials over their sums, the scores shifted by some tensor.
private func naiveSoftmax(_ scores: Tensor<Double>) -> Tensor<Double> {
  let e = scores.exp()
  return e / e.sum(axis: 1, keepingDimension: true)
}

private let overflows =
  "Scores of about 1000 overflow: exp(1000) is infinite, and infinity over infinity is not a number. Subtract from each row "
  + "its own largest score before exp; the softmax stays the same."

private let softmaxMutants: [Mutant<SoftmaxLossVectorized>] = [
  mutant("no-shift", overflows) { pass in
    let p = naiveSoftmax(pass.scores)
    return pass.result(loss: meanLog(p, pass.labels), dS: p - pass.y)
  },
  mutant("no-shift-log-sum", overflows) { pass in
    let sums = pass.scores.exp().sum(axis: 1).log().scalars
    let losses = zip(sums, pass.labels).enumerated().map { $1.0 - pass.scores[$0, $1.1] }
    return pass.result(
      loss: losses.reduce(0, +) / pass.n, dS: naiveSoftmax(pass.scores) - pass.y)
  },
  mutant(
    "batch-shift",
    "It subtracts the largest score of the whole batch. In a row whose scores are all far below that, every exponential "
      + "becomes 0, and 0/0 is not a number. Each row needs its own largest score."
  ) { pass in
    let p = naiveSoftmax(pass.scores - pass.scores.max())
    return pass.result(loss: meanLog(p, pass.labels), dS: p - pass.y)
  },
  mutant(
    "smallest-shift",
    "It subtracts the smallest score of each row, and so the others still overflow: subtract the largest."
  ) { pass in
    let shifted = pass.scores - pass.scores.min(axis: 1, keepingDimension: true)
    let sums = shifted.exp().sum(axis: 1).log().scalars
    let losses = zip(sums, pass.labels).enumerated().map { $1.0 - shifted[$0, $1.1] }
    return pass.result(loss: losses.reduce(0, +) / pass.n, dS: naiveSoftmax(shifted) - pass.y)
  },
  mutant(
    "log-of-zero",
    "The shift is right, but the loss takes the logarithm of a probability that has become 0. Take the logarithm of "
      + "the sum of exponentials and subtract the shifted score of the label: that is the same and stays finite."
  ) { pass in pass.result(loss: meanLog(pass.p, pass.labels)) },
  mutant(
    "log-epsilon",
    "A small number (1e-8 or so) is added within the logarithm. It changes the loss, most where the classifier is most wrong; the log "
      + "of the sum less the score needs no such help."
  ) { pass in pass.result(loss: meanLog(pass.p + 1e-8, pass.labels)) },
  mutant(
    "mixed-shift",
    "The exponentials are of shifted scores, but the score of the label that is subtracted is not shifted."
  ) { pass in
    let largest = pass.scores.max(axis: 1).sum() / pass.n
    return pass.result(loss: pass.mean - largest)
  },
  mutant(
    "no-label",
    "The 1 at the label is not subtracted: with respect to the scores the gradient is P - Y, and yours is P."
  ) { $0.result(dS: $0.p) },
  mutant("label-twice", "The 1 at the label is subtracted twice.") {
    $0.result(dS: $0.p - 2 * $0.y)
  },
  mutant(
    "no-denominator",
    "It has only the part that flows through the score of the label; what flows through the sum of exponentials, P, is missing."
  ) { $0.result(dS: -$0.y) },
  mutant(
    "only-label",
    "Only the score of the label gets a gradient (P·Y - Y). The sum of exponentials holds all scores, so that every class gets "
      + "its probability: P - Y."
  ) { $0.result(dS: $0.p * $0.y - $0.y) },
  mutant(
    "diagonal",
    "It takes p(1 - p) for the derivative, the diagonal of the softmax's Jacobian. With the logarithm and all its entries the derivative of "
      + "the loss is P - Y."
  ) { $0.result(dS: $0.p * (1 - $0.p)) },
  mutant(
    "sign",
    "The part of the gradient that comes from the data has the wrong sign: it is P - Y, not Y - P."
  ) {
    $0.result(dS: $0.y - $0.p)
  },
  mutant(
    "sum-loss",
    "The losses of the pictures are added up and not divided by N before the regularisation is added."
  ) { $0.result(loss: $0.mean * $0.n) },
  mutant(
    "sum-gradient",
    "The gradient of the data is a sum over the pictures: divide it by N before the regularisation is added."
  ) { $0.result(dS: ($0.p - $0.y) * $0.n) },
  mutant("sum-both", expecting: "sum-gradient") {
    $0.result(loss: $0.mean * $0.n, dS: ($0.p - $0.y) * $0.n)
  },
  mutant("all-times-n", expecting: "factor.N") { pass in
    let right = pass.result()
    return (right.loss * pass.n, right.gradient * pass.n)
  },
  mutant("mean-twice", "The data's part is divided by N twice.") {
    $0.result(loss: $0.mean / $0.n, dS: ($0.p - $0.y) / $0.n)
  },
  mutant(
    "mean-over-scores",
    "The data's part is divided by N times C, the number of scores; divide by N, the number of pictures."
  ) { pass in
    let c = Double(pass.w.shape[1])
    return pass.result(loss: pass.mean / c, dS: (pass.p - pass.y) / c)
  },
  mutant("all-classes", "It adds up -ln p of all classes; only that of the label counts.") {
    pass in pass.result(loss: -(pass.p.log().sum()) / pass.n)
  },
  mutant("no-log", "The logarithm is missing: it adds up the probabilities of the labels.") {
    $0.result(loss: -($0.p * $0.y).sum() / $0.n)
  },
  mutant(
    "log-of-mean",
    "It takes the logarithm of the mean probability; the mean is over the logarithms."
  ) { $0.result(loss: -Double.log(($0.p * $0.y).sum() / $0.n)) },
  mutant("log-base-2", "The logarithm has base 2; the natural one is wanted.") {
    $0.result(loss: $0.mean / Double.log(2))
  },
  mutant("log-base-10", "The logarithm has base 10; the natural one is wanted.") {
    $0.result(loss: $0.mean / Double.log(10))
  },
  mutant(
    "wrong-axis",
    "The exponentials are divided by their sum over the pictures; they add up to 1 over the classes, row by row."
  ) { pass in
    let shifted = pass.scores - pass.scores.max(axis: 1, keepingDimension: true)
    let e = shifted.exp()
    let p = e / e.sum(axis: 0, keepingDimension: true)
    return pass.result(loss: meanLog(p, pass.labels), dS: p - pass.y)
  },
  Mutant("labels-from-1", "It takes the class below the label: labels count from 0.") {
    w, x, labels, reg in
    let c = w.shape[1]
    return SoftmaxPass(w, x, labels.map { ($0 + c - 1) % c }, reg).result()
  },
  Mutant("label-next", "It takes the class after the label: labels count from 0.") {
    w, x, labels, reg in
    let c = w.shape[1]
    return SoftmaxPass(w, x, labels.map { ($0 + 1) % c }, reg).result()
  },
  mutant("transposed", expecting: "shape.transposed") { pass in
    let right = pass.result()
    return (right.loss, right.gradient.transposed())
  },
]

private let regularisationMutants: [Mutant<SoftmaxLossVectorized>] = [
  mutant("no-reg", expecting: "missing.reg") {
    $0.result(penalty: 0, decay: Tensor(zeros: $0.w.shape))
  },
  mutant("no-reg-gradient", expecting: "missing.reg") {
    $0.result(decay: Tensor(zeros: $0.w.shape))
  },
  mutant("half-reg", expecting: "halved.reg") { $0.result(penalty: $0.penalty / 2) },
  mutant("half-reg-gradient", expecting: "halved.reg") { $0.result(decay: $0.reg * $0.w) },
  mutant("half-reg-both", expecting: "halved.reg") {
    $0.result(penalty: $0.penalty / 2, decay: $0.reg * $0.w)
  },
  mutant("reg-twice", expecting: "doubled.reg") {
    $0.result(penalty: 2 * $0.penalty, decay: 4 * $0.reg * $0.w)
  },
  mutant("reg-subtracted", expecting: "negated.reg") {
    $0.result(penalty: -$0.penalty, decay: -2 * $0.reg * $0.w)
  },
  mutant(
    "reg-over-n", "The regularisation is divided by N as well; the mean is over the data only."
  ) { $0.result(penalty: $0.penalty / $0.n, decay: 2 * $0.reg * $0.w / $0.n) },
  mutant("reg-per-picture", "The regularisation is added once for each picture; it is added once.")
  {
    $0.result(penalty: $0.penalty * $0.n, decay: 2 * $0.reg * $0.w * $0.n)
  },
  mutant(
    "reg-norm",
    "The regularisation has the root of the sum of squares; it is reg times the sum itself."
  ) { $0.result(penalty: $0.reg * $0.w.norm()) },
  mutant("reg-l1", "The regularisation adds up |W|, and its squares are wanted.") { pass in
    pass.result(
      penalty: pass.reg * pass.w.absolute().sum(),
      decay: pass.w.map { $0 > 0 ? pass.reg : -pass.reg })
  },
  mutant(
    "last-row-spared",
    "The last row of W is not regularised, as if it were a bias; here all of W is."
  ) { pass in
    var spared = pass.w
    for k in 0..<spared.shape[1] { spared[spared.shape[0] - 1, k] = 0 }
    return pass.result(penalty: pass.reg * (spared * spared).sum(), decay: 2 * pass.reg * spared)
  },
  Mutant("slow", expecting: "effort.loops") { w, x, labels, reg in
    var waste = 0.0
    for i in 0..<x.shape[0] {
      for j in 0..<x.shape[1] {
        for k in 0..<w.shape[1] {
          var product = x[i, j] * w[j, k]
          for _ in 0..<16 { product = (product * product).squareRoot() }
          waste += product
        }
      }
    }
    return SoftmaxPass(w, x, labels, reg).result(loss: nil, penalty: waste < 0 ? waste : nil)
  },
]

/// The mean of -ln p at the labels.
private func meanLog(_ p: Tensor<Double>, _ labels: [Int]) -> Double {
  labels.enumerated().reduce(0) { $0 - Double.log(p[$1.offset, $1.element]) } / Double(labels.count)
}
