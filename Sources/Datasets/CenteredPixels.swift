import Tensors

/// The pictures of a data set in three parts, and their pixels as a classifier gets them.
///
/// A row a picture, the mean *training* picture subtracted from all three parts, divided by 64 so that most numbers lie
/// between -2 and 2.
public struct CenteredPixels: Sendable {
  /// The pictures to learn from.
  public let train: LabeledImages
  /// The pictures to choose hyperparameters with.
  public let validation: LabeledImages
  /// The pictures for the end.
  public let test: LabeledImages

  /// The mean training picture, from 0 to 255, shape `[D]`.
  public let mean: Tensor<Float>
  /// The centred training pictures, shape `[N, D]`.
  public let x: Tensor<Float>
  /// The centred validation pictures, shape `[N, D]`.
  public let xValidation: Tensor<Float>
  /// The centred test pictures, shape `[N, D]`.
  public let xTest: Tensor<Float>

  /// Keeps the last sixth of the training pictures, at most 5,000, for validation.
  public init(_ data: ImageDataset) {
    let kept = min(5000, data.train.count / 6)
    train = data.train[0..<data.train.count - kept]
    validation = data.train[data.train.count - kept..<data.train.count]
    test = data.test
    let mean = train.meanImage().flattened().cast(to: Float.self)
    self.mean = mean
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

  /// The number of classes.
  public var classCount: Int { train.classNames.count }
  /// The numbers of a picture, `D`.
  public var pixelCount: Int { x.rowSize }
}
