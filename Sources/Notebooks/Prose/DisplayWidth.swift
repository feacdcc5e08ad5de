extension Character {
  /// The number of terminal columns that the character takes: 0, 1 or 2.
  var displayWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if first.value < 0x300 { return first.value < 0x20 || first.value == 0x7F ? 0 : 1 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    if first.properties.isEmojiPresentation { return 2 }
    if unicodeScalars.dropFirst().contains(where: { $0.value == 0xFE0F }) { return 2 }
    return Self.wide.contains { $0.contains(first.value) } ? 2 : 1
  }

  /// East Asian wide and full-width forms.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
    0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}

extension StringProtocol {
  /// The number of terminal columns that the text takes on one line.
  var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

  /// The text with spaces after it (or before it) until it takes a number of columns.
  ///
  /// - Parameters:
  ///   - width: The columns to fill.
  ///   - alignsRight: Whether the spaces go before it.
  /// - Returns: The padded text.
  func padded(to width: Int, alignsRight: Bool = false) -> String {
    let space = String(repeating: " ", count: Swift.max(0, width - displayWidth))
    return alignsRight ? space + self : self + space
  }
}
