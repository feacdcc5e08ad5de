import Datasets
import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// What a linear classifier does not see, neighbourhood, and what its bias is for.
  mutating func blindness() {
    note.section("What a linear classifier cannot see")
    note.text(
      """
      A dot product adds up pixels; in which order does not matter. So scramble all pictures, each by the \
      *same* permutation of its pixels, the `order`. To us they are noise now.
      """)
    let order = note.code { random.permutation(of: pixels.pixelCount) }
    let shape = [1, pixels.train.channels, pixels.train.height, pixels.train.width]
    let shown = Array(0..<min(8, pixels.train.count))
    let scrambled = shown.map { n -> Image in
      let row = pixels.train[n..<n + 1].rows(Float.self).flattened()
      return Image(
        tensor: row.gathering(rows: order).reshaped(to: Array(shape.dropFirst())), range: .bytes)
    }
    note.figure(
      "scrambled",
      ImageGrid(
        images: shown.map { pixels.train.image(at: $0) } + scrambled, columns: shown.count,
        rowLabels: ["as they are", "scrambled"]),
      caption: "Training pictures, and the same with all pixels permuted alike.",
      see: "Every number is still there. Only which pixels are neighbours is lost.")
    note.predict(
      "How much accuracy does a linear classifier lose when it learns from scrambled pictures?",
      answeredBy: "scrambled")
    let seed = seed
    let (straight, mixed) = note.code {
      let plan = Plan(steps: steps / 3, learningRate: 0.01)
      let start = LinearClassifier<Float>(
        weights: Tensor(zeros: [pixels.pixelCount, classNames.count]),
        bias: Tensor(zeros: [classNames.count]), loss: .softmax)
      func accuracy(_ permute: (Tensor<Float>) -> Tensor<Float>) -> Double {
        var classifier = start
        var batches = SeededGenerator(seed: seed)
        classifier.train(
          on: permute(pixels.x), labels: pixels.train.labels,
          plan: plan, using: &batches)
        return classifier.accuracy(
          on: permute(pixels.xValidation), labels: pixels.validation.labels)
      }
      return (
        accuracy { $0 },
        accuracy { $0.transposed().gathering(rows: order).transposed() }
      )
    }
    note.claim(
      "Permuting all pixels changes no linear accuracy",
      answering: "scrambled",
      measured: "\(percent(straight)) and \(percent(mixed)); "
        + "sums in another order round differently, which may tip a picture or two",
      holds: abs(straight - mixed) < 0.01)
    let frequent = 3 % classNames.count
    note.text(
      """
      And the bias? It is what the classifier believes before it sees anything. We take one class, \
      \(classNames[frequent]) (`frequent`), five times as often as each other one.
      """)
    let bias = note.code {
      let perClass = (0..<classCount).map {
        pixels.train.indices(ofClass: $0)
      }
      let few = (perClass.map(\.count).min() ?? 0) / 5
      let chosen = perClass.enumerated().flatMap { label, indices in
        indices.prefix(label == frequent ? 5 * few : few)
      }
      var x = pixels.x.gathering(rows: chosen)
      x -= x.mean(axis: 0)
      return trained(
        .softmax, on: x, labels: chosen.map { pixels.train.labels[$0] },
        classCount: classCount,
        plan: Plan(steps: steps / 3, learningRate: 0.01), seed: seed
      ).classifier.bias
    }
    note.claim(
      "The class that is five times as frequent, \(classNames[frequent]), gets the largest bias",
      measured: zip(classNames, bias.scalars).map { "\($0) \(decimals(Double($1)))" }
        .joined(separator: ", "),
      holds: bias.argmax() == frequent)
  }

  /// Points that no straight line parts.
  mutating func straightLines() {
    note.text(
      """
      Last, its limit. Between two classes the border is where their scores are equal, and that is a \
      straight line, or in \(pixels.pixelCount) dimensions a flat sheet. We try **every** line, in steps of \
      half a degree and at each threshold, on three sets of points.
      """)
    let (sets, best) = note.code {
      let sets = [
        PlanePoints.clouds(using: &random), .exclusiveOr(using: &random),
        .rings(using: &random),
      ]
      return (sets, sets.map(\.bestLinearAccuracy))
    }
    note.figure(
      "straight-lines",
      PlotGrid(
        panels: sets.map { $0.regions(seed: seed) }, columns: 3, panelSize: Size(250, 290)),
      caption:
        "Regions of a softmax classifier; above each, what the best of all lines gets right.",
      see: "Two clouds: done. The other two are simple shapes, and no line will ever part them.")
    note.claim(
      "No line parts exclusive or, nor concentric rings",
      measured: zip(sets, best).map { "\($0.title) \(percent($1))" }.joined(separator: ", "),
      holds: best[0] > 0.95 && best[1] < 0.85 && best[2] < 0.85)
  }
}
