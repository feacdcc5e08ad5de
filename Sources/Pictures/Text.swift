/// A face and a size in points.
struct Font: Hashable {
  var size: Double
  var isBold = false
  var isItalic = false
  var isMonospaced = false
  var isCondensed = false

  static let title = Font(size: 15, isBold: true)
  static let heading = Font(size: 13, isBold: true)
  static let label = Font(size: 12.5)
  static let tick = Font(size: 11.5)
  static let note = Font(size: 11.5)
  static let caption = Font(size: 11)
}

/// Which point of a line of text is meant by its position.
struct TextAnchor: Hashable {
  /// 0 for the left end, 0.5 for the middle, 1 for the right end.
  var fraction: Double

  /// How far the base line lies below the position, in units of the font's size.
  var drop: Double

  // Capitals of DejaVu Sans are 0.73 of its size high.
  static let left = TextAnchor(fraction: 0, drop: 0)
  static let center = TextAnchor(fraction: 0.5, drop: 0)
  static let right = TextAnchor(fraction: 1, drop: 0)
  static let middleLeft = TextAnchor(fraction: 0, drop: 0.365)
  static let middle = TextAnchor(fraction: 0.5, drop: 0.365)
  static let middleRight = TextAnchor(fraction: 1, drop: 0.365)
  static let topLeft = TextAnchor(fraction: 0, drop: 0.76)
  static let topCenter = TextAnchor(fraction: 0.5, drop: 0.76)
  static let topRight = TextAnchor(fraction: 1, drop: 0.76)
}

/// `text` without what no font can show: control characters, among them the zero that ends a C string.
func printable(_ text: String) -> String {
  String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }))
}

extension Canvas {
  /// Cuts `text` at its line breaks, and between words where it would be wider than `width`.
  ///
  /// A single word that is too wide is shortened, and so is what does not fit in `maximumLines`.
  func lines(_ text: String, _ font: Font, width limit: Double, maximumLines: Int = .max)
    -> [String]
  {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(separator: " ") {
        let longer = line.isEmpty ? String(word) : line + " " + word
        if line.isEmpty || width(of: longer, font) <= limit {
          line = longer
        } else {
          lines.append(line)
          line = String(word)
        }
      }
      lines.append(line)
    }
    if lines.count > maximumLines {
      lines = Array(lines.prefix(maximumLines))
      lines[maximumLines - 1] += " …"
    }
    return lines.map { shortened($0, font, width: limit) }
  }

  /// `text`, or as much of its beginning as fits, with an ellipsis.
  func shortened(_ text: String, _ font: Font, width limit: Double) -> String {
    guard width(of: text, font) > limit else { return text }
    var kept = text
    if kept.hasSuffix(" …") { kept.removeLast(2) }
    while !kept.isEmpty, width(of: kept + "…", font) > limit { kept.removeLast() }
    return kept + "…"
  }

  /// Writes lines one under the other; `at` is where the first one's anchor goes.
  func text(
    _ lines: [String], at point: Point, _ font: Font, _ color: Color, anchor: TextAnchor = .topLeft
  ) {
    for (i, line) in lines.enumerated() {
      text(
        line, at: Point(point.x, point.y + Double(i) * font.lineHeight), font, color, anchor: anchor
      )
    }
  }
}

extension Font {
  var lineHeight: Double { (size * 1.3).rounded() }
}
