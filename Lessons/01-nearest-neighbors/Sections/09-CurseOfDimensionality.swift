import Notebooks
import Tensors

extension Chapter {
  /// Why neighbours are far away where there are many dimensions.
  mutating func curseOfDimensionality() {
    note.section("The curse of dimensionality")
    note.text(
      """
      A neighbour helps if it is near. To have a point every quarter of the side, a line takes 5 \
      points, a square 25, a cube 125. Our pictures live in \(train.pixelsPerImage) dimensions.
      """)
    let curse = note.code {
      CurseOfDimensionality(
        dimensions: [1, 2, 3, 10, 30, 100, 300, 1000, 3072],
        count: 1000, using: &random)
    }
    note.figure(
      "dimensions", curse.plot,
      caption:
        "Distance to the nearest of 1,000 random points, as a share of the mean distance to all.",
      see: """
        In few dimensions the nearest is much nearer than the rest. In thousands, all are equally \
        far away.
        """)
    note.finding(
      "The nearest point's share of the mean distance, in 2 and in 3,072 dimensions",
      measured: "\(percent(curse.nearest[1])) and \(percent(curse.nearest[8]))")
    note.finding(
      "Points to have one every quarter of a side, in 1, 2, 3, 10 and 100 dimensions",
      measured: [1, 2, 3, 10, 100].map { significant(CurseOfDimensionality.pointsToCover($0)) }
        .joined(separator: ", "))
    note.text(
      """
      Nearest neighbours work on pictures at all because pictures do not fill their space: they \
      lie on a thin, folded sheet within it. The next lessons learn to follow that sheet. Lesson 2 \
      begins by giving up the memory: of all pictures of a class it keeps a single one, a \
      template.
      """)
  }
}
