import Datasets
import NearestNeighbors
import Notebooks
import Tensors

extension Chapter {
  /// Two distances, worked out in three ways.
  func distances() {
    note.section("How far apart are two pictures?")
    note.text(
      """
      Add up how much their pixels differ, which is **L1**; or the squares of it, and take the \
      root, **L2**:
      """)
    note.formula(tex: #"d_1(a, b) = \sum_p |a_p - b_p|"#, plain: "d₁(a, b) = Σ |aₚ − bₚ|")
    note.formula(
      tex: #"d_2(a, b) = \sqrt{\textstyle\sum_p (a_p - b_p)^2}"#,
      plain: "d₂(a, b) = √ Σ (aₚ − bₚ)²")
    note.text(
      "The course asks for L2 three times over. First as it is said, with a loop over either set:")
    let loops = "Sources/NearestNeighbors/DistanceLoops.swift"
    note.listing("public static func twoLoops", in: loops)
    note.text(
      """
      Then with one loop, since subtraction is **broadcast** to all rows. And with none, since the \
      square can be expanded, and the middle term of all pairs is one product of matrices:
      """)
    note.formula(
      tex: #"|a - b|^2 = |a|^2 - 2\,a \cdot b + |b|^2"#, plain: "|a − b|² = |a|² − 2 a·b + |b|²")
    note.listing("public static func noLoop", in: loops)
  }

  /// The three ways timed and compared, and what the fastest costs in Float.
  func threeWays() {
    note.predict(
      "A picture is at distance 0 from itself. What will the version without a loop say, in Float?",
      answeredBy: "distance-to-itself")
    let asked = test[0..<min(sizes.asked, test.count)]
    let known = train[0..<500]
    let (a, b) = (asked.rows(Double.self) / 255, known.rows(Double.self) / 255)
    note.text(
      """
      Below, `a` holds \(asked.count) test pictures, a row each, and `b` 500 training pictures, \
      their numbers from 0 to 1. `timed` notes how long its work takes.
      """)
    let (two, one, none) = note.code {
      let two = timed { DistanceLoops.twoLoops(a, b) }
      let one = timed { DistanceLoops.oneLoop(a, b) }
      let none = timed { DistanceLoops.noLoop(a, b) }
      return (two, one, none)
    }
    let disagreement = [one, none].map { ($0.result / two.result - 1).absolute().max() }.max() ?? 0
    note.claim(
      "Two loops, one loop and no loop agree to a billionth in Double",
      measured: "largest relative difference \(significant(disagreement))",
      holds: disagreement < 1e-9)
    note.timing(
      "\(asked.count) x \(known.count) distances with two loops, one and none",
      measured: [two, one, none].map { duration($0.seconds) }.joined(separator: ", "))
    compareInFloat(asked, known)
    note.figure(
      "distances", distanceMatrix(255 * two.result, asked, known),
      caption: """
        Distances of \(asked.count) test pictures from \(known.count) training pictures, both \
        sorted by class.
        """,
      see: """
        Were distance meaning, dark squares would run down the diagonal. We see stripes: a bright \
        row is a test picture far from everything, a bright column such a training picture.
        """)
  }

  private func compareInFloat(_ asked: LabeledImages, _ known: LabeledImages) {
    let float = FloatExpansion(asked, known)
    note.finding(
      "In Float, on pixels from 0 to 255, the distance of a picture from itself",
      answering: "distance-to-itself",
      measured: "up to \(significant(float.toItself)); "
        + "others are off by up to \(significant(float.error))")
    note.text(
      """
      That is the price of speed. The squared lengths reach \
      \(decimals(Double(float.longest) / 1e6, 0)) million, and there a Float cannot tell apart \
      what differs by less than \(significant(Double(float.longest.ulp))): the expansion subtracts \
      large numbers to find a small one. So `KNearestNeighbors` lets the expansion only *propose*. \
      It works out how far off the product can be, and ranks by the definition whatever might be \
      among the nearest.
      """)
  }
}
