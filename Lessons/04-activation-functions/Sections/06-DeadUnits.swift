import NeuralNets
import Notebooks
import Pictures
import Tensors

/// The share of hidden units that no training example reaches: their slope is 0 for all of them.
///
/// Not a number if the network's own numbers are none any more.
nonisolated func deadShare(_ network: Network<Float>, on x: Tensor<Float>)
  -> Double
{
  var unused = SeededGenerator(seed: 0)
  var signal = x
  var (dead, all) = (0, 0)
  for i in stride(from: 0, to: network.layers.count - 1, by: 2) {
    let sums = Network<Float>([network.layers[i]]).scores(for: signal)
    if !sums.scalars.allSatisfy({ $0.isFinite }) { return .nan }
    let bend = Network<Float>([network.layers[i + 1]])
    let (out, cache) = bend.forward(sums, mode: .test, using: &unused)
    let slopes = bend.backward(Tensor(ones: out.shape), cache).dx.absolute()
      .max(axis: 0)
    dead += slopes.scalars.count { $0 == 0 }
    all += slopes.count
    signal = out
  }
  return Double(dead) / Double(all)
}

extension Chapter {
  /// How a rate that is too high kills ReLUs, and what helps.
  mutating func deadUnits() {
    note.section("Dead ReLUs")
    let (x, labels) = pixels.smallAsTheyAre(
      lesson.choose(quick: 600, usual: 2000, full: 4000))
    let hidden = [100]
    note.text(
      """
      A ReLU whose sum is negative passes no gradient, so for that example its weights stay as they are. If it is negative for \
      *every* example, they stay as they are for good: the unit is **dead**. One step that is too long is enough to throw its \
      weights to the far side of all the data.

      We train networks with \(hidden[0]) hidden units on \(x.rowCount) pictures at a quarter of their size, for one epoch at a \
      high rate; then five more at a small rate, to give the fallen a chance. The pictures are *not* centred here: all inputs are \
      positive, and one step can push all sums of a unit down. Dead is what has slope 0 on the whole training set, before \
      *and* after.
      """)
    note.predict(
      "Which share of the ReLUs dies at a rate ten, a hundred times too high? And of the leaky ones?",
      answeredBy: "dead-share")
    let rates = [0.003, 0.01, 0.03, 0.1, 0.2, 0.3]
    let kinds: [(name: String, activation: Activation, bias: Float)] = [
      ("ReLU", .relu, 0), ("ReLU, bias 0.1 at first", .relu, 0.1),
      ("leaky ReLU", .leakyReLU, 0),
      ("PReLU", .prelu, 0),
    ]
    let start = random
    let (classCount, inputs) = (pixels.classCount, x.rowSize)
    let shares = note.code {
      parallelMap(kinds.count * rates.count) { run -> Double in
        let (kind, rate) = (
          kinds[run / rates.count], rates[run % rates.count]
        )
        var random = start
        var network = Network<Float>.fullyConnected(
          [inputs] + hidden + [classCount], kind.activation, using: &random)
        network[parameter: "0.bias"] += kind.bias  // of the hidden units
        var plan = SolverPlan(
          .epochs(1), accuracySamples: 0, stopsOnDivergence: false)
        var solver = Solver(network, plan: plan) { _ in
          SGD(learningRate: rate)
        }
        solver.train(on: x, labels: labels, using: &random)
        let fallen = deadShare(solver.network, on: x)
        plan.duration = .epochs(5)
        solver = Solver(solver.network, plan: plan) { _ in
          SGD(learningRate: 0.001)
        }
        solver.train(on: x, labels: labels, using: &random)
        let stillDead = deadShare(solver.network, on: x)
        return fallen.isNaN ? .nan : min(fallen, stillDead)
      }
    }
    func row(_ kind: Int) -> [Double] {
      Array(shares[kind * rates.count..<(kind + 1) * rates.count])
    }
    let highest = shares.filter(\.isFinite).max() ?? 0
    note.figure(
      "dead-units",
      Plot(
        "Dead units", x: .log("learning rate", ticks: rates),
        y: Axis(
          "dead after training (%)",
          range: 0...(10 * (1 + (10 * highest).rounded(.down)))),
        marks: kinds.indices.map { i in
          .line(
            rates, row(i).map { 100 * $0 }, label: kinds[i].name,
            marker: .circle)
        }),
      caption:
        "The share of hidden units that are dead after training, over the learning rate of the first epoch.",
      see:
        "At small rates only those are dead that were born so; at high ones most die. What leaks does not die at any rate."
    )
    let (relu, biased) = (row(0), row(1))
    var drawn = start
    let born = deadShare(
      Network<Float>.fullyConnected(
        [inputs] + hidden + [classCount], .relu, using: &drawn), on: x)
    note.claim(
      "A high rate kills ReLUs",
      measured: "before training: \(percent(born)), "
        + zip(rates, relu).map { "rate \($0): \(percent($1))" }.joined(
          separator: ", "),
      holds: (relu.last ?? 0) > born + 0.3 && relu[0] < born + 0.1)
    let leaking = row(2) + row(3)
    let lost = leaking.count { $0.isNaN }
    note.claim(
      "No leaky ReLU and no PReLU is dead at any of these rates",
      answering: "dead-share",
      measured: "\(percent(leaking.filter { !$0.isNaN }.max() ?? 1)) at most"
        + (lost > 0
          ? "; \(lost) of \(leaking.count) runs ran away and have no numbers left"
          : ""),
      holds: lost < leaking.count / 2
        && leaking.allSatisfy { $0.isNaN || $0 == 0 })
    note.finding(
      "Beginning with a slightly positive bias",
      measured: zip(rates, zip(relu, biased)).filter {
        $0.1.0 > 0 || $0.1.1 > 0
      }
      .map {
        "rate \($0): \(percent($1.0)) dead without, \(percent($1.1)) with"
      }.joined(
        separator: ", "))
    note.text(
      """
      Some units are dead before the first step: born so, because the sum of many positive inputs times a column of weights \
      is negative for all pictures if it is for the mean picture. Centring helps against that, and it is lesson 5's \
      first advice. Against the rest helps a smaller rate, as a rule, and a look at their share now and then.
      """)
  }
}
