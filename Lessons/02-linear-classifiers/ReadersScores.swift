import Datasets
import Foundation
import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// The scores of the reader's own picture, each beside its template; nothing without a picture.
  ///
  /// - Parameters:
  ///   - picture: the reader's, in the size of the data set.
  ///   - runs: the trained classifiers; softmax with L2 is asked.
  func readersPicture(_ picture: ReadersPicture?, _ runs: [TemplateRun]) {
    guard let picture else { return }
    let classifier = runs[4].classifier
    // Centred as the pictures were that it learned from: shape [1, D].
    let x = (picture.row(Float.self) - pixels.mean) / 64
    let scores = classifier.scores(for: x).scalars.map { Double($0) }
    let order = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
    let templates = templateImages(classifier, like: pixels.train)
    let tiles =
      [ImageGrid.Tile(picture.image, caption: "yours", captionColor: .ink)]
      + order.map {
        ImageGrid.Tile(templates[$0], caption: "\(classNames[$0])\n\(decimals(scores[$0]))")
      }
    note.figure(
      "yours",
      ImageGrid(tiles: tiles, columns: tiles.count, enlargement: 2),
      caption: """
        Your picture, and the templates of softmax with L2 with the scores they give it, from the \
        highest to the lowest.
        """,
      see: """
        A score is high where the template is bright and your picture is too. Does the winner have \
        the shape of your picture, or only its colours?
        """)
    let best = scores.max() ?? 0
    let shares = order.map { exp(scores[$0] - best) }
    note.finding(
      "What softmax makes of your picture's scores",
      measured: zip(order, shares).prefix(3).map { label, share in
        "\(classNames[label]) \(percent(share / shares.reduce(0, +)))"
      }.joined(separator: ", "))
  }
}
