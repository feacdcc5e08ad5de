/// The answer to an exercise that asks for a gate: a forward and a backward pass.
///
/// Both take the gate's inputs; the backward pass is handed the upstream gradient before them, in
/// the shape of the output. The joining lines hand the learner's two functions over as they are.
package typealias GatePair<Output, Gradients, each Input> = (
  forward: @Sendable (repeat each Input) throws -> Output,
  backward: @Sendable (Output, repeat each Input) throws -> Gradients
)

/// A copy of a value with something changed in it, such as a right answer with one wrong function.
package func changing<Value>(_ value: Value, _ change: (inout Value) -> Void) -> Value {
  var value = value
  change(&value)
  return value
}
