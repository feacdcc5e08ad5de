import Tensors

/// How many inputs a unit adds up, and how many units an input goes to.
///
/// The variance of a sum grows with its number of terms, so weights are drawn smaller the larger the fan-in is. Backward,
/// the gradient of an input is a sum over the fan-out.
///
/// Of a convolution only what one output *sees* counts: `C * HH * WW` inputs, however large the picture is.
public struct Fans: Sendable, Equatable {
  /// How many inputs a unit adds up.
  public let fanIn: Int
  /// How many units an input goes to.
  public let fanOut: Int

  /// Creates fans from their numbers.
  public init(fanIn: Int, fanOut: Int) {
    precondition(
      fanIn > 0 && fanOut > 0, "Fans: expected positive numbers, got \(fanIn) and \(fanOut)")
    (self.fanIn, self.fanOut) = (fanIn, fanOut)
  }

  /// The fans of weights of a shape.
  ///
  /// - Parameter shape: `[D, M]` for an affine layer (D inputs, M units;
  ///   PyTorch stores the transpose), or `[F, C, HH, WW]` for a
  ///   convolution with F filters over C maps.
  public init(ofWeights shape: [Int]) {
    switch shape.count {
    case 2: self.init(fanIn: shape[0], fanOut: shape[1])
    case 4:
      let window = shape[2] * shape[3]
      self.init(fanIn: shape[1] * window, fanOut: shape[0] * window)
    default:
      preconditionFailure(
        "Fans: expected weights [D, M] or [F, C, HH, WW], got \(shape)")
    }
  }
}
