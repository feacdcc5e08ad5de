import ComputationalGraphs
import Testing

@Suite("Gates")
struct GateTests {
  @Test(
    "have the local gradient that nudging finds",
    arguments: [
      (Gate.negate, 0.7), (.reciprocal, -1.3), (.exp, 0.4), (.log, 2.5), (.squareRoot, 2),
      (.sigmoid, 0.3), (.sigmoid, -3), (.tanh, 0.8), (.relu, 1.5), (.relu, -1.5), (.sine, 1),
      (.cosine, 1), (.power(3), -1.2), (.power(-2), 1.4), (.power(0.5), 2.2), (.power(0), 3),
    ] as [(Gate, Double)])
  func oneInput(gate: Gate, x: Double) {
    let h = 1e-5
    let felt = (gate.forward([x + h]) - gate.forward([x - h])) / (2 * h)
    let local = gate.localGradients([x], gate.forward([x]))
    #expect(local.count == 1)
    #expect(abs(local[0] - felt) < 1e-8, "\(gate.symbol) at \(x): \(local[0]), felt \(felt)")
  }

  @Test(
    "with two inputs have a local gradient for each",
    arguments: [Gate.add, .subtract, .multiply, .divide, .max, .min], [(1.7, -0.6), (-2.1, 3.2)])
  func twoInputs(gate: Gate, at point: (Double, Double)) {
    let (x, y, h) = (point.0, point.1, 1e-5)
    let local = gate.localGradients([x, y], gate.forward([x, y]))
    let felt = [
      (gate.forward([x + h, y]) - gate.forward([x - h, y])) / (2 * h),
      (gate.forward([x, y + h]) - gate.forward([x, y - h])) / (2 * h),
    ]
    #expect(local.count == 2)
    #expect(abs(local[0] - felt[0]) < 1e-8 && abs(local[1] - felt[1]) < 1e-8)
  }

  @Test("compute what their names say")
  func values() {
    #expect(Gate.divide.forward([3, 4]) == 0.75)
    #expect(Gate.max.forward([3, 4]) == 4)
    #expect(Gate.min.forward([3, 4]) == 3)
    #expect(Gate.power(3).forward([-2]) == -8)
    #expect(Gate.power(0.5).forward([9]) == 3)
    #expect(Gate.power(0).forward([0]) == 1)
    #expect(Gate.relu.forward([-3]) == 0)
    #expect(Gate.squareRoot.forward([2]) == 2.0.squareRoot())
    // NumPy: 1 / (1 + np.exp(-0.5))
    #expect(abs(Gate.sigmoid.forward([0.5]) - 0.6224593312018546) < 1e-15)
  }

  @Test("give the whole gradient to the first of two equals, and nothing at ReLU's zero")
  func ties() {
    #expect(Gate.max.localGradients([2, 2], 2) == [1, 0])
    #expect(Gate.min.localGradients([2, 2], 2) == [1, 0])
    #expect(Gate.relu.localGradients([0], 0) == [0])
  }

  @Test("pass on what is not a number", arguments: [Gate.max, .min, .add, .multiply])
  func notANumber(gate: Gate) {
    #expect(gate.forward([.nan, 1]).isNaN)
    #expect(gate.forward([1, .nan]).isNaN)
    #expect(Gate.relu.forward([.nan]).isNaN)
  }

  @Test("do not overflow where the sigmoid's formula would")
  func saturation() {
    for (x, s) in [(-1000.0, 0.0), (1000, 1)] {
      let value = Value(x)
      let gate = sigmoid(value)
      gate.backward()
      #expect(gate.data == s)
      #expect(value.gradient == 0)
    }
  }

  @Test("may be made of others: a group is one gate with the same gradient")
  func group() {
    let neuron = Gate("neuron", group: { v in tanh(v[0] * v[1] + v[2] * v[1]) })
    let (x, w, b) = (Value(0.3), Value(-0.8), Value(0.5))
    let single = Value(neuron, x, w, b)
    single.backward()
    let gradients = [x, w, b].map(\.gradient)
    let many = tanh(x * w + b * w)
    many.backward()
    #expect(single.gateCount == 1)
    #expect(single.data == many.data)
    #expect(gradients == [x, w, b].map(\.gradient))
  }

  @Test("may be the reader's own")
  func ownGate() {
    let square = Gate("x²") { x in
      x * x
    } localGradient: { x, _ in
      2 * x
    }
    let x = Value(3)
    let y = Value(square, x)
    y.backward()
    #expect(y.data == 9)
    #expect(x.gradient == 6)
  }
}
