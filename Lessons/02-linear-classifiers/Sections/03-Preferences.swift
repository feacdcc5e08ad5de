import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// Regularisation: which of the weights that fit alike we want.
  mutating func preferences() {
    note.section("A preference among weights")
    note.text(
      """
      Many $W$ give the same scores on the training data. Which do we want? A *regulariser* adds its \
      opinion to the loss. We use the convention of the course's first assignment: λ times the sum of \
      the squares, **not** halved.
      """)
    note.formula(
      tex: #"L = \frac{1}{N} \sum_i L_i + \lambda R(W)"#,
      plain: "L = mean of Lᵢ + λ R(W)")
    note.text("**L2** adds up squares, **L1** magnitudes, and the **elastic net** some of both:")
    note.formula(
      tex: #"\lambda R_{L2}(W) = \lambda \sum W^2"#, plain: "L2: λ R(W) = λ Σ W²")
    note.formula(
      tex: #"\lambda R_{L1}(W) = \lambda \sum |W|"#, plain: "L1: λ R(W) = λ Σ |W|")
    note.formula(
      tex: #"\lambda R_{net}(W) = \lambda \left(\beta \sum W^2 + \sum |W|\right)"#,
      plain: "elastic net: λ R(W) = λ (β Σ W² + Σ |W|)")
    note.text(
      """
      **Max-norm** adds nothing to the loss. It sets a limit instead: after each step, a column \
      $w_j$ of $W$ that has grown longer than $c$ is scaled back to that length.
      """)
    note.formula(tex: #"\lVert w_j \rVert \leq c"#, plain: "‖wⱼ‖ ≤ c")
    note.text(
      """
      An example with one picture of four pixels, $x = (1, 1, 1, 1)$, and two templates that score it \
      alike: one looks at a single pixel, the other a little at each.
      """)
    let x: Tensor<Double> = [[1, 1, 1, 1]]
    let (table, penalties) = note.code {
      let one: Tensor<Double> = [[1], [0], [0], [0]]
      let all: Tensor<Double> = [[0.25], [0.25], [0.25], [0.25]]
      let penalties = [one, all].map { w in
        (
          score: matmul(x, w)[0, 0], l1: Regularizer.l1(1).penalty(of: w),
          l2: Regularizer.l2(1).penalty(of: w),
          net: Regularizer.elasticNet(1, beta: 0.5).penalty(of: w)
        )
      }
      let names = ["(1, 0, 0, 0)", "(¼, ¼, ¼, ¼)"]
      let rows = zip(names, penalties).map { name, p in
        [name] + [p.score, p.l1, p.l2, p.net].map { decimals($0) }
      }
      return (rows, penalties)
    }
    note.table(["w", "score", "L1", "L2", "elastic net, β = ½"], table)
    note.claim(
      "Both score alike; L1 cannot tell them apart, L2 prefers the one that spreads",
      measured:
        "L1 \(penalties[0].l1) and \(penalties[1].l1), L2 \(penalties[0].l2) and \(penalties[1].l2)",
      holds: penalties[0].score == penalties[1].score && penalties[0].l1 == penalties[1].l1
        && penalties[1].l2 < penalties[0].l2)
    let losses = note.code {
      let few = pixels.first(200)
      var classifier = LinearClassifier<Double>(
        inputCount: pixels.pixelCount, classCount: classCount, loss: .softmax,
        using: &random)
      var losses: [(plain: Double, penalized: Double)] = []
      for loss in [ClassificationLoss.softmax, .hinge] {
        classifier.loss = loss
        losses.append(
          (
            classifier.loss(on: few.x, labels: few.labels),
            classifier.loss(
              on: few.x, labels: few.labels, regularizer: .l2(0.5))
          ))
      }
      return losses
    }
    let changes = losses.map { "\(decimals($0.plain, 4)) to \(decimals($0.penalized, 4))" }
    note.claim(
      "Regularisation raises both losses: the second thing to check in a training run",
      measured: "softmax \(changes[0]), hinge \(changes[1])",
      holds: losses.allSatisfy { $0.plain < $0.penalized })
  }

  /// Occam's razor, on polynomials.
  mutating func occam() {
    note.text(
      """
      Why would small weights be better? Because they make simple functions, and simple explanations \
      carry further: **Occam's razor**. Sixteen noisy points of a sine, and polynomials through them, of \
      degree 1, 3 and 15. The last has a weight for every point and can pass through all of them.
      """)
    note.predict(
      "Which of the six curves below is nearest to the sine *between* the points?",
      answeredBy: "nearest-to-the-sine")
    let polynomials = Polynomials(using: &random)
    let strength = 0.01
    let degrees = [1, 3, 15]
    note.figure(
      "polynomials",
      PlotGrid(
        panels: [0, strength].flatMap { strength in
          degrees.map { polynomials.plot(degree: $0, strength: strength) }
        }, columns: 3),
      caption: "Polynomials of degree 1, 3 and 15 through sixteen points, without and with L2.",
      see: """
        Degree 1 is too stiff with and without. Degree 15 hits every point and swings wildly near the \
        ends; the same degree with a small penalty on its weights calms down.
        """)
    let wild = polynomials.fit(degree: 15, strength: 0)
    let calm = polynomials.fit(degree: 15, strength: strength)
    let fits = polynomials.error(wild, at: polynomials.xs, from: polynomials.ys)
    let errors = [wild, calm].map { polynomials.errorFromTruth($0) }
    note.claim(
      "Degree 15 passes through all points, and is further from the sine than with regularisation",
      answering: "nearest-to-the-sine",
      measured: "distance from the points \(scientific(fits)); from the sine "
        + "\(decimals(errors[0])) without, \(decimals(errors[1])) with",
      holds: fits < 1e-6 && errors[1] < errors[0])
  }
}
