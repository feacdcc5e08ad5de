import Grading
import Pictures
import Tensors

/// 5.5: what arrives in ten tanh layers.
let xavierWeightsPicture = ExercisePicture<XavierDraw>(
  "What the neurons of ten tanh layers put out, with weights that are too small, with yours, and with weights that are too large.",
  see:
    "Too small, and the signal dies. Too large, and every neuron is saturated. Yours keep it alive to the last layer."
) { draw, easel in
  var random = easel.random
  var panels = histograms(
    "too small",
    draw: { random, width in
      Tensor<Double>(randomNormal: [width, width], using: &random) * 0.02
    }, then: { $0.tanh() }, using: &random)
  panels += try histograms(
    "your Xavier",
    draw: { random, width in
      try draw(width, width, &random).weights
    }, then: { $0.tanh() }, using: &random)
  panels += histograms(
    "too large",
    draw: { random, width in
      Tensor<Double>(randomNormal: [width, width], using: &random) * 0.5
    }, then: { $0.tanh() }, using: &random)
  return PlotGrid(panels: panels, columns: shownLayers.count, panelSize: Size(190, 170))
}

/// 5.6: what arrives in ten ReLU layers.
let heWeightsPicture = ExercisePicture<HeDraw>(
  "What the neurons of ten ReLU layers put out when it is not 0, with Xavier's weights and with yours.",
  see:
    "ReLU throws half of the signal away. With Xavier it shrinks layer by layer; your factor of two makes up for it."
) { draw, easel in
  var random = easel.random
  let xavier = easel[xavierWeights]
  var panels = try histograms(
    "Xavier",
    draw: { random, width in
      try xavier(width, width, &random).weights
    }, then: { maximum($0, 0) }, using: &random)
  panels += try histograms(
    "your He",
    draw: { random, width in
      try draw([width, width], width, &random)
    }, then: { maximum($0, 0) }, using: &random)
  return PlotGrid(panels: panels, columns: shownLayers.count, panelSize: Size(190, 170))
}

private let shownLayers = [1, 2, 4, 7, 10]

/// Sends random numbers through ten layers and counts what comes out of some of them.
private func histograms(
  _ name: String, draw: (inout SeededGenerator, Int) throws -> Tensor<Double>,
  then bend: (Tensor<Double>) -> Tensor<Double>, using random: inout SeededGenerator
) rethrows -> [Plot] {
  let width = 120
  var signal = Tensor<Double>(randomNormal: [200, width], using: &random)
  var plots: [Plot] = []
  for layer in 1...10 {
    signal = bend(matmul(signal, try draw(&random, width)))
    guard shownLayers.contains(layer) else { continue }
    let reach = signal.min() < 0 ? -1.0...1.0 : 0.0...3.0
    plots.append(
      Plot(
        layer == 1 ? "\(name), layer 1" : "layer \(layer)",
        x: Axis("", range: reach, ticks: [reach.lowerBound, reach.upperBound]),
        y: Axis("", ticks: []),
        marks: [.histogram(signal.scalars.filter { $0 != 0 }, bins: 40, range: reach)]))
  }
  return plots
}
