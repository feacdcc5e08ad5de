import Foundation
import Grading
import Pictures
import Tensors

/// 4.5: what networks that nobody has trained make of the plane.
let twoLayerLossPicture = ExercisePicture<TwoLayerLoss>(
  "A score of random networks of two layers, as your function has it, over the plane: lines of equal height.",
  see:
    "Each hidden neuron folds the plane along a straight line, and that is where the lines bend."
) { evaluate, easel in
  var random = easel.random
  let panels = try [2, 5, 40].map { hidden -> Plot in
    let layers = randomLayers([2, hidden, 3], using: &random)
    return try heights("\(hidden) hidden neurons") { x in
      try evaluate(x, [Int](repeating: 0, count: x.rowCount), parameters(layers), 0).scores
    }
  }
  return PlotGrid(panels: panels, columns: 3, panelSize: Size(260, 290))
}

/// 4.6: a spiral that the learner's gradients disentangle.
let twoLayerGradientsPicture = ExercisePicture<TwoLayerGradients>(
  "A network of two layers learns three arms of a spiral by your gradients.",
  see:
    "No linear classifier can do this. The hidden neurons bend the borders until they follow the arms."
) { gradients, easel in
  let evaluate = easel[twoLayerLoss]
  var random = easel.random
  let spiral = Spiral(using: &random)
  return try training(
    [2, 24, 3], on: spiral, steps: [0, 30, 180], using: &random,
    scores: { x, labels, layers in try evaluate(x, labels, parameters(layers), 0).scores },
    gradients: { x, labels, layers in
      let g = try gradients(x, labels, parameters(layers), 1e-4)
      return [(g.dw1, g.db1), (g.dw2, g.db2)]
    })
}

/// 4.7: depth folds what is folded already.
let networkLossPicture = ExercisePicture<NetworkLoss>(
  "Where three classes have the highest of your scores, for random networks of one, two and four layers.",
  see:
    "One layer draws straight borders. Each further layer folds along lines that are bent already."
) { evaluate, easel in
  var random = easel.random
  let panels = try [1, 2, 4].map { depth -> Plot in
    let sizes = [2] + [Int](repeating: 16, count: depth - 1) + [3]
    let layers = randomLayers(sizes, using: &random)
    return try heights(depth == 1 ? "one layer" : "\(depth) layers") { x in
      try evaluate(x, [Int](repeating: 0, count: x.rowCount), layers, 0).scores
    }
  }
  return PlotGrid(panels: panels, columns: 3, panelSize: Size(260, 290))
}

/// 4.8: the spiral again, with one more layer.
let networkGradientsPicture = ExercisePicture<NetworkGradients>(
  "A network of three layers learns three arms of a spiral by your gradients.",
  see: "With one more layer fewer neurons do, and the borders turn more sharply."
) { gradients, easel in
  let evaluate = easel[networkLoss]
  var random = easel.random
  let spiral = Spiral(using: &random)
  return try training(
    [2, 16, 16, 3], on: spiral, steps: [0, 30, 120], using: &random,
    scores: { x, labels, layers in try evaluate(x, labels, layers, 0).scores },
    gradients: { x, labels, layers in try gradients(x, labels, layers, 1e-4) })
}

/// Three arms that wind around each other.
private struct Spiral {
  let points: Tensor<Double>
  let labels: [Int]
  let marks: [Mark]

  init(using random: inout SeededGenerator) {
    let each = 40
    var scalars: [Double] = []
    var labels: [Int] = []
    for arm in 0..<3 {
      for i in 0..<each {
        let share = Double(i) / Double(each - 1)
        let angle = 2.1 * Double(arm) + 3.6 * share + 0.14 * random.normal()
        let radius = 0.2 + 2.5 * share
        scalars += [radius * sin(angle), radius * cos(angle)]
        labels.append(arm)
      }
    }
    points = Tensor(shape: [3 * each, 2], scalars: scalars)
    self.labels = labels
    marks = (0..<3).map { arm in
      let own = labels.indices.filter { labels[$0] == arm }
      return .points(
        own.map { scalars[2 * $0] }, own.map { scalars[2 * $0 + 1] }, color: .series(arm), size: 4)
    }
  }
}

/// Random layers of these sizes, from the input to the scores, in the manner of He.
private func randomLayers(
  _ sizes: [Int], using random: inout SeededGenerator
) -> [LayerParameters] {
  zip(sizes, sizes.dropFirst()).map { from, to in
    let scale = (2 / Double(from)).squareRoot()
    return (
      weights: Tensor<Double>(randomNormal: [from, to], using: &random) * scale,
      bias: Tensor<Double>(randomNormal: [to], using: &random) * 0.3
    )
  }
}

/// Two layers as exercises 4.5 and 4.6 take them.
private func parameters(_ layers: [LayerParameters]) -> TwoLayerParameters {
  (layers[0].weights, layers[0].bias, layers[1].weights, layers[1].bias)
}

/// The plane, coloured by the class with the highest score.
private func regions(
  _ title: String, columns: Int, marks: [Mark] = [],
  scores: (Tensor<Double>) throws -> Tensor<Double>
) rethrows -> Plot {
  let grid = PlaneGrid(x: -3...3, y: -3...3, columns: columns, rows: columns)
  let answers = try scores(grid.tensor(Double.self)).argmax(axis: 1)
  return Plot.map(title, grid, marks: [.regions(grid, labels: answers)] + marks)
}

/// The plane with lines of equal height of the first score.
private func heights(
  _ title: String, scores: (Tensor<Double>) throws -> Tensor<Double>
) rethrows -> Plot {
  let grid = PlaneGrid(x: -3...3, y: -3...3, columns: 90, rows: 90)
  let all = try scores(grid.tensor(Double.self))
  let first = (0..<grid.count).map { all[$0, 0] }
  return Plot.map(title, grid, marks: [.contours(grid, first, levels: .linear(14))])
}

/// Trains a network with momentum and shows its regions after some numbers of steps.
private func training(
  _ sizes: [Int], on spiral: Spiral, steps: [Int], using random: inout SeededGenerator,
  scores: (Tensor<Double>, [Int], [LayerParameters]) throws -> Tensor<Double>,
  gradients: (Tensor<Double>, [Int], [LayerParameters]) throws -> [LayerParameters]
) throws -> PlotGrid {
  var layers = randomLayers(sizes, using: &random)
  var velocities = layers.map { (weights: $0.weights * 0, bias: $0.bias * 0) }
  var panels: [Plot] = []
  for step in 0...(steps.max() ?? 0) {
    if steps.contains(step) {
      let right = zip(
        try scores(spiral.points, spiral.labels, layers).argmax(axis: 1), spiral.labels
      ).count { $0 == $1 }
      let title = (step == 0 ? "start" : "\(step) steps") + ": \(right) of \(spiral.labels.count)"
      panels.append(
        try regions(title, columns: 60, marks: spiral.marks) { x in
          try scores(x, [Int](repeating: 0, count: x.rowCount), layers)
        })
    }
    for (k, slope) in try gradients(spiral.points, spiral.labels, layers).enumerated() {
      velocities[k].weights = 0.9 * velocities[k].weights - 0.15 * slope.weights
      velocities[k].bias = 0.9 * velocities[k].bias - 0.15 * slope.bias
      layers[k].weights += velocities[k].weights
      layers[k].bias += velocities[k].bias
    }
  }
  return PlotGrid(panels: panels, columns: panels.count, panelSize: Size(260, 290))
}
