import Foundation
import Tensors

/// Oriented gradients, drawn over the picture that they come from.
///
/// In each cell lies a star of strokes, one a direction, brighter where the edges that run that way are stronger; the
/// strongest of the picture is white. (An edge runs at right angles to its gradient.) The picture below is dimmed.
///
/// - Parameters:
///   - features: the histograms of the picture, cell by cell.
///   - picture: the picture, enlarged.
///   - cell: the side of a cell in pixels of the enlarged picture.
///   - orientations: the number of directions in a cell.
/// - Returns: a picture as large as the enlarged one.
public func edgeGlyphs(
  _ features: Tensor<Float>, over picture: Image, cell: Int, orientations: Int = 9
) -> Image {
  let columns = picture.width / cell
  let strongest = Double(max(features.max(), 1e-6))
  let directions = (0..<orientations).map { bin in
    let gradient = (Double(bin) + 0.5) * .pi / Double(orientations)
    return (x: -sin(gradient), y: cos(gradient))
  }
  let (halfLength, halfWidth) = (0.35 * Double(cell), 0.75)
  var image = picture
  for y in 0..<picture.height {
    for x in 0..<picture.width {
      // Seen from the middle of the cell.
      let right = Double(x % cell) + 0.5 - Double(cell) / 2
      let down = Double(y % cell) + 0.5 - Double(cell) / 2
      let first = (y / cell * columns + x / cell) * orientations
      var light = 0.0
      for (bin, direction) in directions.enumerated() {
        let along = right * direction.x + down * direction.y
        let beyond = max(abs(along) - halfLength, 0)
        let aside = right * direction.y - down * direction.x
        let distance = (beyond * beyond + aside * aside).squareRoot()
        let covered = min(max(halfWidth + 0.5 - distance, 0), 1)  // smooth at the rim
        light = max(light, covered * Double(features[first + bin]) / strongest)
      }
      image[x, y] = picture[x, y].mixed(with: .black, 0.6).mixed(with: .white, light)
    }
  }
  return image
}
