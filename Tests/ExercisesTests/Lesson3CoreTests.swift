import ComputationalGraphs
import Grading
import NeuralNets
import Solutions3
import Tensors
import Testing

@Suite("The solutions of lesson 3 equal the core")
struct Lesson3CoreTests {
  private var generator = SeededGenerator(seed: 231)

  private mutating func normal(_ shape: [Int]) -> Tensor<Double> {
    Tensor(randomNormal: shape, using: &generator)
  }

  private func expectClose(_ a: Tensor<Double>, _ b: Tensor<Double>) {
    #expect(a.shape == b.shape)
    if a.shape == b.shape { #expect((a - b).absolute().max() <= 1e-12) }
  }

  /// The output of a gate of the graph, and the gradients of its two inputs.
  private func gate(
    _ make: (Value, Value) -> Value, _ x: Double, _ y: Double, _ dout: Double
  ) -> (out: Double, dx: Double, dy: Double) {
    let (x, y, scale) = (Value(x), Value(y), Value(dout))
    let out = make(x, y)
    (out * scale).backward()
    return (out.data, x.gradient, y.gradient)
  }

  @Test(
    "in gates of two numbers, ties among them",
    arguments: [(3.0, -4.0, 2.0), (-1, 5, -0.5), (2, 2, 7), (0, -3, 1)])
  func twoNumbers(x: Double, y: Double, dout: Double) throws {
    let add = gate(+, x, y, dout)
    #expect(try addGate(x, y) == add.out)
    #expect(try addGateBackward(dout, x: x, y: y) == (add.dx, add.dy))
    let multiply = gate(*, x, y, dout)
    #expect(try multiplyGate(x, y) == multiply.out)
    #expect(try multiplyGateBackward(dout, x: x, y: y) == (multiply.dx, multiply.dy))
    let larger = gate({ max($0, $1) }, x, y, dout)
    #expect(try maxGate(x, y) == larger.out)
    #expect(try maxGateBackward(dout, x: x, y: y) == (larger.dx, larger.dy))
  }

  @Test("in gates of one number", arguments: [0.3, 1, 2.5])
  func oneNumber(x: Double) throws {
    let t = Tensor([x])
    let dout: Tensor<Double> = [1]
    let gates:
      [(Gate, (Tensor<Double>) throws -> Tensor<Double>, (Tensor<Double>) throws -> Tensor<Double>)] =
        [
          (.reciprocal, reciprocalGate, { try reciprocalGateBackward(dout, input: t, output: $0) }),
          (.exp, expGate, { try expGateBackward(dout, input: t, output: $0) }),
          (.log, logGate, { try logGateBackward(dout, input: t, output: $0) }),
        ]
    for (gate, forward, backward) in gates {
      let input = Value(x)
      let out = Value(gate, input)
      out.backward()
      let solution = try forward(t)
      expectClose(solution, Tensor([out.data]))
      expectClose(try backward(solution), Tensor([input.gradient]))
    }
  }

  @Test("in the sigmoid, far out as well")
  mutating func sigmoid() throws {
    for x in [normal([5, 3]), [1000, -1000, 0, 30]] {
      let (out, cache) = Sigmoid.forward(x)
      let dout = normal(x.shape)
      expectClose(try sigmoidGate(x), out)
      expectClose(
        try sigmoidGateBackward(dout, input: x, output: out), Sigmoid.backward(dout, cache))
    }
  }

  @Test("in a graph: the neuron of the lecture, to the digit")
  func graph() throws {
    let neuron = LectureNeuron()
    var graph = neuron.graph
    let order = try reverseTopologicalOrder(of: graph)
    try Solutions3.backward(&graph, order: order)
    let inputs = neuron.values
    neuron.output.backward()
    #expect(abs(graph.nodes[graph.output].value - neuron.output.data) < 1e-15)
    for (node, value) in inputs {
      #expect(abs(graph.nodes[node].gradient - value.gradient) < 1e-15)
    }
    // The figures of lecture 4: dw0, dx0, dw1, dx1, dw2.
    let rounded = inputs.map { (100 * graph.nodes[$0.node].gradient).rounded() / 100 }
    #expect(rounded == [-0.20, 0.39, -0.39, -0.59, 0.20])
  }

  @Test("in the affine gate and its two parts, on inputs of two, three and four axes")
  mutating func affine() throws {
    for shape in [[5, 7], [3, 2, 5], [2, 3, 2, 2]] {
      let x = normal(shape)
      let d = shape.dropFirst().reduce(1, *)
      let (w, b, dout) = (normal([d, 3]), normal([3]), normal([shape[0], 3]))
      let (out, cache) = Affine.forward(x, weights: w, bias: b)
      let core = Affine.backward(dout, cache)
      expectClose(try affineGate(x, weights: w, bias: b), out)
      let solution = try affineGateBackward(dout, x: x, weights: w)
      expectClose(solution.dx, core.dx)
      expectClose(solution.dw, core.dw)
      expectClose(solution.db, core.db)
      let rows = x.reshaped(to: [shape[0], d])
      expectClose(try biasGate(try matrixMultiplyGate(rows, w), bias: b), out)
      let parts = try matrixMultiplyGateBackward(dout, x: rows, w: w)
      expectClose(parts.dx.reshaped(to: shape), core.dx)
      expectClose(parts.dw, core.dw)
      expectClose(try biasGateBackward(dout).db, core.db)
    }
  }

  @Test("in the softmax gate")
  mutating func softmax() throws {
    for scores in [normal([5, 3]), normal([2, 7]) * 300] {
      let (out, cache) = Softmax.forward(scores)
      let dout = normal(scores.shape)
      expectClose(try softmaxGate(scores), out)
      expectClose(try softmaxGateBackward(dout, output: out), Softmax.backward(dout, cache))
    }
  }
}

/// 1 / (1 + exp(-(w0·x0 + w1·x1 + w2))) of lecture 4, once for the exercises and once for the lesson.
private struct LectureNeuron {
  let graph: GateGraph
  let output: Value
  /// The inputs in both: w0, x0, w1, x1, w2.
  let values: [(node: Int, value: Value)]

  init() {
    let inputs = [Value(2), Value(-1), Value(-3), Value(-2), Value(-3)]
    let products = (inputs[0] * inputs[1], inputs[2] * inputs[3])
    let power = exp((products.0 + products.1 + inputs[4]) * Value(-1))
    output = Value(.reciprocal, power + Value(1))
    values = Array(zip(0..<5, inputs))
    var nodes = inputs.map { GateGraph.Node(.input, value: $0.data) }
    nodes += [
      .init(.multiply, [0, 1], value: -2), .init(.multiply, [2, 3], value: 6),
      .init(.add, [5, 6], value: 4), .init(.add, [7, 4], value: 1), .init(.input, value: -1),
      .init(.multiply, [8, 9], value: -1), .init(.exp, [10], value: power.data),
      .init(.input, value: 1), .init(.add, [11, 12], value: power.data + 1),
      .init(.reciprocal, [13], value: output.data),
    ]
    graph = GateGraph(nodes: nodes, output: 14)
  }
}
