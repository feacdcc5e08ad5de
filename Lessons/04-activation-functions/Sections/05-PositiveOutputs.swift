import NeuralNets
import Notebooks
import Pictures
import Tensors

/// The way of two weights that learn `target · x` from one example after another.
struct ZigzagPath {
  let name: String
  let points: [Point]

  /// How long the path is, compared with the straight line from its start to its end.
  var detour: Double {
    let length = zip(points, points.dropFirst()).reduce(0.0) {
      $0 + distance($1.0, $1.1)
    }
    guard let first = points.first, let last = points.last else { return 1 }
    return length / distance(first, last)
  }

  private func distance(_ a: Point, _ b: Point) -> Double {
    ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
  }
}

/// Stochastic gradient descent, one example at a time, on `(w · x - target · x)²`, with inputs from `range`.
func zigzag(
  _ name: String, inputs range: Range<Double>, steps: Int, rate: Double,
  using random: inout SeededGenerator
) -> ZigzagPath {
  let target = (x: 1.0, y: -1.0)
  var w = (x: -1.0, y: 1.0)
  var points = [Point(w.x, w.y)]
  for _ in 0..<steps {
    let x = Tensor<Double>(randomUniform: [2], in: range, using: &random)
    let error = (w.x - target.x) * x[0] + (w.y - target.y) * x[1]
    w.x -= rate * 2 * error * x[0]
    w.y -= rate * 2 * error * x[1]
    points.append(Point(w.x, w.y))
  }
  return ZigzagPath(name: name, points: points)
}

extension Chapter {
  /// What follows when all inputs of a unit are positive.
  mutating func positiveOutputs() {
    note.section("Outputs that are all positive")
    note.text(
      """
      A sigmoid's output is always positive, and it is the next layer's *input*. The gradient of a unit's weights is the \
      upstream gradient, one number, times the input: if all inputs are positive, all weights of the unit go up together or \
      down together.
      """)
    note.formula(
      tex:
        #"\frac{\partial L}{\partial w_i} = \frac{\partial L}{\partial s}\, x_i, \qquad x_i > 0"#,
      plain: "∂L/∂wᵢ = ∂L/∂s · xᵢ   with all xᵢ > 0")
    note.text("Is it so, in a layer of 100 units above a layer of sigmoids?")
    let (single, batch) = note.code {
      let hidden = Network<Float>([
        AffineLayer(
          inputCount: 50, outputCount: 40, initialization: .xavier,
          using: &random),
        SigmoidLayer(),
      ])
      let h = hidden.scores(
        for: Tensor(randomNormal: [64, 50], using: &random))
      let dout = Tensor<Float>(randomNormal: [64, 100], using: &random)
      /// The share of units whose weight gradients all have one sign.
      func shareOfOneSign(_ dw: Tensor<Float>) -> Double {
        let columns = dw.transposed()
        let alike = (0..<columns.rowCount).count { j in
          let column = columns.row(j).scalars
          return column.allSatisfy { $0 > 0 } || column.allSatisfy { $0 < 0 }
        }
        return Double(alike) / Double(columns.rowCount)
      }
      let singles = (0..<64).map { i in
        shareOfOneSign(
          matmul(h[rows: i..<i + 1], dout[rows: i..<i + 1], transposeA: true))
      }
      return (
        singles.reduce(0, +) / 64,
        shareOfOneSign(matmul(h, dout, transposeA: true))
      )
    }
    note.claim(
      "For one example all weight gradients of a unit have one sign; summed over 64 examples fewer do",
      measured:
        "\(percent(single)) of the units for one example, \(percent(batch)) for a batch",
      holds: single == 1 && batch < 1)
    zigzags()
    means()
  }

  private mutating func zigzags() {
    note.text(
      """
      Two weights that can only rise or fall together cannot go straight where one should rise and the other fall. They have \
      to tack, like a boat against the wind. We let a unit with two inputs learn from one example at a time, from \
      $(-1, 1)$ to $(1, -1)$, once with inputs from 0 to 1 and once from −½ to ½:
      """)
    let paths = note.code {
      [
        zigzag(
          "inputs from 0 to 1", inputs: 0..<1, steps: 200, rate: 0.4,
          using: &random),
        zigzag(
          "inputs from −½ to ½", inputs: -0.5..<0.5, steps: 200, rate: 0.4,
          using: &random),
      ]
    }
    note.figure(
      "zigzag",
      PlotGrid(
        "From (−1, 1) to (1, −1)",
        panels: paths.map { path in
          Plot(
            path.name, x: "first weight", y: "second weight",
            marks: [
              .trajectory(path.points.map(\.x), path.points.map(\.y)),
              .points(
                [1], [-1], label: "where they should go", color: .series(2),
                marker: .star, size: 12
              ),
            ], legend: .top, size: Size(370, 350), hasEqualUnits: true)
        }, columns: 2),
      caption:
        "The two weights, step by step, with positive inputs (left) and with centred ones (right).",
      see:
        "On the left every step goes up-right or down-left, the one direction that does not lead to the goal."
    )
    note.claim(
      "With positive inputs the way is longer than with centred ones",
      measured:
        "path over distance: \(decimals(paths[0].detour)) and \(decimals(paths[1].detour))",
      holds: paths[0].detour > paths[1].detour)
    note.text(
      """
      A batch softens it, as we saw: examples with upstream gradients of both signs add up. It is why inputs are centred \
      (lesson 5), and the reason for tanh, which is a sigmoid moved to the middle: $\\tanh(x) = 2\\sigma(2x) - 1$.
      """)
  }

  private mutating func means() {
    note.text(
      "Which activations are centred? The mean output for normal inputs, of each (maxout of two independent lines):"
    )
    let x = Tensor<Double>(randomNormal: [100_000, 2], using: &random)
    let means = Activation.allCases.map { activation -> Double in
      let inputs =
        activation == .maxout ? x : x.transposed()[rows: 0..<1].transposed()
      return Network<Double>([activation.layer(unitCount: 1)]).scores(
        for: inputs
      ).mean()
    }
    note.table(
      ["activation", "mean output"],
      zip(Activation.allCases, means).map { [$0.title, decimals($1, 3)] })
    let of = Dictionary(uniqueKeysWithValues: zip(Activation.allCases, means))
    note.claim(
      "ReLU's output is no more centred than the sigmoid's; tanh's is",
      measured:
        "mean output: sigmoid \(decimals(of[.sigmoid] ?? 0, 3)), ReLU \(decimals(of[.relu] ?? 0, 3)), "
        + "tanh \(decimals(of[.tanh] ?? 1, 3))",
      holds: (of[.relu] ?? 0) > 0.35 && abs(of[.tanh] ?? 1) < 0.02)
  }
}
