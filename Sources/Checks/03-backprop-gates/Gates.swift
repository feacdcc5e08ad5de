import Grading
import Tensors

// What the exercises on gates share.

typealias T = Tensor<Double>

/// A gate that treats every entry by itself: backward takes dout, the input and the output.
typealias ElementwiseGate = (
  forward: @Sendable (T) throws -> T, backward: @Sendable (T, T, T) throws -> T
)

extension Check {
  /// Asks an elementwise gate for its output and for its gradient.
  ///
  /// Backward is given the right output, so that a wrong forward pass spoils nothing but itself.
  ///
  /// - Parameters:
  ///   - gate: the gate that is graded.
  ///   - name: stands before the rows of the report, such as "exp "; empty for a gate alone.
  ///   - situation: for which input, in words.
  ///   - x: the input.
  ///   - dout: the upstream gradient.
  ///   - reference: the right gate.
  ///   - multipliers: what the gradient is made of.
  func elementwise(
    _ gate: ElementwiseGate, _ name: String = "", of situation: String, at x: T,
    upstream dout: T, reference: (T) -> T, multipliers: [Multiplier] = []
  ) {
    let out = reference(x)
    value(name + "out", of: situation, is: out) { try gate.forward(x) }
    let count = Factor(
      "count", Double(x.count), whenTooSmall: "every entry is by itself, and there is no mean")
    gradient(
      name + "dx", of: situation, at: x, upstream: dout, of: reference,
      knowing: Facts(factors: [count], multipliers: multipliers)
    ) { try gate.backward(dout, x, out) }
    remembersNothing(name + "dx", of: x, forward: gate.forward) { try gate.backward(dout, x, out) }
  }

  /// Backward must use what it is given, and nothing that the last forward pass left behind.
  func remembersNothing(
    _ quantity: String, of x: T, forward: (T) throws -> T, backward: () throws -> T
  ) {
    tell(quantity, "another forward pass before it")
    guard (try? forward(x)) != nil, let before = try? backward(),
      (try? forward(x * 2)) != nil, let after = try? backward()
    else { return }
    require(
      quantity, "remembered",
      "The gradient changes when forward has run on another input in between. Backward must use "
        + "what it is given, not what the last forward pass left in a variable.",
      before.isIdentical(to: after))
  }
}

/// The sums that come of a sum that is never set back to 0, or only at the start of each row.
func running(_ x: T, eachRow: Bool = false) -> T {
  var sums = x.scalars
  for i in sums.indices.dropFirst() where !(eachRow && i % x.rowSize == 0) {
    sums[i] += sums[i - 1]
  }
  return Tensor(shape: x.shape, scalars: sums)
}
