import Grading
import Tensors

// What goes wrong in either loss: the mean over the pictures, the regularisation, the labels.

/// Wrong losses, whichever loss it is.
let commonLossSlips: [Slip<Double>] = [
  Slip(
    "sum",
    "The losses of the pictures are added up and not divided by N before the regularisation is added."
  ) { $0.loss(data: $0.mean * $0.n) },
  Slip("all-times-n", expecting: "factor.N") { $0.loss() * $0.n },
  Slip("mean-twice", "The losses of the pictures are divided by N twice.") {
    $0.loss(data: $0.mean / $0.n)
  },
  Slip(
    "mean-over-scores",
    "It is divided by N times C, the number of scores; divide by N, the number of pictures."
  ) { $0.loss(data: $0.mean / Double($0.c)) },
  Slip(
    "over-classes",
    "It is divided by the number of classes, where the number of pictures is wanted."
  ) { $0.loss(data: $0.mean * $0.n / Double($0.c)) },
  Slip(
    "overwritten", "Each picture's loss overwrites the one before: add them up with +=."
  ) { $0.loss(data: ($0.losses.last ?? 0) / $0.n) },
  Slip("first-picture", "Only the first picture counts: does it return from within the loop?") {
    $0.loss(data: ($0.losses.first ?? 0) / $0.n)
  },
  Slip("last-picture-skipped", "The last picture is left out.") {
    $0.loss(data: $0.losses.dropLast().reduce(0, +) / $0.n)
  },
  Slip("labels-from-1", "It takes the class below the label: labels count from 0.") {
    $0.movingLabels(by: -1).loss()
  },
  Slip("label-next", "It takes the class after the label: labels count from 0.") {
    $0.movingLabels(by: 1).loss()
  },
  Slip(
    "label-is-place", "It takes the number of the picture for its class; labels[i] is the class."
  ) {
    parts in
    let places = parts.labels.indices.map { $0 % parts.c }
    return LossParts(parts.kind, parts.w, parts.x, places, parts.reg).loss()
  },
  Slip("no-reg", expecting: "missing.reg") { $0.loss(penalty: 0) },
  Slip("half-reg", expecting: "halved.reg") { $0.loss(penalty: $0.penalty / 2) },
  Slip("double-reg", expecting: "doubled.reg") { $0.loss(penalty: $0.penalty * 2) },
  Slip("negative-reg", expecting: "negated.reg") { $0.loss(penalty: -$0.penalty) },
  Slip(
    "reg-over-n", "The regularisation is divided by N as well; the mean is over the pictures only."
  ) {
    $0.loss(penalty: $0.penalty / $0.n)
  },
  Slip(
    "reg-per-picture",
    "The regularisation is added once for each picture; it is added once, after the mean."
  ) { $0.loss(penalty: $0.penalty * $0.n) },
  Slip("reg-norm", "The regularisation has the root of the sum of squares; no root is wanted.") {
    $0.loss(penalty: $0.reg * $0.w.norm())
  },
  Slip("reg-l1", "The regularisation adds up |W|; its squares are wanted.") {
    $0.loss(penalty: $0.reg * $0.w.absolute().sum())
  },
  Slip("reg-plain", "The regularisation adds up W itself; its squares are wanted.") {
    $0.loss(penalty: $0.reg * $0.w.sum())
  },
  Slip("reg-mean", "The regularisation has the mean of the squares of W; their sum is wanted.") {
    $0.loss(penalty: $0.penalty / Double($0.w.count))
  },
  Slip("reg-strength", "The sum of squares is added without its strength, reg.") {
    $0.loss(penalty: $0.reg == 0 ? 0 : $0.w.dot($0.w))
  },
  Slip("reg-squared", "The strength is squared as well; it is reg times the sum of squares.") {
    $0.loss(penalty: $0.reg * $0.penalty)
  },
  Slip(
    "last-row-spared",
    "The last row of W is not regularised, as if it were the bias; here all of W is, the bias row of the bias trick included."
  ) { $0.loss(penalty: $0.reg * $0.withoutLastRow.dot($0.withoutLastRow)) },
  Slip("only-reg", "Only the regularisation is there; the loss of the pictures is missing.") {
    $0.loss(data: 0)
  },
]

