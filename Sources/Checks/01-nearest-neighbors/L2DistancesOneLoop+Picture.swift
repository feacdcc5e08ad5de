import Datasets
import Grading
import Pictures

/// 1.3: all distances as a picture.
let l2DistancesOneLoopPicture = ExercisePicture<Distances>(
  "Your distances from 40 test pictures, one per row, to 120 training pictures, sorted by class.",
  see: "If a small distance meant the same class, dark squares would run down the diagonal."
) { distances, easel in
  let data = try easel.dataset(train: 120, test: 40)
  func rows(_ pictures: LabeledImages) -> T {
    let labels = pictures.labels
    let byClass = labels.indices.sorted { (labels[$0], $0) < (labels[$1], $1) }
    return PictureRows(pictures.selecting(byClass), side: 8).rows
  }
  return HeatMap(
    "", try distances(rows(data.test), rows(data.train)), x: "training pictures, by class",
    y: "test pictures, by class", barLabel: "L2 distance", size: Size(720, 320))
}
