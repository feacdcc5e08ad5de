import Tensors

extension AffineLayer {
  /// Creates a layer of random weights, and no bias.
  ///
  /// - Parameters:
  ///   - inputCount: the numbers in an input, D.
  ///   - outputCount: the numbers in an output, M.
  ///   - initialization: how the weights begin.
  ///   - generator: where the weights come from.
  public init(
    inputCount: Int, outputCount: Int, initialization: Initialization,
    using generator: inout some RandomSource
  ) {
    self.init(
      weights: initialization.weights([inputCount, outputCount], using: &generator),
      bias: Tensor(zeros: [outputCount]))
  }
}
