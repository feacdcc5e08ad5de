import Tensors

/// How the weights of a layer begin: a variance, and the distribution that they are drawn from.
///
/// Biases begin with zeros. The variances that go by the name of Xavier are two: the course's, 1 / fan-in, which keeps the
/// variance of the signal forward, and the paper's, 2 / (fan-in + fan-out), a compromise between forward and backward. They
/// agree where a layer has as many outputs as inputs. Both are here, the second under its author's other name.
///
/// | | variance of a weight | made for |
/// | --- | --- | --- |
/// | `xavier`, `xavierUniform` | 1 / fan-in | units that pass small signals as they are: tanh |
/// | `glorot`, `glorotUniform` | 2 / (fan-in + fan-out) | the same, forward and backward |
/// | `he`, `heUniform` | 2 / fan-in | ReLU, which loses half of the signal |
///
/// *Source:* Glorot and Bengio, 2010; He, Zhang, Ren and Sun, 2015; CS231n, lecture 6.
public struct Initialization: Sendable, Equatable {
  /// How the variance of a weight follows from the fans.
  public enum Scale: Sendable, Equatable {
    /// The standard deviation is given and depends on nothing.
    case constant(standardDeviation: Double)
    /// Variance `gain / fan-in`.
    case fanIn(gain: Double)
    /// Variance `2 gain / (fan-in + fan-out)`.
    case meanOfFans(gain: Double)
  }

  /// The distribution of the weights, with mean 0.
  public enum Distribution: Sendable, Equatable {
    /// The normal distribution.
    case normal
    /// Evenly over `-a..<a` with `a = √3` standard deviations, which gives the variance asked for.
    case uniform
  }

  /// How the variance follows from the fans.
  public let scale: Scale
  /// The distribution of the weights.
  public let distribution: Distribution

  /// Creates an initialisation from a scale and a distribution.
  public init(_ scale: Scale, _ distribution: Distribution = .normal) {
    (self.scale, self.distribution) = (scale, distribution)
  }

  /// All weights zero: right for biases, and wrong for weights, since all units stay alike.
  public static let zeros = Initialization(.constant(standardDeviation: 0))

  /// Normal weights with the same standard deviation in every layer, such as 0.01.
  public static func constant(standardDeviation: Double) -> Initialization {
    Initialization(.constant(standardDeviation: standardDeviation))
  }

  /// Xavier as in the course: normal, variance 1 / fan-in.
  public static let xavier = Initialization(.fanIn(gain: 1))

  /// Xavier with even weights: variance 1 / fan-in, between `±√(3 / fan-in)`.
  public static let xavierUniform = Initialization(.fanIn(gain: 1), .uniform)

  /// Xavier as in Glorot and Bengio's paper: normal, variance 2 / (fan-in + fan-out); PyTorch's `xavier_normal_`.
  public static let glorot = Initialization(.meanOfFans(gain: 1))

  /// The same with even weights, between `±√(6 / (fan-in + fan-out))`; PyTorch's `xavier_uniform_`.
  public static let glorotUniform = Initialization(.meanOfFans(gain: 1), .uniform)

  /// He: normal, variance 2 / fan-in; PyTorch's `kaiming_normal_` with its defaults.
  public static let he = Initialization(.fanIn(gain: 2))

  /// He with even weights, between `±√(6 / fan-in)`.
  public static let heUniform = Initialization(.fanIn(gain: 2), .uniform)

  /// The standard deviation of the weights of a layer.
  public func standardDeviation(_ fans: Fans) -> Double {
    switch scale {
    case .constant(let standardDeviation): standardDeviation
    case .fanIn(let gain): (gain / Double(fans.fanIn)).squareRoot()
    case .meanOfFans(let gain): (2 * gain / Double(fans.fanIn + fans.fanOut)).squareRoot()
    }
  }

  /// Random weights, drawn in row-major order.
  ///
  /// - Parameters:
  ///   - shape: `[D, M]` for an affine layer, `[F, C, HH, WW]` for a convolution.
  ///   - generator: where the random numbers come from.
  /// - Returns: weights of that shape.
  public func weights<Scalar>(
    _ shape: [Int], using generator: inout some RandomSource
  ) -> Tensor<Scalar> {
    let deviation = standardDeviation(Fans(ofWeights: shape))
    if deviation == 0 { return Tensor(zeros: shape) }
    switch distribution {
    case .normal:
      return Tensor(randomNormal: shape, standardDeviation: deviation, using: &generator)
    case .uniform:
      let bound = 3.0.squareRoot() * deviation
      return Tensor(randomUniform: shape, in: -bound..<bound, using: &generator)
    }
  }
}
