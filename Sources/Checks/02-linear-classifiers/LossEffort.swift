import Grading
import Tensors

/// Checks both parts of a loss that is written for a whole batch, and that it is quick.
func checkVectorized(
  _ kind: LossParts.Kind, _ check: Check, _ both: ClassifierLossAndGradient
) {
  for question in LossQuestion.all(kind, check) {
    question.askLoss(check) { try question.ask(both).loss }
    question.askGradient(check) { try question.ask(both).gradient }
  }
  guard check.isAlone else { return }
  let (n, d, c) = (500, 300, 10)
  let (wide, narrow) = (check.normal([d, c]), check.normal([1, c]))
  let (pictures, points) = (check.normal([n, d]), check.normal([n, 1]))
  let labels = check.labels(n, below: c)
  // The same number of scores from many features and from one: two products hardly notice, and
  // loops in unoptimised code take many times as long.
  guard let long = check.seconds(of: { _ = try? both(wide, pictures, labels, 0) }), long > 0.04,
    let short = check.seconds(of: { _ = try? both(narrow, points, labels, 0) }),
    long > 8 * short
  else { return }
  check.require(
    "gradient", "effort.loops",
    "It goes through all features of every picture in a loop: \(format(long)) s for 500 pictures "
      + "of 300 features, and \(format(short)) s for 500 of 1 feature. Leave that to two matrix "
      + "products, X·W and Xᵀ·dS.",
    false)
}

/// Right numbers, found by loops over the features of every picture.
func loopingMutant(_ kind: LossParts.Kind) -> Mutant<ClassifierLossAndGradient> {
  Mutant("loops", expecting: "effort.loops") { w, x, labels, reg in
    let parts = LossParts(kind, w, x, labels, reg)
    var waste = 0.0
    for i in 0..<x.rowCount {
      for p in 0..<x.rowSize {
        for k in 0..<parts.c {
          var product = abs(x[i, p] * w[p, k])
          for _ in 0..<16 { product = (product * product).squareRoot() }
          waste += product
        }
      }
    }
    return (parts.loss + (waste < 0 ? 1 : 0), parts.gradient)
  }
}
