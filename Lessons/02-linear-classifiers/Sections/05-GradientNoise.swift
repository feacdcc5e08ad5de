import GradientChecks
import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// How good the gradient of a mini-batch is.
  mutating func gradientNoise() {
    note.section("A little of the data at a time")
    note.text(
      """
      The gradient over all \(pixels.train.count) pictures is a mean, and a mean can be estimated from a \
      sample: a **mini-batch**. Cut the data into batches: the mean of their gradients is the full one.
      """)
    let meanError = note.code {
      let few = pixels.first(512)
      let classifier = LinearClassifier<Double>(
        inputCount: pixels.pixelCount, classCount: classCount, loss: .softmax,
        using: &random)
      func gradient(_ rows: Range<Int>) -> Tensor<Double> {
        classifier.lossAndGradients(
          on: few.x[rows: rows], labels: Array(few.labels[rows])
        ).gradients.weights
      }
      let size = 50
      let batches = few.labels.count / size
      let full = gradient(0..<batches * size)
      var mean = Tensor<Double>(zeros: full.shape)
      for batch in 0..<batches {
        mean += gradient(batch * size..<(batch + 1) * size)
      }
      return (mean / Double(batches) - full).norm() / full.norm()
    }
    note.claim(
      "The mean of all mini-batch gradients is the full gradient",
      measured: "relative difference \(scientific(meanError))", holds: meanError < 1e-12)
    note.predict(
      "A batch four times as large costs four times as much. How much nearer is its gradient to the truth?",
      answeredBy: "batch-noise")
    let count = min(2000, pixels.train.count)
    let (x, labels) = (pixels.x[rows: 0..<count], Array(pixels.train.labels[0..<count]))
    note.text(
      """
      We measure it before and after training, on \(count) pictures, `x` with their `labels`, and with \
      \(steps) `steps` as a unit. From here on a classifier is trained by this function. Its `Plan` says for \
      how many steps, at which rate, with which regulariser, and in batches of how many examples (200 \
      unless it says otherwise); what a step does is the subject of the next section.
      """)
    note.listing("func trained", in: "Lessons/02-linear-classifiers/Pixels.swift")
    let (early, late) = note.code {
      let plan = Plan(steps: 2 * steps, learningRate: 0.01)
      let (after, _) = trained(
        .softmax, on: x, labels: labels, classCount: classCount, plan: plan,
        seed: seed)
      var before = after
      before.weights = Tensor(zeros: after.weights.shape)
      return (
        GradientNoise(
          of: before, on: x, labels: labels, trials: 30, using: &random),
        GradientNoise(
          of: after, on: x, labels: labels, trials: 30, using: &random)
      )
    }
    let sizes = GradientNoise.batchSizes
    note.figure(
      "gradient-noise",
      Plot(
        "What a mini-batch knows of the full gradient", x: .log("examples in the batch, B"),
        y: .log("error, relative to the full gradient"),
        marks: [
          .line(sizes, early.errors, label: "before training", marker: .circle),
          .line(sizes, late.errors, label: "after training", marker: .circle),
          .horizontalLine(at: 1, label: "as large as the gradient"),
        ]),
      caption: "Distance of a mini-batch gradient from the full one, over the size of the batch.",
      see: """
        Two straight lines, both falling by half for four times the examples. Above the dashed line a \
        batch says more noise than truth, and small batches do so from the start. The line after training \
        lies higher: the full gradient is small by then, and the batches still disagree.
        """)
    note.claim(
      "The error falls as 1/√B: slope −0.5 on logarithmic scales",
      answering: "batch-noise",
      measured: "\(decimals(early.slope)) before training, \(decimals(late.slope)) after",
      holds: abs(early.slope + 0.5) < 0.1 && abs(late.slope + 0.5) < 0.1)
    note.table(
      ["examples in the batch", "before training", "after training"],
      sizes.indices.map {
        ["\(sizes[$0])", "\(decimals(early.angles[$0], 0))°", "\(decimals(late.angles[$0], 0))°"]
      },
      caption:
        "Mean angle between a mini-batch gradient and the full one; 90° would know nothing of it.")
    note.claim(
      "Late in training a batch of 64 or 256 points further away from the full gradient than early",
      measured: sizes.indices.suffix(2).map {
        "\(sizes[$0]): \(decimals(early.angles[$0], 0))° before, \(decimals(late.angles[$0], 0))° after"
      }.joined(separator: "; "),
      holds: sizes.indices.suffix(2).allSatisfy { early.angles[$0] < late.angles[$0] })
    timeBatches()
  }

  /// What an example costs in batches of several sizes; shown in the terminal only.
  private func timeBatches() {
    let classifier = LinearClassifier<Float>(
      weights: Tensor(zeros: [pixels.pixelCount, classNames.count]),
      bias: Tensor(zeros: [classNames.count]), loss: .softmax)
    let clock = ContinuousClock()
    let costs = [1, 8, 64, 100, 128, 512].filter { $0 <= pixels.train.count }.map { size in
      let x = pixels.x[rows: 0..<size]
      let labels = Array(pixels.train.labels[0..<size])
      let repeats = max(3, 512 / size)
      let time = clock.measure {
        for _ in 0..<repeats { _ = classifier.lossAndGradients(on: x, labels: labels) }
      }
      let microseconds = time / .microseconds(repeats * size)
      return "\(size): \(decimals(microseconds, 1))"
    }
    note.timing(
      "Loss and gradient, microseconds an example, by batch size",
      measured: costs.joined(separator: ", "))
  }
}
