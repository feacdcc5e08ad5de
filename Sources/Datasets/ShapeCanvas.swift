/// A small square picture in linear numbers on which polygons are filled with smooth edges.
///
/// Every row is swept at four heights; on each the filled stretches are known exactly, so that an edge covers
/// each pixel by the right share across and to a quarter down.
struct ShapeCanvas {
  /// Pixels a side.
  let side: Int

  /// Red, green and blue of each pixel, row-major; the fourth number is unused.
  private(set) var pixels: [SIMD4<Float>]

  private var coverage: [Float]
  private var crossings: [Float] = []

  private static let sweeps = 4

  init(side: Int) {
    self.side = side
    self.pixels = [SIMD4<Float>](repeating: .zero, count: side * side)
    self.coverage = [Float](repeating: 0, count: side + 1)
  }

  /// Replaces each pixel by what `color` makes of it and its place: x, y in pixels, at the pixel's centre.
  mutating func shade(_ color: (SIMD4<Float>, Float, Float) -> SIMD4<Float>) {
    for y in 0..<side {
      for x in 0..<side {
        let i = y * side + x
        pixels[i] = color(pixels[i], Float(x) + 0.5, Float(y) + 0.5)
      }
    }
  }

  /// Fills an outline whose corners are in pixels.
  mutating func fill(_ outline: ShapeOutline, _ color: SIMD4<Float>) {
    guard let first = outline.points.first else { return }
    var low = first.y
    var high = first.y
    for point in outline.points {
      low = min(low, point.y)
      high = max(high, point.y)
    }
    let top = max(0, min(side, Int(low.rounded(.down))))
    let bottom = max(0, min(side, Int(high.rounded(.up))))
    for y in top..<max(top, bottom) {
      for i in coverage.indices { coverage[i] = 0 }
      for sweep in 0..<Self.sweeps {
        findCrossings(outline, Float(y) + (Float(sweep) + 0.5) / Float(Self.sweeps))
        for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
          cover(from: crossings[pair], to: crossings[pair + 1])
        }
      }
      for x in 0..<side where coverage[x] > 0 {
        let i = y * side + x
        pixels[i] += (color - pixels[i]) * min(1, coverage[x])
      }
    }
  }

  /// Where the edges cross the horizontal line at `y`, from left to right.
  private mutating func findCrossings(_ outline: ShapeOutline, _ y: Float) {
    crossings.removeAll(keepingCapacity: true)
    var start = 0
    for end in outline.ends {
      var a = outline.points[end - 1]
      for i in start..<end {
        let b = outline.points[i]
        if (a.y <= y) != (b.y <= y) {
          crossings.append(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x))
        }
        a = b
      }
      start = end
    }
    crossings.sort()
  }

  /// Adds one sweep's share of the stretch from `left` to `right`.
  private mutating func cover(from left: Float, to right: Float) {
    let left = max(0, left)
    let right = min(Float(side), right)
    guard right > left else { return }
    let first = Int(left)
    let last = min(side - 1, Int(right))
    let share = 1 / Float(Self.sweeps)
    for x in first...last {
      coverage[x] += share * (min(right, Float(x) + 1) - max(left, Float(x)))
    }
  }
}
