import Grading
import Pictures
import Tensors

/// 3.9: templates from gates.
let affineGatePicture = ExercisePicture<AffineGate>(
  "Weight templates trained by gates alone: your affine gate, and the softmax gate behind it.",
  see: "Lesson 2 had one formula for the gradient of the weights. Here the chain rule finds it."
) { gate, easel in
  let train = PictureRows(try easel.dataset(train: 1000).train, side: 12)
  let count = train.classNames.count
  let x = (train.rows - train.rows.mean(axis: 0)) * 4
  let softmax = easel[softmaxGate]
  var weights = Tensor<Double>(zeros: [x.rowSize, count])
  var bias = Tensor<Double>(zeros: [count])
  var random = easel.random
  for _ in 0..<120 {
    let batch = random.integers(100, below: train.labels.count)
    let asked = x.gathering(rows: batch)
    let p = try softmax.forward(try gate.forward(asked, weights, bias))
    var dp = Tensor<Double>(zeros: p.shape)
    for (i, label) in batch.map({ train.labels[$0] }).enumerated() {
      dp[i, label] = -1 / (p[i, label] * Double(batch.count))
    }
    let gradients = try gate.backward(try softmax.backward(dp, p), asked, weights)
    weights -= 0.02 * gradients.dw + 0.004 * weights
    bias -= 0.02 * gradients.db
  }
  let images = weights.transposed().reshaped(to: [count] + train.shape)
  return ImageGrid(
    images: Image.batch(images, range: .symmetric), captions: train.classNames,
    columns: (count + 1) / 2, enlargement: 9)
}
