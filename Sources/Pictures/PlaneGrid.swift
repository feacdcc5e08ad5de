import Tensors

/// A part of the plane, cut into equal cells whose centres a function is evaluated at.
///
///     let grid = PlaneGrid(x: -3...3, y: -3...3)
///     let labels = classifier.predict(grid.tensor(Float.self))
///     DecisionRegions("k = 5", grid, labels: labels, points: Point.rows(of: x), pointLabels: y)
public struct PlaneGrid: Sendable, Equatable {
  /// The horizontal extent.
  public let x: ClosedRange<Double>

  /// The vertical extent.
  public let y: ClosedRange<Double>

  /// The number of cells side by side.
  public let columns: Int

  /// The number of cells one above the other.
  public let rows: Int

  /// Creates a grid over a rectangle.
  ///
  /// - Precondition: neither range is empty, and there is at least one column and row.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, columns: Int = 160, rows: Int = 160
  ) {
    precondition(
      x.lowerBound < x.upperBound && y.lowerBound < y.upperBound && columns > 0 && rows > 0,
      "PlaneGrid: \(columns) x \(rows) cells over \(x) x \(y) are no grid")
    self.x = x
    self.y = y
    self.columns = columns
    self.rows = rows
  }

  /// The number of cells.
  public var count: Int { columns * rows }

  /// The centre of cell `i`, counted row by row from the lower left.
  public func point(_ i: Int) -> Point {
    let width = (x.upperBound - x.lowerBound) / Double(columns)
    let height = (y.upperBound - y.lowerBound) / Double(rows)
    return Point(
      x.lowerBound + (Double(i % columns) + 0.5) * width,
      y.lowerBound + (Double(i / columns) + 0.5) * height)
  }

  /// The centres of all cells, shape `[count, 2]`: what a classifier is asked about.
  public func tensor<Scalar: TensorScalar>(_ type: Scalar.Type) -> Tensor<Scalar> {
    let coordinates = (0..<count).flatMap { i in [point(i).x, point(i).y] }
    return Tensor<Double>(shape: [count, 2], scalars: coordinates).cast(to: type)
  }

  /// The value of a function at the centre of each cell.
  public func map<T>(_ function: (Double, Double) -> T) -> [T] {
    (0..<count).map { i in
      let p = point(i)
      return function(p.x, p.y)
    }
  }
}

extension Point {
  /// The rows of a tensor of shape `[N, 2]` as points.
  public static func rows<Scalar: TensorScalar>(of tensor: Tensor<Scalar>) -> [Point] {
    precondition(
      tensor.rank == 2 && tensor.shape[1] == 2,
      "Point.rows: expected shape [N, 2], got \(tensor.shape)")
    let values = tensor.cast(to: Double.self).scalars
    return (0..<tensor.shape[0]).map { Point(values[2 * $0], values[2 * $0 + 1]) }
  }
}
