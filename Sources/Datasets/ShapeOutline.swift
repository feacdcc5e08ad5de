import Foundation

/// The outline of one of the ten shapes: closed polygons about the origin, of radius about 1, y downwards.
///
/// A point is inside if a ray from it crosses the polygons an odd number of times, so that a polygon within
/// another cuts a hole.
struct ShapeOutline {
  /// The corners of all polygons, one after the other.
  var points: [SIMD2<Float>] = []

  /// For each polygon, the index after its last corner.
  var ends: [Int] = []

  static let names = [
    "ring", "triangle", "square", "star", "heart", "moon", "cross", "arrow", "fish", "tree",
  ]

  /// The colour that a class has when nothing varies, as a hue in turns of the colour circle.
  static let hues: [Float] = [0.50, 0.40, 0.60, 0.15, 0.00, 0.70, 0.80, 0.90, 0.08, 0.30]

  /// The outline of class `label`.
  ///
  /// - Parameters:
  ///   - label: an index into `names`.
  ///   - trait: from -1 to 1, makes a member of the class unlike the others: a thinner ring, a plumper fish.
  init(_ label: Int, trait: Float) {
    switch label {
    case 0:
      addArc(radius: 1, count: 24)
      addArc(radius: 0.55 + 0.17 * trait, count: 18)
    case 1: add([[0, -1.05], [1, 0.75], [-1, 0.75]].map { $0 * [1 + 0.2 * trait, 1] })
    case 2:
      let side = 0.84 as Float
      add([[-side, -side], [side, -side], [side, side], [-side, side]])
    case 3: addStar(inner: 0.44 + 0.14 * trait)
    case 4: addHeart(height: 1 + 0.18 * trait)
    case 5: addMoon(thickness: 0.62 + 0.22 * trait)
    case 6: addCross(halfWidth: 0.34 + 0.12 * trait)
    case 7: addArrow(shaft: 0.28 + 0.12 * trait)
    case 8: addFish(height: 0.62 + 0.16 * trait)
    default: addTree(lower: 0.95 + 0.15 * trait)
    }
  }

  /// A disc, or an ellipse once it is stretched.
  init(discOfCorners count: Int) {
    addArc(radius: 1, count: count)
  }

  /// A single polygon.
  init(corners: [SIMD2<Float>]) {
    add(corners)
  }

  private mutating func add(_ corners: [SIMD2<Float>]) {
    points += corners
    ends.append(points.count)
  }

  private mutating func addArc(radius: Float, count: Int) {
    add(
      (0..<count).map { i in
        let angle = 2 * Float.pi * Float(i) / Float(count)
        return [radius * cos(angle), radius * sin(angle)]
      })
  }

  private mutating func addStar(inner: Float) {
    add(
      (0..<10).map { i in
        let angle = Float.pi * Float(i) / 5
        let radius = i % 2 == 0 ? 1.15 : inner * 1.15
        return [radius * sin(angle), -radius * cos(angle)]
      })
  }

  private mutating func addHeart(height: Float) {
    add(
      (0..<28).map { i in
        let t = 2 * Float.pi * Float(i) / 28
        let x = pow(sin(t), 3)
        let y = -(13 * cos(t) - 5 * cos(2 * t) - 2 * cos(3 * t) - cos(4 * t)) / 16
        return [x, y * height - 0.05]
      })
  }

  /// The part of a disc that another disc, further to the right, leaves.
  private mutating func addMoon(thickness: Float) {
    let tip = 1.15 as Float
    let outer = (0...16).map { i -> SIMD2<Float> in
      let angle = tip + (2 * Float.pi - 2 * tip) * Float(i) / 16
      return [cos(angle), sin(angle)]
    }
    // The inner edge is an ellipse's arc through both tips that leaves `thickness` in the middle.
    let depth = 1 + cos(tip) - thickness
    let inner = (1..<12).map { i -> SIMD2<Float> in
      let angle = Float.pi * Float(i) / 12
      return [cos(tip) - depth * sin(angle), -sin(tip) * cos(angle)]
    }
    add((outer + inner).map { $0 + [0.25, 0] })
  }

  private mutating func addCross(halfWidth w: Float) {
    add([
      [-w, -1], [w, -1], [w, -w], [1, -w], [1, w], [w, w],
      [w, 1], [-w, 1], [-w, w], [-1, w], [-1, -w], [-w, -w],
    ])
  }

  private mutating func addArrow(shaft w: Float) {
    add([[1.1, 0], [0.15, -0.9], [0.15, -w], [-1, -w], [-1, w], [0.15, w], [0.15, 0.9]])
  }

  private mutating func addFish(height: Float) {
    let body = (0...18).map { i -> SIMD2<Float> in
      let angle = -0.85 * Float.pi + 1.7 * Float.pi * Float(i) / 18
      return [0.25 + 0.85 * cos(angle), height * sin(angle)]
    }
    add(body + [[-1.1, 0.7], [-0.85, 0], [-1.1, -0.7]])
  }

  private mutating func addTree(lower: Float) {
    let half: [SIMD2<Float>] = [
      [0, -1.15], [0.5, -0.45], [0.25, -0.45], [0.75, 0.1], [0.4, 0.1], [lower, 0.7], [0.18, 0.7],
      [0.18, 1.1],
    ]
    add(half + half.dropFirst().reversed().map { [-$0.x, $0.y] })
  }
}
