import Datasets
import Pictures

/// A sheet of pictures: a row a class, ten of each.
func dataSheet(_ pictures: LabeledImages) -> ImageGrid {
  let classes = pictures.classNames.indices
  return ImageGrid(
    tiles: classes.flatMap { label -> [ImageGrid.Tile?] in
      let members = pictures.indices(ofClass: label).prefix(10)
      return (0..<10).map { column in
        column < members.count ? ImageGrid.Tile(pictures.image(at: members[column])) : nil
      }
    },
    columns: 10, rowLabels: pictures.classNames)
}
