import Grading
import Pictures
import Tensors

/// 0.1: two pictures are arrays, so they can be added.
let addArraysPicture = ExercisePicture<AddArrays>(
  "Pictures are arrays too: your function has added these two, pixel by pixel.",
  see: "Both shapes show in the sum. It is brightest where both pictures are bright."
) { add, easel in
  let pictures = try easel.dataset(train: 12).train
  let halves = pictures.rows(Double.self) / 2
  let other = pictures.labels.firstIndex { $0 != pictures.labels[0] } ?? 1
  let sum = try add(halves.row(0), halves.row(other))
  let shape = [pictures.channels, pictures.height, pictures.width]
  return ImageGrid(
    images: [
      pictures.image(at: 0), pictures.image(at: other), Image(tensor: sum.reshaped(to: shape)),
    ],
    captions: ["half of a", "half of b", "a / 2 + b / 2"], columns: 3, enlargement: 4)
}
