/// Anything that can be shown: an image, a plot, a grid of images, a diagram.
public protocol Picture: Sendable {
  /// Draws the picture.
  func image() -> Image

  /// How many pixels of `image()` make one point on the page, along a side.
  ///
  /// Plots are drawn with 2 and meant to be shown at half their size in pixels, so that lines and
  /// letters are crisp on every screen.
  var pixelsPerPoint: Int { get }
}

extension Picture {
  /// One pixel a point, unless the picture says otherwise.
  public var pixelsPerPoint: Int { 1 }
}

extension Image: Picture {
  /// The image itself.
  public func image() -> Image { self }
}
