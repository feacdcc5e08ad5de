import Grading
import Tensors

// What the exercises on gates ask for: a forward pass and a backward pass each.

/// A gate of two numbers.
struct TwoInputGate: Sendable {
  /// Takes x and y; returns the output.
  var forward: @Sendable (Double, Double) throws -> Double
  /// Takes the upstream gradient, x and y; returns the gradients of x and y.
  var backward: @Sendable (Double, Double, Double) throws -> (dx: Double, dy: Double)

  /// Puts the two passes together.
  ///
  /// - Parameters:
  ///   - forward: takes x and y.
  ///   - backward: takes the upstream gradient, x and y.
  init(
    forward: @escaping @Sendable (Double, Double) throws -> Double,
    backward: @escaping @Sendable (Double, Double, Double) throws -> (dx: Double, dy: Double)
  ) {
    (self.forward, self.backward) = (forward, backward)
  }
}

/// A gate that treats every entry of a tensor by itself.
struct ElementwiseGate: Sendable {
  /// Takes the input; returns the output.
  var forward: @Sendable (Tensor<Double>) throws -> Tensor<Double>
  /// Takes the upstream gradient, the input and the output; returns the gradient of the input.
  var backward: @Sendable (Tensor<Double>, Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>

  /// Puts the two passes together.
  ///
  /// - Parameters:
  ///   - forward: takes the input.
  ///   - backward: takes the upstream gradient, the input and the output.
  init(
    forward: @escaping @Sendable (Tensor<Double>) throws -> Tensor<Double>,
    backward:
      @escaping @Sendable (Tensor<Double>, Tensor<Double>, Tensor<Double>) throws ->
      Tensor<Double>
  ) {
    (self.forward, self.backward) = (forward, backward)
  }
}

extension Check {
  /// Asks an elementwise gate for its output and for its gradient.
  ///
  /// Backward is given the right output, so that a wrong forward pass spoils nothing but itself.
  ///
  /// - Parameters:
  ///   - gate: the gate that is graded.
  ///   - name: its name, at the head of the rows of the report; empty if there is only one gate.
  ///   - situation: for which input, in words.
  ///   - x: the input.
  ///   - dout: the upstream gradient.
  ///   - reference: the right gate.
  ///   - multipliers: what the gradient is made of, from input and output.
  func elementwise(
    _ gate: ElementwiseGate, _ name: String = "", of situation: String, at x: Tensor<Double>,
    upstream dout: Tensor<Double>, reference: (Tensor<Double>) -> Tensor<Double>,
    multipliers: [Multiplier] = []
  ) {
    let out = reference(x)
    let prefix = name.isEmpty ? "" : name + " "
    value(prefix + "out", of: situation, is: out) { try gate.forward(x) }
    gradient(
      prefix + "dx", of: situation, at: x, upstream: dout, of: reference,
      knowing: Facts(
        factors: [
          Factor(
            "count", Double(x.count), whenTooSmall: "every entry is by itself: there is no mean")
        ], multipliers: multipliers)
    ) { try gate.backward(dout, x, out) }
  }
}
