import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// ReLU and the factor 2.
  mutating func he() {
    note.section("ReLU halves it: He")
    note.text(
      """
      ReLU is no identity near 0, it is one on one side only. Of a sum $a$ that is as often positive as negative it keeps half: \
      $\\mathrm{E}[h^2] = \\mathrm{E}[\\max(0, a)^2] = \\frac{1}{2} \\mathrm{E}[a^2]$. It is the mean *square* that counts here, since after ReLU the mean \
      is no longer 0: the next sums have variance $n \\operatorname{Var}(w)\\, \\mathrm{E}[h^2]$.
      """)
    note.predict(
      "Xavier under ReLU loses half of the mean square a layer. What is left after ten layers?",
      answeredBy: "xavier-under-relu")
    let draws = lesson.choose(quick: 3, usual: 12, full: 24)
    let (width, inputCount) = (width, min(inputCount, 200))
    note.text(
      """
      A single network of \(width) units strays from such a rule by some percent, since all inputs meet the same weights. We take \
      \(draws) of them (`draws`).
      """)
    let results = note.code {
      [
        ("Xavier", Initialization.xavier), ("He", .he),
        ("He, uniform", .heUniform),
      ].map { name, weights in
        let runs = (0..<draws).map { _ in
          let x = Tensor<Float>(
            randomNormal: [inputCount, width], using: &random)
          return Signals(
            name, x, weights: weights, gate: reluGate, using: &random)
        }
        // The mean square of the inputs is 1.
        let ratios = runs.map {
          geometricRatio(from: 1, to: $0.meanSquares[9], steps: 10)
        }
        return (
          name: name, first: runs[0], ratios: ratios,
          meanSquares: runs.map(\.meanSquares)
        )
      }
    }
    let ratios = results.map { Tensor($0.ratios).log().mean() }.map {
      Double.exp($0)
    }
    let layers = Array(1...10)
    note.figure(
      "relu-by-layer",
      Plot(
        "ReLU, ten layers", x: "layer", y: .log("mean square of the outputs"),
        marks: results.enumerated().flatMap { i, result in
          result.meanSquares.enumerated().map { j, values in
            .line(
              layers, values, label: j == 0 ? result.name : nil,
              color: .series(i), width: 1)
          }
        } + [
          .line(
            layers, layers.map { Double.pow(0.5, $0) }, label: "½ a layer",
            color: .ink,
            dash: .dashed)
        ]),
      caption:
        "The mean square of the outputs of ten ReLU layers with Xavier's and with He's weights, \(draws) networks each.",
      see:
        "Xavier's lines follow the powers of ½. He's stay, but not exactly: each network wanders by itself."
    )
    figure(
      "relu", results[..<2].map(\.first),
      of: { run in run.outputs.map { $0.scalars.filter { $0 > 0 } } },
      axis: Axis("", range: 0...3, ticks: [0, 1, 2, 3]),
      caption:
        "Outputs of layers 1, 3, 5, 7 and 10 under ReLU with Xavier's (above) and He's weights (below); the zeros, about half of all, are left out.",
      see:
        "With Xavier's weights all outputs crowd at 0 in the end; with He's the picture stays the same."
    )
    note.claim(
      "Xavier under ReLU halves the mean square a layer",
      answering: "xavier-under-relu",
      measured:
        "\(decimals(ratios[0], 3)) a layer, \(scientific(Double.pow(ratios[0], 10))) of it left after ten",
      holds: abs(ratios[0] - 0.5) < 0.05)
    note.text(
      "Twice the variance makes up for it, $\\operatorname{Var}(w) = 2/n$:")
    note.formula(
      tex: #"w \sim \mathcal{N}\big(0, \tfrac{2}{n}\big)"#,
      plain: "w ~ N(0, 2/n)")
    note.claim(
      "He's weights keep it",
      measured:
        "\(decimals(ratios[1], 3)) a layer; uniform \(decimals(ratios[2], 3))",
      holds: abs(ratios[1] - 1) < 0.1 && abs(ratios[2] - 1) < 0.1)
    note.finding(
      "A single network: factor a layer, smallest and largest of \(draws) with He's weights",
      measured:
        "\(decimals(results[1].ratios.min() ?? 0, 3)) to \(decimals(results[1].ratios.max() ?? 0, 3))"
    )
    exploding()
  }

  /// What explodes when weights are too large and nothing saturates.
  private mutating func exploding() {
    note.text(
      "And weights of standard deviation 1 under ReLU, or with no nonlinearity at all, where nothing saturates:"
    )
    let (width, inputCount) = (width, min(inputCount, 100))
    let runs = note.code {
      let x = Tensor<Float>(
        randomNormal: [inputCount, width], using: &random)
      let large = Initialization.constant(standardDeviation: 1)
      return [
        Signals(
          "linear", x, weights: large, gate: linearGate, using: &random),
        Signals("ReLU", x, weights: large, gate: reluGate, using: &random),
      ]
    }
    layerTable(
      runs,
      "Standard deviation of the outputs with weights of standard deviation 1",
      \.deviations)
    note.claim(
      "Without saturation, signal and gradient explode",
      measured:
        "after ten layers the signal is \(scientific(runs[0].deviations[9])) times as large (linear) and \(scientific(runs[1].deviations[9])) (ReLU), "
        + "the gradient \(scientific(runs[0].gradientSizes[0])) and \(scientific(runs[1].gradientSizes[0]))",
      holds: runs.allSatisfy {
        $0.deviations[9] > 1e6 && $0.gradientSizes[0] > 1e6
      })
  }
}
