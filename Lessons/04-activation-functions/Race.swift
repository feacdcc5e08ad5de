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
