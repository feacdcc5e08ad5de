import Tensors

/// A scale of colours for numbers from 0 to 1.
public struct ColorMap: Sendable, Equatable {
  private let anchors: [Color]

  /// Creates a map that passes through `anchors`, evenly spaced from 0 to 1.
  ///
  /// - Precondition: there are at least two anchors.
  public init(through anchors: [Color]) {
    precondition(anchors.count >= 2, "ColorMap: expected at least two colours")
    self.anchors = anchors
  }

  /// The colour for `fraction`; numbers outside 0...1 get the colour of the nearer end, NaN a light grey.
  public subscript(fraction: Double) -> Color {
    guard !fraction.isNaN else { return Color(gray: 200) }
    let position = min(max(fraction, 0), 1) * Double(anchors.count - 1)
    let left = min(Int(position), anchors.count - 2)
    return anchors[left].mixed(with: anchors[left + 1], position - Double(left))
  }

  /// The colour for `value` on a scale that runs over `range`.
  public func color(of value: Double, in range: ClosedRange<Double>) -> Color {
    let extent = range.upperBound - range.lowerBound
    return self[extent > 0 ? (value - range.lowerBound) / extent : 0.5]
  }

  /// The same colours, paler: 0 leaves them as they are, 1 gives white.
  public func lightened(_ fraction: Double) -> ColorMap {
    ColorMap(through: anchors.map { $0.lightened(fraction) })
  }

  /// From dark violet through green to yellow, brighter for larger numbers and readable by everyone.
  ///
  /// *Source:* Smith and van der Walt, 2015 (ten anchors of the original table).
  public static let viridis = ColorMap(
    through: [
      0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6ECE58, 0xB5DE2B,
      0xFDE725,
    ].map { Color(hex: $0) })

  /// From blue through white to red, for numbers on both sides of a middle.
  ///
  /// *Source:* Brewer's RdBu, reversed.
  public static let diverging = ColorMap(
    through: [
      0x053061, 0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xF4A582, 0xD6604D,
      0xB2182B, 0x67001F,
    ].map { Color(hex: $0) })

  /// From white to dark blue, for counts and shares: nothing there leaves the paper white.
  ///
  /// *Source:* Brewer's Blues.
  public static let blues = ColorMap(
    through: [
      0xFFFFFF, 0xDEEBF7, 0xC6DBEF, 0x9ECAE1, 0x6BAED6, 0x4292C6, 0x2171B5, 0x08519C, 0x08306B,
    ].map { Color(hex: $0) })

  /// From white to a light blue, for areas that other marks lie upon.
  public static let pale = ColorMap(through: [0xF9FBFD, 0xDCE9F3, 0xAECBE2].map { Color(hex: $0) })

  /// From black to white.
  public static let gray = ColorMap(through: [.black, .white])
}
