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
      let mean = "the sums are to be divided by the number of pixels of a cell"
      let facts = Facts(factors: [
        Factor("cellSize", Double(cell)),
        Factor("cellSize²", Double(cell * cell), whenTooLarge: mean),
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
  mutants: differenceMutants + magnitudeMutants + angleMutants + cellMutants)

/// A pixel and its neighbours; nil where the picture ends.
private struct Pixel {
  let here: Double
  let right, below, left, above: Double?

  init(
    _ picture: Tensor<Double>, _ y: Int, _ x: Int, within rows: Range<Int>, _ columns: Range<Int>
  ) {
    func at(_ y: Int, _ x: Int) -> Double? {
      rows.contains(y) && columns.contains(x) ? picture[y, x] : nil
    }
    here = picture[y, x]
    (right, below, left, above) = (at(y, x + 1), at(y + 1, x), at(y, x - 1), at(y - 1, x))
  }

  var dx: Double { (right ?? here) - here }
  var dy: Double { (below ?? here) - here }
  /// The differences of the neighbours on both sides.
  var wide: (Double, Double) {
    ((right ?? here) - (left ?? here), (below ?? here) - (above ?? here))
  }
}

/// The angle of a gradient in half turns, above -1 and up to 1.
private func halfTurns(_ dx: Double, _ dy: Double) -> Double { .atan2(y: dy, x: dx) / .pi }

/// The steps of the definition, each of which a mutant may replace.
private struct Edges: Sendable {
  var difference: @Sendable (Pixel) -> (dx: Double, dy: Double) = { ($0.dx, $0.dy) }
  var magnitude: @Sendable (_ dx: Double, _ dy: Double) -> Double = {
    ($0 * $0 + $1 * $1).squareRoot()
  }
  /// The angle in 0 ..< 1 of the range that the bins cut up; nil if it is in no bin.
  var angle: @Sendable (_ dx: Double, _ dy: Double) -> Double? = {
    halfTurns($0, $1) < 0 ? halfTurns($0, $1) + 1 : halfTurns($0, $1)
  }
  var bin: @Sendable (_ angle: Double, _ bins: Int) -> Int = { Int($0 * Double($1)) % $1 }
  /// Whether pixels beyond the last whole cell are added to that cell.
  var isFillingUp = false
  /// Whether pixels of another cell count as outside.
  var isWithinCell = false
  var isAdding = true
  /// The place of a pixel's cell.
  var place: @Sendable (_ row: Int, _ column: Int) -> (Int, Int) = { ($0, $1) }
  var share: @Sendable (_ sums: Tensor<Double>, _ side: Double) -> Tensor<Double> = {
    $0 / ($1 * $1)
  }

  @Sendable func histograms(_ picture: Tensor<Double>, _ cell: Int, _ bins: Int) -> Tensor<Double> {
    let (height, width) = (picture.shape[0], picture.shape[1])
    let (rows, columns) = (height / cell, width / cell)
    var sums = Tensor<Double>(zeros: [rows, columns, bins])
    for y in 0..<(isFillingUp ? height : rows * cell) {
      for x in 0..<(isFillingUp ? width : columns * cell) {
        let (top, left) = (y / cell * cell, x / cell * cell)
        let pixel =
          isWithinCell
          ? Pixel(picture, y, x, within: top..<top + cell, left..<left + cell)
          : Pixel(picture, y, x, within: 0..<height, 0..<width)
        let (dx, dy) = difference(pixel)
        guard let angle = angle(dx, dy) else { continue }
        let (row, column) = place(min(y / cell, rows - 1), min(x / cell, columns - 1))
        let bin = max(0, bin(angle, bins))
        sums[row, column, bin] = (isAdding ? sums[row, column, bin] : 0) + magnitude(dx, dy)
      }
    }
    return share(sums, Double(cell))
  }
}

private let differenceMutants: [Mutant<OrientedGradients>] = [
  Mutant(
    "backward-differences", "It subtracts the pixels on the left and above: take right and below.",
    Edges(difference: { ($0.here - ($0.left ?? $0.here), $0.here - ($0.above ?? $0.here)) })
      .histograms),
  Mutant(
    "central-differences", "It takes the neighbours on both sides: subtract the pixel itself.",
    Edges(difference: { $0.wide }).histograms),
  Mutant(
    "central-differences-halved", "It takes half the difference of both neighbours: use the pixel.",
    Edges(difference: { ($0.wide.0 / 2, $0.wide.1 / 2) }).histograms),
  Mutant(
    "zero-padded", "It takes the brightness outside for 0: at the border dx, or dy, is 0.",
    Edges(difference: { (($0.right ?? 0) - $0.here, ($0.below ?? 0) - $0.here) }).histograms),
  Mutant(
    "corners-dropped", "At the border it sets both dx and dy to 0: only one has no neighbour.",
    Edges(difference: { $0.right == nil || $0.below == nil ? (0, 0) : ($0.dx, $0.dy) }).histograms),
  Mutant(
    "within-cells", "It ignores neighbours in the next cell: only the picture's border has none.",
    Edges(isWithinCell: true).histograms),
  Mutant(
    "dy-is-dx", "dy is dx: take the pixel below, at [y + 1, x].",
    Edges(difference: { ($0.dx, $0.dx) }).histograms),
  Mutant(
    "no-dy", "dy is 0 everywhere: take the pixel below.",
    Edges(difference: { ($0.dx, 0) }).histograms),
]

private let magnitudeMutants: [Mutant<OrientedGradients>] = [
  Mutant(
    "only-dx", "The magnitude is that of dx alone.",
    Edges(magnitude: { dx, _ in abs(dx) }).histograms),
  Mutant("only-dy", "The magnitude is that of dy alone.", Edges(magnitude: { abs($1) }).histograms),
  Mutant(
    "sum-of-absolutes", "The magnitude is |dx| + |dy|: take the root of the sum of squares.",
    Edges(magnitude: { abs($0) + abs($1) }).histograms),
  Mutant(
    "no-root", "The root is missing: the magnitude is √(dx² + dy²).",
    Edges(magnitude: { $0 * $0 + $1 * $1 }).histograms),
  Mutant(
    "counted", "Every pixel counts 1: add its magnitude, so that strong edges weigh more.",
    Edges(magnitude: { _, _ in 1 }).histograms),
  Mutant(
    "counted-where-edge", "Every pixel with a gradient counts 1: add its magnitude.",
    Edges(magnitude: { $0 == 0 && $1 == 0 ? 0 : 1 }).histograms),
]

private let angleMutants: [Mutant<OrientedGradients>] = [
  Mutant(
    "signs-differ",
    "dx has the wrong sign, and dy has not: subtract the pixel from both neighbours.",
    Edges(angle: { Edges().angle(-$0, $1) }).histograms),
  Mutant(
    "swapped", "dx and dy are swapped in the angle: it is atan2(dy, dx).",
    Edges(angle: { Edges().angle($1, $0) }).histograms),
  Mutant(
    "full-circle", "The bins cut up 360°: opposite directions count alike, modulo 180°.",
    Edges(angle: { (halfTurns($0, $1) + (halfTurns($0, $1) < 0 ? 2 : 0)) / 2 }).histograms),
  Mutant(
    "full-circle-from-minus-180", "The bins cut up -180° to 180°: take the angle modulo 180°.",
    Edges(angle: { (halfTurns($0, $1) + 1) / 2 }).histograms),
  Mutant(
    "negative-dropped", "It loses pixels with a negative angle: add 180° to it.",
    Edges(angle: { halfTurns($0, $1) < 0 ? nil : halfTurns($0, $1) }).histograms),
  Mutant(
    "negative-to-0", "It takes a negative angle for 0°: add 180° to it.",
    Edges(angle: { max(0, halfTurns($0, $1)) }).histograms),
  Mutant(
    "negative-to-absolute", "A negative angle loses its sign, which mirrors it: add 180° to it.",
    Edges(angle: { abs(halfTurns($0, $1)) }).histograms),
  Mutant(
    "arc-tangent", "The bins begin at -90°, as atan(dy / dx) does: add 180° to a negative angle.",
    Edges(
      angle: { $0 == 0 && $1 == 0 ? 0 : .atan($1 / $0) / .pi + 0.5 },
      bin: { min(Int($0 * Double($1)), $1 - 1) }
    ).histograms),
  Mutant(
    "plus-90", "The bins begin at -90°, as if 90° were added to the angle: begin at 0°.",
    Edges(angle: { ((Edges().angle($0, $1) ?? 0) + 0.5).truncatingRemainder(dividingBy: 1) })
      .histograms),
  Mutant(
    "180-in-last-bin",
    "An angle of exactly 180° is in the last bin: put it into the first, like 0°.",
    Edges(bin: { min(Int($0 * Double($1)), $1 - 1) }).histograms),
  Mutant(
    "180-dropped", "It loses an angle of exactly 180°: put it into the first bin, like 0°.",
    Edges(angle: { Edges().angle($0, $1) == 1 ? nil : Edges().angle($0, $1) }).histograms),
  Mutant(
    "rounded", "It rounds the bin to the nearest: round down.",
    Edges(bin: { Int(($0 * Double($1)).rounded()) % $1 }).histograms),
  Mutant(
    "one-bin-less", "It cuts 180° into orientations - 1 bins: multiply by orientations.",
    Edges(bin: { Int($0 * Double($1 - 1)) % $1 }).histograms),
  Mutant(
    "one-bin-on", "Every pixel is one bin too far on: bins count from 0.",
    Edges(bin: { (Int($0 * Double($1)) + 1) % $1 }).histograms),
  Mutant(
    "all-in-one-bin", "All is in the first bin: atan2 gives radians, so divide the angle by π.",
    Edges(bin: { _, _ in 0 }).histograms),
]

private let cellMutants: [Mutant<OrientedGradients>] = [
  Mutant(
    "rest-added", "It adds pixels beyond the last whole cell to that cell: leave them out.",
    Edges(isFillingUp: true).histograms),
  Mutant(
    "length-1", "It divides each histogram by its length: divide by the pixels of a cell.",
    Edges(share: { sums, _ in
      sums / maximum((sums * sums).sum(axis: 2, keepingDimension: true).squareRoot(), 1e-300)
    }).histograms),
  Mutant(
    "adding-to-1", "Each histogram adds up to 1: divide by the number of pixels of a cell.",
    Edges(share: { sums, _ in sums / maximum(sums.sum(axis: 2, keepingDimension: true), 1e-300) })
      .histograms),
  Mutant(
    "last-wins", "A pixel overwrites what is in its bin: add to it with +=.",
    Edges(isAdding: false).histograms),
  Mutant(
    "first-cell-only", "All is in the first cell: use [y / cellSize, x / cellSize].",
    Edges(place: { _, _ in (0, 0) }).histograms),
  Mutant(
    "columns-by-rows", "Rows and columns of cells are swapped: use [y / cellSize, x / cellSize].",
    Edges(share: {
      ($0 / ($1 * $1)).transposed(axes: [1, 0, 2]).reshaped(to: $0.shape)
    }).histograms),
  Mutant("sums", expecting: "factor.cellSize²", Edges(share: { sums, _ in sums }).histograms),
  Mutant("over-side", expecting: "factor.cellSize", Edges(share: { $0 / $1 }).histograms),
  Mutant(
    "transposed", expecting: "shape.transposed",
    Edges(share: { ($0 / ($1 * $1)).transposed(axes: [1, 0, 2]) }).histograms),
  Mutant(
    "flat", expecting: "shape.reshaped", Edges(share: { ($0 / ($1 * $1)).flattened() }).histograms),
]
