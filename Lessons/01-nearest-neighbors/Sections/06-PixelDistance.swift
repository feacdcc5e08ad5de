import NearestNeighbors
import Notebooks
import Tensors

extension Chapter {
  /// What a distance between pixels is blind to.
  func pixelDistance(_ model: KNearestNeighbors<Float>) {
    note.section("Pixel distance is not meaning")
    note.text(
      """
      Here is a picture with three copies. Each copy was adjusted until all are equally far from \
      the original.
      """)
    let trio = EqualDistanceTrio(of: test[0..<1].tensor(Double.self).row(0))
    note.figure(
      "equal-distance", trio.sheet,
      caption:
        "Shifted by two pixels, dimmed, occluded: all at the same L2 distance from the original.",
      see: """
        One copy has lost the middle of what it shows, another has lost nothing. The distance \
        cannot tell.
        """)
    note.claim(
      "Three very different changes are equally far from the original, to a thousandth",
      measured: trio.distances.map { decimals($0, 4) }.joined(separator: ", "),
      holds: trio.spread < 1e-3)
    note.text(
      """
      How far must it be shifted to lie further off than a picture of something else? `trio` is \
      the original with its copies, and can shift it by any number of pixels:
      """)
    let (nearest, shift) = note.code {
      let label = test.labels[0]
      let others = train.labels.indices.filter { train.labels[$0] != label }
      let distances = Distance.l2.pairwise(
        from: test[0..<1].rows(Float.self),
        to: model.examples.gathering(rows: others))
      let nearest = Double(distances.min())
      let shift = (1...trio.width).first {
        trio.distance(shiftedBy: $0) > nearest
      }
      return (nearest, shift)
    }
    note.finding(
      "Shift this picture, and one of *another* class is nearer to it than its own copy",
      measured: shift.map { "from \($0) pixels on, at a distance of \(decimals(nearest, 0))" }
        ?? "never")
  }
}
