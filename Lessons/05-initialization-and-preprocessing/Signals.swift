import NeuralNets
import Pictures
import Tensors

/// A nonlinearity: its output, and what turns the gradient of the output into that of the input.
typealias Gate = (Tensor<Float>) -> (
  out: Tensor<Float>, backward: (Tensor<Float>) -> Tensor<Float>
)

let tanhGate: Gate = { x in
  let (out, cache) = Tanh.forward(x)
  return (out, { Tanh.backward($0, cache) })
}

let reluGate: Gate = { x in
  let (out, cache) = ReLU.forward(x)
  return (out, { ReLU.backward($0, cache) })
}

let linearGate: Gate = { x in (x, { $0 }) }

/// What becomes of a signal on its way through many layers, and of a gradient on its way back.
struct Signals {
  let name: String
  /// The outputs of layers 1, 2, ...
  var outputs: [Tensor<Float>] = []
  /// The gradients of the inputs of layers 1, 2, ..., for a random gradient at the end.
  var gradients: [Tensor<Float>] = []

  /// Sends `x` through `depth` layers of as many units as `x` has columns.
  init(
    _ name: String, _ x: Tensor<Float>, depth: Int = 10,
    weights: Initialization, gate: @escaping Gate,
    using random: inout SeededGenerator
  ) {
    self.name = name
    let width = x.rowSize
    var (h, backward) = (x, [(Tensor<Float>) -> Tensor<Float>]())
    for _ in 0..<depth {
      let w: Tensor<Float> = weights.weights([width, width], using: &random)
      let (a, cache) = Affine.forward(
        h, weights: w, bias: Tensor(zeros: [width]))
      let (out, gateBackward) = gate(a)
      backward.append { Affine.backward(gateBackward($0), cache).dx }
      outputs.append(out)
      h = out
    }
    var dh = Tensor<Float>(randomNormal: h.shape, using: &random)
    for layer in backward.reversed() {
      dh = layer(dh)
      gradients.insert(dh, at: 0)
    }
  }

  /// The standard deviation of the outputs, layer by layer.
  var deviations: [Double] { outputs.map { Double($0.standardDeviation()) } }

  /// The share of outputs beyond ±0.95, layer by layer.
  var saturated: [Double] {
    outputs.map { h in
      Double(h.scalars.count { $0.magnitude > 0.95 }) / Double(h.count)
    }
  }

  /// The mean square of the outputs, layer by layer.
  var meanSquares: [Double] { outputs.map { meanSquare($0) } }

  /// The root of the mean square of the gradients, at the input of each layer; the gradient at the very end has 1.
  var gradientSizes: [Double] {
    gradients.map { meanSquare($0).squareRoot() }
  }
}

/// The mean of the squares, added up in Double: Floats of 1e30 have no square.
func meanSquare(_ x: Tensor<Float>) -> Double {
  let x = x.cast(to: Double.self)
  return x.dot(x) / Double(x.count)
}

/// The factor that, applied again and again, leads from the first to the last of some numbers.
func geometricRatio(from first: Double, to last: Double, steps: Int) -> Double {
  Double.pow(last / first, 1 / Double(steps))
}

/// Histograms of numbers, one a layer, in percent.
func histograms(
  _ name: String, _ values: [[Float]], layers: [Int], axis: Axis, color: Color
) -> [Plot] {
  zip(layers, values).map { layer, values in
    Plot(
      "\(name), layer \(layer)", x: axis, y: Axis("", ticks: []),
      marks: [
        .histogram(
          values, bins: 36, range: axis.range, asShare: true, color: color)
      ])
  }
}
