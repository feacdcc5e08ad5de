import Grading
import Pictures

/// 5.1: what is left of pictures without their mean.
let centeringPicture = ExercisePicture<Preparation>(
  "Test pictures, and what is left when your function has subtracted the mean training picture.",
  see: "Grey is 0. What all pictures share is gone; what makes each of them different stays."
) { center, easel in
  let data = try easel.dataset(train: 500, test: 8)
  let test = PictureRows(data.test, side: 32)
  let result = try center(PictureRows(data.train, side: 32).rows, test.rows)
  let centered = result.test.reshaped(to: [data.test.count] + test.shape)
  return ImageGrid(
    images: (0..<data.test.count).map { data.test.image(at: $0) }
      + Image.batch(centered, range: .fixed(-0.6...0.6)),
    columns: data.test.count, enlargement: 2, rowLabels: ["as they are", "centred"])
}
