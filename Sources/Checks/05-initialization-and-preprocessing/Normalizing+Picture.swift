import Grading
import Pictures

/// 5.2: the same cloud at two scales.
let normalizingPicture = ExercisePicture<Preparation>(
  "Points of two features with very different ranges, before and after your function.",
  see: "The cloud lies at the origin, as wide as high. It is still slanted: whitening changes that."
) { normalize, easel in
  let cloud = SlantedCloud(easel, stretch: 7)
  let result = try normalize(cloud.train, cloud.test)
  return PlotGrid(
    panels: [
      cloudPlot("as they are", cloud.train, cloud.test, reach: 45),
      cloudPlot("normalised", result.train, result.test, reach: 4),
    ], columns: 2, panelSize: Size(360, 380))
}
