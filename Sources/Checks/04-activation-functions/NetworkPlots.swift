import Foundation
import Grading
import Pictures
import Tensors

// Exercises 4.5 to 4.8 draw what networks make of the plane.

/// Three arms that wind around each other.
private struct Spiral {
  let points: T
  let labels: [Int]

  init(using random: inout SeededGenerator) {
    var scalars: [Double] = []
    for place in 0..<120 {
      let share = Double(place % 40) / 39
      let angle = 2.1 * Double(place / 40) + 3.6 * share + 0.14 * random.normal()
      let radius = 0.2 + 2.5 * share
      scalars += [radius * sin(angle), radius * cos(angle)]
    }
    points = T(shape: [120, 2], scalars: scalars)
    labels = (0..<120).map { $0 / 40 }
  }

  var marks: [Mark] {
    (0..<3).map { arm in
      let own = labels.indices.filter { labels[$0] == arm }
      return .points(
        own.map { points[$0, 0] }, own.map { points[$0, 1] }, color: .series(arm), size: 4)
    }
  }
}

/// Random layers of these widths, from the input to the scores, scaled as He does.
private func randomLayers(
  _ widths: [Int], using random: inout SeededGenerator
) -> [LayerParameters] {
  zip(widths, widths.dropFirst()).map { from, to in
    let scale = (2 / Double(from)).squareRoot()
    return (
      weights: T(randomNormal: [from, to], using: &random) * scale,
      bias: T(randomNormal: [to], using: &random) * 0.3
    )
  }
}

private func grid(_ count: Int) -> PlaneGrid {
  PlaneGrid(x: -3...3, y: -3...3, columns: count, rows: count)
}

/// The first score of random networks of these widths, as lines of equal height over the plane.
func heights(
  _ networks: [(title: String, widths: [Int])], _ easel: Easel, _ network: NetworkLoss
) throws -> PlotGrid {
  var random = easel.random
  let grid = grid(90)
  let labels = [Int](repeating: 0, count: grid.count)
  let panels = try networks.map { title, widths in
    let layers = randomLayers(widths, using: &random)
    let scores = try network(grid.tensor(Double.self), labels, layers, 0).scores
    let first = labels.indices.map { scores[$0, 0] }
    return Plot.map(title, grid, marks: [.contours(grid, first, levels: .linear(14))])
  }
  return PlotGrid(panels: panels, columns: 3, panelSize: Size(260, 290))
}

/// Trains a network on a spiral with momentum and shows its regions after some numbers of steps.
func training(
  _ widths: [Int], steps: [Int], _ easel: Easel, loss: NetworkLoss, _ gradients: NetworkGradients
) throws -> PlotGrid {
  var random = easel.random
  let spiral = Spiral(using: &random)
  var layers = randomLayers(widths, using: &random)
  var velocities = layers.map { (weights: $0.weights * 0, bias: $0.bias * 0) }
  let grid = grid(60)
  var panels: [Plot] = []
  for step in 0...(steps.max() ?? 0) {
    if steps.contains(step) {
      let scores = try loss(spiral.points, spiral.labels, layers, 0).scores
      let right = zip(scores.argmax(axis: 1), spiral.labels).count { $0 == $1 }
      let title = (step == 0 ? "start" : "\(step) steps") + ": \(right) of \(spiral.labels.count)"
      let none = [Int](repeating: 0, count: grid.count)
      let answers = try loss(grid.tensor(Double.self), none, layers, 0).scores.argmax(axis: 1)
      panels.append(.map(title, grid, marks: [.regions(grid, labels: answers)] + spiral.marks))
    }
    for (k, slope) in try gradients(spiral.points, spiral.labels, layers, 1e-4).enumerated() {
      velocities[k].weights = 0.9 * velocities[k].weights - 0.15 * slope.weights
      velocities[k].bias = 0.9 * velocities[k].bias - 0.15 * slope.bias
      layers[k].weights += velocities[k].weights
      layers[k].bias += velocities[k].bias
    }
  }
  return PlotGrid(panels: panels, columns: panels.count, panelSize: Size(260, 290))
}
