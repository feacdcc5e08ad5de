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
  /// One line that describes the data set.
  public let summary: String

  /// The mean training picture, from 0 to 255, shape `[D]`.
  public let mean: Tensor<Float>
  /// The centred training pictures, shape `[N, D]`.
  public let x: Tensor<Float>
  /// The centred validation pictures, shape `[N, D]`.
  public let xValidation: Tensor<Float>
  /// The centred test pictures, shape `[N, D]`.
  public let xTest: Tensor<Float>

  /// Parts the pictures as `ImageSplit` does and centres all three parts.
  public init(_ data: ImageDataset) {
    let split = ImageSplit(data)
    (train, validation, test) = (split.train, split.validation, split.test)
    summary = split.summary
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

  /// The names of the classes.
  public var classNames: [String] { train.classNames }
  /// The number of classes.
  public var classCount: Int { train.classNames.count }
  /// The numbers of a picture, `D`.
  public var pixelCount: Int { x.rowSize }
}
