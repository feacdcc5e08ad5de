import Grading
import Pictures
import Tensors

/// 5.3: the axes of a cloud.
let principalComponentsPicture = ExercisePicture<ComponentAnalysis>(
  "A cloud with your components as axes, two standard deviations long, and its coordinates.",
  see: "The first axis runs where the cloud is longest. Seen along the axes, it is not slanted."
) { analyze, easel in
  let cloud = SlantedCloud(easel, stretch: 1)
  let result = try analyze(cloud.train, 2)
  let mean = cloud.train.mean(axis: 0)
  let axes = (0..<2).map { k -> Mark in
    let length = 2 * max(result.variances.scalars[k], 0).squareRoot()
    let end = mean + result.components.row(k) * length
    return .arrow(from: Point(mean[0], mean[1]), to: Point(end[0], end[1]), color: .wrong)
  }
  var before = cloudPlot("the cloud", cloud.train, nil, reach: 6)
  before.marks += axes
  let after = cloudPlot(
    "its coordinates", result.coordinates, nil, reach: 6, x: "first component",
    y: "second component")
  return PlotGrid(panels: [before, after], columns: 2, panelSize: Size(360, 380))
}
