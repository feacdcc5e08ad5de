import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// The gradient in two ways, which must agree.
  mutating func gradients() {
    note.section("Which way is down? The gradient, twice")
    note.text(
      """
      The loss is a landscape over the weights, and we stand somewhere in it, blindfolded. The slope can \
      be *felt*: nudge a weight by $h$, see what the loss does. Slow and approximate, and hard to get \
      wrong. Or it can be *derived*: exact and fast, and easy to get wrong. So we derive it, and feel \
      whether it is right: a **gradient check**.
      """)
    note.formula(
      tex: #"\frac{\partial L}{\partial w} \approx \frac{L(w + h) - L(w - h)}{2h}"#,
      plain: "∂L/∂w ≈ (L(w + h) − L(w − h)) / 2h")
    note.text("This is the whole derivative of the hinge loss, as it runs in this lesson:")
    note.listing(
      "public static func evaluate", in: "Sources/NeuralNets/Losses/HingeLoss.swift")
    note.text("We check on twenty pictures, of which we keep every so many pixels, thirty in all:")
    let (few, x, w, bias) = note.code {
      let count = pixels.pixelCount
      let columns = stride(from: 0, to: count, by: count / 30).prefix(30)
      let few = pixels.first(20)
      let x = few.x.transposed().gathering(rows: Array(columns)).transposed()
      let w = Tensor<Double>(
        randomNormal: [30, classCount], standardDeviation: 0.1, using: &random)
      return (few, x, w, Tensor<Double>(zeros: [classCount]))  // the bias
    }
    let reports = note.code {
      [ClassificationLoss.softmax, .hinge].map { loss in
        let regularizer = Regularizer.l2(0.1)
        let here = LinearClassifier(weights: w, bias: bias, loss: loss)
        let analytic = here.lossAndGradients(
          on: x, labels: few.labels, regularizer: regularizer
        ).gradients.weights
        let name = loss == .softmax ? "softmax" : "hinge"
        return GradientCheck().report(name, of: analytic, at: w) { moved in
          LinearClassifier(weights: moved, bias: bias, loss: loss)
            .loss(on: x, labels: few.labels, regularizer: regularizer)
        }
      }
    }
    let lines = reports.map { $0.description.split(separator: "; ").joined(separator: ";\n  ") }
    note.output(lines.joined(separator: "\n"))
    let worst = reports.map { $0.largestDifference / max($0.scale, 1e-12) }.max() ?? 1
    note.claim(
      "The derived gradient is the felt one, for both losses, penalty included",
      measured: "largest difference \(scientific(worst)) of the largest entry",
      holds: reports.allSatisfy(\.passed) && worst < 1e-7)
    let evaluations = note.code {
      var evaluations = 0
      _ = DifferenceQuotient.central.gradient(
        of: { moved in
          evaluations += 1
          return LinearClassifier(weights: moved, bias: bias, loss: .softmax)
            .loss(on: x, labels: few.labels)
        }, at: w)
      return evaluations
    }
    let weightCount = pixels.pixelCount * classNames.count
    note.claim(
      "Feeling costs two evaluations of the loss a weight, deriving costs one in all",
      measured: "\(evaluations) for \(w.count) weights; the \(weightCount) of a whole template set "
        + "would need \(2 * weightCount) for a single step",
      holds: evaluations == 2 * w.count)
  }

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
