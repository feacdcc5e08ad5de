import Grading
import Pictures
import Tensors

/// 3.6: a picture found by following the gradient of the left factor.
let matrixMultiplyGatePicture = ExercisePicture<TwoMatrixGate>(
  "Pictures found again from 288 weighted sums of their pixels each, by steps against your dx.",
  see: "It begins with grey. Each step asks your backward pass how the pixels should change."
) { gate, easel in
  let pictures = PictureRows(try easel.dataset(train: 4).train, side: 12)
  // The brightness of each pixel, shape [N, side·side].
  let wanted = pictures.rows.reshaped(to: [4, pictures.shape[0], 144]).mean(axis: 1)
  var random = easel.random
  let sums = Tensor<Double>(randomNormal: [144, 288], using: &random) / 12
  let target = try gate.forward(wanted, sums)
  var found = Tensor<Double>(repeating: wanted.mean(), shape: wanted.shape)
  var shown: [Tensor<Double>] = []
  for step in 0...24 {
    if [0, 2, 8, 24].contains(step) { shown.append(found) }
    let error = try gate.forward(found, sums) - target
    found -= 0.25 * (try gate.backward(error, found, sums).dx)
  }
  let range = wanted.min()...wanted.max()
  let images = (shown + [wanted]).flatMap { row in
    (0..<4).map { Image(tensor: row.row($0).reshaped(to: [12, 12]), range: .fixed(range)) }
  }
  return ImageGrid(
    images: images, columns: 4, enlargement: 8,
    rowLabels: ["start", "2 steps", "8 steps", "24 steps", "target"])
}
