import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// What lessons 4 to 7 train with, in a box.
  mutating func momentum() {
    note.section("A preview: momentum")
    note.text(
      """
      Lesson 8 is about better ways to go downhill. One of them we borrow already, because it costs one line: let the weights \
      *roll*. A velocity collects the gradients and forgets a tenth of itself at each step.
      """)
    note.formula(
      tex: #"v \leftarrow 0.9\, v - \alpha\, \nabla L"#,
      plain: "v ← 0.9 v − α ∇L")
    note.formula(tex: #"w \leftarrow w + v"#, plain: "w ← w + v")
    note.text(
      """
      Where gradients keep their direction the velocity grows to ten times a plain step; where they flip from step to step they \
      cancel. (The lectures and PyTorch write $v \\leftarrow 0.9 v + \\nabla L$, $w \\leftarrow w - \\alpha v$. It takes the same steps.) \
      The same network, batches and rate, with and without:
      """)
    let (x, labels) = pixels.small(3000)
    let steps = lesson.choose(quick: 200, usual: 600, full: 1000)
    let runs = note.code {
      var start = random.split()
      let network = Network<Float>.fullyConnected(
        [x.rowSize, 50, pixels.classCount], .relu, using: &start)
      let plan = SolverPlan(.steps(steps), accuracySamples: 0)
      var plain = Solver(network, plan: plan) { _ in SGD(learningRate: 0.01) }
      var rolling = Solver(network, plan: plan) { _ in
        Momentum(learningRate: 0.01)
      }
      var (batches, same) = (start, start)
      plain.train(on: x, labels: labels, using: &batches)
      rolling.train(on: x, labels: labels, using: &same)
      return [plain.history.losses, rolling.history.losses]
    }
    let ends = runs.map { smoothed($0).last ?? .nan }
    note.figure(
      "momentum",
      Plot(
        "The same rate, with and without momentum", x: "step",
        y: "loss of the batch, smoothed",
        marks: [
          .line(smoothed(runs[0]), label: "SGD"),
          .line(smoothed(runs[1]), label: "momentum 0.9"),
        ], size: Size(560, 330)),
      caption:
        "Loss over steps of one network, trained by plain SGD and with momentum, both at rate 0.01.",
      see: "With momentum it goes down several times as fast.")
    note.claim(
      "After as many steps the loss is lower with momentum",
      measured:
        "\(decimals(ends[1])) against \(decimals(ends[0])) after \(steps) steps",
      holds: ends[1] < ends[0])
    note.text(
      "Is that fair? Plain SGD could take a higher rate. Which method is *better*, each at its best rate, is for lesson 8 to say."
    )
  }
}
