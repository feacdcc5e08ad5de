import Grading
import Pictures
import Tensors

/// 2.4: templates that the learner's gradient has found.
let svmGradientPicture = ExercisePicture<ClassifierLossGradient>(
  "The templates of a linear SVM, trained with your gradient.",
  see: "Grey is a weight of 0. Find outlines and colours: what does each class look for?",
  section: "What the classifier has learned"
) { gradient, easel in
  try templates(easel, loops: true, rate: 0.02) { w, x, labels in
    (0, try gradient(w, x, labels, 0.01))
  }
}

/// 2.5: the same, fast enough for all pixels.
let svmLossVectorizedPicture = ExercisePicture<ClassifierLossAndGradient>(
  "The templates of a linear SVM, trained on pictures with your loss and gradient.",
  see:
    "Without loops there is time for more pictures, pixels and steps, and the outlines get clearer."
) { lossAndGradient, easel in
  try templates(easel, loops: false, rate: 0.002) { w, x, labels in
    try lossAndGradient(w, x, labels, 0.5)
  }
}

/// 2.7: the templates of softmax.
let softmaxGradientPicture = ExercisePicture<ClassifierLossGradient>(
  "The templates of a softmax classifier, trained with your gradient.",
  see:
    "Grey is a weight of 0. Each class pulls its own template towards its pictures and all others away."
) { gradient, easel in
  try templates(easel, loops: true, rate: 0.1) { w, x, labels in
    (0, try gradient(w, x, labels, 0.01))
  }
}

/// 2.8: the same, fast enough for all pixels.
let softmaxLossVectorizedPicture = ExercisePicture<ClassifierLossAndGradient>(
  "The templates of a softmax classifier, trained on pictures with your loss and gradient.",
  see:
    "Without loops there is time for more pictures, pixels and steps, and the outlines get clearer."
) { lossAndGradient, easel in
  try templates(easel, loops: false, rate: 0.01) { w, x, labels in
    try lossAndGradient(w, x, labels, 0.1)
  }
}

/// Trains a linear classifier by 2.12 and draws a template a class.
///
/// - Parameters:
///   - easel: where pictures and the loop come from.
///   - loops: whether the answer goes through all pixels one by one, so that there must be few.
///   - rate: the learning rate.
///   - lossAndGradient: takes weights, pictures and labels.
/// - Returns: the templates with the names of their classes.
/// - Throws: what the answers throw, and `DatasetError` if the pictures are not there.
private func templates(
  _ easel: Easel, loops: Bool, rate: Double,
  _ lossAndGradient:
    @escaping (Tensor<Double>, Tensor<Double>, [Int]) throws -> (
      loss: Double, gradient: Tensor<Double>
    )
) throws -> ImageGrid {
  let count = loops ? 400 : 2000
  let train = PictureRows(try easel.dataset(train: count).train, side: loops ? 10 : 16)
  let (labels, names) = (train.labels, train.classNames)
  let mean = train.rows.mean(axis: 0)
  let x = (train.rows - mean) * 4
  var random = easel.random
  let (weights, _) = try easel[gradientDescent](
    Tensor(zeros: [x.rowSize, names.count]), loops ? 40 : 100, loops ? 4 : 15, rate,
    { random.permutation(of: count) },
    { w, batch in
      try lossAndGradient(w, x.gathering(rows: batch), batch.map { labels[$0] })
    })
  let images = Image.batch(
    weights.transposed().reshaped(to: [names.count] + train.shape), range: .symmetric)
  return ImageGrid(
    images: images, captions: names, columns: (names.count + 1) / 2, enlargement: loops ? 10 : 7)
}
