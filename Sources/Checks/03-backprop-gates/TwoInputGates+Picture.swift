import ComputationalGraphs
import Grading
import Pictures

/// 3.1: a graph of the learner's gates, forward and backward.
let twoInputGatesPicture = ExercisePicture<TwoInputGates>(
  "A graph of your gates: values in green above the wires, gradients in red below them.",
  see: "Add passes its gradient on to both, multiply swaps, max lets it through on one side only."
) { gates, _ in
  let (x, y, z, w) = (Value(3, "x"), Value(-4, "y"), Value(2, "z"), Value(-1, "w"))
  let times = try Gate("×", (gates.multiply, gates.multiplyBackward), at: [(3, -4), (-10, 2)])
  let plus = try Gate("+", (gates.add, gates.addBackward), at: [(-12, 2)])
  let larger = try Gate("max", (gates.max, gates.maxBackward), at: [(2, -1)])
  let f = Value(times, Value(plus, Value(times, x, y), Value(larger, z, w)), 2)
  f.backward()
  return f.drawing()
}

extension Gate {
  /// The learner's gate as one of a graph.
  ///
  /// Graphs cannot throw, so it is tried at a few places first.
  fileprivate init(_ symbol: String, _ gate: TwoInputGate, at places: [(Double, Double)]) throws {
    for (x, y) in places { _ = (try gate.forward(x, y), try gate.backward(1, x, y)) }
    self.init(symbol, isSymmetric: true) { x, y in
      (try? gate.forward(x, y)) ?? .nan
    } localGradient: { x, y in
      (try? gate.backward(1, x, y)) ?? (.nan, .nan)
    }
  }
}
