import Datasets
import NearestNeighbors
import Notebooks
import Pictures
import Tensors

/// Shows the reader's own picture beside its nearest training pictures, and how they vote.
///
/// - Parameters:
///   - picture: the reader's, in the size of the data set.
///   - model: remembers the training pictures.
///   - train: the same pictures, to be shown.
///   - k: how many of them vote.
///   - tests: the neighbours of the test pictures, for comparison.
///   - note: where it is told.
func showNeighbors(
  of picture: ReadersPicture, in model: KNearestNeighbors<Float>, _ train: LabeledImages, k: Int,
  besides tests: Neighbors, note: Notebook
) {
  let found = model.neighbors(of: picture.row(Float.self), count: k)
  let names = train.classNames
  let winner = names[model.vote(found, k: k)[0]]
  let shown = found[0].prefix(8)
  let tiles =
    [ImageGrid.Tile(picture.image, caption: "vote: \(winner)", captionColor: .ink)]
    + shown.map { ImageGrid.Tile(train.image(at: $0), caption: names[train.labels[$0]]) }
  note.figure(
    "yours",
    ImageGrid(
      tiles: tiles, columns: tiles.count, enlargement: 2,
      columnLabels: ["yours"] + shown.indices.map { "nearest \($0 + 1)" }),
    caption: "Your picture, as the classifier sees it, and the training pictures nearest to it.",
    see: """
      The classifier has no answer but its classes: a picture of something else gets one of them \
      all the same. What do the neighbours share with yours: the thing, or its colours and places?
      """)
  let votes = names.indices.map { label in found[0].count { train.labels[$0] == label } }
  let order = names.indices.filter { votes[$0] > 0 }.sorted {
    (votes[$1], $0) < (votes[$0], $1)
  }
  note.finding(
    "How the \(k) nearest to your picture vote",
    measured: order.map { "\(names[$0]) \(votes[$0])" }.joined(separator: ", "))
  let nearest = (0..<tests.queryCount).map { tests.distances[$0 * tests.count] }.sorted()
  note.finding(
    "Distance from your picture to its nearest, beside the median of the test pictures",
    measured: "\(brief(found.distances[0])), beside \(brief(nearest[nearest.count / 2]))")
}
