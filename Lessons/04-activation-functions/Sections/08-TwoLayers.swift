import GradientChecks
import Datasets
import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// The whole machine: two layers, loss, gradients, training; and what the first layer sees.
  ///
  /// - Returns: the trained network's accuracy on the validation set.
  mutating func twoLayers() -> Double {
    note.section("A network of two layers")
    note.text(
      """
      All the parts are there. A layer owns parameters and calls its gate; a network is a list of layers; forward goes down the \
      list, and backward up again. This is the forward of *any* network of this course:
      """)
    note.listing(
      "public func forward", in: "Sources/NeuralNets/Layers/Network.swift")
    note.text(
      """
      The first check of anything new: a known answer. With the course's random stream and sizes, the notebook of its second \
      assignment prints what a fresh net of three layers must lose.
      """)
    let (first, gap) = note.code {
      var course = NumPyGenerator(seed: 231)
      let x = Tensor<Double>(randomNormal: [2, 15], using: &course)
      let labels = course.integers(2, below: 10)
      let network = Network<Double>.fullyConnected(
        [15, 20, 30, 10], .relu,
        initialization: .constant(standardDeviation: 0.05),
        using: &course)
      let (loss, gradients) = network.lossAndGradients(
        on: x, labels: labels, using: &course)
      let first = "0.weights"
      let report = GradientCheck().report(
        "first weights", of: network.gradient(of: first, in: gradients),
        at: network[parameter: first]
      ) { weights in
        var changed = network
        changed[parameter: first] = weights
        let scores = changed.scores(for: x)
        return SoftmaxLoss.evaluate(scores, labels: labels).loss
      }
      return (loss, report.passed ? report.largestDifference : .infinity)
    }
    note.claim(
      "The course's three-layer net begins at the loss that its notebook prints, to the last digit",
      measured: "\(first); ln 10 is \(decimals(Double.log(10), 4))",
      holds: first == 2.3004790897684924)
    note.claim(
      "Its gradient is right",
      measured:
        "largest difference from the numerical one \(scientific(gap))",
      holds: gap < 1e-7)
    return learnPictures()
  }

  private mutating func learnPictures() -> Double {
    note.text(
      """
      Now pictures (\(pixels.summary)). Training is the loop of lesson 2, whatever the layers: draw a batch, ask for the gradients, \
      update every parameter. `Solver` is that loop; one step of it is
      """)
    note.listing(
      "public mutating func step",
      in: "Sources/NeuralNets/Training/Solver.swift")
    note.text(
      """
      (Our weights begin very small here, not with He's size: two layers do not mind, and what is learned will not \
      drown in what was drawn when we look at it.)
      """)
    let (x, labels) = (pixels.x, pixels.train.labels)
    let validation = (pixels.xValidation, pixels.validation.labels)
    let epochs = lesson.choose(quick: 40, usual: 12, full: 12)
    let hidden = 50
    let plan = SolverPlan(
      .epochs(epochs), regularizer: .l2(0.005),
      learningRateDecay: Double.pow(0.3, 1 / Double(epochs)))
    let solver = note.progress(
      "Two layers", total: epochs * (labels.count / 100)
    ) { bar in
      note.code {
        let network = Network<Float>.fullyConnected(
          [pixels.pixelCount, hidden, pixels.classCount], .relu,
          initialization: .constant(standardDeviation: 0.005), using: &random)
        var solver = Solver(network, plan: plan) { _ in
          Momentum(learningRate: 0.01)
        }
        solver.train(
          on: x, labels: labels, validation: validation, using: &random
        ) { _ in
          bar.advance()
          return true
        }
        return solver
      }
    }
    var linear = LinearClassifier<Float>(
      inputCount: pixels.pixelCount, classCount: pixels.classCount,
      loss: .softmax, using: &random)
    linear.train(
      on: x, labels: labels,
      plan: .init(
        steps: solver.history.losses.count, learningRate: 0.01,
        regularizer: .l2(0.01)),
      using: &random)
    let checks = solver.history.accuracies
    note.figure(
      "two-layer-training",
      PlotGrid(
        panels: [
          Plot(
            "Loss", x: "step", y: "loss of the batch, smoothed",
            marks: [.line(smoothed(solver.history.losses), width: 1.5)]),
          Plot(
            "Accuracy", x: "epoch", y: "right (%)",
            marks: [
              .line(
                checks.map { Double($0.epoch) },
                checks.map { 100 * $0.train }, label: "training",
                marker: .circle),
              .line(
                checks.map { Double($0.epoch) },
                checks.map { 100 * ($0.validation ?? 0) },
                label: "validation", marker: .square),
            ]),
        ], columns: 2),
      caption:
        "A network with \(hidden) hidden units learns: loss over steps, accuracies over epochs.",
      see:
        "Where the two accuracies part, it begins to learn the training pictures by heart."
    )
    let best = solver.best ?? solver.model
    let accuracy = best.accuracy(on: validation.0, labels: validation.1)
    let linearAccuracy = linear.accuracy(
      on: validation.0, labels: validation.1)
    note.finding(
      "Two layers beside a linear classifier with as many steps, on the validation set",
      measured: "\(percent(accuracy)) and \(percent(linearAccuracy))")
    firstLayer(best.network, hidden)
    return accuracy
  }

  private func firstLayer(_ network: Network<Float>, _ hidden: Int) {
    let weights = network[parameter: "0.weights"].transposed()
    let shape = [
      hidden, pixels.train.channels, pixels.train.height, pixels.train.width,
    ]
    // The units with the largest weights first: they do most of the work.
    let sizes = (weights * weights).sum(axis: 1)
    let order = (0..<hidden).sorted { sizes[$0] > sizes[$1] }
    let pictures = Image.batch(weights.reshaped(to: shape), range: .symmetric)
    note.figure(
      "first-layer",
      ImageGrid(
        images: order.map { pictures[$0] }, columns: 10, enlargement: 2),
      caption:
        "The weights of each hidden unit as a picture, grey where they are zero; large ones first.",
      see: """
        Templates again, but no longer one a class: a class is a *sum* of them now, and can come in several colours or \
        face both ways, each with a template of its own.
        """)
  }
}
