import NeuralNets
import Tensors

/// Two affine layers with tanh between them, written out gate by gate.
struct TwoLayers<Scalar: TensorScalar> {
  var w1: Tensor<Scalar>
  var b1: Tensor<Scalar>
  var w2: Tensor<Scalar>
  var b2: Tensor<Scalar>

  init(
    _ shape: (inputs: Int, units: Int, classes: Int),
    weights: ([Int]) -> Tensor<Scalar>
  ) {
    w1 = weights([shape.inputs, shape.units])
    b1 = Tensor(zeros: [shape.units])
    w2 = weights([shape.units, shape.classes])
    b2 = Tensor(zeros: [shape.classes])
  }

  /// One step of gradient descent.
  mutating func step(on x: Tensor<Scalar>, labels: [Int], rate: Scalar) {
    let (a, first) = Affine.forward(x, weights: w1, bias: b1)
    let (h, gate) = Tanh.forward(a)
    let (scores, second) = Affine.forward(h, weights: w2, bias: b2)
    let ds = SoftmaxLoss.evaluate(scores, labels: labels).gradient
    let upper = Affine.backward(ds, second)
    let lower = Affine.backward(Tanh.backward(upper.dx, gate), first)
    w1 -= lower.dw * rate
    b1 -= lower.db * rate
    w2 -= upper.dw * rate
    b2 -= upper.db * rate
  }

  func scores(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    let h = Tanh.forward(Affine.forward(x, weights: w1, bias: b1).out).out
    return Affine.forward(h, weights: w2, bias: b2).out
  }

  func loss(on x: Tensor<Scalar>, labels: [Int]) -> Scalar {
    SoftmaxLoss.evaluate(scores(x), labels: labels).loss
  }

  func accuracy(on x: Tensor<Scalar>, labels: [Int]) -> Double {
    let right = zip(scores(x).argmax(axis: 1), labels).count { $0 == $1 }
    return Double(right) / Double(labels.count)
  }

  /// How many hidden units differ from all before them, in any bit of any weight.
  var differentUnits: Int {
    let units = w1.transposed()
    return (0..<units.rowCount).count { i in
      !(0..<i).contains {
        units.row($0) == units.row(i) && w2.row($0) == w2.row(i)
      }
    }
  }

  /// The largest difference between a weight of any unit and the same weight of the first.
  var apartness: Scalar {
    let (units, outputs) = (w1.transposed(), w2)
    let differences = (0..<units.rowCount).map { i in
      max(
        (units.row(i) - units.row(0)).absolute().max(),
        (outputs.row(i) - outputs.row(0)).absolute().max())
    }
    return differences.max() ?? 0
  }
}

/// How far the units of a network that began equal are apart after training on random numbers.
func apartness<Scalar: TensorScalar>(
  _ type: Scalar.Type, _ units: Int, steps: Int, seed: UInt64
) -> Double {
  var random = SeededGenerator(seed: seed)
  var network = TwoLayers<Scalar>((inputs: 3072, units: units, classes: 10)) {
    Tensor(repeating: 0.01, shape: $0)
  }
  let x = Tensor<Scalar>(randomNormal: [50, 3072], using: &random)
  let labels = random.integers(50, below: 10)
  for _ in 0..<steps { network.step(on: x, labels: labels, rate: 0.1) }
  return Double(network.apartness)
}
