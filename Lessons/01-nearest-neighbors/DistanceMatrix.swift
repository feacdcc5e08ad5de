import Datasets
import Pictures
import Tensors

/// Distances as a picture, test pictures down and training pictures across, both sorted by class.
///
/// - Parameters:
///   - distances: shape (tests, trainings).
///   - test: the test pictures, in the order of the rows.
///   - train: the training pictures, in the order of the columns.
/// - Returns: the picture.
func distanceMatrix(
  _ distances: Tensor<Double>, _ test: LabeledImages, _ train: LabeledImages
) -> HeatMap {
  let rows = test.classNames.indices.flatMap { test.indices(ofClass: $0) }
  let columns = test.classNames.indices.flatMap { train.indices(ofClass: $0) }
  let sorted = rows.flatMap { i in columns.map { j in distances[i, j] } }
  return HeatMap(
    "", Tensor(shape: [rows.count, columns.count], scalars: sorted),
    x: "training pictures, by class", y: "test pictures, by class", barLabel: "L2 distance",
    size: Size(700, 300))
}
