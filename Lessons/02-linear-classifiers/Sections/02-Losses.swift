import Foundation
import NeuralNets
import Notebooks
import Pictures
import Tensors

/// The scores of a cat, a car and a frog (rows) for cat, car and frog (columns) in the course's lecture 3.
private let lectureScores: Tensor<Double> = [
  [3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1],
]

extension Chapter {
  /// The two losses, on the lecture's example and at the start of training.
  mutating func losses() {
    note.section("How wrong is it? Two losses")
    note.text(
      """
      Scores are not yet right or wrong. A *loss* turns them into one number that we want small. Take \
      three pictures, a cat, a car and a frog, and the scores that some $W$ gives them:
      """)
    note.table(
      ["picture", "cat score", "car score", "frog score"],
      ["cat", "car", "frog"].enumerated().map { i, name in
        [name] + (0..<3).map { decimals(lectureScores[i, $0], 1) }
      })
    note.text(
      """
      The **hinge loss** (multiclass SVM) wants the true class ahead of each other class by a margin \
      of 1, and adds up what is missing. **Softmax** (cross-entropy) reads the scores as logarithms of \
      odds, and asks how surprising the truth is.
      """)
    note.formula(
      tex: #"L_i = \sum_{j \neq y} \max(0,\; s_j - s_y + 1)"#,
      plain: "Lᵢ = Σ max(0, sⱼ − s_y + 1), over all j ≠ y")
    note.formula(
      tex: #"L_i = -\log \frac{e^{s_y}}{\sum_j e^{s_j}}"#,
      plain: "Lᵢ = −log (exp s_y / Σⱼ exp sⱼ)")
    note.text(
      """
      Here $s_j$ is the score of class $j$, one of the row $s$, and $y$ is the true class of picture $i$.
      """)
    note.text("Softmax and its gradient, as they run in this lesson:")
    note.listing(
      "public static func evaluate", in: "Sources/NeuralNets/Losses/SoftmaxLoss.swift")
    note.text("Both losses of the table above; in the code it is called `lectureScores`:")
    let (hinges, hingeMean, catOdds, catLoss) = note.code {
      let hinges = (0..<3).map { i in
        HingeLoss.evaluate(lectureScores[rows: i..<i + 1], labels: [i]).loss
      }
      let mean = HingeLoss.evaluate(lectureScores, labels: [0, 1, 2]).loss
      let cat = lectureScores[rows: 0..<1]
      return (
        hinges, mean, SoftmaxLoss.probabilities(cat).scalars,
        SoftmaxLoss.evaluate(cat, labels: [0]).loss
      )
    }
    let lectureHinges = hinges.map { decimals($0, 1) } + [decimals(hingeMean)]
    let lectureSoftmax = catOdds.map { decimals($0) } + [decimals(catLoss)]
    note.claim(
      "The hinge losses of the lecture: 2.9, 0, 12.9, mean 5.27",
      measured: lectureHinges.joined(separator: ", "),
      holds: lectureHinges == ["2.9", "0.0", "12.9", "5.27"])
    note.claim(
      "The softmax of the cat in the lecture: 0.13, 0.87, 0.00, loss 2.04",
      measured: lectureSoftmax.joined(separator: ", "),
      holds: lectureSoftmax == ["0.13", "0.87", "0.00", "2.04"])

    note.predict(
      "Before any training, with tiny random weights: what are the two losses?",
      answeredBy: "first-losses")
    let start = note.code {
      let few = pixels.first(1000)
      let classifier = LinearClassifier<Double>(
        inputCount: pixels.pixelCount, classCount: classCount, loss: .softmax,
        weightScale: 1e-4, using: &random)
      let scores = classifier.scores(for: few.x)
      return (
        softmax: SoftmaxLoss.evaluate(scores, labels: few.labels).loss,
        hinge: HingeLoss.evaluate(scores, labels: few.labels).loss
      )
    }
    let guess = log(Double(classNames.count))
    note.claim(
      "Softmax starts at ln C, hinge at C − 1: the first thing to check in any training run",
      answering: "first-losses",
      measured: "\(decimals(start.softmax, 3)) for ln C = \(decimals(guess, 3)), "
        + "\(decimals(start.hinge, 3)) for \(classNames.count - 1)",
      holds: abs(start.softmax - guess) < 0.05
        && abs(start.hinge - Double(classNames.count - 1)) < 0.2)
  }

