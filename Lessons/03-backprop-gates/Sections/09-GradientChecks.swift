import GradientChecks
import ComputationalGraphs
import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// The numerical gradient, and where it fails.
  mutating func gradientChecks() {
    note.section("Checking a gradient, and how checks go wrong")
    note.text(
      """
      A derivative is easily got wrong, and a network with a wrong one still learns, only worse: nothing crashes. So every \
      backward pass is checked against nudging. It begins as in the lecture, with the weights $W$ in the first column. Each in \
      turn is raised by $h = 0.0001$, and the loss is computed anew. What the lecture fills in for three of them, we fill in for \
      all.
      """)
    fillTable()
    errorOverStep()
    kink()
    checkAtKinks()
    moreTraps()
    note.text(
      """
      What a good check does, then, and what `GradientCheck` in `Sources/GradientChecks` and the grader of your exercises do: use \
      `Double`; use central differences at two steps and extrapolate; estimate how far the numerical gradient itself may be off, \
      and hold no difference against you that this explains, nor call right what it cannot see; look for kinks; send a random gradient from upstream; use sizes that \
      cannot be mistaken for each other.
      """)
  }

  /// The lecture's table W, W + h, dW.
  private func fillTable() {
    let (rows, worst) = note.code {
      let w: [Double] = [
        0.34, -1.11, 0.78, 0.12, 0.55, 2.81, -3.1, -1.5, 0.33,
      ]
      let x = Tensor<Double>(linspace: -1, 1, shape: [4, 3])
      let labels = [0, 1, 2, 1]
      func scores(_ w: [Double]) -> Tensor<Double> {
        matmul(x, Tensor(shape: [3, 3], scalars: w))
      }
      func loss(_ w: [Double]) -> Double {
        HingeLoss.evaluate(scores(w), labels: labels).loss
      }
      let dscores = HingeLoss.evaluate(scores(w), labels: labels).gradient
      let derived = matmul(x, dscores, transposeA: true).scalars
      let h = 0.0001
      var worst = 0.0
      let rows = w.indices.map { i in
        var nudged = w
        nudged[i] += h
        let slope = (loss(nudged) - loss(w)) / h
        worst = max(worst, abs(slope - derived[i]))
        return [w[i], nudged[i], loss(w), loss(nudged), slope, derived[i]]
      }
      return (rows, worst)
    }
    note.table(
      ["W", "W + h", "loss(W)", "loss(W + h)", "dW, felt", "dW, derived"],
      rows.map { row in
        [
          decimals(row[0]), decimals(row[1], 4), decimals(row[2], 7),
          decimals(row[3], 7),
        ]
          + row.suffix(2).map { decimals($0, 4) }
      },
      caption:
        "The lecture's nine weights, with a hinge loss on four examples of three numbers (the lecture does not tell its own)."
    )
    note.claim(
      "The derived gradient is the felt one, weight by weight, to six decimals",
      measured: "largest difference \(scientific(worst))", holds: worst < 1e-6
    )
  }

  /// The U.
  private func errorOverStep() {
    note.text(
      """
      A hinge loss is straight nearly everywhere, so that the slope came out all but exact. On a curve it does not, and then $h$ \
      matters. How small should it be? For the neuron of this lesson we know the true gradient, so we can measure how far off the \
      numerical one is, for three ways to take it:
      """)
    note.listing(
      "public func slope",
      in: "Sources/GradientChecks/DifferenceQuotient.swift")
    note.predict(
      "The smaller the step, the better the slope. Is $h = 10^{-12}$ better than $h = 10^{-5}$?",
      answeredBy: "best-step")
    let curves = note.code {
      DifferenceQuotient.allCases.map { StepCurve($0, Double.self) }
        + [StepCurve(.central, Float.self)]
    }
    let names = [
      "one-sided", "central", "extrapolated (Richardson)",
      "central, in Float",
    ]
    note.figure(
      "step-size",
      Plot(
        "How far off is the numerical gradient?", x: .log("step h"),
        y: .log("error, relative to the gradient"),
        marks: zip(curves, names).map { curve, name in
          .line(curve.steps, curve.errors, label: name)
        }, size: Size(680, 420)),
      caption:
        "Error of four numerical gradients of the neuron over the step h.",
      see: """
        the letter U, four times. On the right the step is too long: **truncation**, with a steeper arm for a better formula. On \
        the left it is too short: $f(x + h)$ and $f(x - h)$ agree in nearly all their digits, and what is left of their difference \
        is **rounding**.
        """)
    let slopes = [
      curves[0].slope(from: 1e-5, to: 1e-2),
      curves[1].slope(from: 1e-3, to: 0.1),
      curves[2].slope(from: 0.01, to: 0.1),
    ]
    note.claim(
      "The truncation error falls as $h$ one-sided, as $h^2$ central, as $h^4$ extrapolated",
      measured: "exponents "
        + slopes.map { decimals($0) }.joined(separator: ", "),
      holds: zip(slopes, [1.0, 2, 4]).allSatisfy { abs($0 - $1) < 0.25 })
    let best = curves.map(\.best)
    note.claim(
      "At its best step the central difference beats the one-sided one by an order and more, and Richardson beats both",
      answering: "best-step",
      measured: zip(names, best).prefix(3).map {
        "\($0) \(scientific($1.error)) at h = \(scientific($1.step))"
      }.joined(separator: "; "),
      holds: best[1].error * 10 < best[0].error
        && best[2].error < best[1].error)
    let single = curves[3].error(at: 1e-5)
    note.claim(
      "In Float, with $h = 10^{-5}$, a numerical gradient proves nothing: it is off by more than 1 %, and at its best by a "
        + "thousand times more than in Double",
      measured:
        "\(decimals(100 * single, 1)) % at h = 1e-5; at best \(scientific(best[3].error))",
      holds: single > 0.01 && best[3].error > 1000 * best[1].error)
  }

  /// Where there is no derivative.
  private func kink() {
    note.text(
      """
      The second trap is a **kink**. A max gate, a ReLU, a hinge has no derivative where it switches. Backward picks a side. The \
      numerical gradient, if its step reaches across, reports a mixture of both.
      """)
    note.figure(
      "kink", KinkPicture.picture(),
      caption:
        "Left: max(x, y) near x = y, and the chord that a central difference takes. Right: its slope, felt and derived.",
      see: """
        the chord on the left: it starts on one side of the kink and ends on the other, so its slope is neither 0 nor 1. On the \
        right, everything nearer to the kink than $h$ is wrong, however exact the arithmetic.
        """)
    let (here, felt, derived) = note.code {
      let (x, y) = (Value(1 + 3e-6, "x"), Value(1, "y"))
      let f = max(x, y)
      f.backward()
      let felt = DifferenceQuotient.central.slope(
        of: { moved in
          set([x], to: [moved], of: f)
          return f.data
        }, at: x.data, step: 1e-5)
      return (3e-6, felt, x.gradient)
    }
    note.claim(
      "Nearer to the kink than $h$ the numerical gradient lies",
      measured:
        "\(scientific(here)) beside it, h = 1e-5: felt \(decimals(felt, 3)), true \(significant(derived, digits: 6))",
      holds: derived == 1 && abs(felt - 0.65) < 0.001)
  }

  private func checkAtKinks() {
    note.text(
      """
      `GradientCheck` takes slopes to the left and to the right at two steps. Where they disagree and the disagreement does not \
      shrink with the step, there is a kink; it tries smaller steps, and what stays doubtful it leaves out. On a ReLU with two \
      inputs right on the kink, and two beside it:
      """)
    let report = note.code {
      let x: Tensor<Double> = [-1.5, 0, 2e-6, -3e-6, 0.7, 0, 1.2]
      let (_, cache) = ReLU.forward(x)
      func relu(_ x: Tensor<Double>) -> Tensor<Double> { ReLU.forward(x).out }
      return GradientCheck().report("dx", at: x, forward: relu) {
        ReLU.backward($0, cache)
      }
    }
    note.output("\(report)")
    note.claim(
      "The check notices kinks: the gradient passes, and what lies on a kink was left out, not held against it",
      measured:
        "\(report.checkedCount) entries right, \(report.wrongCount) wrong, \(report.skippedCount) left out",
      holds: report.passed && report.skippedCount >= 2
        && report.checkedCount >= 3)
    let wrong = note.code {
      let x: Tensor<Double> = [-1.5, 0, 2e-6, -3e-6, 0.7, 0, 1.2]
      func relu(_ x: Tensor<Double>) -> Tensor<Double> { ReLU.forward(x).out }
      return GradientCheck().report("dx", at: x, forward: relu) { dout in dout
      }
    }
    note.output("\(wrong)")
    note.claim(
      "It is not blind for that: a ReLU that hands everything on is caught",
      measured: "\(wrong.wrongCount) of \(wrong.checkedCount) entries wrong",
      holds: wrong.verdict == .wrong)
  }

  private mutating func moreTraps() {
    note.text(
      """
      A third trap: noise divided by noise. The usual measure is the *relative* error, $|n - a| / \\max(|n|, |a|)$. Where a \
      gradient is tiny and the loss is not, the numerical gradient is all rounding, and a perfectly good backward pass looks wrong.
      """)
    let (relative, verdict) = note.code {
      let x: Tensor<Double> = [0.3]
      func loss(_ x: Tensor<Double>) -> Double { 50 + 1e-7 * x[0] * x[0] }
      let derived = 2e-7 * x
      let felt = DifferenceQuotient.central.gradient(of: loss, at: x)
      let relative = abs(felt[0] - derived[0]) / abs(derived[0])
      let report = GradientCheck().report("dx", of: derived, at: x, loss)
      return (relative, report.verdict)
    }
    note.claim(
      "A right gradient of 6e-8 beside a loss of 50 has a relative error far above the usual limit of 1e-5; our check does not "
        + "call it wrong",
      measured:
        "relative error \(scientific(relative)); the check, with a longer step, says \(verdict == .right ? "right" : "not decided")",
      holds: relative > 1e-4 && verdict != .wrong)
    note.text(
      """
      And a fourth: an upstream gradient that is too simple. If it is all ones, the check asks for the gradient of the *sum* of \
      the outputs. The outputs of a softmax always sum to 1, so this gradient is 0, and a backward pass that returns nothing but \
      zeros is right.
      """)
    let (ones, noise) = note.code {
      let scores = Tensor<Double>(randomNormal: [5, 7], using: &random)
      let zeros = Tensor<Double>(zeros: [5, 7])
      var check = GradientCheck()
      check.acceptsAllZero = true
      func passes(_ dout: Tensor<Double>) -> Bool {
        let report = check.report("dx", of: zeros, at: scores, upstream: dout) {
          Softmax.forward($0).out
        }
        return report.passed
      }
      return (
        passes(Tensor(repeating: 1, shape: [5, 7])),
        passes(Tensor(randomNormal: [5, 7], using: &random))
      )
    }
    note.claim(
      "With an upstream gradient of ones a softmax gate that returns zeros passes; with a random one it is caught",
      measured:
        "ones: \(ones ? "passes" : "caught"), random: \(noise ? "passes" : "caught")",
      holds: ones && !noise)
  }
}
