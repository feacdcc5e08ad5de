import NeuralNets
import Notebooks
import Pictures
import Tensors

/// How fast a network with some activation learns, at the best of several rates.
struct RaceResult: Sendable {
  let activation: Activation
  let hidden: Int
  /// The steps to the loss asked for, at the best rate; nil if it was never reached.
  let steps: Int?
  let rate: Double
  let finalLoss: Double
}

extension Chapter {
  /// Which activation learns fastest, and what people do.
  mutating func race() {
    note.section("In practice")
    let (x, labels) = pixels.small(
      lesson.choose(quick: 800, usual: 3000, full: 5000))
    let steps = lesson.choose(quick: 150, usual: 800, full: 1500)
    let goal = lesson.choose(quick: 1.5, usual: 1.0, full: 1.0)
    let rates = [0.003, 0.01, 0.03, 0.1, 0.3, 1]
    note.text(
      """
      Which of the seven should one take? We let them race: networks with one and with four hidden layers of 50 units, trained on \
      the small pictures with momentum, each at the best of \(rates.count) rates. Who is first at a loss of \(goal)? \
      (He's weights for the ReLU family, Xavier's for the others.)
      """)
    note.predict(
      "Write down your order: sigmoid, tanh, ReLU. Is it the same for both depths?",
      answeredBy: "order")
    let start = random.split()
    let classCount = pixels.classCount
    let depths = [1, 4]
    let all = Activation.allCases
    let runs = note.progress("Race", total: all.count * depths.count) { bar in
      note.code {
        parallelMap(all.count * depths.count) { i -> RaceResult in
          let (activation, hidden) = (
            all[i % all.count], depths[i / all.count]
          )
          let isSquashing = activation == .sigmoid || activation == .tanh
          let results = rates.map { rate -> RaceResult in
            var random = start
            let network = Network<Float>.fullyConnected(
              [x.rowSize] + Array(repeating: 50, count: hidden) + [
                classCount
              ], activation,
              initialization: isSquashing ? .xavier : .he, using: &random)
            let plan = SolverPlan(.steps(steps), accuracySamples: 0)
            var solver = Solver(network, plan: plan) { _ in
              Momentum(learningRate: rate)
            }
            solver.train(on: x, labels: labels, using: &random)
            let losses = smoothed(solver.history.losses, keeping: 0.9)
            return RaceResult(
              activation: activation, hidden: hidden,
              steps: losses.firstIndex { $0 < goal }.map { $0 + 1 },
              rate: rate,
              finalLoss: losses.last ?? .nan)
          }
          bar.advance()
          return results.min {
            ($0.steps ?? .max, $0.finalLoss) < (
              $1.steps ?? .max, $1.finalLoss
            )
          }
            ?? results[0]
        }
      }
    }
    func result(_ activation: Activation, _ hidden: Int) -> RaceResult? {
      runs.first { $0.activation == activation && $0.hidden == hidden }
    }
    func told(_ result: RaceResult?) -> String {
      guard let result else { return "" }
      return result.steps.map { "\($0)" }
        ?? "not in \(steps) (\(decimals(result.finalLoss)))"
    }
    for hidden in depths {
      let order = runs.filter {
        $0.hidden == hidden
          && [.relu, .tanh, .sigmoid].contains($0.activation)
      }
      .sorted {
        ($0.steps ?? .max, $0.finalLoss) < ($1.steps ?? .max, $1.finalLoss)
      }
      note.finding(
        "The order with \(hidden == 1 ? "one hidden layer" : "\(hidden) hidden layers")",
        answering: "order",
        measured: order.map { "\($0.activation.title) \(told($0))" }.joined(
          separator: ", "))
    }
    note.table(
      [
        "activation", "steps, 1 hidden", "rate", "steps, 4 hidden", "rate",
        "in practice",
      ],
      all.map { activation in
        [
          activation.title, told(result(activation, 1)),
          result(activation, 1).map { "\($0.rate)" } ?? "",
          told(result(activation, 4)),
          result(activation, 4).map { "\($0.rate)" } ?? "",
          advice(activation),
        ]
      },
      caption:
        "Steps to a smoothed loss of \(goal), each at its own best rate; the loss it came to where it did not get there."
    )
  }

