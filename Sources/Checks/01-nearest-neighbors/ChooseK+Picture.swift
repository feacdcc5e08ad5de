import Grading
import NearestNeighbors
import Pictures

/// 1.7: the mean accuracy of each k, and the best.
let chooseKPicture = ExercisePicture<ChooseK>(
  "The mean accuracy of each k over five folds of 400 pictures, averaged by your function.",
  see: "The dashed line is the k that you choose. Is its lead larger than the ups and downs?"
) { choose, easel in
  let data = PictureRows(try easel.dataset(train: 400).train, side: 8)
  let ks = [1, 3, 5, 8, 10, 15, 20, 30, 50, 70, 100]
  let (best, means) = try choose(ks, try easel[kFoldSplit](400, 5)) { k, train, validation in
    let model = KNearestNeighbors(
      examples: data.rows.gathering(rows: train), labels: train.map { data.labels[$0] })
    let answers = model.predict(data.rows.gathering(rows: validation), k: k)
    let right = zip(answers, validation).count { $0 == data.labels[$1] }
    return Double(right) / Double(validation.count)
  }
  return Plot(
    x: .log("k, neighbours that vote", ticks: ks.map(Double.init)), y: "mean accuracy (%)",
    marks: [
      .line(ks, means.map { 100 * $0 }, marker: .circle),
      .verticalLine(at: best, label: "best: k = \(best)"),
    ])
}
