import Datasets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// The reader's own picture beside its nearest training pictures, and how they vote; nothing
  /// without a picture.
  ///
  /// - Parameters:
  ///   - picture: the reader's, in the size of the data set.
  ///   - votes: the classifier, and the neighbours of the test pictures for comparison.
  func readersPicture(_ picture: ReadersPicture?, _ votes: Votes) {
    guard let picture else { return }
    let found = votes.model.neighbors(of: picture.row(Float.self), count: k)
    let names = train.classNames
    let winner = names[votes.model.vote(found, k: k)[0]]
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
    let counts = names.indices.map { label in found[0].count { train.labels[$0] == label } }
    let order = names.indices.filter { counts[$0] > 0 }.sorted {
      (counts[$1], $0) < (counts[$0], $1)
    }
    note.finding(
      "How the \(k) nearest to your picture vote",
      measured: order.map { "\(names[$0]) \(counts[$0])" }.joined(separator: ", "))
    let nearest = (0..<votes.found.queryCount).map {
      votes.found.distances[$0 * votes.found.count]
    }.sorted()
    note.finding(
      "Distance from your picture to its nearest, beside the median of the test pictures",
      measured:
        "\(significant(found.distances[0])), beside \(significant(nearest[nearest.count / 2]))")
  }
}
