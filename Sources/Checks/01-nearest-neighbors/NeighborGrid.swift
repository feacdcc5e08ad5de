import Datasets
import Grading
import Pictures
import Tensors

extension Easel {
  /// A few test pictures and two hundred training pictures, of 16 x 16 pixels.
  func neighborhood(asking count: Int) throws -> (test: PictureRows, train: PictureRows) {
    let data = try dataset(train: 200, test: count)
    return (PictureRows(data.test, side: 16), PictureRows(data.train, side: 16))
  }
}

/// For each test picture the nearest training pictures, by the distance of two.
func nearest(
  _ count: Int, of test: PictureRows, among train: PictureRows, by distance: L1Distance
) throws -> [[Int]] {
  let known = (0..<train.rows.rowCount).map { train.rows.row($0) }
  return try (0..<test.rows.rowCount).map { i in
    let asked = test.rows.row(i)
    return smallest(count, of: try known.map { try distance(asked, $0) })
  }
}

/// For each row of a matrix of distances the columns of its smallest entries.
func nearest(_ count: Int, by matrix: T) -> [[Int]] {
  (0..<matrix.rowCount).map { smallest(count, of: matrix.row($0).scalars) }
}

private func smallest(_ count: Int, of values: [Double]) -> [Int] {
  Array(values.indices.sorted { (values[$0], $0) < (values[$1], $1) }.prefix(count))
}

/// The test pictures, each with its neighbours beside it, in a row for each way to find them.
func neighborGrid(
  _ test: LabeledImages, _ train: LabeledImages, _ ways: [[[Int]]], rowLabels: [String] = []
) -> ImageGrid {
  let names = test.classNames
  let count = ways[0][0].count
  var tiles: [ImageGrid.Tile?] = []
  for i in 0..<test.count {
    for (way, neighbors) in ways.enumerated() {
      tiles.append(way == 0 ? .init(test.image(at: i), caption: names[test.labels[i]]) : nil)
      tiles += neighbors[i].map { j in
        .init(
          train.image(at: j), caption: names[train.labels[j]],
          frame: train.labels[j] == test.labels[i] ? .right : .wrong)
      }
    }
  }
  return ImageGrid(
    tiles: tiles, columns: count + 1, enlargement: 2,
    rowLabels: (0..<test.count).flatMap { _ in rowLabels },
    columnLabels: ["asked"] + (1...count).map { "nearest \($0)" })
}
