import Foundation
import Grading
import Pictures
import Tensors

/// 5.1: what is left of pictures without their mean.
let centeringPicture = ExercisePicture<Preparation>(
  "Test pictures, and what is left of them when your function has taken away the mean training picture.",
  see: "Grey is 0. What all pictures share is gone; what makes each of them different stays."
) { center, easel in
  let data = try easel.dataset(train: 500, test: 8)
  let test = PictureRows(data.test, side: 32)
  let result = try center(PictureRows(data.train, side: 32).rows, test.rows)
  let centered = result.test.reshaped(to: [data.test.count] + test.shape)
  return ImageGrid(
    images: (0..<data.test.count).map { data.test.image(at: $0) }
      + Image.batch(centered, range: .fixed(-0.6...0.6)),
    columns: data.test.count, enlargement: 2, rowLabels: ["as they are", "centred"])
}

/// 5.2: the same cloud at two scales.
let normalizingPicture = ExercisePicture<Preparation>(
  "Points of two features with very different ranges, before and after your function.",
  see:
    "The cloud lies at the origin and is as wide as high. It is still slanted: that is for whitening to undo."
) { normalize, easel in
  let cloud = SlantedCloud(easel, stretch: 7)
  let result = try normalize(cloud.train, cloud.test)
  return PlotGrid(
    panels: [
      cloudPlot("as they are", cloud.train, cloud.test, reach: 45),
      cloudPlot("normalised", result.train, result.test, reach: 4),
    ], columns: 2, panelSize: Size(360, 380))
}

/// 5.3: the axes of a cloud.
let principalComponentsPicture = ExercisePicture<ComponentAnalysis>(
  "A slanted cloud with your components drawn as axes, each two standard deviations long, and its coordinates along them.",
  see:
    "The first axis runs where the cloud is longest. Seen along the axes, the cloud is slanted no more."
) { analyze, easel in
  let cloud = SlantedCloud(easel, stretch: 1)
  let result = try analyze(cloud.train, 2)
  let mean = cloud.train.mean(axis: 0).scalars
  let axes = (0..<2).map { k -> Mark in
    let length = 2 * max(result.variances.scalars[k], 0).squareRoot()
    let x = mean[0] + length * result.components[k, 0]
    let y = mean[1] + length * result.components[k, 1]
    return .arrow(from: Point(mean[0], mean[1]), to: Point(x, y), color: .wrong)
  }
  var before = cloudPlot("the cloud", cloud.train, nil, reach: 6)
  before.marks += axes
  let after = cloudPlot(
    "its coordinates", result.coordinates, nil, reach: 6, x: "first component",
    y: "second component")
  return PlotGrid(panels: [before, after], columns: 2, panelSize: Size(360, 380))
}

/// 5.4: a cloud made round.
let whiteningPicture = ExercisePicture<WhiteningPreparation>(
  "A slanted cloud before and after your whitening, both with the statistics of the training points.",
  see:
    "The cloud becomes round. The test points go through the same change, and end up nearly as round."
) { whiten, easel in
  let cloud = SlantedCloud(easel, stretch: 1)
  let result = try whiten(cloud.train, cloud.test, 1e-9)
  return PlotGrid(
    panels: [
      cloudPlot("as they are", cloud.train, cloud.test, reach: 6),
      cloudPlot(
        "whitened", result.train, result.test, reach: 4, x: "along the first direction",
        y: "along the second"),
    ], columns: 2, panelSize: Size(360, 380))
}

/// Training and test points of two features that go together.
private struct SlantedCloud {
  let train: Tensor<Double>
  let test: Tensor<Double>

  init(_ easel: Easel, stretch: Double) {
    var random = easel.random
    func points(_ count: Int) -> Tensor<Double> {
      let scalars = (0..<count).flatMap { _ -> [Double] in
        let (a, b) = (random.normal(), random.normal())
        return [stretch * (1.2 + 1.4 * a + 0.2 * b), -0.8 + 0.9 * a + 0.6 * b]
      }
      return Tensor(shape: [count, 2], scalars: scalars)
    }
    train = points(160)
    test = points(40)
  }
}

/// Training points, and test points if there are any, around the origin.
private func cloudPlot(
  _ title: String, _ train: Tensor<Double>, _ test: Tensor<Double>?, reach: Double,
  x: String = "first feature", y: String = "second feature"
) -> Plot {
  var marks: [Mark] = [.verticalLine(at: 0), .horizontalLine(at: 0)]
  for (points, name, color) in [(train, "training", 0), (test, "test", 1)] {
    guard let points else { continue }
    let rows = Point.rows(of: points)
    marks.append(
      .points(
        rows.map(\.x), rows.map(\.y), label: test == nil ? nil : name, color: .series(color),
        marker: .circle, size: 5))
  }
  return Plot(
    title, x: Axis(x, range: -reach...reach), y: Axis(y, range: -reach...reach), marks: marks,
    hasEqualUnits: true)
}
