import Notebooks
import Tensors

extension Chapter {
  /// What parts the two distances.
  mutating func l1OrL2() {
    note.section("L1 or L2?")
    note.text(
      """
      Turn the axes of the space of pictures, so that each new coordinate is a mixture of all \
      pixels. L2 does not notice, for the length of a vector does not depend on the axes. L1 does: \
      it is at home where a single coordinate *means* something, such as a person's age or income. \
      For a generic vector L2 is the natural choice.
      """)
    note.listing("init(", in: "Lessons/01-nearest-neighbors/RandomRotation.swift")
    let rotation = RotationTest(
      test[0..<min(100, test.count)], train[0..<min(1000, train.count)], using: &random)
    note.claim(
      "A random rotation of \(rotation.dimensions) coordinates leaves every L2 distance as it was",
      measured: "largest relative change \(significant(rotation.l2Change))",
      holds: rotation.l2Change < 1e-10)
    note.claim(
      "The same rotation gives some pictures another nearest neighbour in L1",
      measured: "\(rotation.movedInL1) of \(rotation.asked)", holds: rotation.movedInL1 > 0)
    note.text(
      """
      In the plane we see what the distance, and the number of neighbours, do to the borders:
      """)
    let clouds = PointClouds(each: 12, using: &random)
    note.figure(
      "regions", clouds.sheet(ks: [1, 3, 5] + ([1, 3, 5].contains(k) || k > 60 ? [] : [k])),
      caption: "What L1 (above) and L2 (below) make of five clouds of points, for several k.",
      see: """
        At k = 1 every stray point owns an island; more neighbours smooth the borders. Those of L1 \
        like to run level, upright or at 45 degrees.
        """)
  }
}
