/// A data set's pictures in three parts.
public struct ImageSplit: Sendable {
  /// The pictures to learn from.
  public let train: LabeledImages
  /// The pictures to choose hyperparameters with.
  public let validation: LabeledImages
  /// The pictures for the end.
  public let test: LabeledImages
  /// One line that describes the data set.
  public let summary: String

  /// Keeps the last sixth of the training pictures, at most 5,000, for validation.
  public init(_ data: ImageDataset) {
    let kept = min(5000, data.train.count / 6)
    train = data.train[0..<data.train.count - kept]
    validation = data.train[data.train.count - kept..<data.train.count]
    test = data.test
    summary = data.summary
  }
}
