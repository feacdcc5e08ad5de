import NeuralNets
import Notebooks
import Pictures
import Tensors

/// Three arms of points that wind around each other, a little noisy.
nonisolated struct Spiral {
  let points: Tensor<Float>
  let labels: [Int]

  init(perArm: Int, noise: Double = 0.12, using random: inout SeededGenerator) {
    var scalars: [Float] = []
    for arm in 0..<3 {
      for i in 0..<perArm {
        let radius = Double(i) / Double(perArm - 1)
        let angle =
          6.5 * radius + 2 * Double.pi / 3 * Double(arm) + noise
          * random.normal()
        scalars += [
          Float(2 * radius * Double.sin(angle)),
          Float(2 * radius * Double.cos(angle)),
        ]
      }
    }
    points = Tensor(scalars).reshaped(to: [3 * perArm, 2])
    labels = (0..<3 * perArm).map { $0 / perArm }
  }
}

/// A network that has learned the spiral, and the map that it draws of the plane.
nonisolated struct SpiralRun: Sendable {
  static let grid = PlaneGrid(
    x: -2.6...2.6, y: -2.6...2.6, columns: 130, rows: 130)

  let name: String
  let accuracy: Double
  let parameterCount: Int
  /// The class that the network gives to each cell of the grid.
  let map: [Int]
  /// How long the borders between classes are, in cells of the grid.
  let borderLength: Int
  /// How many straight pieces they are made of: as many as there are sets of active units in the first layer along them.
  let borderPieces: Int

  init(
    _ name: String, hidden: [Int], regularizer: Regularizer = .none,
    steps: Int, on spiral: Spiral,
    seed: UInt64
  ) {
    var random = SeededGenerator(seed: seed)
    let network = Network<Float>.fullyConnected(
      [2] + hidden + [3], .relu, using: &random)
    let plan = SolverPlan(
      .steps(steps), batches: .drawn(spiral.labels.count),
      regularizer: regularizer,
      accuracySamples: 0)
    var solver = Solver(network, plan: plan) { _ in
      Momentum(learningRate: 0.1)
    }
    solver.train(on: spiral.points, labels: spiral.labels, using: &random)
    self.name = name
    accuracy = solver.network.accuracy(
      on: spiral.points, labels: spiral.labels)
    parameterCount = network.parameterCount
    let cells = Self.grid.tensor(Float.self)
    map = solver.network.predict(cells)
    let border = Self.border(in: map)
    borderLength = border.count
    let sums = Network<Float>([solver.network.layers[0]]).scores(
      for: cells.gathering(rows: border))
    borderPieces =
      Set((0..<border.count).map { sums.row($0).scalars.map { $0 > 0 } })
      .count
  }

  /// The cells at a border between classes, where there are points.
  private static func border(in map: [Int]) -> [Int] {
    map.indices.filter { i in
      let p = grid.point(i)
      guard p.x * p.x + p.y * p.y < 4 else { return false }
      return map[i] != map[i + 1] || map[i] != map[i + grid.columns]
    }
  }

  func picture(of spiral: Spiral) -> DecisionRegions {
    DecisionRegions(
      "\(name): \(percent(accuracy))", Self.grid, labels: map, x: "", y: "",
      points: Point.rows(of: spiral.points), pointLabels: spiral.labels,
      size: Size(250, 260),
      hasEqualUnits: true)
  }
}
