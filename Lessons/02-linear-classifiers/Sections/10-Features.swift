import Datasets
import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// The same classifier on colours, edges and words instead of pixels.
  mutating func features(besides pixelRun: TemplateRun) {
    note.section("Better questions: features")
    let cell = pixels.train.height / 4
    note.text(
      """
      If the classifier can only draw flat borders, let us bend the *space* instead: ask of each picture \
      not its pixels but something that moves less when the thing moves. Before 2012 this was most of \
      the art. Three classics: a histogram of **hue** (which colours, wherever they are), \
      **HoG**, histograms of oriented gradients (which way do the edges run in each cell of \(cell) x \(cell) pixels), and a \
      bag of **visual words** (how much of each typical patch lies in each quadrant).
      """)
    let hog = HistogramOfOrientedGradients(cellSize: cell)
    showEdges(hog)
    let words = note.code {
      let count = lesson.choose(quick: 40, usual: 100, full: 200)
      let some = pixels.train[0..<min(3000, pixels.train.count)]
      return VisualWords(
        learningFrom: some.tensor(Float.self), count: count,
        spacing: lesson.choose(quick: 3, usual: 2, full: 1),
        patchCount: lesson.choose(quick: 5000, usual: 20_000, full: 50_000),
        using: &random)
    }
    showWords(words)
    let kinds: [(String, any FeatureExtractor)] =
      (pixels.train.channels == 3 ? [("hue", ColorHistogram())] : [])
      + [("HoG", hog), ("visual words", words)]
    let runs = runs(on: kinds)
    note.table(
      ["features", "numbers a picture", "training", "validation", "test"],
      [
        [
          "pixels (\(pixelRun.name))", "\(pixels.pixelCount)", percent(pixelRun.trainAccuracy),
          percent(pixelRun.validationAccuracy),
          percent(pixelRun.classifier.accuracy(on: pixels.xTest, labels: pixels.test.labels)),
        ]
      ]
        + runs.map {
          [
            $0.name, "\($0.featureCount)", percent($0.trainAccuracy),
            percent($0.validationAccuracy), percent($0.testAccuracy),
          ]
        })
    let bars =
      [("pixels", pixelRun.validationAccuracy)] + runs.map { ($0.name, $0.validationAccuracy) }
    note.figure(
      "features",
      Plot(
        "The same classifier, different questions",
        x: Axis("", categories: bars.map(\.0)), y: "validation accuracy (%)",
        marks: [
          .bars(bars.map { 100 * $0.1 }, texts: bars.map { decimals(100 * $0.1, 1) }),
          .horizontalLine(at: 100 / Double(classNames.count), label: "chance"),
        ]),
      caption:
        "Validation accuracy of a linear classifier on pixels and on features.",
      see: "The classifier is as simple as before. What changed is what it is told.")
    whatFeaturesTell(runs, pixelRun)
    guard let all = runs.last else { return }
    note.finding(
      "All features together against raw pixels, validation",
      measured: "\(percent(all.validationAccuracy)) against \(percent(pixelRun.validationAccuracy))"
    )
    if lesson.options.data == "cifar10" && lesson.options.effort == .full {
      note.claim(
        "On CIFAR-10 all features together reach 48 %",
        measured:
          "\(percent(all.validationAccuracy)) validation, \(percent(all.testAccuracy)) test",
        holds: all.validationAccuracy >= 0.48)
    }
  }

  /// Says which features help, as measured, and tries HoG with finer cells.
  private func whatFeaturesTell(_ runs: [FeatureRun], _ pixelRun: TemplateRun) {
    let chance = 1 / Double(classCount)
    if let hue = runs.first(where: { $0.name == "hue" }) {
      let isCue = hue.validationAccuracy > chance + 0.05
      note.text(
        """
        Hue reaches \(percent(hue.validationAccuracy)) where guessing reaches \(percent(chance)): it is \
        \(isCue ? "a cue, if a weak one alone" : "no cue here"). \
        \(lesson.options.data == "shapes" ? "No wonder: each shape is drawn in any colour." : "")
        """)
    }
    guard let coarse = runs.first(where: { $0.name == "HoG" }) else { return }
    let (wide, narrow) = (pixels.train.height / 4, pixels.train.height / 8)
    note.text(
      """
      Next to the best classifier on pixels, the one on HoG alone is \
      \(comparison(coarse.validationAccuracy, with: pixelRun.validationAccuracy)). A cell of \
      \(wide) x \(wide) says which edges run through it, but not where, and mixes those of the thing with those \
      of what lies around it. Is it too coarse? We halve its side. (`pixels.run` standardises features and \
      trains softmax on them.)
      """)
    let (seed, steps, pixels) = (seed, steps, pixels)
    let fine = note.code {
      let finer = HistogramOfOrientedGradients(cellSize: narrow)
      let sets = [pixels.train, pixels.validation, pixels.test]
      let x = sets.map { extractedFeatures(finer, of: $0) { _ in } }
      return pixels.run(
        "HoG, finer cells", train: x[0], validation: x[1], test: x[2],
        steps: steps, seed: seed)
    }
    let measured =
      "\(percent(fine.validationAccuracy)) with \(fine.featureCount) numbers a picture, "
      + "\(percent(coarse.validationAccuracy)) with \(coarse.featureCount)"
    if lesson.options.data == "shapes" {
      note.claim(
        "HoG in cells of \(narrow) x \(narrow) tells more than in cells of \(wide) x \(wide), on validation",
        measured: measured, holds: fine.validationAccuracy > coarse.validationAccuracy)
    } else {
      note.finding(
        "HoG in cells of \(narrow) x \(narrow) and of \(wide) x \(wide), on validation",
        measured: measured)
    }
  }

  /// HoG beside the pictures that it was computed from.
  private func showEdges(_ hog: HistogramOfOrientedGradients) {
    let shown = Array(0..<min(4, pixels.train.count))
    let pictures = pixels.train.selecting(shown)
    let features = hog.features(of: pictures.tensor(Float.self))
    let scale = 160 / pixels.train.width
    let large = shown.map { pictures.image(at: $0).enlarged(by: scale) }
    note.figure(
      "hog",
      ImageGrid(
        images: large
          + shown.map {
            edgeGlyphs(features.row($0), over: large[$0], cell: hog.cellSize * scale)
          },
        captions: pictures.labels.map { classNames[$0] } + shown.map { _ in "" },
        columns: shown.count, enlargement: 1, rowLabels: ["picture", "HoG"]),
      caption: "HoG over a picture: 4 x 4 cells, nine directions each, the picture dimmed.",
      see: """
        A stroke is an edge in that direction somewhere in its cell, the brighter the stronger. Compare the \
        strokes with the outlines behind them. Which belong to the thing, and which to what lies around it?
        """)
  }

  private func showWords(_ words: VisualWords) {
    let shown = min(40, words.words.rowCount)
    let shape = [shown, pixels.train.channels, words.patchSize, words.patchSize]
    note.figure(
      "visual-words",
      ImageGrid(
        images: Image.batch(words.words[rows: 0..<shown].reshaped(to: shape), range: .symmetric),
        columns: 10, enlargement: 6),
      caption: "Visual words: centres of clusters of whitened patches, found without any label.",
      see: """
        Edges in many directions, stripes, and colours against each other. Nobody drew them. Not all \
        say much: a flat one answers to a patch of one colour, a noisy one was made from few patches.
        """)
    note.claim(
      "k-means never raises the distance of patches to their words",
      measured: words.objective.map { decimals($0, 1) }.joined(separator: ", "),
      holds: zip(words.objective, words.objective.dropFirst()).allSatisfy { $1 <= $0 * 1.00001 })
  }

  /// A classifier for each kind of features, and one for all together.
  private func runs(on kinds: [(name: String, extractor: any FeatureExtractor)]) -> [FeatureRun] {
    let (pixels, seed, steps) = (pixels, seed, steps)
    let sets = [pixels.train, pixels.validation, pixels.test]
    let count = sets.reduce(0) { $0 + $1.count } * kinds.count
    let columns = note.progress("Computing features", total: count) { bar in
      sets.map { set in
        kinds.map { kind in
          extractedFeatures(kind.extractor, of: set) { bar.advance(by: $0) }
        }
      }
    }
    return note.progress("Training on features", total: steps * (kinds.count + 1)) { bar in
      (0...kinds.count).map { i in
        let parts = columns.map { i < kinds.count ? $0[i] : concatenateColumns($0) }
        return pixels.run(
          i < kinds.count ? kinds[i].name : "all features", train: parts[0], validation: parts[1],
          test: parts[2], steps: steps, seed: seed, afterStep: { bar.advance() })
      }
    }
  }
}
