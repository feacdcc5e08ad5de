import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// Weights whose size follows from the fan-in.
  mutating func xavier() {
    note.section("Xavier: keep the variance")
    note.text(
      """
      Between 0.01 and 1 there must be a size that keeps the signal as it is. A unit adds up $n$ products $x_i w_i$. If \
      all are independent with mean 0, the variances add up:
      """)
    note.formula(
      tex:
        #"\operatorname{Var}\Big(\sum_{i=1}^{n} x_i w_i\Big) = n \operatorname{Var}(x) \operatorname{Var}(w) \qquad\Rightarrow\qquad \operatorname{Var}(w) = \frac{1}{n}"#,
      plain: "Var(Σ xᵢ wᵢ) = n Var(x) Var(w),   so   Var(w) = 1/n")
    note.text(
      """
      where $n$ is the **fan-in**, the number of inputs of a unit. Backward the same holds with the **fan-out**. Xavier Glorot \
      and Yoshua Bengio, who worked it out in 2010, took the mean of both: $2 / (n_{in} + n_{out})$. The course takes \
      the fan-in alone, PyTorch's `xavier_normal_` the paper's; for square layers they agree. In Sightline they are \
      `.xavier` and `.glorot`. For a convolution the fan-in is what one output sees, $C \\cdot HH \\cdot WW$:
      """)
    note.listing(
      "public init(ofWeights",
      in: "Sources/NeuralNets/Initialization/Fans.swift")
    note.predict(
      "The same ten layers of tanh with $\\operatorname{Var}(w) = 1/n$: is the standard deviation after the tenth that after the first, smaller, or larger?",
      answeredBy: "ten-layers-of-tanh")
    let (width, inputCount) = (width, inputCount)
    let runs = note.code {
      let x = Tensor<Float>(
        randomNormal: [inputCount, width], using: &random)
      let ways: [(String, Initialization)] = [
        ("0.01", .constant(standardDeviation: 0.01)),
        ("1", .constant(standardDeviation: 1)),
        ("Xavier", .xavier), ("uniform", .xavierUniform),
      ]
      return ways.map { name, weights in
        Signals(name, x, weights: weights, gate: tanhGate, using: &random)
      }
    }
    figure(
      "xavier", Array(runs[2...]), of: { $0.outputs.map(\.scalars) },
      axis: Axis("", range: -1...1, ticks: [-1, 0, 1]),
      caption:
        "Outputs of layers 1, 3, 5, 7 and 10 with Xavier's weights, normal (above) and uniform (below).",
      see:
        "Some units of the first layer are saturated, none of the tenth, and the signal is alive there. Which distribution the weights have does not matter, only their variance."
    )
    figure(
      "gradients", Array(runs[..<3]), of: { $0.gradients.map(magnitudes) },
      axis: Axis("", range: -10...8, ticks: [-8, -4, 0, 4, 8]),
      caption:
        "Gradients at the inputs of layers 1, 3, 5, 7 and 10 by order of magnitude (the decimal logarithm) for weights of standard deviation 0.01, 1 and Xavier's.",
      see:
        "Read from right to left. With 0.01 the gradients fall behind by orders of magnitude, with 1 they run ahead, with Xavier they stay."
    )
    let layers = Array(1...10)
    note.figure(
      "by-layer",
      PlotGrid(
        panels: [
          Plot(
            "Forward", x: "layer",
            y: .log("standard deviation of the outputs"),
            marks: runs[..<3].map {
              .line(layers, $0.deviations, label: $0.name, marker: .circle)
            }),
          Plot(
            "Backward", x: "layer",
            y: .log("size of the gradient at its input"),
            marks: runs[..<3].map {
              .line(layers, $0.gradientSizes, label: $0.name, marker: .circle)
            }
          ),
        ], columns: 2, panelSize: Size(380, 320)),
      caption:
        "Signal and gradient, layer by layer, with weights of standard deviation 0.01, 1 and Xavier's.",
      see: "Only Xavier's lines are nearly level in both.")
    let kept = runs[2].deviations
    note.claim(
      "With Xavier the standard deviation stays within a factor of 3 from layer 1 to layer 10",
      answering: "ten-layers-of-tanh",
      measured:
        "\(decimals(kept[0])) to \(decimals(kept[9])), a factor of \(decimals(kept[0] / kept[9]))",
      holds: kept[0] / kept[9] < 3 && kept[9] / kept[0] < 3)
    note.claim(
      "Uniform weights of the same variance do the same",
      measured:
        "\(decimals(runs[3].deviations[9])) after layer 10, normal \(decimals(kept[9]))",
      holds: abs(runs[3].deviations[9] / kept[9] - 1) < 0.15)
    note.finding(
      "Gradient at the input with Xavier, of 1 at the end",
      measured: significant(runs[2].gradientSizes[0]))
    note.text(
      """
      Not perfect: the formula takes tanh for the identity, which it is near 0 only. Each layer squeezes the signal a little, \
      the less the smaller it has become.
      """)
  }
}

/// The decimal logarithms of the magnitudes.
private func magnitudes(_ x: Tensor<Float>) -> [Float] {
  (x.absolute().log() / Float.log(10)).scalars
}
