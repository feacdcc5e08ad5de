import Tensors

/// The nonlinearity between two affine layers, by name: what the lectures compare.
public enum Activation: String, Sendable, CaseIterable {
  /// `1 / (1 + exp(-x))`.
  case sigmoid
  /// The hyperbolic tangent.
  case tanh
  /// `max(0, x)`.
  case relu
  /// `x` where positive, else `0.01 x`.
  case leakyReLU = "leaky-relu"
  /// `x` where positive, else `x` times a slope that is learned, one for each unit.
  case prelu
  /// `x` where positive, else `exp(x) - 1`.
  case elu
  /// The larger of two affine functions.
  case maxout

  /// What people call it.
  public var title: String {
    switch self {
    case .sigmoid, .tanh, .maxout: rawValue
    case .relu: "ReLU"
    case .leakyReLU: "leaky ReLU"
    case .prelu: "PReLU"
    case .elu: "ELU"
    }
  }

  /// How many affine functions a unit is made of: two for maxout, one for all others.
  public var pieces: Int { self == .maxout ? 2 : 1 }

  /// A layer of this many units.
  ///
  /// - Returns: a layer that takes `[N, pieces * unitCount]` and gives `[N, unitCount]`.
  public func layer<Scalar>(
    unitCount: Int, of scalar: Scalar.Type = Scalar.self
  ) -> any Layer<Scalar> where Scalar: TensorScalar {
    switch self {
    case .sigmoid: SigmoidLayer<Scalar>()
    case .tanh: TanhLayer<Scalar>()
    case .relu: ReLULayer<Scalar>()
    case .leakyReLU: LeakyReLULayer<Scalar>()
    case .prelu: PReLULayer<Scalar>(unitCount: unitCount)
    case .elu: ELULayer<Scalar>()
    case .maxout: MaxoutLayer<Scalar>(pieces: pieces)
    }
  }
}

extension Network {
  /// A network of affine layers with an activation between each two of them.
  ///
  ///     Network<Float>.fullyConnected(
  ///       [3072, 100, 10], .relu, using: &random)  // two layers
  ///
  /// Weights are drawn in the order of the layers, row by row; biases start
  /// at zero.
  ///
  /// - Parameters:
  ///   - sizes: the numbers in an input, the units of each hidden layer, the
  ///     classes.
  ///   - activation: what stands between two affine layers.
  ///   - initialization: how the weights start.
  ///   - generator: where they come from.
  /// - Returns: the network.
  public static func fullyConnected(
    _ sizes: [Int], _ activation: Activation,
    initialization: Initialization = .he,
    using generator: inout some RandomSource
  ) -> Network {
    precondition(
      sizes.count >= 2 && sizes.allSatisfy { $0 > 0 },
      "fullyConnected: expected sizes of all layers, got \(sizes)")
    var network = Network([])
    for (inputs, units) in zip(sizes, sizes.dropFirst()) {
      let isLast = network.layers.count == 2 * (sizes.count - 2)
      network.layers.append(
        AffineLayer<Scalar>(
          inputCount: inputs,
          outputCount: isLast ? units : units * activation.pieces,
          initialization: initialization, using: &generator))
      if isLast { return network }
      network.layers.append(activation.layer(unitCount: units))
    }
    return network
  }
}
