import Grading
import Pictures
import Tensors

/// 3.7: a bias that many pictures pull at.
let biasGatePicture = ExercisePicture<BiasGate>(
  "A bias as large as a picture, moved by steps against your db towards many pictures at once.",
  see: "Each picture pulls, and the pulls add up. The result is their mean, a ghost of the class."
) { gate, easel in
  let pictures = try easel.dataset(train: 600).train
  let own = pictures.selecting(pictures.indices(ofClass: pictures.labels[0]))
  let rows = PictureRows(own, side: 24)
  var bias = Tensor<Double>(repeating: 0.5, shape: [rows.rows.rowSize])
  var images: [Image] = []
  for step in 0...20 {
    if [0, 2, 6, 20].contains(step) {
      images.append(Image(tensor: bias.reshaped(to: rows.shape), range: .fixed(0.1...0.6)))
    }
    let error = try gate.forward(-rows.rows, bias) / Double(own.count)
    bias -= 0.3 * (try gate.backward(error).db)
  }
  return ImageGrid(
    images: images, captions: ["start", "2 steps", "6 steps", "20 steps"], columns: 4,
    enlargement: 5)
}