  /// What both losses have in common, and where the formula as written fails.
  mutating func lossProperties() {
    let (once, twice) = note.code {
      let sample = pixels.first(100)
      let classifier = LinearClassifier<Double>(
        inputCount: pixels.pixelCount, classCount: classCount, loss: .softmax,
        using: &random)
      return (
        classifier.lossAndGradients(on: sample.x, labels: sample.labels),
        classifier.lossAndGradients(
          on: Tensor(concatenating: [sample.x, sample.x]),
          labels: sample.labels + sample.labels)
      )
    }
    let twiceError = max(
      abs(once.loss - twice.loss),
      (once.gradients.weights - twice.gradients.weights).absolute().max())
    note.claim(
      "The loss is a mean: the data twice give the same loss and gradient",
      measured: "largest difference \(scientific(twiceError))", holds: twiceError < 1e-12)
    note.text(
      """
      Only differences of scores matter to softmax, so the highest may be moved to 0 first. It must be: \
      $e^{1000}$ is more than a Double can hold.
      """)
    let (naive, shifted, unshifted) = note.code {
      let large = lectureScores + 1000
      let exponentials = large.exp()
      let sums = exponentials.sum(axis: 1, keepingDimension: true)
      return (
        exponentials / sums, SoftmaxLoss.probabilities(large),
        SoftmaxLoss.probabilities(lectureScores)
      )
    }
    let shiftError = (shifted - unshifted).absolute().max()
    note.claim(
      "Adding 1000 to all scores changes no probability; the formula as written gives NaN",
      measured: "largest change \(scientific(shiftError)); as written: "
        + (naive[0, 0].isNaN ? "NaN" : "\(naive[0, 0])"),
      holds: shiftError < 1e-9 && naive.scalars.allSatisfy { $0.isNaN })
    let pair: Tensor<Double> = [[0, 1.7], [0, -0.4], [0, 3]]
    let binaryGap = abs(
      SoftmaxLoss.evaluate(pair, labels: [1, 0, 1]).loss
        - BinaryCrossEntropy.evaluate(Tensor([1.7, -0.4, 3]), targets: Tensor([1, 0, 1])).loss)
    note.claim(
      "With two classes softmax is the *logistic* loss (binary cross-entropy) of the difference",
      measured: "difference \(scientific(binaryGap))", holds: binaryGap < 1e-12)
  }

  /// Where the two differ: beyond the margin.
  func lossesBeyondTheMargin() {
    note.predict(
      "The true class is far ahead already. Which of the two losses goes on pushing?",
      answeredBy: "beyond-the-margin")
    let (leads, lossAtLead) = note.code {
      let leads = (0...160).map { -3 + Double($0) / 20 }
      let losses = leads.map { lead in
        let scores = Tensor<Double>(shape: [1, 2], scalars: [lead, 0])
        return (
          hinge: HingeLoss.evaluate(scores, labels: [0]),
          softmax: SoftmaxLoss.evaluate(scores, labels: [0])
        )
      }
      return (leads, losses)
    }
    let content = zip(leads, lossAtLead).filter { $0.0 > 1 }.map(\.1)
    note.figure(
      "losses",
      Plot(
        "Two losses of one example with two classes", x: "score of the true class minus the other",
        y: "loss",
        marks: [
          .line(leads, lossAtLead.map(\.hinge.loss), label: "hinge"),
          .line(leads, lossAtLead.map(\.softmax.loss), label: "softmax"),
          .verticalLine(at: 1, label: "margin"),
        ]),
      caption: "Hinge and softmax loss over the lead of the true class.",
      see: "The hinge is flat beyond the margin: no slope, nothing to learn. Softmax is never flat."
    )
    note.claim(
      "Beyond the margin the hinge has gradient 0; softmax always wants a little more",
      answering: "beyond-the-margin",
      measured: "at a lead of 5: hinge \(abs(lossAtLead[160].hinge.gradient[0, 0])), "
        + "softmax \(scientific(lossAtLead[160].softmax.gradient[0, 0]))",
      holds: content.allSatisfy { $0.hinge.gradient[0, 0] == 0 && $0.softmax.gradient[0, 0] < 0 })
  }
}