  /// A larger network, with everything that this lesson has.
  mutating func networkOnPictures(besides twoLayers: Double) {
    let (isPhotographs, isFull) = (
      lesson.options.data == "cifar10", lesson.options.effort == .full
    )
    let hidden = lesson.choose(
      quick: [100, 50], usual: [256, 128], full: [512, 256])
    let epochs = lesson.choose(quick: 20, usual: 15, full: 15)
    let strength = isPhotographs ? 0.0005 : 0.01
    note.text(
      """
      Last, all of it together: ReLU, He's weights, momentum, a rate that shrinks, a little L2, and \
      \(hidden.map(String.init).joined(separator: " and ")) hidden units. \
      \(isPhotographs ? "While it learns, half of the photographs are shown in the mirror: a layer in front does that. " : "")\
      How far do fully connected layers get?
      """)
    let (x, labels) = (pixels.x, pixels.train.labels)
    let steps = epochs * ((labels.count + 99) / 100)
    let (channels, height, width) = (
      pixels.train.channels, pixels.train.height, pixels.train.width
    )
    let validation = (pixels.xValidation, pixels.validation.labels)
    let solver = note.progress("A network on pictures", total: steps) { bar in
      note.code {
        var network = Network<Float>.fullyConnected(
          [pixels.pixelCount] + hidden + [pixels.classCount], .relu,
          using: &random)
        if isPhotographs {
          network.layers.insert(
            MirrorLayer(channels: channels, height: height, width: width),
            at: 0)
        }
        let plan = SolverPlan(
          .epochs(epochs), batches: .shuffled(100),
          regularizer: .l2(strength),
          learningRateDecay: Double.pow(0.1, 1 / Double(epochs))
        )
        var solver = Solver(network, plan: plan) { _ in
          Momentum(learningRate: 0.005)
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
    let network = solver.best ?? solver.model
    let onValidation = network.accuracy(
      on: validation.0, labels: validation.1)
    let onTest = network.accuracy(
      on: pixels.xTest, labels: pixels.test.labels)
    let checks = solver.history.accuracies
    note.figure(
      "pictures",
      Plot(
        "A network on pictures", x: "epoch", y: "right (%)",
        marks: [
          .line(
            checks.map { Double($0.epoch) }, checks.map { 100 * $0.train },
            label: "training",
            marker: .circle),
          .line(
            checks.map { Double($0.epoch) },
            checks.map { 100 * ($0.validation ?? 0) },
            label: "validation",
            marker: .square),
          .horizontalLine(at: 100 * twoLayers, label: "two layers, 50 units"),
        ], size: Size(560, 350)),
      caption:
        "Accuracy over epochs on training and validation pictures; dashed, the small network of before.",
      see: "The gap between the two curves is what lesson 7 will work on.")
    let measured =
      "\(percent(onValidation)) of \(validation.1.count) validation pictures, "
      + "\(percent(onTest)) of \(pixels.test.count) test pictures"
    if isPhotographs && isFull {
      note.claim(
        "Fully connected layers get half of 5,000 photographs right",
        measured: measured,
        holds: onValidation >= 0.5 && onTest >= 0.49)
    } else {
      note.finding("How far it gets", measured: measured)
    }
    note.text(
      """
      **In practice:** begin with ReLU and He's weights; be careful with the rate, and look at the share of dead units now and \
      then. Try leaky ReLU, PReLU, ELU or maxout if you have the time. Try tanh, but expect less. Keep the sigmoid for the output, \
      where a probability is wanted.
      """)
  }

  private func advice(_ activation: Activation) -> String {
    switch activation {
    case .sigmoid: "not in hidden layers"
    case .tanh: "try it, expect less"
    case .relu: "begin with this; watch the rate"
    case .leakyReLU, .prelu, .elu: "try it"
    case .maxout: "try it; twice the weights"
    }
  }
}
