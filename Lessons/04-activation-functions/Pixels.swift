import Datasets
import NeuralNets
import Tensors

/// The pictures of the lesson in three parts, and their pixels as a network gets them: a row a picture, the mean training
/// picture subtracted, divided by 64 so that most numbers lie between -2 and 2.
struct Pixels {
  let train: LabeledImages
  let validation: LabeledImages
  let test: LabeledImages

  /// The centred training pictures, shape `[N, D]`.
  let x: Tensor<Float>
  let xValidation: Tensor<Float>
  let xTest: Tensor<Float>

  /// Keeps a sixth of the training pictures, at most 5,000, for validation.
  init(_ data: ImageDataset) {
    let kept = min(5000, data.train.count / 6)
    train = data.train[0..<data.train.count - kept]
    validation = data.train[data.train.count - kept..<data.train.count]
    test = data.test
    let mean = train.meanImage().flattened().cast(to: Float.self)
    func centered(_ pictures: LabeledImages) -> Tensor<Float> {
      var rows = pictures.rows(Float.self)
      rows -= mean
      rows /= 64
      return rows
    }
    x = centered(train)
    xValidation = centered(validation)
    xTest = centered(test)
  }

  var classCount: Int { train.classNames.count }
  var pixelCount: Int { x.rowSize }

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
