import Datasets
import Grading
import Pictures
import Tensors

/// 1.1: the nearest pictures by the L1 distance.
let l1DistancePicture = ExercisePicture<L1Distance>(
  "Test pictures with the training pictures that are nearest by your L1 distance.",
  see:
    "Green frames: the same class. What do the wrong ones have in common with the picture asked?"
) { distance, easel in
  let (test, train) = try easel.neighborhood(asking: 5)
  let order = try nearest(6, of: test, among: train) { try distance($0, $1) }
  return neighborGrid(test.pictures, train.pictures, [order], rowLabels: [])
}

/// 1.2: the nearest pictures by L2, with those by L1 above them.
let l2DistancesTwoLoopsPicture = ExercisePicture<Distances>(
  "The nearest training pictures by your L2 distance, below those by L1.",
  see: "L2 squares: it forgives many small differences and no large one. Which neighbours change?"
) { distances, easel in
  let (test, train) = try easel.neighborhood(asking: 3)
  let l1 = easel[l1Distance]
  let order = try nearest(6, of: test, among: train) { try l1($0, $1) }
  let matrix = try distances(test.rows, train.rows)
  return neighborGrid(
    test.pictures, train.pictures, [order, nearest(6, by: matrix)], rowLabels: ["L1", "L2"])
}

/// 1.3: all distances as a picture.
let l2DistancesOneLoopPicture = ExercisePicture<Distances>(
  "Your distances of 40 test pictures, a row each, from 120 training pictures, both sorted by class.",
  see: "Were distance meaning, dark squares would run down the diagonal."
) { distances, easel in
  let data = try easel.dataset(train: 120, test: 40)
  let (test, train) = (sorted(data.test), sorted(data.train))
  let matrix = try distances(
    PictureRows(test, side: 8).rows, PictureRows(train, side: 8).rows)
  return HeatMap(
    "", matrix, x: "training pictures, by class", y: "test pictures, by class",
    barLabel: "L2 distance", size: Size(720, 320))
}

/// 1.4: the nearest of a thousand pictures with all their pixels.
let l2DistancesNoLoopPicture = ExercisePicture<Distances>(
  "Test pictures and the nearest of a thousand training pictures, all pixels compared at once by your function.",
  see:
    "Green frames: the same class. Light and dark are in the right places even where the class is wrong."
) { distances, easel in
  let data = try easel.dataset(train: 1000, test: 6)
  let matrix = try distances(data.test.rows(Double.self), data.train.rows(Double.self))
  return neighborGrid(data.test, data.train, [nearest(6, by: matrix)], rowLabels: [])
}

extension Easel {
  /// A few test pictures and two hundred training pictures, of 16 x 16 pixels.
  fileprivate func neighborhood(
    asking count: Int
  ) throws -> (test: PictureRows, train: PictureRows) {
    let data = try dataset(train: 200, test: count)
    return (PictureRows(data.test, side: 16), PictureRows(data.train, side: 16))
  }
}

/// For each test picture the indices of the training pictures that are nearest by a distance of two.
private func nearest(
  _ count: Int, of test: PictureRows, among train: PictureRows,
  by distance: (Tensor<Double>, Tensor<Double>) throws -> Double
) rethrows -> [[Int]] {
  let known = (0..<train.rows.rowCount).map { train.rows.row($0) }
  return try (0..<test.rows.rowCount).map { i in
    let asked = test.rows.row(i)
    return smallest(count, of: try known.map { try distance(asked, $0) })
  }
}

/// For each row of a matrix of distances the columns of its smallest entries.
private func nearest(_ count: Int, by matrix: Tensor<Double>) -> [[Int]] {
  (0..<matrix.rowCount).map { smallest(count, of: matrix.row($0).scalars) }
}

private func smallest(_ count: Int, of values: [Double]) -> [Int] {
  let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
  return Array(order.prefix(count))
}

/// The test pictures on the left, each with its neighbours beside it, once for each way to find them.
private func neighborGrid(
  _ test: LabeledImages, _ train: LabeledImages, _ ways: [[[Int]]], rowLabels: [String]
) -> ImageGrid {
  let names = test.classNames
  let count = ways[0][0].count
  var tiles: [ImageGrid.Tile?] = []
  for i in 0..<test.count {
    for (way, neighbors) in ways.enumerated() {
      tiles.append(way == 0 ? .init(test.image(at: i), caption: names[test.labels[i]]) : nil)
      for j in neighbors[i] {
        let isRight = train.labels[j] == test.labels[i]
        tiles.append(
          .init(
            train.image(at: j), caption: names[train.labels[j]], frame: isRight ? .right : .wrong))
      }
    }
  }
  return ImageGrid(
    tiles: tiles, columns: count + 1, enlargement: 2,
    rowLabels: (0..<test.count).flatMap { _ in rowLabels },
    columnLabels: ["asked"] + (1...count).map { "nearest \($0)" })
}

/// The same pictures, class by class.
private func sorted(_ pictures: LabeledImages) -> LabeledImages {
  let labels = pictures.labels
  return pictures.selecting(labels.indices.sorted { (labels[$0], $0) < (labels[$1], $1) })
}
