import Tensors

/// Whether a network is learning or answering.
///
/// Some layers do different things in the two: dropout drops nothing when it answers, batch
/// normalisation trusts its running averages.
public enum NetworkMode: Sendable, Equatable {
  /// The network learns from what it sees.
  case train
  /// The network answers, and the answer for one example does not depend on the others.
  case test
}

/// One stage of a network: it owns what is learned there and calls a gate, forward and backward.
///
/// A layer adds no mathematics to its gate. It is where the parameters live, so that a network can
/// be a list of layers and `Solver` can train any of them.
///
/// Layers are *values*, structs rather than objects. A copy of a network is a snapshot of it, which
/// nothing can change behind one's back: keeping the best parameters is an assignment, and a
/// gradient check may turn any number and throw the result away. Values can also be handed to
/// another core as they are. So that this stays true,
///
/// - `forward` changes nothing. What backward needs is in the *cache* that it returns. Several
///   passes through one layer, at once or one inside the other, keep out of each other's way.
/// - What a layer wants to remember of a pass in training, such as running averages, it takes from
///   the cache afterwards, in `absorb`. `Solver` calls it; a check or an evaluation does not.
/// - Mode and random generator are passed in. The same generator gives the same pass.
///
/// Parameters stay in properties of their own, such as `weights`; `visitParameters` shows them to a
/// solver in place, without a copy, and `visitState` what is remembered, such as running averages.
public protocol Layer<Scalar>: Parameterized {
  // Said again, so that a layer need not say it: the compiler reads it off `forward`.
  /// The type of all numbers in the layer.
  override associatedtype Scalar: TensorScalar

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

  /// The output for a batch in test mode, with no cache kept, of this layer or of any within it.
  ///
  /// Nothing is random in test mode, so no generator is asked for. A layer implements it where it
  /// saves memory or work. Without it, `forward` is called and the cache thrown away.
  ///
  /// - Parameter x: the inputs, an example a row: shape `[N, d1, ...]`.
  /// - Returns: the output, `[N, ...]`.
  func output(for x: Tensor<Scalar>) -> Tensor<Scalar>

  /// The gradients of the input and of each parameter.
  ///
  /// - Parameters:
  ///   - dout: the upstream gradient, in the shape of the output.
  ///   - cache: what forward left.
  /// - Returns: the gradient of the input in its shape, and those of the parameters in the order in
  ///   which `visitParameters` shows them.
  func backward(
    _ dout: Tensor<Scalar>, _ cache: Cache
  ) -> (dx: Tensor<Scalar>, gradients: [Tensor<Scalar>])

  /// The gradient of the input alone: for a layer that does not learn, and for pictures of what
  /// moves a score.
  ///
  /// A layer implements it where it saves work. Without it, `backward` is called and the rest
  /// thrown away.
  ///
  /// - Parameters:
  ///   - dout: the upstream gradient, in the shape of the output.
  ///   - cache: what forward left.
  /// - Returns: the gradient of the input, in its shape.
  func inputGradient(_ dout: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar>

  /// The gradients of the parameters alone: for the first layer of a network, whose input nobody
  /// wants to change.
  ///
  /// A layer implements it where it saves work. Without it, `backward` is called and `dx` thrown
  /// away.
  ///
  /// - Parameters:
  ///   - dout: the upstream gradient, in the shape of the output.
  ///   - cache: what forward left.
  /// - Returns: the gradients of the parameters, as `backward` returns them.
  func parameterGradients(_ dout: Tensor<Scalar>, _ cache: Cache) -> [Tensor<Scalar>]

  /// Takes from a pass in training what the layer wants to remember of it; most layers want
  /// nothing.
  mutating func absorb(_ cache: Cache)
}

extension Layer {
  /// Calls `forward` in test mode and leaves out the cache.
  public func output(for x: Tensor<Scalar>) -> Tensor<Scalar> {
    var none = NoRandomNumbers()
    return forward(x, mode: .test, using: &none).out
  }

  /// Calls `backward` and leaves out the gradients of the parameters.
  public func inputGradient(_ dout: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
    backward(dout, cache).dx
  }

  /// Calls `backward` and leaves out the gradient of the input.
  public func parameterGradients(_ dout: Tensor<Scalar>, _ cache: Cache) -> [Tensor<Scalar>] {
    backward(dout, cache).gradients
  }

  /// Remembers nothing.
  public mutating func absorb(_ cache: Cache) {}
}

/// Stops the program when it is asked for a number: in test mode a layer gives the same answer each
/// time.
struct NoRandomNumbers: RandomSource {
  mutating func next() -> UInt64 {
    precondition(false, "a layer drew a random number in test mode; call forward with a generator")
    return 0
  }

  mutating func uniform() -> Double { Double(next()) }

  mutating func normal() -> Double { Double(next()) }

  mutating func integer(below bound: Int) -> Int { Int(next()) }
}
