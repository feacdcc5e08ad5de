import Grading
import RealModule
import Tensors

/// Takes a picture `[H, W]`, the side of a cell and the number of bins.
typealias OrientedGradients =
  @Sendable (Tensor<Double>, Int, Int) throws -> Tensor<Double>

/// 2.14: histograms of oriented gradients.
let orientedGradients = Exercise<OrientedGradients>(
  "2.14",
  check: { check, gradients in
    func ask(_ situation: String, _ picture: Tensor<Double>, _ cell: Int, _ bins: Int) {
      let facts = Facts(factors: [
        Factor("cellSize", Double(cell)),
        Factor(
          "cellSize²", Double(cell * cell),
          whenTooLarge: "the sums are to be divided by the number of pixels of a cell"),
      ])
      check.value(
        "histograms", of: situation, is: Edges().histograms(picture, cell, bins), knowing: facts
      ) { try gradients(picture, cell, bins) }
    }
    ask("rows (0, 10) and (0, 10), one cell of 2 x 2, 3 bins", [[0, 10], [0, 10]], 2, 3)
    ask("rows (0, 0) and (10, 10), one cell of 2 x 2, 3 bins", [[0, 0], [10, 10]], 2, 3)
    ask(
      "rows (9, 9, 9), (9, 5, 9) and (9, 9, 9), one cell of 2 x 2, 9 bins",
      [[9, 9, 9], [9, 5, 9], [9, 9, 9]], 2, 9)
    ask("4 x 6 pixels of 7, cells of 2 x 2, 5 bins", Tensor(repeating: 7, shape: [4, 6]), 2, 5)
    for (height, width, cell, bins) in [
      (6, 9, 3, 9), (11, 13, 4, 7), (7, 5, 2, 5), (10, 16, 5, 3), (5, 17, 5, 11),
    ] {
      ask(
        "\(height) x \(width) random pixels, cells of \(cell) x \(cell), \(bins) bins",
        check.uniform([height, width], in: 0..<255), cell, bins)
    }
  },
  mutants: gradientMutants + votingMutants + scaleMutants)

/// The steps of the definition, each of which a mutant may replace.
private struct Edges: Sendable {
  typealias Brightness = @Sendable (_ y: Int, _ x: Int) -> Double?

  /// dx and dy, given the brightness around a pixel, nil outside the picture.
  var gradient: @Sendable (Brightness, _ y: Int, _ x: Int) -> (dx: Double, dy: Double) = {
    at, y, x in
    let here = at(y, x) ?? 0
    return ((at(y, x + 1) ?? here) - here, (at(y + 1, x) ?? here) - here)
  }
  var magnitude: @Sendable (_ dx: Double, _ dy: Double) -> Double = {
    ($0 * $0 + $1 * $1).squareRoot()
  }
  /// The angle in 0 ..< 1 of the range that the bins cut up; nil if it is in no bin.
  var angle: @Sendable (_ dx: Double, _ dy: Double) -> Double? = { dx, dy in
    let angle = Double.atan2(y: dy, x: dx) / .pi
    return angle < 0 ? angle + 1 : angle
  }
  var bin: @Sendable (_ angle: Double, _ bins: Int) -> Int = { Int($0 * Double($1)) % $1 }
  var share: @Sendable (_ cell: Int) -> Double = { 1 / Double($0 * $0) }
  /// Whether pixels beyond the last whole cell are added to that cell.
  var isFillingUp = false
  /// Whether pixels of another cell count as outside.
  var isWithinCell = false

  func histograms(_ picture: Tensor<Double>, _ cell: Int, _ bins: Int) -> Tensor<Double> {
    let (height, width) = (picture.shape[0], picture.shape[1])
    let (rows, columns) = (height / cell, width / cell)
    var histograms = Tensor<Double>(zeros: [rows, columns, bins])
    for y in 0..<(isFillingUp ? height : rows * cell) {
      for x in 0..<(isFillingUp ? width : columns * cell) {
        let at: Brightness = { [isWithinCell] v, u in
          let isInside = v >= 0 && u >= 0 && v < height && u < width
          let isNear = !isWithinCell || (v / cell == y / cell && u / cell == x / cell)
          return isInside && isNear ? picture[v, u] : nil
        }
        let (dx, dy) = gradient(at, y, x)
        guard let angle = angle(dx, dy) else { continue }
        let bin = max(0, bin(angle, bins))
        histograms[min(y / cell, rows - 1), min(x / cell, columns - 1), bin] +=
          magnitude(dx, dy) * share(cell)
      }
    }
    return histograms
  }
}

private func changed(
  _ change: @escaping @Sendable (inout Edges) -> Void
) -> OrientedGradients {
  { picture, cell, bins in
    var edges = Edges()
    change(&edges)
    return edges.histograms(picture, cell, bins)
  }
}

private func mutant(
  _ id: String, _ explanation: String, _ change: @escaping @Sendable (inout Edges) -> Void
) -> Mutant<OrientedGradients> {
  Mutant(id, explanation, changed(change))
}

