import Pictures
import Tensors

extension LabeledImages {
  /// A sheet with the first pictures of each class, a row a class.
  ///
  /// - Parameters:
  ///   - perClass: how many pictures there are in a row.
  ///   - title: what to write above the sheet.
  /// - Returns: the sheet; a class with too few pictures leaves places empty.
  /// - Precondition: there is at least one class, and `perClass` is at least 1.
  public func sheet(perClass: Int = 10, title: String = "") -> ImageGrid {
    precondition(perClass > 0, "sheet: \(perClass) pictures a class")
    let tiles = classNames.indices.flatMap { label -> [ImageGrid.Tile?] in
      let shown = indices(ofClass: label).prefix(perClass).map { ImageGrid.Tile(image(at: $0)) }
      return shown + [ImageGrid.Tile?](repeating: nil, count: perClass - shown.count)
    }
    return ImageGrid(title, tiles: tiles, columns: perClass, rowLabels: classNames)
  }
}
