import Grading
import Pictures

/// 5.4: a cloud made round.
let whiteningPicture = ExercisePicture<WhiteningPreparation>(
  "A slanted cloud before and after your whitening, with the training points' statistics.",
  see: "The cloud becomes round. The test points change in the same way, and end nearly as round."
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
