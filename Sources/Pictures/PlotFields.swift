/// Functions of the plane behind the other marks: regions, heights, colours.
extension PlotLayout {
  /// Where a grid lies on the page.
  private func placed(_ grid: PlaneGrid) -> Rectangle {
    let low = place(grid.x.lowerBound, grid.y.lowerBound)
    let high = place(grid.x.upperBound, grid.y.upperBound)
    return Rectangle(left: low.x, top: high.y, right: high.x, bottom: low.y)
  }

  func drawRegions(_ grid: PlaneGrid, _ labels: [Int], on canvas: Canvas) {
    let sampler = GridSampler(grid)
    let area = placed(grid)
    let image = sampler.image(area, scale: Canvas.scale) { cells, weights in
      // Between four cells the class with the largest share of the distance: edges without steps.
      var best = (label: labels[cells[0]], weight: 0.0)
      for i in 0..<4 {
        var weight = 0.0
        for j in 0..<4 where labels[cells[j]] == labels[cells[i]] { weight += weights[j] }
        if weight > best.weight { best = (labels[cells[i]], weight) }
      }
      return Color.series(best.label).lightened(0.72)
    }
    canvas.draw(image, in: area)
  }

  func drawField(_ grid: PlaneGrid, _ values: [Double], _ style: FieldStyle, on canvas: Canvas) {
    let area = placed(grid)
    // Edges between bands want every pixel; colours that change smoothly do not.
    let scale = style.levels.isEmpty ? 1 : Canvas.scale
    let image = GridSampler(grid).image(area, scale: scale) { cells, weights in
      style.color(
        of: values[cells[0]] * weights[0] + values[cells[1]] * weights[1]
          + values[cells[2]] * weights[2] + values[cells[3]] * weights[3])
    }
    canvas.draw(image, in: area)
    for level in style.levels {
      let color = style.lineColor(at: level)
      for (a, b) in contour(of: values, on: grid, at: level) {
        canvas.line(from: place(a), to: place(b), color, width: 0.9)
      }
    }
  }
}

extension FieldStyle {
  /// The colour of a number: that of its band between two levels, or its own where there are none.
  func color(of value: Double) -> Color {
    guard !levels.isEmpty, !value.isNaN else { return colorMap.color(of: value, in: range) }
    let band = levels.firstIndex { value < $0 } ?? levels.count
    return colorMap[Double(band) / Double(levels.count)]
  }

  func lineColor(at level: Double) -> Color {
    color(of: level).mixed(with: .ink, 0.35)
  }
}

/// Enlarges what is known in the cells of a grid to the pixels of a page.
private struct GridSampler {
  let grid: PlaneGrid

  init(_ grid: PlaneGrid) { self.grid = grid }

  /// The image that covers `area`, `scale` pixels a point: `color` receives the four cells around a pixel and
  /// their weights.
  func image(
    _ area: Rectangle, scale: Int, color: (SIMD4<Int>, SIMD4<Double>) -> Color
  ) -> Image {
    let width = max(1, min(4000, Int((area.width * Double(scale)).rounded())))
    let height = max(1, min(4000, Int((area.height * Double(scale)).rounded())))
    var image = Image(width: width, height: height)
    let columns = (0..<width).map { neighbors($0, of: width, cells: grid.columns) }
    for y in 0..<height {
      // Rows of the grid are counted from below.
      let (low, high, fraction) = neighbors(height - 1 - y, of: height, cells: grid.rows)
      for x in 0..<width {
        let (left, right, share) = columns[x]
        let (lower, upper) = (low * grid.columns, high * grid.columns)
        image[x, y] = color(
          SIMD4(lower + left, lower + right, upper + left, upper + right),
          SIMD4(
            (1 - share) * (1 - fraction), share * (1 - fraction), (1 - share) * fraction,
            share * fraction))
      }
    }
    return image
  }

  /// The cells before and after a pixel, and how far it is on the way from one to the other: outside of the outermost
  /// centres below 0 or above 1.
  private func neighbors(_ pixel: Int, of count: Int, cells: Int) -> (Int, Int, Double) {
    let position = (Double(pixel) + 0.5) / Double(count) * Double(cells) - 0.5
    let before = min(max(Int(position.rounded(.down)), 0), max(cells - 2, 0))
    return (before, min(before + 1, cells - 1), position - Double(before))
  }
}

/// Pieces of the line on which a function has the value `level`.
///
/// *Source:* marching squares (Lorensen and Cline, 1987, in two dimensions).
func contour(of values: [Double], on grid: PlaneGrid, at level: Double) -> [(Point, Point)] {
  let lattice = Lattice(values, grid)
  var pieces: [(Point, Point)] = []
  for row in 0...grid.rows {
    for column in 0...grid.columns {
      // Counter-clockwise from the lower left.
      let corners = [
        (column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1),
      ].map { lattice.at($0.0, $0.1) }
      guard corners.allSatisfy(\.height.isFinite) else { continue }
      var crossings: [Point] = []
      for side in 0..<4 {
        let (a, b) = (corners[side], corners[(side + 1) % 4])
        guard (a.height < level) != (b.height < level) else { continue }
        let share = (level - a.height) / (b.height - a.height)
        crossings.append(a.place + (b.place - a.place) * share)
      }
      if crossings.count == 2 {
        pieces.append((crossings[0], crossings[1]))
      } else if crossings.count == 4 {
        // A saddle: its middle decides which corners belong together.
        let isMiddleAbove = corners.reduce(0) { $0 + $1.height } / 4 >= level
        let turn = (corners[0].height >= level) == isMiddleAbove ? 0 : 1
        pieces.append((crossings[turn], crossings[turn + 1]))
        pieces.append((crossings[turn + 2], crossings[(turn + 3) % 4]))
      }
    }
  }
  return pieces
}

/// The centres of a grid's cells with a border around them, where the function is continued straight on.
private struct Lattice {
  let grid: PlaneGrid
  let heights: [Double]

  init(_ values: [Double], _ grid: PlaneGrid) {
    self.grid = grid
    var heights: [Double] = []
    for row in 0..<grid.rows + 2 {
      for column in 0..<grid.columns + 2 {
        let (c, dc) = Lattice.inner(column, of: grid.columns)
        let (r, dr) = Lattice.inner(row, of: grid.rows)
        let here = values[r * grid.columns + c]
        let beside = values[r * grid.columns + c + dc]
        let across = values[(r + dr) * grid.columns + c]
        // Half a cell outwards, hence half the difference to the next cell inwards.
        heights.append(here + (here - beside) / 2 + (here - across) / 2)
      }
    }
    self.heights = heights
  }

  /// The nearest cell, and the step from it inwards if the place is on the border.
  private static func inner(_ i: Int, of count: Int) -> (Int, Int) {
    if i == 0 { return (0, count > 1 ? 1 : 0) }
    if i == count + 1 { return (count - 1, count > 1 ? -1 : 0) }
    return (i - 1, 0)
  }

  func at(_ column: Int, _ row: Int) -> (place: Point, height: Double) {
    let x = (min(max(Double(column) - 0.5, 0), Double(grid.columns))) / Double(grid.columns)
    let y = (min(max(Double(row) - 0.5, 0), Double(grid.rows))) / Double(grid.rows)
    return (
      Point(
        grid.x.lowerBound + x * (grid.x.upperBound - grid.x.lowerBound),
        grid.y.lowerBound + y * (grid.y.upperBound - grid.y.lowerBound)),
      heights[row * (grid.columns + 2) + column]
    )
  }
}