private func mutant(
  _ id: String, expecting diagnosis: String, _ change: @escaping @Sendable (inout Edges) -> Void
) -> Mutant<OrientedGradients> {
  Mutant(id, expecting: diagnosis, changed(change))
}

private let gradientMutants: [Mutant<OrientedGradients>] = [
  mutant(
    "backward-differences",
    "It subtracts the pixels on the left and above; the gradient is the pixel on the right, and the one below, minus the pixel itself."
  ) {
    $0.gradient = { at, y, x in
      let here = at(y, x) ?? 0
      return (here - (at(y, x - 1) ?? here), here - (at(y - 1, x) ?? here))
    }
  },
  mutant(
    "central-differences",
    "It takes the neighbours on both sides; the gradient is the next pixel minus the pixel itself."
  ) {
    $0.gradient = { at, y, x in
      let here = at(y, x) ?? 0
      return (
        (at(y, x + 1) ?? here) - (at(y, x - 1) ?? here),
        (at(y + 1, x) ?? here) - (at(y - 1, x) ?? here)
      )
    }
  },
  mutant(
    "central-differences-halved",
    "It takes half the difference of the neighbours on both sides; the gradient is the next pixel minus the pixel itself."
  ) {
    $0.gradient = { at, y, x in
      let here = at(y, x) ?? 0
      return (
        ((at(y, x + 1) ?? here) - (at(y, x - 1) ?? here)) / 2,
        ((at(y + 1, x) ?? here) - (at(y - 1, x) ?? here)) / 2
      )
    }
  },
  mutant(
    "zero-padded",
    "Outside the picture it takes the brightness for 0, which makes an edge of the border. There dx, or dy, is 0."
  ) {
    $0.gradient = { at, y, x in
      let here = at(y, x) ?? 0
      return ((at(y, x + 1) ?? 0) - here, (at(y + 1, x) ?? 0) - here)
    }
  },
  mutant(
    "corners-dropped",
    "In the last column and the last row it takes both dx and dy for 0. Only the one whose neighbour is missing is 0."
  ) {
    $0.gradient = { at, y, x in
      let here = at(y, x) ?? 0
      guard let right = at(y, x + 1), let below = at(y + 1, x) else { return (0, 0) }
      return (right - here, below - here)
    }
  },
  mutant(
    "within-cells",
    "At the edge of a cell it does not look at the neighbour in the next cell. Only the edge of the picture has no neighbours."
  ) { $0.isWithinCell = true },
  mutant(
    "signs-differ",
    "dx has the wrong sign, and dy has not: both are the neighbour minus the pixel itself."
  ) {
    $0.angle = { dx, dy in Edges().angle(-dx, dy) }
  },
  mutant("swapped", "dx and dy are swapped in the angle: it is atan2(dy, dx).") {
    $0.angle = { dx, dy in Edges().angle(dy, dx) }
  },
  mutant("only-dx", "The magnitude is that of dx alone.") { $0.magnitude = { dx, _ in abs(dx) } },
  mutant("only-dy", "The magnitude is that of dy alone.") { $0.magnitude = { _, dy in abs(dy) } },
  mutant(
    "sum-of-absolutes", "The magnitude is |dx| + |dy|; the root of the sum of squares is wanted."
  ) {
    $0.magnitude = { abs($0) + abs($1) }
  },
  mutant("no-root", "The root is missing: the magnitude is √(dx² + dy²).") {
    $0.magnitude = { $0 * $0 + $1 * $1 }
  },
  mutant(
    "counted",
    "Every pixel counts 1; each is to count with its magnitude, so that strong edges weigh more."
  ) { $0.magnitude = { _, _ in 1 } },
  mutant(
    "counted-where-edge",
    "Every pixel with a gradient counts 1; each is to count with its magnitude."
  ) { $0.magnitude = { $0 == 0 && $1 == 0 ? 0 : 1 } },
]

