import Datasets
import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// Where mean and deviation may come from.
  mutating func trainingStatistics() {
    note.section("Statistics belong to the training set")
    note.text(
      """
      Whatever is subtracted and divided by is *measured*, and what is measured belongs to the model, like its weights. It is \
      measured once, on the training pictures, and used as it is for every picture that comes later. This sounds like bookkeeping. \
      See what happens otherwise.

      A softmax classifier learns from pictures that are normalised by the \(train.count) training pictures. Then the test \
      pictures come, normalised in five ways.
      """)
    note.output(data.summary)
    let steps = lesson.choose(quick: 250, usual: 1000, full: 4000)
    let (scaling, classifier) = note.code {
      var pixels = train.rows(Float.self)
      let scaling = Standardization(fitting: pixels)
      scaling.standardize(&pixels)
      var classifier = LinearClassifier<Float>(
        inputCount: pixels.rowSize, classCount: classNames.count,
        loss: .softmax, using: &random)
      let plan = LinearClassifier<Float>.TrainingPlan(
        steps: steps, learningRate: 0.003, regularizer: .l2(0.01))
      classifier.train(
        on: pixels, labels: train.labels, plan: plan, using: &random)
      return (scaling, classifier)
    }
    note.predict(
      "Test pictures come sorted by class, and each batch is normalised by its own mean and deviation. What happens?",
      answeredBy: "sorted-batches")
    let batch = lesson.choose(quick: 25, usual: 100, full: 100)
    note.text(
      "`batch` is \(batch); `sorted` are the test pictures with all of a class in a row."
    )
    let sorted = test.sortedByClass
    let ways = note.code {
      func byThemselves(_ x: Tensor<Float>, _ size: Int) -> Tensor<Float> {
        let starts = stride(from: 0, to: x.rowCount, by: size)
        return Tensor(
          concatenating: starts.map { start in
            let group = x[rows: start..<min(start + size, x.rowCount)]
            return Standardization(fitting: group).standardized(group)
          })
      }
      let all = test.count
      let ways: [(String, LabeledImages, (Tensor<Float>) -> Tensor<Float>)] =
        [
          ("the training set", test, { scaling.standardized($0) }),
          ("the test set", test, { byThemselves($0, all) }),
          ("batches", test, { byThemselves($0, batch) }),
          ("sorted batches", sorted, { byThemselves($0, batch) }),
          ("each alone", test, { byThemselves($0, 1) }),
        ]
      return ways.map { name, pictures, prepared in
        let x = pictures.rows(Float.self)
        let accuracies = [x, x * 0.6].map {
          classifier.accuracy(on: prepared($0), labels: pictures.labels)
        }
        return (name, accuracies)
      }
    }
    note.table(
      ["normalised by", "accuracy", "dimmed to 60 %"],
      ways.map { [$0.0, percent($0.1[0]), percent($0.1[1])] },
      caption:
        "One classifier, the same test pictures; in the last column all of them are dimmed."
    )
    note.figure(
      "whose-statistics",
      Plot(
        "Whose mean, whose deviation?",
        x: Axis("normalised by", categories: ways.map(\.0)),
        y: Axis(
          "test accuracy (%)",
          range: 0...max(60, 110 * (ways.map { $0.1.max() ?? 0 }.max() ?? 0))),
        marks: [
          .bars(ways.map { 100 * $0.1[0] }, label: "as they are"),
          .bars(ways.map { 100 * $0.1[1] }, label: "dimmed to 60 %"),
          .horizontalLine(
            at: 100 / Double(classNames.count), label: "guessing"),
        ], size: Size(720, 380)),
      caption:
        "Accuracy on the test set, by where mean and deviation come from.",
      see:
        "The same pictures, the same classifier: only the company that a picture keeps has changed."
    )
    judgeStatistics(ways, scaling, classifier)
  }

  private func judgeStatistics(
    _ ways: [(String, [Double])], _ scaling: Standardization<Float>,
    _ classifier: LinearClassifier<Float>
  ) {
    note.claim(
      "Sorted by class and normalised batch by batch, the pictures lose what made them that class",
      answering: "sorted-batches",
      measured: "\(percent(ways[0].1[0])) becomes \(percent(ways[3].1[0]))",
      holds: ways[3].1[0] < ways[0].1[0] - 0.1)
    let pixels = test.rows(Float.self)
    let count = min(200, test.count)
    let inCompany = classifier.scores(for: scaling.standardized(pixels))
    let (same, largest) = note.code {
      var (same, largest) = (0, Float(0))
      for n in 0..<count {
        let picture = pixels[rows: n..<n + 1]
        let alone = classifier.scores(for: scaling.standardized(picture))
        let together = inCompany[rows: n..<n + 1]
        same += alone.argmax() == together.argmax() ? 1 : 0
        largest = max(largest, (alone - together).absolute().max())
      }
      return (same, largest)
    }
    note.claim(
      "With the training set's statistics, a picture by itself gets the answer that it gets in company",
      measured:
        "\(same) of \(count) the same; no score differs by more than \(scientific(Double(largest)))",
      holds: same >= count - 1 && largest < 1e-3)
    let alone = Standardization(fitting: pixels[rows: 0..<1]).standardized(
      pixels[rows: 0..<1])
    note.claim(
      "Normalised by itself, a single picture is 0 everywhere, and all get one answer",
      measured:
        "largest number \(significant(Double(alone.absolute().max()))), accuracy \(percent(ways[4].1[0]))",
      holds: alone.absolute().max() == 0
        && abs(ways[4].1[0] - ways[4].1[1]) < 1e-9)
    let (own, trained) = (ways[1].1[1], ways[0].1[1])
    note.finding(
      "A test set dimmed as a whole: its own statistics against those of the training set",
      measured: "\(percent(own)) against \(percent(trained))")
    note.text(
      """
      \(own > trained ? "So its own statistics *undo* the dimming, because all pictures were dimmed alike." : "All pictures were dimmed alike, and its own statistics undo that; it does not even help here.") \
      But the next picture may come alone, and what is it compared with then? If the light varies, let it vary in the \
      training set.

      There is a second reason. A mean over test pictures is a look at the test set, and what has seen the test set is no \
      longer tested by it.
      """)
  }
}

extension LabeledImages {
  /// The same pictures, all of a class in a row.
  var sortedByClass: LabeledImages {
    selecting(classNames.indices.flatMap { indices(ofClass: $0) })
  }
}
