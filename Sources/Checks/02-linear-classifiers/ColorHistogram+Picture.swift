import Grading
import Pictures
import Tensors

/// 2.13: the colours of pictures.
let colorHistogramPicture = ExercisePicture<ColorHistogram>(
  "Eight pictures, and below each how much of every hue your histogram has found in it.",
  see: "Where a colour is in the picture makes no difference; how much of it there is does."
) { histogram, easel in
  let pictures = try easel.dataset(train: 8).train
  let (bins, width, height) = (16, 96, 64)
  let tensors = pictures.tensor(Double.self)
  let bars = try (0..<pictures.count).map { i -> Image in
    let channels = pictures.channels == 1 ? [0, 0, 0] : [0, 1, 2]
    let shares = try histogram(tensors.row(i).gathering(rows: channels), bins).scalars
    let largest = max(shares.max() ?? 1, 1e-9)
    var image = Image(width: width, height: height, fill: .white)
    for x in 0..<width {
      let bin = x * bins / width
      let top = max(1, Int((shares[bin] / largest * Double(height)).rounded()))
      let color = hueColor((Double(bin) + 0.5) / Double(bins))
      for y in 0..<height where height - y <= top { image[x, y] = color }
    }
    return image
  }
  let names = pictures.labels.map { pictures.classNames[$0] }
  let images = (0..<pictures.count).map {
    pictures.image(at: $0).enlarged(by: 96 / pictures.width)
  }
  return ImageGrid(
    images: images + bars, captions: names + names.map { _ in "" }, columns: pictures.count,
    enlargement: 1)
}

/// The full colour of a hue, 0 ..< 1.
private func hueColor(_ hue: Double) -> Color {
  func byte(_ shift: Double) -> UInt8 {
    let sixths = (hue + shift).truncatingRemainder(dividingBy: 1) * 6
    return UInt8((60 + 180 * min(max(abs(sixths - 3) - 1, 0), 1)).rounded())
  }
  return Color(red: byte(0), green: byte(2.0 / 3), blue: byte(1.0 / 3))
}
