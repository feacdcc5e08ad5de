/// A position on a page or in a plane: x to the right; y down on a page, up in a plane.
public struct Point: Sendable, Hashable {
  /// The horizontal coordinate.
  public var x: Double

  /// The vertical coordinate.
  public var y: Double

  /// Creates a point from its coordinates.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  var isFinite: Bool { x.isFinite && y.isFinite }

  static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
  static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }
  static func * (a: Point, s: Double) -> Point { Point(a.x * s, a.y * s) }
  var length: Double { (x * x + y * y).squareRoot() }
}

/// A width and a height in points.
public struct Size: Sendable, Hashable {
  /// The horizontal extent.
  public var width: Double

  /// The vertical extent.
  public var height: Double

  /// Creates a size from its extents.
  public init(_ width: Double, _ height: Double) {
    self.width = width
    self.height = height
  }
}

/// A rectangle on a page: y points down, so `top` is the smaller.
struct Rectangle: Hashable {
  var left: Double
  var top: Double
  var width: Double
  var height: Double

  init(left: Double, top: Double, width: Double, height: Double) {
    self.left = left
    self.top = top
    self.width = width
    self.height = height
  }

  init(left: Double, top: Double, right: Double, bottom: Double) {
    self.init(left: left, top: top, width: right - left, height: bottom - top)
  }

  var right: Double { left + width }
  var bottom: Double { top + height }
  var center: Point { Point(left + width / 2, top + height / 2) }

  func inset(by d: Double) -> Rectangle {
    Rectangle(left: left + d, top: top + d, width: width - 2 * d, height: height - 2 * d)
  }

  func contains(_ p: Point, margin: Double = 0) -> Bool {
    p.x >= left - margin && p.x <= right + margin && p.y >= top - margin && p.y <= bottom + margin
  }

  func intersects(_ other: Rectangle) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }
}
