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

  /// The cells before and after a pixel, and how far it is on the way from one to the other.
  private func neighbors(_ pixel: Int, of count: Int, cells: Int) -> (Int, Int, Double) {
    let position = (Double(pixel) + 0.5) / Double(count) * Double(cells) - 0.5
    let before = min(max(Int(position.rounded(.down)), 0), cells - 1)
    let after = min(before + 1, cells - 1)
    return (before, after, min(max(position - Double(before), 0), 1))
  }
}

/// Pieces of the line on which a function has the value `level`, cell by cell of the centres' lattice.
///
/// *Source:* marching squares (Lorensen and Cline, 1987, in two dimensions).
func contour(of values: [Double], on grid: PlaneGrid, at level: Double) -> [(Point, Point)] {
  var pieces: [(Point, Point)] = []
  for row in 0..<grid.rows - 1 {
    for column in 0..<grid.columns - 1 {
      let i = row * grid.columns + column
      // Counter-clockwise from the lower left.
      let corners = [i, i + 1, i + grid.columns + 1, i + grid.columns]
      let heights = corners.map { values[$0] }
      guard heights.allSatisfy(\.isFinite) else { continue }
      var crossings: [Point] = []
      for side in 0..<4 {
        let (a, b) = (heights[side], heights[(side + 1) % 4])
        guard (a < level) != (b < level) else { continue }
        let start = grid.outerPoint(corners[side])
        let end = grid.outerPoint(corners[(side + 1) % 4])
        crossings.append(start + (end - start) * ((level - a) / (b - a)))
      }
      if crossings.count == 2 {
        pieces.append((crossings[0], crossings[1]))
      } else if crossings.count == 4 {
        // A saddle: its middle decides which corners belong together.
        let isMiddleAbove = heights.reduce(0, +) / 4 >= level
        let turn = (heights[0] >= level) == isMiddleAbove ? 0 : 1
        pieces.append((crossings[turn], crossings[turn + 1]))
        pieces.append((crossings[turn + 2], crossings[(turn + 3) % 4]))
      }
    }
  }
  return pieces
}

extension PlaneGrid {
  /// The centre of a cell, moved to the border for cells at the border: so that lines reach it.
  fileprivate func outerPoint(_ i: Int) -> Point {
    var p = point(i)
    if i % columns == 0 { p.x = x.lowerBound }
    if i % columns == columns - 1 { p.x = x.upperBound }
    if i / columns == 0 { p.y = y.lowerBound }
    if i / columns == rows - 1 { p.y = y.upperBound }
    return p
  }
}
