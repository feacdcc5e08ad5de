import Grading
import Pictures
import Tensors

/// 2.14: the edges of pictures.
let orientedGradientsPicture = ExercisePicture<OrientedGradients>(
  "Six pictures under your histograms: a stroke along each edge of a cell, brighter if stronger.",
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
