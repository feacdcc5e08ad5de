import Foundation
import Grading
import Pictures
import Tensors

/// 2.13: the colours of pictures.
let colorHistogramPicture = ExercisePicture<ColorHistogram>(
  "Eight pictures, and below each how much of every hue your histogram has found in it.",
  see: "Where a colour stands in the picture makes no difference; how much there is of it does."
) { histogram, easel in
  let pictures = try easel.dataset(train: 8).train
  let (bins, width, height) = (16, 96, 64)
  let tensors = pictures.tensor(Double.self)
  var bars: [Image] = []
  for i in 0..<pictures.count {
    let gray = pictures.channels == 1
    let own = tensors.row(i)
    let picture =
      gray
      ? Tensor(
        shape: [3] + own.shape.dropFirst(), scalars: own.scalars + own.scalars + own.scalars)
      : own
    let shares = try histogram(picture, bins).scalars
    let largest = max(shares.max() ?? 1, 1e-9)
    var image = Image(width: width, height: height, fill: .white)
    for x in 0..<width {
      let bin = x * bins / width
      let top = Int((shares[bin] / largest * Double(height)).rounded())
      let color = hueColor((Double(bin) + 0.5) / Double(bins))
      for y in 0..<height where height - y <= max(top, 1) { image[x, y] = color }
    }
    bars.append(image)
  }
  let names = pictures.labels.map { pictures.classNames[$0] }
  let images = (0..<pictures.count).map {
    pictures.image(at: $0).enlarged(by: 96 / pictures.width)
  }
  return ImageGrid(
    images: images + bars, captions: names + names.map { _ in "" }, columns: pictures.count,
    enlargement: 1)
}

/// 2.14: the edges of pictures.
let orientedGradientsPicture = ExercisePicture<OrientedGradients>(
  "Six pictures with your histograms over them: in each cell a stroke along every edge, brighter where it is stronger.",
  see: "The strokes run along the outlines. An even surface has none, whatever its colour."
) { gradients, easel in
  let pictures = try easel.dataset(train: 6).train
  let shape = [pictures.height, pictures.width]
  let glyphs = try (0..<pictures.count).map { i -> Image in
    let brightness = pictures.tensor(Double.self).row(i).mean(axis: 0).reshaped(to: shape)
    let features = try gradients(brightness, 4, 9)
    return edgeGlyphs(
      features.cast(to: Float.self).flattened(),
      over: pictures.image(at: i).enlarged(by: 5), cell: 20)
  }
  return ImageGrid(
    images: glyphs, captions: pictures.labels.map { pictures.classNames[$0] }, columns: 3,
    enlargement: 1)
}

/// The full colour of a hue, 0 ..< 1.
private func hueColor(_ hue: Double) -> Color {
  func part(_ shift: Double) -> Double {
    let t = ((hue + shift).truncatingRemainder(dividingBy: 1)) * 6
    return min(max(abs(t - 3) - 1, 0), 1)
  }
  func byte(_ share: Double) -> UInt8 { UInt8((60 + 180 * share).rounded()) }
  return Color(red: byte(part(0)), green: byte(part(2.0 / 3)), blue: byte(part(1.0 / 3)))
}
