import Tensors

/// Subtracts a mean that was measured on the training set, once and for all.
///
/// Centred inputs are positive and negative, so that the gradients of a unit's weights need not all have one sign; and
/// the error surface is less stretched. Pictures have two usual means: the mean *image*, a number a pixel, or a number for
/// each *channel*, which a convolution asks for since it treats all places alike.
///
/// *Source:* CS231n, lecture 6: AlexNet subtracts the mean image, VGGNet the channel means.
public struct Centering<Scalar: TensorScalar>: Sendable {
  /// What is subtracted from every example: its shape, or `[C, 1, 1]` for channel means.
  public let mean: Tensor<Scalar>

  private let exampleShape: [Int]

  /// Measures the mean example: of pictures, the mean image.
  ///
  /// - Parameter data: training data, shape `[N, d1, ...]`.
  public init(fitting data: Tensor<Scalar>) {
    precondition(
      data.rank >= 2 && data.rowCount > 0, "Centering: expected [N, D], got \(data.shape)")
    mean = data.mean(axis: 0)
    exampleShape = Array(data.shape.dropFirst())
  }

  /// Measures the mean of each channel, over all pictures and places.
  ///
  /// - Parameter pictures: training pictures, shape `[N, C, H, W]`.
  public init(fittingChannelsOf pictures: Tensor<Scalar>) {
    precondition(
      pictures.rank == 4 && pictures.count > 0,
      "Centering: expected pictures [N, C, H, W], got \(pictures.shape)")
    let channels = pictures.shape[1]
    mean = pictures.reshaped(to: [pictures.rowCount, channels, -1]).mean(axis: 2).mean(axis: 0)
      .reshaped(to: [channels, 1, 1])
    exampleShape = Array(pictures.shape.dropFirst())
  }

  /// The data without the mean; of any set, the test set too.
  ///
  /// - Parameter data: shape `[N, d1, ...]`, examples of the shape that was fitted.
  /// - Returns: the same shape.
  public func centered(_ data: Tensor<Scalar>) -> Tensor<Scalar> {
    precondition(
      Array(data.shape.dropFirst()) == exampleShape,
      "Centering: fitted to examples \(exampleShape), got \(data.shape)")
    return data - mean
  }
}
