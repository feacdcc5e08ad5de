import Datasets
import NearestNeighbors
import Pictures

/// Some test pictures with their nearest training pictures beside them: the first four that the vote gets right, and the
/// first four that it gets wrong.
///
/// A test picture is framed green where the vote is right, orange where it is wrong; a training picture green where it is of
/// the class asked for, orange where it is of another.
func neighborSheet(
  _ test: LabeledImages, _ train: LabeledImages, _ neighbors: Neighbors, votes: [Int],
  columns: Int
) -> ImageGrid {
  let names = test.classNames
  let right = votes.indices.filter { votes[$0] == test.labels[$0] }
  let wrong = votes.indices.filter { votes[$0] != test.labels[$0] }
  let tiles = (right.prefix(4) + wrong.prefix(4)).flatMap { row -> [ImageGrid.Tile] in
    let (truth, vote) = (test.labels[row], votes[row])
    let asked = ImageGrid.Tile(
      test.image(at: row),
      caption: names[truth] + (vote == truth ? "" : "\nvote: \(names[vote])"),
      captionColor: .ink, frame: vote == truth ? .right : .wrong)
    let found = neighbors[row].prefix(columns).map { i in
      ImageGrid.Tile(
        train.image(at: i), caption: names[train.labels[i]],
        frame: train.labels[i] == truth ? .right : .wrong)
    }
    return [asked] + found
  }
  return ImageGrid(
    tiles: tiles, columns: columns + 1, enlargement: 2,
    columnLabels: ["asked"] + (1...columns).map { "nearest \($0)" })
}
