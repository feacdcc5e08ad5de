import Grading
import Pictures
import Tensors

/// Trains a linear classifier by 2.12 and draws one template per class.
///
/// - Parameters:
///   - easel: where pictures and the loop come from.
///   - loops: whether the answer goes through all pixels one by one, so that there must be few.
///   - rate: the learning rate.
///   - lossAndGradient: takes weights, pictures and labels.
/// - Returns: the templates with the names of their classes.
/// - Throws: what the answers throw, and `DatasetError` if the pictures are not there.
func templates(
  _ easel: Easel, loops: Bool, rate: Double,
  _ lossAndGradient:
    @escaping (Tensor<Double>, Tensor<Double>, [Int]) throws -> (
      loss: Double, gradient: Tensor<Double>
    )
) throws -> ImageGrid {
  let count = loops ? 400 : 2000
  let train = PictureRows(try easel.dataset(train: count).train, side: loops ? 10 : 16)
  let (labels, names) = (train.labels, train.classNames)
  let mean = train.rows.mean(axis: 0)
  let x = (train.rows - mean) * 4
  var random = easel.random
  let (weights, _) = try easel[gradientDescent](
    Tensor(zeros: [x.rowSize, names.count]), loops ? 40 : 100, loops ? 4 : 15, rate,
    { random.permutation(of: count) },
    { w, batch in
      try lossAndGradient(w, x.gathering(rows: batch), batch.map { labels[$0] })
    })
  let images = Image.batch(
    weights.transposed().reshaped(to: [names.count] + train.shape), range: .symmetric)
  return ImageGrid(
    images: images, captions: names, columns: (names.count + 1) / 2, enlargement: loops ? 10 : 7)
}
