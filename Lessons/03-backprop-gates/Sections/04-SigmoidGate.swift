import ComputationalGraphs
import Foundation
import Notebooks
import Tensors

extension Chapter {
  /// Any group of gates is a gate.
  func sigmoidGate() {
    note.section("A gate of gates: the sigmoid")
    note.text(
      """
      Where one gate ends and the next begins is for us to say. Any group of gates is a gate, if we can write down its local \
      gradient. The last four of the neuron above are the **sigmoid**, $\\sigma(x) = 1 / (1 + e^{-x})$, and its derivative is \
      a small miracle:
      """)
    note.formula(
      tex:
        #"\frac{d\sigma}{dx} = \frac{e^{-x}}{(1 + e^{-x})^2} = \frac{1 + e^{-x} - 1}{1 + e^{-x}} \cdot \frac{1}{1 + e^{-x}} = (1 - \sigma)\,\sigma"#,
      plain: "dσ/dx = exp(−x) / (1 + exp(−x))² = (1 − σ) σ")
    note.text(
      """
      The derivative is $s\\,(1 - s)$ of the **output** $s$, which forward has computed already. This is the gate:
      """)
    note.listing(
      "public static let sigmoid",
      in: "Sources/ComputationalGraphs/Gate.swift")
    let (chain, four, single) = note.code {
      let x = Value(1, "x")
      let negative = -x
      let power = exp(negative)
      let sum = 1 + power
      let chain = (1 / sum).named("s")
      let single = sigmoid(Value(1, "x")).named("s")
      chain.backward()
      single.backward()
      return (chain, [negative, power, sum, chain], single)
    }
    note.figure(
      "sigmoid-chain",
      chain.drawing(frames: [.init("the sigmoid, gate by gate", around: four)]
      ),
      caption: "The sigmoid of 1 as a chain of four gates.",
      see:
        "the four products that backward makes on its way from 1.00 to 0.20.")
    note.figure(
      "sigmoid-gate", single.drawing(),
      caption: "The sigmoid of 1 as one gate.",
      see:
        "the same numbers at both ends. One product instead of four: s (1 − s) = 0.73 · 0.27."
    )
    compareWithChain()
    trapsOfTheSigmoid()
  }

  private func compareWithChain() {
    let (valueGap, gradientGap, steepest) = note.code {
      var (valueGap, gradientGap, steepest) = (0.0, 0.0, 0.0)
      for x in stride(from: -20, through: 20, by: 0.1) {
        let (u, v) = (Value(x), Value(x))
        let chain = 1 / (1 + exp(-u))
        let gate = sigmoid(v)
        chain.backward()
        gate.backward()
        valueGap = max(valueGap, abs(chain.data - gate.data))
        gradientGap = max(gradientGap, abs(u.gradient - v.gradient))
        steepest = max(steepest, v.gradient)
      }
      return (valueGap, gradientGap, steepest)
    }
    note.claim(
      "One sigmoid gate is the chain of four, forward and backward, for 401 inputs from −20 to 20",
      measured:
        "values differ by \(scientific(valueGap)) at most, gradients by "
        + scientific(gradientGap),
      holds: valueGap < 1e-15 && gradientGap < 1e-15)
    note.claim(
      "The sigmoid never hands on more than a quarter of the gradient it gets",
      measured: "at most \(significant(steepest, digits: 6))",
      holds: abs(steepest - 0.25) < 1e-9)
    note.text(
      """
      If we are too lazy to derive anything, a group can still become one gate: forward runs through the gates inside, backward \
      runs back through them.
      """)
    let isSame = note.code {
      let group = Gate("σ", group: { inputs in 1 / (1 + exp(-inputs[0])) })
      return stride(from: -5.0, through: 5, by: 0.5).allSatisfy { x in
        let (u, v) = (Value(x), Value(x))
        (1 / (1 + exp(-u))).backward()
        Value(group, v).backward()
        return u.gradient == v.gradient
      }
    }
    note.claim(
      "A group of gates is a gate, without a new formula",
      measured: isSame ? "equal" : "not equal",
      holds: isSame)
  }

  private func trapsOfTheSigmoid() {
    note.text(
      """
      Two things to know about it. First, it is the *output* that goes into $s\\,(1 - s)$. With the input in its place the formula \
      looks as good, and means nothing:
      """)
    let points = [-2.0, 0, 1]
    note.table(
      ["x", "s", "s (1 − s)", "x (1 − x)", "by nudging"],
      points.map { x in
        let gate = sigmoid(Value(x))
        let s = gate.data
        let felt =
          (sigmoid(Value(x + 1e-5)).data - sigmoid(Value(x - 1e-5)).data)
          / 2e-5
        return [x, s, s * (1 - s), x * (1 - x), felt].map { significant($0, digits: 6) }
      })
    note.text(
      """
      Second, one gate is more than a shorthand. $e^{1000}$ is too large for any `Double`, so it is infinite, and backward meets \
      $0 \\cdot \\infty$. In a gate of our own we choose a formula that never gets there.
      """)
    note.predict(
      "What are value and gradient of the chain of four at $x = -1000$? And those of the gate?",
      answeredBy: "chain-or-gate")
    let (chain, gate) = note.code {
      let (u, v) = (Value(-1000), Value(-1000))
      let (chain, gate) = (1 / (1 + exp(-u)), sigmoid(v))
      chain.backward()
      gate.backward()
      return ((chain.data, u.gradient), (gate.data, v.gradient))
    }
    note.claim(
      "At $x = -1000$ the chain's gradient is not a number; the gate's is 0",
      answering: "chain-or-gate",
      measured:
        "chain: value \(significant(chain.0, digits: 6)), gradient \(significant(chain.1, digits: 6)); "
        + "gate: value \(significant(gate.0, digits: 6)), gradient \(significant(gate.1, digits: 6))",
      holds: chain.1.isNaN && gate.0 == 0 && gate.1 == 0)
  }
}
