import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// Stochastic gradient descent, and its learning rate.
  mutating func descent() {
    note.section("Downhill, step by step")
    let shortRun = lesson.choose(quick: 100, usual: 300, full: 1000)
    note.text(
      """
      So: draw a batch, ask for the gradient, take a step down, again. This is **stochastic gradient \
      descent**, and there is not more to it than this, \(shortRun) times (`shortRun`):
      """)
    let (x, labels) = (pixels.x, pixels.train.labels)
    let losses = note.code {
      let rate: Float = 0.01
      var model = LinearClassifier<Float>(
        inputCount: pixels.pixelCount, classCount: classCount, loss: .softmax,
        using: &random)
      return (0..<shortRun).map { _ in
        let batch = random.integers(200, below: labels.count)
        let (loss, gradient) = model.lossAndGradients(
          on: x.gathering(rows: batch), labels: batch.map { labels[$0] },
          regularizer: .l2(0.01))
        model.weights -= rate * gradient.weights
        model.bias -= rate * gradient.bias
        return Double(loss)
      }
    }
    let (first, last) = (losses[0], losses.suffix(20).reduce(0, +) / 20)
    note.claim(
      "The loss goes down",
      measured: "\(decimals(first)) to \(decimals(last)) in \(shortRun) steps",
      holds: last < first)
    note.text(
      """
      `LinearClassifier.train` hands the classifier to a `Solver`, which runs the same loop for every \
      model of this course. It can also let the rate shrink from pass to pass, keeps the losses, and \
      notices when training diverges:
      """)
    note.listing(
      "mutating func run",
      in: "Sources/NeuralNets/Training/Solver+Training.swift")
    note.text(
      """
      The one number we had to choose is the **learning rate**, how far a step goes. Four rates, and \
      the one you give with `--rate`:
      """)
    note.predict(
      "What does the loss do when the rate is far too high?",
      answeredBy: "rate-too-high")
    let curves = note.code {
      let rates = Set([0.0001, 0.001, 0.01, 1, lesson.dials.rate])
      return rates.sorted().map { rate in
        let plan = Plan(steps: shortRun, learningRate: rate)
        let (_, history) = trained(
          .softmax, on: x, labels: labels, classCount: classCount,
          plan: plan, seed: seed)
        return (rate: rate, history: history)
      }
    }
    let lines = curves.map { smoothed($0.history.losses, keeping: 0.97) }
    let all = lines.joined().filter(\.isFinite)
    let low = max(0.01, 0.9 * (all.min() ?? 1))
    let high = max(2 * low, min(10, 1.1 * (all.max() ?? 10)))
    let ticks = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 1.5, 2, 3, 4, 6, 8, 10]
      .filter { (low...high).contains($0) }
    note.figure(
      "learning-rates",
      Plot(
        "The learning rate decides", x: "step",
        y: .log("softmax loss, smoothed", range: low...high, ticks: ticks),
        marks: zip(curves, lines).enumerated().flatMap { i, pair -> [Mark] in
          let (curve, line) = pair
          let isDial = curve.rate == lesson.dials.rate
          let name = "\(curve.rate)\(isDial ? " (--rate)" : "")"
          let drawn = Mark.line(line, label: name, color: .series(i), width: isDial ? 3 : 1.5)
          guard curve.history.ending == .diverged, let last = line.last else { return [drawn] }
          let end = min(last, high)
          return [
            drawn, .points([line.count], [end], color: .series(i), marker: .star, size: 12),
            .text("ran away", at: line.count, end, placement: .right),
          ]
        }),
      caption: """
        Loss over steps for several learning rates; the thick line is `--rate`. A star marks the end of \
        a run that was stopped.
        """,
      see: """
        Too low hardly moves. Too high jumps up at once: a step overshoots the valley and lands higher \
        on the other side. Training that has run away is stopped.
        """)
    note.finding(
      "Loss at the end, by learning rate",
      answering: "rate-too-high",
      measured: curves.map { curve in
        let tail = curve.history.losses.suffix(20)
        let mean = tail.reduce(0, +) / Double(tail.count)
        let end = curve.history.ending == .diverged ? "ran away" : decimals(mean)
        return "\(curve.rate): \(end)"
      }.joined(separator: ", "))
  }
}
