/// A colour as the screen knows it: red, green and blue, a byte each (sRGB).
public struct Color: Sendable, Hashable {
  /// The amount of red, 0 to 255.
  public var red: UInt8

  /// The amount of green, 0 to 255.
  public var green: UInt8

  /// The amount of blue, 0 to 255.
  public var blue: UInt8

  /// Creates a colour from three bytes.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Creates a colour from its usual hexadecimal spelling, `0xRRGGBB`.
  public init(hex: UInt32) {
    self.init(
      red: UInt8(hex >> 16 & 255), green: UInt8(hex >> 8 & 255), blue: UInt8(hex & 255))
  }

  /// Creates a grey, 0 for black to 255 for white.
  public init(gray: UInt8) {
    self.init(red: gray, green: gray, blue: gray)
  }

  /// The colour that lies `fraction` of the way from this one to `other`, 0 to 1.
  public func mixed(with other: Color, _ fraction: Double) -> Color {
    let t = min(max(fraction.isNaN ? 0 : fraction, 0), 1)
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      let (from, to) = (Double(a), Double(b))
      return UInt8((from + (to - from) * t).rounded())
    }
    return Color(
      red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }

  /// A paler version for areas behind data: 0 leaves the colour as it is, 1 gives white.
  public func lightened(_ fraction: Double) -> Color { mixed(with: .white, fraction) }

  /// How bright the colour looks, 0 for black to 1 for white (relative luminance, as WCAG defines it).
  public var luminance: Double {
    0.2126 * linearLight(red) + 0.7152 * linearLight(green) + 0.0722 * linearLight(blue)
  }

  /// Black or white, whichever reads better as text on this colour.
  var contrastingText: Color { luminance > 0.36 ? .ink : .white }
}

private func linearLight(_ byte: UInt8) -> Double {
  // A cubic near the exact curve keeps the standard library the only need: error below 0.01.
  let s = Double(byte) / 255
  return s * (s * (s * 0.305306011 + 0.682171111) + 0.012522878)
}

// MARK: - Named colours

extension Color {
  /// White.
  public static let white = Color(hex: 0xFFFFFF)

  /// Black.
  public static let black = Color(hex: 0x000000)

  /// The dark grey of titles and of text on light ground.
  public static let ink = Color(hex: 0x1F2933)

  /// The middle grey of axes, tick labels and captions.
  public static let quiet = Color(hex: 0x52606D)

  /// The light grey of grid lines.
  public static let faint = Color(hex: 0xE4E7EB)

  /// What is right: a green that colour-blind readers tell from `wrong`.
  public static let right = Color(hex: 0x00896B)

  /// What is wrong: a vermilion that colour-blind readers tell from `right`.
  public static let wrong = Color(hex: 0xD1490C)

  /// Ten colours for series and classes, in order of use; readers who confuse red and green tell them apart.
  ///
  /// *Source:* the first seven are Okabe and Ito's (2008), a little darker where white ground asks for it.
  public static let palette: [Color] = [
    0x0072B2, 0xD55E00, 0x009E73, 0xB84A8C, 0xE69F00, 0x56B4E9, 0x4D4D4D, 0x7B3294, 0x8C6D31,
    0x7FBF3F,
  ].map { Color(hex: $0) }

  /// The colour of series or class number `index`; after ten the palette begins again.
  public static func series(_ index: Int) -> Color {
    palette[((index % palette.count) + palette.count) % palette.count]
  }
}
