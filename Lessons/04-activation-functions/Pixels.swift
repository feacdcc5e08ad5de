import Datasets
import NeuralNets
import Tensors

extension CenteredPixels {
  /// The first training pictures at a quarter of their width and height, each number the mean of sixteen; shape
  /// `[count, D / 16]`.
  func small(_ count: Int) -> (x: Tensor<Float>, labels: [Int]) {
    let count = min(count, train.count)
    return (quartered(x[rows: 0..<count]), Array(train.labels.prefix(count)))
  }

  /// The same without the mean subtracted: numbers from 0 to 4.
  func smallAsTheyAre(_ count: Int) -> (x: Tensor<Float>, labels: [Int]) {
    let count = min(count, train.count)
    return (
      quartered(train[0..<count].rows(Float.self) / 64),
      Array(train.labels.prefix(count))
    )
  }

  private func quartered(_ rows: Tensor<Float>) -> Tensor<Float> {
    let (c, h, w) = (train.channels, train.height, train.width)
    let blocks = rows.reshaped(to: [rows.rowCount * c * (h / 4), 4, w / 4, 4])
    let means = blocks.mean(axis: 3).mean(axis: 1)
    return means.reshaped(to: [rows.rowCount, c * (h / 4) * (w / 4)])
  }
}
