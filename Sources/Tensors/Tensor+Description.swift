import Foundation

extension Tensor: CustomStringConvertible {
  /// The elements in rows and columns, as NumPy prints an array.
  ///
  ///     [[ 1.   2.5]
  ///      [-3.   0. ]]
  ///
  /// As in NumPy, numbers are shown with the digits that tell them from their neighbours but no
  /// more than eight decimals, all aligned at the decimal point, in powers of ten if they are very
  /// small, very large or of very different sizes; lines are broken at 75 characters; and of more
  /// than 1000 elements only the first and last three along each dimension are shown. Different
  /// from NumPy is that a tensor without elements says its shape, as in `[] (shape [0, 3])`.
  public var description: String {
    if rank == 0 { return "\(scalars[0])" }
    if count == 0 { return shape == [0] ? "[]" : "[] (shape \(shape))" }
    let page = TensorPage(shape: shape, isSummary: count > 1000)
    let shown = page.positions.map { scalars[$0] }
    return page.text(ElementFormat.words(for: shown))
  }
}

/// Which elements of a tensor are printed, and where.
private struct TensorPage {
  private static let edge = 3
  private static let lineWidth = 75

  let shape: [Int]
  let isSummary: Bool

  /// The storage positions of what is shown, in order.
  var positions: [Int] {
    shape.reduce([0]) { positions, extent in
      let indices = indices(of: extent)
      return positions.flatMap { start in indices.compactMap { $0.map { start * extent + $0 } } }
    }
  }

  /// The indices shown along a dimension; nil stands for those left out.
  private func indices(of extent: Int) -> [Int?] {
    if !isSummary || extent <= 2 * Self.edge { return Array(0..<extent) }
    return Array(0..<Self.edge) + [nil] + Array(extent - Self.edge..<extent)
  }

  /// Sets out a word for each element shown.
  func text(_ words: [String]) -> String {
    var words = words[...]
    return block(0, &words)
  }

  private func block(_ axis: Int, _ words: inout ArraySlice<String>) -> String {
    let indent = String(repeating: " ", count: axis + 1)
    let indices = indices(of: shape[axis])
    if axis == shape.count - 1 {
      return "[" + row(indices.map { $0 == nil ? "..." : words.removeFirst() }, indent) + "]"
    }
    let parts = indices.map { $0 == nil ? "..." : block(axis + 1, &words) }
    let lineFeeds = String(repeating: "\n", count: shape.count - 1 - axis)
    return "[" + parts.joined(separator: lineFeeds + indent) + "]"
  }

  /// A row of words, broken into lines where it is too long.
  private func row(_ words: [String], _ indent: String) -> String {
    // Each bracket that may close at the end takes a column.
    let width = Self.lineWidth - shape.count
    var lines: [String] = []
    var line = indent
    for word in words {
      if line.count > indent.count && line.count + word.count > width {
        lines.append(line)
        line = indent
      }
      line += word + " "
    }
    lines.append(line)
    return lines.map { $0.dropLast() }.joined(separator: "\n").dropFirst(indent.count) + ""
  }
}

/// How numbers that stand together are written: equally wide, with their decimal points below each
/// other.
private enum ElementFormat {
  private static let decimals = 8

  static func words<Scalar: TensorScalar>(for scalars: [Scalar]) -> [String] {
    let sizes = scalars.filter { $0.isFinite && $0 != 0 }.map { Double($0.magnitude) }
    let (smallest, largest) = (sizes.min() ?? 1, sizes.max() ?? 1)
    let isScientific = largest >= 1e8 || smallest < 1e-4 || largest / smallest > 1000
    let parts = scalars.map { scalar in
      scalar.isFinite ? (isScientific ? scientific(scalar) : positional(scalar)) : nil
    }
    let fraction = parts.compactMap { $0?.fraction.count }.max() ?? 0
    let exponentDigits = max(
      2, parts.compactMap { $0?.exponent.map { "\(abs($0))".count } }.max() ?? 0)
    let numbers = zip(scalars, parts).map { scalar, part -> String in
      guard let part else { return scalar.isNaN ? "nan" : scalar < 0 ? "-inf" : "inf" }
      let filler = part.exponent == nil ? " " : "0"
      let digits = part.fraction.padding(toLength: fraction, withPad: filler, startingAt: 0)
      guard let exponent = part.exponent else { return part.whole + "." + digits }
      let size = "\(abs(exponent))"
      let zeros = String(repeating: "0", count: exponentDigits - size.count)
      return part.whole + "." + digits + "e" + (exponent < 0 ? "-" : "+") + zeros + size
    }
    let width = numbers.map(\.count).max() ?? 0
    return numbers.map { String(repeating: " ", count: width - $0.count) + $0 }
  }

  private typealias Parts = (whole: String, fraction: String, exponent: Int?)

  /// The digits before and after the point, the last zeros left out.
  private static func positional<Scalar: TensorScalar>(_ scalar: Scalar) -> Parts {
    // Swift's description has the fewest digits that tell a number from its neighbours.
    let shortest = "\(scalar)"
    let isShort = !shortest.contains("e") && shortest.split(separator: ".")[1].count <= decimals
    return split(isShort ? shortest : String(format: "%.\(decimals)f", Double(scalar)))
  }

  private static func scientific<Scalar: TensorScalar>(_ scalar: Scalar) -> Parts {
    // As few digits as give the number back.
    for digits in 0...decimals {
      let text = String(format: "%.\(digits)e", Double(scalar))
      guard digits == decimals || Scalar(text) == scalar else { continue }
      let sides = text.split(separator: "e")
      let (whole, fraction, _) = split(String(sides[0]))
      return (whole, fraction, Int(sides[1]) ?? 0)
    }
    return ("", "", nil)
  }

  private static func split(_ text: String) -> Parts {
    let sides = text.split(separator: ".")
    var fraction = sides.count == 2 ? String(sides[1]) : ""
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return (String(sides[0]), fraction, nil)
  }
}