/// Wrong gradients, whichever loss it is.
let commonGradientSlips: [Slip<Tensor<Double>>] = [
  Slip(
    "sum",
    "The gradient of the data is a sum over the pictures: divide it by N before the regularisation is added."
  ) { $0.gradient(dS: $0.dS * $0.n) },
  Slip("all-times-n", expecting: "factor.N") { $0.gradient() * $0.n },
  Slip("mean-twice", "The gradient of the data is divided by N twice.") {
    $0.gradient(dS: $0.dS / $0.n)
  },
  Slip(
    "mean-over-scores",
    "It is divided by N times C, the number of scores; divide by N, the number of pictures."
  ) { $0.gradient(dS: $0.dS / Double($0.c)) },
  Slip("negative-all", expecting: "factor.-1") { -$0.gradient() },
  Slip("negative-data", "The part that comes from the data has the wrong sign.") {
    $0.gradient(dS: -$0.dS)
  },
  Slip("transposed", expecting: "shape.transposed") { $0.gradient().transposed() },
  Slip(
    "no-pictures",
    "The pictures are missing: the derivative of S[i, c] with respect to W[p, c] is X[i, p]."
  ) {
    parts in
    matmul(parts.x * 0 + 1, parts.dS / parts.n, transposeA: true) + parts.decay
  },
  Slip("overwritten", "Each picture's part overwrites the one before: add them up with +=.") {
    parts in
    parts.gradient { i, k in i == parts.labels.count - 1 ? parts.dS[i, k] : 0 }
  },
  Slip("first-picture", "Only the first picture counts.") { parts in
    parts.gradient { i, k in i == 0 ? parts.dS[i, k] : 0 }
  },
  Slip("last-picture-skipped", "The last picture is left out.") { parts in
    parts.gradient { i, k in i == parts.labels.count - 1 ? 0 : parts.dS[i, k] }
  },
  Slip("labels-from-1", "It takes the class below the label: labels count from 0.") {
    $0.movingLabels(by: -1).gradient()
  },
  Slip("label-next", "It takes the class after the label: labels count from 0.") {
    $0.movingLabels(by: 1).gradient()
  },
  Slip("no-reg", expecting: "missing.reg") { $0.gradient(decay: $0.w * 0) },
  Slip("half-reg", expecting: "halved.reg") { $0.gradient(decay: $0.decay / 2) },
  Slip("double-reg", expecting: "doubled.reg") { $0.gradient(decay: $0.decay * 2) },
  Slip("negative-reg", expecting: "negated.reg") { $0.gradient(decay: -$0.decay) },
  Slip(
    "reg-over-n", "The regularisation is divided by N as well; the mean is over the pictures only."
  ) {
    $0.gradient(decay: $0.decay / $0.n)
  },
  Slip(
    "reg-per-picture",
    "The regularisation is added once for each picture; it is added once, after the mean."
  ) { $0.gradient(decay: $0.decay * $0.n) },
  Slip(
    "reg-value", "The regularisation's value is added, reg · Σ W²; its gradient is wanted, 2·reg·W."
  ) {
    $0.gradient(decay: $0.w * 0 + $0.penalty)
  },
  Slip(
    "reg-squares",
    "The regularisation is not differentiated: it adds reg·W² entry by entry, and 2·reg·W is wanted."
  ) {
    $0.gradient(decay: $0.reg * $0.w * $0.w)
  },
  Slip("reg-l1", "It has the gradient of reg · Σ |W|; that of the squares is 2·reg·W.") { parts in
    parts.gradient(decay: parts.w.map { $0 > 0 ? parts.reg : -parts.reg })
  },
  Slip("reg-strength", "2·W is added without the strength, reg.") {
    $0.gradient(decay: $0.reg == 0 ? $0.decay : 2 * $0.w)
  },
  Slip(
    "last-row-spared",
    "The last row of W is not regularised, as if it were the bias; here all of W is, the bias row of the bias trick included."
  ) { $0.gradient(decay: 2 * $0.reg * $0.withoutLastRow) },
  Slip("only-reg", "Only the regularisation is there; what comes from the pictures is missing.") {
    $0.gradient(dS: $0.dS * 0)
  },
]
