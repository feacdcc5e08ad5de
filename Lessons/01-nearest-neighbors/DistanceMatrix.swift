import Datasets
import Pictures
import Tensors

/// Distances as a picture, test pictures down and training pictures across, both sorted by class, with a gap between classes.
///
/// - Parameters:
///   - distances: shape (tests, trainings).
///   - test: the test pictures, in the order of the rows.
///   - train: the training pictures, in the order of the columns.
/// - Returns: the picture.
func distanceMatrix(
  _ distances: Tensor<Double>, _ test: LabeledImages, _ train: LabeledImages
) -> HeatMap {
  let rows = ClassOrder(test, gap: 1)
  let columns = ClassOrder(train, gap: 4)
  let sorted = rows.pictures.flatMap { i in
    columns.pictures.map { j in
      if let i, let j { distances[i, j] } else { Double.nan }
    }
  }
  return HeatMap(
    "", Tensor(shape: [rows.pictures.count, columns.pictures.count], scalars: sorted),
    x: "training pictures", y: "test pictures", rowLabels: rows.names,
    columnLabels: columns.names, barLabel: "L2 distance", size: Size(760, 400))
}

/// Pictures in the order of their classes, with the name of each class at its middle.
private struct ClassOrder {
  /// The indices of the pictures, nil in the gaps between classes.
  private(set) var pictures: [Int?] = []

  /// For each picture and gap what to write beside it.
  private(set) var names: [String] = []

  init(_ images: LabeledImages, gap: Int) {
    for (label, name) in images.classNames.enumerated() {
      let members = images.indices(ofClass: label)
      guard !members.isEmpty else { continue }
      let space = pictures.isEmpty ? 0 : gap
      pictures += [Int?](repeating: nil, count: space) + members
      names += [String](repeating: "", count: space + members.count)
      names[names.count - (members.count + 1) / 2] = name
    }
  }
}
