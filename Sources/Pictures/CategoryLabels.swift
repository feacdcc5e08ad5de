/// How names under an axis are written so that neighbours do not touch: in full, smaller, on two lines, or slanted.
struct CategoryLabels {
  let font: Font
  let lines: [[String]]
  let isSlanted: Bool

  /// The room they take below the axis beyond that of a line of numbers.
  let extraDepth: Double

  /// Finds the best way for `labels` that have `slot` points each.
  init(_ labels: [String], slot: Double, on ruler: Canvas) {
    let small = Font(size: 10, isCondensed: true)
    for font in [Font.tick, small] {
      let limit = slot - 4
      let lines = labels.map { ruler.lines($0, font, width: max(limit, 1), maximumLines: 2) }
      // Nothing may be lost: a word that was shortened does not fit.
      let isWhole = zip(lines, labels).allSatisfy { lines, label in
        lines.joined(separator: " ") == label
      }
      if isWhole {
        self.font = font
        self.lines = lines
        isSlanted = false
        extraDepth = Double((lines.map(\.count).max() ?? 1) - 1) * font.lineHeight
        return
      }
    }
    font = .tick
    lines = labels.map { [ruler.shortened($0, .tick, width: 150)] }
    isSlanted = true
    let widest = lines.map { ruler.width(of: $0[0], .tick) }.max() ?? 0
    extraDepth = max(0, widest * 0.565 - 2)
  }

  /// Writes label `i` below the point `x` of an axis at `bottom`.
  func draw(_ i: Int, x: Double, bottom: Double, on canvas: Canvas) {
    if isSlanted {
      canvas.text(
        lines[i][0], at: Point(x + 4, bottom + 12), font, .quiet, anchor: .right, angle: -0.6)
    } else {
      canvas.text(lines[i], at: Point(x, bottom + 7), font, .quiet, anchor: .topCenter)
    }
  }
}
