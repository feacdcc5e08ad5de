import NearestNeighbors
import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// The best classifier on the test set, beside the nearest neighbours of lesson 1.
  ///
  /// - Returns: the best run, by validation.
  func verdict(_ runs: [TemplateRun]) -> TemplateRun {
    note.section("Against the nearest neighbours")
    note.text(
      """
      The six differ on the validation set. We take the `best` one there and ask the test set **once**. \
      Lesson 1's nearest neighbours get the same treatment: the best $k$ on validation, then the test.
      """)
    note.predict(
      "Ten templates against \(pixels.train.count) remembered pictures: who wins?",
      answeredBy: "templates-or-memory")
    let best = runs.max { $0.validationAccuracy < $1.validationAccuracy } ?? runs[0]
    let (chosen, predicted, linear) = note.code {
      let ks = [1, 3, 5, 10, 20]
      let neighbors = KNearestNeighbors(
        examples: pixels.x, labels: pixels.train.labels)
      let limit = min(1000, pixels.validation.count)
      let asked = pixels.xValidation[rows: 0..<limit]
      let right = neighbors.predict(asked, ks: ks).map { answers in
        Double(zip(answers, pixels.validation.labels).count { $0 == $1 })
      }
      let k = ks[Tensor(right).argmax()]
      return (
        k, neighbors.predict(pixels.xTest, k: k),
        best.classifier.predict(pixels.xTest)
      )
    }
    let labels = pixels.test.labels
    func accuracy(_ predicted: [Int]) -> Double {
      Double(zip(predicted, labels).count { $0 == $1 }) / Double(labels.count)
    }
    let (linearAccuracy, neighborAccuracy) = (accuracy(linear), accuracy(predicted))
    let measured =
      "\(best.name) \(percent(linearAccuracy)), \(chosen) nearest neighbour\(chosen == 1 ? "" : "s") \(percent(neighborAccuracy))"
    if lesson.options.data == "shapes" {
      note.claim(
        "A template a class beats remembering every picture, on the test set",
        answering: "templates-or-memory", measured: measured,
        holds: linearAccuracy > neighborAccuracy)
    } else {
      note.finding(
        "Templates and nearest neighbours on the test set", answering: "templates-or-memory",
        measured: measured)
    }
    claimsOfRealData(runs, linearAccuracy)
    let confusion = confusionMatrix(linear, labels, classCount: classNames.count)
    let percentages = Tensor(
      shape: confusion.shape, scalars: confusion.scalars.map { (100 * $0).rounded() })
    note.figure(
      "confusion",
      HeatMap(
        "What \(best.name) takes for what",
        percentages, x: "taken for", y: "class",
        rowLabels: classNames, columnLabels: classNames, colorMap: .blues, range: 0...100,
        showsValues: true,
        barLabel: "% of the class"),
      caption:
        "What pictures of each class (rows) are taken for (columns), in percent, on the test set.",
      see: "The dark diagonal is what is right. Off it: which classes share a template's shape?")
    return best
  }

  /// What must come out on the real data sets.
  private func claimsOfRealData(_ runs: [TemplateRun], _ testAccuracy: Double) {
    let effort = lesson.options.effort
    if lesson.options.data == "cifar10" && effort == .full {
      note.claim(
        "On 45,000 photographs SVM and softmax on raw pixels reach 37 % of the validation set",
        measured: "SVM with L2 \(percent(runs[1].validationAccuracy)), "
          + "softmax with L2 \(percent(runs[4].validationAccuracy)), "
          + "the best of all \(percent(testAccuracy)) on the test set",
        holds: runs[1].validationAccuracy >= 0.37 && runs[4].validationAccuracy >= 0.37
          && testAccuracy >= 0.36)
    }
    if lesson.options.data == "fashion-mnist" && effort != .quick {
      let softmax = runs[3...].map {
        $0.classifier.accuracy(on: pixels.xTest, labels: pixels.test.labels)
      }
      note.claim(
        "Linear softmax reaches 83 % of the test set of Fashion-MNIST",
        measured: percent(softmax[0]), holds: softmax[0] >= 0.83)
    }
  }
}
