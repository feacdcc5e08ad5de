import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// The picture of the lesson: the templates of two losses and three preferences.
  mutating func templates() -> [TemplateRun] {
    note.section("What the classifier has learned")
    note.text(
      """
      A column of $W$ has as many numbers as a picture. So we can **look** at it: grey where a weight is \
      0, bright where the template wants light, dark where it wants none. We train the SVM and softmax, \
      each without regularisation, with L2 and with L1.
      """)
    note.text("The six `plans`: loss, name, learning rate, regulariser with its λ.")
    let plans: [(ClassificationLoss, String, Double, Regularizer)] = note.code {
      let strength = lesson.choose(quick: 0.1, usual: 0.1, full: 0.3)
      return [
        (.hinge, "SVM", 0.003, .none),
        (.hinge, "SVM, L2", 0.003, .l2(1)),
        (.hinge, "SVM, L1", 0.003, .l1(0.02, proximal: true)),
        (.softmax, "softmax", 0.01, .none),
        (.softmax, "softmax, L2", 0.01, .l2(strength)),
        (.softmax, "softmax, L1", 0.01, .l1(0.004, proximal: true)),
      ]
    }
    note.text("Each is trained for \(steps) steps; `bar` is the progress you see in the terminal.")
    let (pixels, seed, steps, classCount) = (pixels, seed, steps, classCount)
    let labels = pixels.train.labels
    let runs = note.progress("Six classifiers", total: plans.count * steps) { bar in
      note.code {
        plans.map { loss, name, rate, regularizer in
          let (classifier, history) = trained(
            loss, on: pixels.x, labels: labels, classCount: classCount,
            plan: Plan(
              steps: steps, learningRate: rate, learningRateDecay: 0.95,
              regularizer: regularizer),
            seed: seed, afterStep: { bar.advance() })
          return TemplateRun(
            name: name, classifier: classifier, history: history,
            trainAccuracy: classifier.accuracy(on: pixels.x, labels: labels),
            validationAccuracy: classifier.accuracy(
              on: pixels.xValidation, labels: pixels.validation.labels))
        }
      }
    }
    note.figure(
      "templates",
      ImageGrid(
        images: runs.flatMap { templateImages($0.classifier, like: pixels.train) },
        columns: classCount, enlargement: 2, rowLabels: runs.map(\.name),
        columnLabels: classNames),
      caption: "The templates: a column a class, a row a loss and regulariser.",
      see: """
        Find the outlines. Without regularisation they drown in grain: weights that tell the training \
        pictures apart, and nothing else. L2 smooths the grain away. L1 switches most pixels off \
        (flat grey) and concentrates on a few.
        """)
    note.figure(
      "loss-curves",
      PlotGrid(
        "What six classifiers minimise",
        panels: [runs[0..<3], runs[3..<6]].map { runs in
          Plot(
            runs.first?.name ?? "", x: "step", y: "loss of the batch, smoothed",
            marks: runs.map {
              .line(smoothed($0.history.losses, keeping: 0.97), label: $0.name, width: 1.5)
            })
        }, columns: 2),
      caption: "Loss over steps of the six classifiers, penalty included.",
      see: "The penalty keeps the regularised curves up: a higher loss is no worse classifier.")
    note.predict(
      "Grey is a weight near 0. Which of L1 and L2 makes weights that are *exactly* 0?",
      answeredBy: "exact-zeros")
    note.table(
      ["classifier", "training", "validation", "weights exactly 0", "evenness"],
      runs.map {
        [
          $0.name, percent($0.trainAccuracy), percent($0.validationAccuracy), percent($0.zeroShare),
          decimals($0.evenness),
        ]
      },
      caption:
        "Evenness is (Σ|w|)² / (n Σw²): 1 if all weights are equally large, 1/n for a single one."
    )
    note.text(
      """
      Few of L1's grey weights are *exactly* 0 at the moment we look: each batch nudges them, and the \
      next proximal steps pull them back. A plain gradient step would jump over 0 and back for ever.
      """)
    whatL2Does(runs)
    let isSparse = [2, 5].allSatisfy { runs[$0].zeroShare > 0.01 }
    let othersAreNot = [0, 1, 3, 4].allSatisfy { runs[$0].zeroShare == 0 }
    note.claim(
      "L1 with the proximal step makes weights exactly zero; L2 makes none",
      answering: "exact-zeros",
      measured: "\(percent(runs[2].zeroShare)) and \(percent(runs[5].zeroShare)) with L1",
      holds: isSparse && othersAreNot)
    let grain = runs.map { $0.grain(in: pixels.train) }
    note.claim(
      "L2 smooths: neighbouring weights differ less",
      measured: "grain, SVM: \(decimals(grain[0])) without, \(decimals(grain[1])) with L2; "
        + "softmax: \(decimals(grain[3])) and \(decimals(grain[4]))",
      holds: grain[1] < grain[0] && grain[4] < grain[3])
    note.claim(
      "Compared with L1, L2 spreads the score over more weights",
      measured: "evenness, SVM: \(decimals(runs[1].evenness)) and \(decimals(runs[2].evenness)); "
        + "softmax: \(decimals(runs[4].evenness)) and \(decimals(runs[5].evenness))",
      holds: runs[1].evenness > runs[2].evenness && runs[4].evenness > runs[5].evenness)
    let longest = largestColumn(runs[3].classifier.weights)
    note.text(
      """
      And max-norm? The `longest` template of softmax without regularisation has length \
      \(decimals(longest, 4)). We train again and allow a quarter of that:
      """)
    let capped = note.code {
      trained(
        .softmax, on: pixels.x, labels: labels, classCount: classCount,
        plan: Plan(
          steps: steps / 5, learningRate: 0.01,
          regularizer: .maxNorm(longest / 4)),
        seed: seed
      ).classifier
    }
    let cappedLength = largestColumn(capped.weights)
    note.claim(
      "Max-norm caps: no template grows longer than we allow",
      measured: "longest \(decimals(cappedLength, 4)), allowed \(decimals(longest / 4, 4)); "
        + "without a cap \(decimals(longest, 4))",
      holds: cappedLength <= longest / 4 * 1.00001)
    return runs
  }

  /// Says what L2 changed, as measured: against L1, and against no penalty.
  private func whatL2Does(_ runs: [TemplateRun]) {
    let changes = [0, 3].map { runs[$0 + 1].evenness - runs[$0].evenness }
    let spreads = changes.count { $0 > 0.02 }
    let verdict = spreads == 0 ? "no" : spreads == 1 ? "for one of the two losses" : "yes, too"
    note.text(
      """
      Did L2 spread the score, as on the four pixels? Compared with L1, yes. Compared with no penalty at \
      all, \(verdict): evenness goes from \(decimals(runs[0].evenness)) to \(decimals(runs[1].evenness)) for \
      the SVM and from \(decimals(runs[3].evenness)) to \(decimals(runs[4].evenness)) for softmax. \
      \(spreads > 0 ? "" : "Descent from tiny weights spreads them over all pixels by itself, and leaves little to even out. ")\
      What L2 does here is keep weights small and neighbours alike. Whether that pays is for the validation \
      set to say. Next to no penalty, the SVM with L2 is \
      \(comparison(runs[1].validationAccuracy, with: runs[0].validationAccuracy)) and softmax with L2 \
      \(comparison(runs[4].validationAccuracy, with: runs[3].validationAccuracy)). A preference is a bet; it may \
      be lost.
      """)
  }

  /// A score is a length, a length and an angle.
  func templatesAsDirections(_ runs: [TemplateRun]) {
    note.text("A dot product is two lengths and the angle between them:")
    note.formula(
      tex: #"w \cdot x = \lVert w \rVert \, \lVert x \rVert \cos\theta"#,
      plain: "w · x = ‖w‖ ‖x‖ cos θ")
    note.text(
      """
      Of all pictures of one length the template itself would score highest. Here is the training picture \
      that comes nearest to each in direction, for the `classifier` softmax with L2:
      """)
    let classifier = runs[4].classifier
    note.listing("func cosines", in: "Lessons/02-linear-classifiers/Templates.swift")
    let angles = note.code { cosines(pixels.x, classifier) }
    let lengths = (classifier.weights * classifier.weights).sum(axis: 0).squareRoot()
    let row = pixels.x[rows: 0..<1]
    let direct = matmul(row, classifier.weights)
    let product = angles[rows: 0..<1] * lengths * row.norm()
    let gap = (direct - product).absolute().max() / direct.absolute().max()
    note.claim(
      "The score is ‖w‖ ‖x‖ cos θ", measured: "relative difference \(scientific(Double(gap)))",
      holds: gap < 1e-4)
    let nearest = angles.argmax(axis: 0)
    let templates = templateImages(classifier, like: pixels.train).map { ImageGrid.Tile($0) }
    let pictures = nearest.enumerated().map { label, n in
      ImageGrid.Tile(
        pixels.train.image(at: n),
        caption: "\(classNames[pixels.train.labels[n]])\n\(decimals(Double(angles[n, label])))",
        frame: pixels.train.labels[n] == label ? .right : .wrong)
    }
    note.figure(
      "nearest-directions",
      ImageGrid(
        tiles: templates + pictures, columns: classNames.count, enlargement: 2,
        rowLabels: ["template", "nearest"], columnLabels: classNames),
      caption:
        "Each template (softmax, L2) and the training picture nearest to it in direction, with its class and the cosine.",
      see: """
        Even the nearest picture is far away: a cosine of 1 would be the same direction. A template is no \
        picture but a compromise between thousands. A green frame says that the class is right.
        """)
    let best = (0..<classNames.count).map { Double(angles[nearest[$0], $0]) }
    note.finding(
      "Cosine between a template and the training picture nearest to it",
      measured: "\(decimals(best.min() ?? 0)) to \(decimals(best.max() ?? 0))")
  }
}

/// The length of the longest column.
private func largestColumn(_ weights: Tensor<Float>) -> Double {
  Double((weights * weights).sum(axis: 0).squareRoot().max())
}
