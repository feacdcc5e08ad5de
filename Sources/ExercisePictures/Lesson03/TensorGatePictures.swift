import Grading
import Pictures
import Tensors

extension Lesson3 {
  /// 3.6: a picture found by following the gradient of the left factor.
  public static let matrixMultiplyGatePicture = ExercisePicture<TwoMatrixGate>(
    "Pictures found again from 288 weighted sums of their pixels each, by steps against the dx of your gate.",
    see: "It begins with grey. Each step asks your backward pass how the pixels should change."
  ) { gate, easel in
    let wanted = PictureRows(try easel.dataset(train: 4).train, side: 12).gray
    var random = easel.random
    let sums = Tensor<Double>(randomNormal: [144, 288], using: &random) / 12
    let target = try gate.forward(wanted, sums)
    var found = Tensor<Double>(repeating: wanted.mean(), shape: wanted.shape)
    var shown: [Tensor<Double>] = []
    for step in 0...24 {
      if [0, 2, 8, 24].contains(step) { shown.append(found) }
      let error = try gate.forward(found, sums) - target
      found -= 0.25 * (try gate.backward(error, found, sums).dx)
    }
    let rows = shown + [wanted]
    let images = rows.flatMap { row in
      (0..<4).map { i in
        Image(
          tensor: row.row(i).reshaped(to: [12, 12]), range: .fixed(wanted.min()...wanted.max()))
      }
    }
    return ImageGrid(
      images: images, columns: 4, enlargement: 8,
      rowLabels: ["start", "2 steps", "8 steps", "24 steps", "wanted"])
  }

  /// 3.7: a bias that many pictures pull at.
  public static let biasGatePicture = ExercisePicture<BiasGate>(
    "A bias as large as a picture, moved by steps against the db of your gate so that it comes close to many pictures at once.",
    see:
      "Each of them pulls, and the pulls add up: what comes out is their mean, a ghost of the class."
  ) { gate, easel in
    let pictures = try easel.dataset(train: 600).train
    let own = pictures.selecting(pictures.indices(ofClass: pictures.labels[0]))
    let rows = PictureRows(own, side: 24)
    var bias = Tensor<Double>(repeating: 0.5, shape: [rows.rows.rowSize])
    var images: [Image] = []
    for step in 0...20 {
      if [0, 2, 6, 20].contains(step) {
        images.append(Image(tensor: bias.reshaped(to: rows.shape), range: .fixed(0.1...0.6)))
      }
      let error = try gate.forward(-rows.rows, bias) / Double(own.count)
      bias -= 0.3 * (try gate.backward(error).db)
    }
    return ImageGrid(
      images: images, captions: ["start", "2 steps", "6 steps", "20 steps"], columns: 4,
      enlargement: 5)
  }

  /// 3.8: the Jacobian that nobody forms, formed after all.
  public static let softmaxGatePicture = ExercisePicture<SoftmaxGate>(
    "The Jacobian of the softmax of five scores: row j is your backward pass, asked about probability j alone.",
    see:
      "Each probability rises with its own score and falls with all others. Every row adds up to 0."
  ) { gate, _ in
    let scores: Tensor<Double> = [[2, 1, 0.5, -1, 1.5]]
    let p = try gate.forward(scores)
    var entries: [Double] = []
    for j in 0..<5 {
      var dout = Tensor<Double>(zeros: [1, 5])
      dout[0, j] = 1
      entries += try gate.backward(dout, p).scalars
    }
    let largest = entries.map { abs($0) }.max() ?? 1
    let names = zip(scores.scalars, p.scalars).map { score, share in
      "\(decimals(score, 1)): \(percent(share))"
    }
    return HeatMap(
      "", Tensor(shape: [5, 5], scalars: entries), x: "score", y: "probability",
      rowLabels: names, columnLabels: scores.scalars.map { decimals($0, 1) }, colorMap: .diverging,
      range: -largest...largest, showsValues: true, size: Size(520, 400))
  }

  /// 3.9: templates from gates.
  public static let affineGatePicture = ExercisePicture<AffineGate>(
    "Weight templates trained by gates alone: your affine gate, and the softmax gate behind it.",
    see:
      "Lesson 2 had one formula for the gradient of the weights. Here the chain rule has put it together."
  ) { gate, easel in
    let train = PictureRows(try easel.dataset(train: 1000).train, side: 12)
    let count = train.classNames.count
    let mean = train.rows.mean(axis: 0)
    let x = (train.rows - mean) * 4
    let softmax = easel[Lesson3.softmaxGate]
    var weights = Tensor<Double>(zeros: [x.rowSize, count])
    var bias = Tensor<Double>(zeros: [count])
    var random = easel.random
    for _ in 0..<120 {
      let batch = random.integers(100, below: train.labels.count)
      let asked = x.gathering(rows: batch)
      let p = try softmax.forward(try gate.forward(asked, weights, bias))
      var dp = Tensor<Double>(zeros: p.shape)
      for (i, n) in batch.enumerated() {
        let label = train.labels[n]
        dp[i, label] = -1 / (p[i, label] * Double(batch.count))
      }
      let gradients = try gate.backward(try softmax.backward(dp, p), asked, weights)
      weights -= 0.02 * gradients.dw + 0.004 * weights
      bias -= 0.02 * gradients.db
    }
    let shape = [count] + train.shape
    return ImageGrid(
      images: Image.batch(weights.transposed().reshaped(to: shape), range: .symmetric),
      captions: train.classNames, columns: (count + 1) / 2, enlargement: 9)
  }
}

extension PictureRows {
  /// The brightness of each pixel, shape `[N, side·side]`.
  var gray: Tensor<Double> {
    let plane = shape[1] * shape[2]
    return rows.reshaped(to: [rows.rowCount, shape[0], plane]).mean(axis: 1)
  }
}
