import GradientChecks
import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// The gradient in two ways, which must agree.
  mutating func gradients() {
    note.section("Which way is down? The gradient, twice")
    note.text(
      """
      The loss is a landscape over the weights, and we stand somewhere in it, blindfolded. The slope can \
      be *felt*: nudge a weight by $h$, see what the loss does. Slow and approximate, and hard to get \
      wrong. Or it can be *derived*: exact and fast, and easy to get wrong. So we derive it, and feel \
      whether it is right: a **gradient check**.
      """)
    note.formula(
      tex: #"\frac{\partial L}{\partial w} \approx \frac{L(w + h) - L(w - h)}{2h}"#,
      plain: "∂L/∂w ≈ (L(w + h) − L(w − h)) / 2h")
    note.text("This is the whole derivative of the hinge loss, as it runs in this lesson:")
    note.listing(
      "public static func evaluate", in: "Sources/NeuralNets/Losses/HingeLoss.swift")
    note.text("We check on twenty pictures, of which we keep every so many pixels, thirty in all:")
    let (few, x, w, bias) = note.code {
      let count = pixels.pixelCount
      let columns = stride(from: 0, to: count, by: count / 30).prefix(30)
      let few = pixels.first(20)
      let x = few.x.transposed().gathering(rows: Array(columns)).transposed()
      let w = Tensor<Double>(
        randomNormal: [30, classCount], standardDeviation: 0.1, using: &random)
      return (few, x, w, Tensor<Double>(zeros: [classCount]))  // the bias
    }
    let reports = note.code {
      [ClassificationLoss.softmax, .hinge].map { loss in
        let regularizer = Regularizer.l2(0.1)
        let here = LinearClassifier(weights: w, bias: bias, loss: loss)
        let analytic = here.lossAndGradients(
          on: x, labels: few.labels, regularizer: regularizer
        ).gradients.weights
        let name = loss == .softmax ? "softmax" : "hinge"
        return GradientCheck().report(name, of: analytic, at: w) { moved in
          LinearClassifier(weights: moved, bias: bias, loss: loss)
            .loss(on: x, labels: few.labels, regularizer: regularizer)
        }
      }
    }
    let lines = reports.map { $0.description.split(separator: "; ").joined(separator: ";\n  ") }
    note.output(lines.joined(separator: "\n"))
    let worst = reports.map { $0.largestDifference / max($0.scale, 1e-12) }.max() ?? 1
    note.claim(
      "The derived gradient is the felt one, for both losses, penalty included",
      measured: "largest difference \(scientific(worst)) of the largest entry",
      holds: reports.allSatisfy(\.passed) && worst < 1e-7)
    let evaluations = note.code {
      var evaluations = 0
      _ = DifferenceQuotient.central.gradient(
        of: { moved in
          evaluations += 1
          return LinearClassifier(weights: moved, bias: bias, loss: .softmax)
            .loss(on: x, labels: few.labels)
        }, at: w)
      return evaluations
    }
    let weightCount = pixels.pixelCount * classNames.count
    note.claim(
      "Feeling costs two evaluations of the loss a weight, deriving costs one in all",
      measured: "\(evaluations) for \(w.count) weights; the \(weightCount) of a whole template set "
        + "would need \(2 * weightCount) for a single step",
      holds: evaluations == 2 * w.count)
  }
}
