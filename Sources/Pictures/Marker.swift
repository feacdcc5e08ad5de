import Foundation

/// The shape of a point in a plot.
public enum Marker: Sendable, CaseIterable {
  /// A disc.
  case circle

  /// A square.
  case square

  /// A triangle that points up.
  case triangle

  /// A square on its corner.
  case diamond

  /// A triangle that points down.
  case wedge

  /// A star with five points.
  case star

  /// The shape for series number `index`.
  static func series(_ index: Int) -> Marker { allCases[index % allCases.count] }

  /// The corners around the origin, for a shape that looks as large as a disc of radius 1; none for the disc.
  var corners: [Point] {
    func around(_ count: Int, _ radius: Double, from turn: Double) -> [Point] {
      (0..<count).map { i in
        let angle = (turn + Double(i) / Double(count)) * 2 * Double.pi
        return Point(radius * cos(angle), radius * sin(angle))
      }
    }
    switch self {
    case .circle: return []
    case .square: return around(4, 1.27, from: 0.125)
    case .diamond: return around(4, 1.27, from: 0)
    case .triangle: return around(3, 1.38, from: -0.25)
    case .wedge: return around(3, 1.38, from: 0.25)
    case .star:
      let outer = around(5, 1.6, from: -0.25)
      let inner = around(5, 0.7, from: -0.15)
      return zip(outer, inner).flatMap { [$0, $1] }
    }
  }
}

extension Canvas {
  /// Draws a point with a thin white edge, so that neighbours stay apart.
  func marker(
    _ shape: Marker, at center: Point, size: Double, _ color: Color, opacity: Double = 1,
    edge: Color? = .white
  ) {
    let radius = size / 2
    if shape == .circle {
      if let edge { fillCircle(at: center, radius: radius + 0.75, edge, opacity: opacity) }
      fillCircle(at: center, radius: radius, color, opacity: opacity)
    } else {
      let corners = shape.corners.map { center + $0 * radius }
      if let edge { polyline(corners, edge, width: 1.5, opacity: opacity, closed: true) }
      fillPolygon(corners, color, opacity: opacity)
    }
  }
}
