import Datasets
import NeuralNets
import Pictures

/// Test pictures with their nearest training pictures beside them: framed green where the class is the same, orange
/// where it is another.
func neighborSheet(
  _ test: LabeledImages, _ train: LabeledImages, _ neighbors: Neighbors, columns: Int
) -> ImageGrid {
  let rows = 0..<test.count
  let tiles = rows.flatMap { row -> [ImageGrid.Tile] in
    let asked = ImageGrid.Tile(
      test.image(at: row), caption: test.classNames[test.labels[row]], captionColor: .ink)
    let found = neighbors[row].prefix(columns).map { i in
      let isRight = train.labels[i] == test.labels[row]
      return ImageGrid.Tile(
        train.image(at: i), caption: train.classNames[train.labels[i]],
        frame: isRight ? .right : .wrong)
    }
    return [asked] + found
  }
  return ImageGrid(
    tiles: tiles, columns: columns + 1, enlargement: 2,
    columnLabels: ["asked"] + (1...columns).map { "nearest \($0)" })
}
