import Tensors

/// Whether a network is learning or answering.
///
/// Some layers do different things in the two: dropout drops nothing when it answers, batch normalisation trusts its
/// running averages.
public enum NetworkMode: Sendable, Equatable {
  /// The network learns from what it sees.
  case train
  /// The network answers, and the answer for one example does not depend on the others.
  case test
}

/// What a parameter is in its layer: its name there, and whether a preference among weights concerns it.
public struct ParameterRole: Sendable, Hashable {
  /// The name within the layer, such as `weights`.
  public let name: String

  /// Whether a regulariser applies to it: to weights it does, to anything else it does not.
  public let isRegularized: Bool

  /// Creates a role for what has none below.
  public init(_ name: String, isRegularized: Bool) {
    (self.name, self.isRegularized) = (name, isRegularized)
  }

  /// What inputs are multiplied by.
  public static let weights = ParameterRole("weights", isRegularized: true)

  /// What is added to the result.
  public static let bias = ParameterRole("bias", isRegularized: false)

  /// The slope of a line that is learned, as PReLU's.
  public static let slope = ParameterRole("slope", isRegularized: false)
}

/// One stage of a network: it owns what is learned there and calls a gate, forward and backward.
///
/// A layer adds no mathematics to its gate. It is where the parameters live, so that a network can be a list of layers
/// and `Solver` can train any of them.
///
/// Layers are *values*, structs rather than objects. A copy of a network is a snapshot of it, which nothing can change
/// behind one's back: keeping the best parameters is an assignment, and a gradient check may turn any number and throw
/// the result away. Values can also be handed to another core as they are. So that this stays true,
///
/// - `forward` changes nothing. What backward needs is in the *cache* that it returns. Several passes through one
///   layer, at once or one inside the other, keep out of each other's way.
/// - What a layer wants to remember of a pass in training, such as running averages, it takes from the cache afterwards,
///   in `absorb`. `Solver` calls it; a check or an evaluation does not.
/// - Mode and random generator are passed in. The same generator gives the same pass.
///
/// Parameters stay in properties of their own, such as `weights`; `visitParameters` shows them to a solver in place,
/// without a copy.
public protocol Layer<Scalar>: Sendable {
  /// The type of all numbers in the layer.
  associatedtype Scalar: TensorScalar

  /// What backward needs to know of forward.
  associatedtype Cache: Sendable

  /// The output for a batch.
  ///
  /// - Parameters:
  ///   - x: the inputs, an example a row: shape `[N, d1, ...]`.
  ///   - mode: whether the network is learning.
  ///   - generator: where random numbers come from, if the layer needs any.
  /// - Returns: the output, `[N, ...]`, and what backward needs.
  func forward(
    _ x: Tensor<Scalar>, mode: NetworkMode, using generator: inout some RandomSource
  ) -> (out: Tensor<Scalar>, cache: Cache)

  /// The gradients of the input and of each parameter.
  ///
  /// - Parameters:
  ///   - dout: the upstream gradient, in the shape of the output.
  ///   - cache: what forward left.
  /// - Returns: the gradient of the input in its shape, and those of the parameters in the order in which
  ///   `visitParameters` shows them.
  func backward(
    _ dout: Tensor<Scalar>, _ cache: Cache
  ) -> (dx: Tensor<Scalar>, gradients: [Tensor<Scalar>])

  /// The gradients of the parameters alone: for the first layer of a network, whose input nobody wants to change.
  ///
  /// A layer implements it where it saves work. Without it, `backward` is called and `dx` thrown away.
  ///
  /// - Parameters:
  ///   - dout: the upstream gradient, in the shape of the output.
  ///   - cache: what forward left.
  /// - Returns: the gradients of the parameters, as `backward` returns them.
  func parameterGradients(_ dout: Tensor<Scalar>, _ cache: Cache) -> [Tensor<Scalar>]

  /// Takes from a pass in training what the layer wants to remember of it; most layers want nothing.
  mutating func absorb(_ cache: Cache)

  /// Shows each parameter to `visit`, which may change it in place, always in the same order.
  ///
  /// Layers that learn nothing need not implement it.
  mutating func visitParameters(_ visit: (inout Tensor<Scalar>, ParameterRole) -> Void)
}

extension Layer {
  /// Calls `backward` and leaves out the gradient of the input.
  public func parameterGradients(_ dout: Tensor<Scalar>, _ cache: Cache) -> [Tensor<Scalar>] {
    backward(dout, cache).gradients
  }

  /// Remembers nothing.
  public mutating func absorb(_ cache: Cache) {}

  /// Shows nothing.
  public mutating func visitParameters(_ visit: (inout Tensor<Scalar>, ParameterRole) -> Void) {}

  /// The parameters with their roles, in the order of the gradients.
  public var parameters: [(value: Tensor<Scalar>, role: ParameterRole)] {
    var list: [(value: Tensor<Scalar>, role: ParameterRole)] = []
    var copy = self
    copy.visitParameters { list.append(($0, $1)) }
    return list
  }

  /// How many numbers are learned.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.value.count } }
}
