import Datasets
import Notebooks
import Pictures
import Tensors

/// A picture and three copies of it, shifted, dimmed and occluded, all at the same L2 distance from it.
struct EqualDistanceTrio {
  let original: Tensor<Double>  // (C, H, W)
  let shifted: Tensor<Double>
  let dimmed: Tensor<Double>
  let occluded: Tensor<Double>

  /// Makes the three copies: the shift sets the distance, the light and the occluder are adjusted to it.
  init(of picture: Tensor<Double>) {
    original = picture
    let (height, width) = (picture.shape[1], picture.shape[2])
    shifted = Self.moved(picture, right: 2, down: 1)
    let distance = (shifted - picture).norm()

    // Dimming scales every pixel by the same factor: |x - sx| = (1 - s)|x|. A picture too dark for that is lit up instead.
    let change = distance / picture.norm()
    dimmed = picture * (change < 1 ? 1 - change : 1 + change)

    // The smallest black square in the middle that takes away enough, as opaque as it needs to be.
    var hidden = picture
    var side = 1
    repeat {
      side += 1
      hidden = Self.covered(picture, side: side)
    } while (hidden - picture).norm() < distance && side < min(height, width)
    let removed = (hidden - picture).norm()
    occluded = removed > 0 ? picture + (hidden - picture) * (distance / removed) : hidden
  }

  /// The L2 distances of the three copies from the original.
  var distances: [Double] { [shifted, dimmed, occluded].map { ($0 - original).norm() } }

  /// The width of the picture, in pixels.
  var width: Int { original.shape[2] }

  /// The L2 distance of the picture from a copy of it that is moved to the right.
  func distance(shiftedBy pixels: Int) -> Double {
    (Self.moved(original, right: pixels, down: 0) - original).norm()
  }

  /// Moved by whole pixels; what comes in at the edge repeats it.
  private static func moved(_ picture: Tensor<Double>, right: Int, down: Int) -> Tensor<Double> {
    var result = picture
    let (height, width) = (picture.shape[1], picture.shape[2])
    for c in 0..<picture.shape[0] {
      for y in 0..<height {
        for x in 0..<width {
          result[c, y, x] = picture[c, max(0, y - down), max(0, x - right)]
        }
      }
    }
    return result
  }

  private static func covered(_ picture: Tensor<Double>, side: Int) -> Tensor<Double> {
    var result = picture
    let top = (picture.shape[1] - side) / 2
    let left = (picture.shape[2] - side) / 2
    for c in 0..<picture.shape[0] {
      for y in top..<top + side {
        for x in left..<left + side { result[c, y, x] = 0 }
      }
    }
    return result
  }

  /// How much two of the three distances differ.
  var spread: Double { (distances.max() ?? 0) - (distances.min() ?? 0) }

  var sheet: ImageGrid {
    let captions = ["shifted", "dimmed", "occluded"]
    let copies = zip(captions, zip([shifted, dimmed, occluded], distances)).map {
      ImageGrid.Tile(
        Image(tensor: $1.0), caption: "\($0)\n\(decimals($1.1, 3))", captionColor: .ink)
    }
    return ImageGrid(
      tiles: [
        ImageGrid.Tile(Image(tensor: original), caption: "original\n0", captionColor: .ink)
      ] + copies, columns: 4, enlargement: 4, spacing: 12)
  }
}
