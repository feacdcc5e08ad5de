import Tensors

/// A layer that reads a sequence step by step and carries a state from each step to the next.
///
/// The state goes in and comes out, so that a long text can be read in pieces: the state after one
/// piece is where the next begins. Backward, the gradient of the last state comes in and that of
/// the first goes out, so that a gradient can pass through several pieces as well, or end between
/// them (truncated backpropagation through time).
///
/// Like a `Layer` it is a value, and neither forward nor backward changes it.
///
/// *Source:* Werbos, "Backpropagation through time", 1990; CS231n, lecture 8.
public protocol RecurrentLayer<Scalar>: Parameterized {
  /// The type of all numbers in the layer.
  override associatedtype Scalar: TensorScalar

  /// What is carried from step to step, and its gradient.
  associatedtype State: Sendable

  /// What backward needs to know of forward.
  associatedtype Cache: Sendable

  /// The state before anything was read.
  ///
  /// - Parameter rowCount: how many sequences are read side by side, N.
  /// - Returns: as a rule zeros.
  func zeroState(rowCount: Int) -> State

  /// Reads all steps.
  ///
  /// - Parameters:
  ///   - x: the inputs, shape `[N, T, D]`: N sequences of T steps.
  ///   - state: where reading begins.
  /// - Returns: the output at every step, `[N, T, H]`, the state after the last one, and what
  ///   backward needs.
  func forward(
    _ x: Tensor<Scalar>, from state: State
  ) -> (out: Tensor<Scalar>, state: State, cache: Cache)

  /// The gradients of the inputs, of the first state and of each parameter, summed over all steps.
  ///
  /// - Parameters:
  ///   - dout: the upstream gradient of the outputs, shape `[N, T, H]`.
  ///   - dstate: the upstream gradient of the last state; nil, which counts as zero, if nobody goes
  ///     on from there.
  ///   - cache: what forward left.
  /// - Returns: `dx` in the shape of the inputs, the gradient of the first state, and those of the
  ///   parameters in the order in which `visitParameters` shows them.
  func backward(
    _ dout: Tensor<Scalar>, dstate: State?, _ cache: Cache
  ) -> (dx: Tensor<Scalar>, dstate: State, gradients: [Tensor<Scalar>])
}
