import Grading
import Pictures
import Tensors

/// Sends random numbers through ten layers whose square weights are drawn in some ways, and
/// counts what comes out of some of them: one row of histograms for each way.
func layerHistograms(
  _ ways: [(name: String, draw: (Int, inout SeededGenerator) throws -> T)],
  activation: (T) -> T, _ easel: Easel
) throws -> PlotGrid {
  var random = easel.random
  let (width, shownLayers) = (120, [1, 2, 4, 7, 10])
  var plots: [Plot] = []
  for (name, draw) in ways {
    var signal = T(randomNormal: [200, width], using: &random)
    for layer in 1...10 {
      signal = activation(matmul(signal, try draw(width, &random)))
      guard shownLayers.contains(layer) else { continue }
      let reach = signal.min() < 0 ? -1.0...1.0 : 0.0...3.0
      plots.append(
        Plot(
          layer == 1 ? "\(name), layer 1" : "layer \(layer)",
          x: Axis("", range: reach, ticks: [reach.lowerBound, reach.upperBound]),
          y: Axis("", ticks: []),
          marks: [.histogram(signal.scalars.filter { $0 != 0 }, bins: 40, range: reach)]))
    }
  }
  return PlotGrid(panels: plots, columns: shownLayers.count, panelSize: Size(190, 170))
}