private let votingMutants: [Mutant<OrientedGradients>] = [
  mutant(
    "full-circle",
    "The bins cut up 360°. An edge from dark to bright and one from bright to dark are to count alike: take the angle modulo 180°."
  ) {
    $0.angle = { dx, dy in
      let angle = Double.atan2(y: dy, x: dx) / .pi
      return (angle < 0 ? angle + 2 : angle) / 2
    }
  },
  mutant(
    "full-circle-from-minus-180",
    "The bins cut up -180° to 180°. Edges from dark to bright and from bright to dark are to count alike: take the angle modulo 180°."
  ) { $0.angle = { dx, dy in (Double.atan2(y: dy, x: dx) / .pi + 1) / 2 } },
  mutant(
    "negative-dropped",
    "Pixels with a negative angle are lost: add 180° to it."
  ) {
    $0.angle = { dx, dy in
      let angle = Double.atan2(y: dy, x: dx) / .pi
      return angle < 0 ? nil : angle
    }
  },
  mutant("negative-to-0", "A negative angle is taken for 0°: add 180° to it.") {
    $0.angle = { dx, dy in max(0, Double.atan2(y: dy, x: dx) / .pi) }
  },
  mutant(
    "negative-to-absolute", "A negative angle loses its sign, which mirrors it: add 180° to it."
  ) {
    $0.angle = { dx, dy in abs(Double.atan2(y: dy, x: dx)) / .pi }
  },
  mutant(
    "arc-tangent",
    "The bins begin at -90°, as the angles of atan(dy / dx) do; the first one is to begin at 0°. Add 180° to a negative angle."
  ) {
    $0.angle = { dx, dy in
      dx == 0 && dy == 0 ? 0 : Double.atan(dy / dx) / .pi + 0.5
    }
    $0.bin = { min(Int($0 * Double($1)), $1 - 1) }
  },
  mutant(
    "plus-90",
    "The bins begin at -90°, as if 90° were added to the angle; the first one is to begin at 0°."
  ) {
    $0.angle = { dx, dy in
      ((Edges().angle(dx, dy) ?? 0) + 0.5).truncatingRemainder(dividingBy: 1)
    }
  },
  mutant(
    "180-in-last-bin",
    "An angle of exactly 180° is in the last bin; it is the same as 0° and belongs into the first."
  ) { $0.bin = { min(Int($0 * Double($1)), $1 - 1) } },
  mutant(
    "180-dropped",
    "An angle of exactly 180° is lost; it is the same as 0° and belongs into the first bin."
  ) {
    $0.angle = { dx, dy in
      let angle = Edges().angle(dx, dy) ?? 0
      return angle == 1 ? nil : angle
    }
  },
  mutant("rounded", "The bin is rounded to the nearest; it is rounded down.") {
    $0.bin = { Int(($0 * Double($1)).rounded()) % $1 }
  },
  mutant("one-bin-less", "It cuts 180° into orientations - 1 bins.") {
    $0.bin = { Int($0 * Double($1 - 1)) % $1 }
  },
  mutant("one-bin-on", "Every pixel is one bin too far on: the bins count from 0.") {
    $0.bin = { (Int($0 * Double($1)) + 1) % $1 }
  },
  mutant(
    "all-in-one-bin",
    "Everything is in the first bin: the angle is in radians, from 0 to π, and must be divided by π."
  ) {
    $0.bin = { _, _ in 0 }
  },
  mutant(
    "rest-added", "Pixels beyond the last whole cell are added to that cell; they are in none."
  ) {
    $0.isFillingUp = true
  },
  Mutant(
    "length-1",
    "Each cell's histogram is divided by its length; divide by the number of pixels of a cell."
  ) {
    picture, cell, bins in
    let right = Edges().histograms(picture, cell, bins)
    let lengths = (right * right).sum(axis: 2, keepingDimension: true).squareRoot()
    return right / maximum(lengths, 1e-300)
  },
  Mutant(
    "adding-to-1",
    "Each cell's histogram is made to add up to 1; divide by the number of pixels of a cell."
  ) {
    picture, cell, bins in
    let right = Edges().histograms(picture, cell, bins)
    return right / maximum(right.sum(axis: 2, keepingDimension: true), 1e-300)
  },
  Mutant("last-wins", "A pixel overwrites what earlier ones have put into its bin: add to it.") {
    picture, cell, bins in
    var last = Tensor<Double>(zeros: Edges().histograms(picture, cell, bins).shape)
    let edges = Edges()
    for y in 0..<last.shape[0] * cell {
      for x in 0..<last.shape[1] * cell {
        let (dx, dy) = edges.gradient(
          { v, u in v < picture.shape[0] && u < picture.shape[1] ? picture[v, u] : nil }, y, x)
        let bin = edges.bin(edges.angle(dx, dy) ?? 0, bins)
        last[y / cell, x / cell, bin] = edges.magnitude(dx, dy) * edges.share(cell)
      }
    }
    return last
  },
  Mutant(
    "columns-by-rows",
    "The cell is [x / cellSize, y / cellSize]; rows come first, [y / cellSize, x / cellSize]."
  ) {
    picture, cell, bins in
    let right = Edges().histograms(picture, cell, bins)
    let (rows, columns) = (right.shape[0], right.shape[1])
    return right.transposed(axes: [1, 0, 2]).reshaped(to: [rows, columns, bins])
  },
]

private let scaleMutants: [Mutant<OrientedGradients>] = [
  mutant("sums", expecting: "factor.cellSize²") { $0.share = { _ in 1 } },
  mutant("over-side", expecting: "factor.cellSize") { $0.share = { 1 / Double($0) } },
  Mutant("transposed", expecting: "shape.transposed") { picture, cell, bins in
    Edges().histograms(picture, cell, bins).transposed(axes: [1, 0, 2])
  },
  Mutant("flat", expecting: "shape.reshaped") { picture, cell, bins in
    Edges().histograms(picture, cell, bins).flattened()
  },
]
