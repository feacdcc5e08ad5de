import Datasets
import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// At most so many training pictures that two copies of their pixels as Floats fit into memory.
  private var some: LabeledImages { train[0..<min(train.count, 20_000)] }

  private var steps: Int { lesson.choose(quick: 40, usual: 300, full: 1500) }

  /// What all of it does to training.
  mutating func training() {
    note.section("What it does to training")
    beginnings()
    preparations()
  }

  /// Deep and shallow networks, from four beginnings.
  private func beginnings() {
    note.text(
      """
      Signals and gradients through untrained layers are one thing, learning is another. A network of five layers with ReLU, \
      100 units each, learns from centred pictures, begun in four ways; each has the best of several learning rates to itself.
      """)
    note.listing(
      "public static func fullyConnected",
      in: "Sources/NeuralNets/Layers/Activation.swift")
    note.predict(
      "Which of the four will have learned anything after \(min(steps, 300)) steps?",
      answeredBy: "four-beginnings")
    let centering = Centering(fitting: some.rows(Float.self))
    let inputs = Inputs(some, validation) { centering.centered($0) / 64 }
    let seed = seed
    let steps = min(steps, 300)
    let rates = lesson.choose(
      quick: [0.01], usual: [0.001, 0.003, 0.01, 0.03],
      full: [0.0003, 0.001, 0.003, 0.01, 0.03])
    let shallowRates = lesson.choose(quick: [0.03], usual: rates, full: rates)
    let depth = 20
    let deepRates = lesson.choose(
      quick: [0.005], usual: [0.001, 0.003, 0.01],
      full: [0.0003, 0.001, 0.003, 0.01, 0.03])
    let beginnings: [(String, Initialization)] = [
      ("0.01", .constant(standardDeviation: 0.01)),
      ("1", .constant(standardDeviation: 1)),
      ("Xavier", .xavier), ("He", .he),
    ]
    let deep = note.code {
      beginnings.map { name, weights in
        bestRun(
          name, inputs, hidden: [100, 100, 100, 100], weights: weights,
          rates: rates, steps: steps, seed: seed)
      }
    }
    curves(
      "deep-training", "Five layers", deep,
      see:
        "The line of 0.01 stays where a guess is; those of Xavier and He leave it."
    )
    let guess = Double.log(Double(classNames.count))
    note.table(
      ["weights", "best rate", "training loss", "validation"],
      deep.map {
        [
          $0.name, significant($0.rate), $0.described,
          percent($0.validationAccuracy),
        ]
      }, caption: "Five layers, after \(steps) steps.")
    note.claim(
      "Five layers begun with 0.01 stay at the loss of a guess, at every rate; begun with He's weights they learn",
      answering: "four-beginnings",
      measured:
        "loss \(decimals(deep[0].loss, 3)) and \(decimals(deep[3].loss, 3)), a guess has ln \(classNames.count) = \(decimals(guess, 3))",
      holds: deep[0].loss > guess - 0.03 && deep[3].loss < guess - 0.1)
    note.text(
      """
      At five layers Xavier's weights are still good enough for ReLU: they halve the mean square a layer, and training copes with \
      that. At \(depth) layers (`depth`) they have lost $2^{\(depth)}$, a factor of about \(decimals(Double.pow(2, depth) / 1e6, 0)) million.
      """)
    let deepest = note.code {
      beginnings[2...].map { name, weights in
        bestRun(
          name, inputs, hidden: [Int](repeating: 100, count: depth - 1),
          weights: weights, rates: deepRates, steps: steps, seed: seed)
      }
    }
    curves(
      "deepest-training", "\(depth) layers", deepest,
      see: "Which line leaves the dashed one, and how long it takes.")
    let (stuck, free) = (deepest[0], deepest[1])
    let measured = "Xavier \(stuck.described), He \(free.described)"
    if lesson.options.effort == .usual && lesson.options.data == "shapes" {
      note.claim(
        "\(depth) layers of ReLU begun with Xavier's weights stay at a guess, with He's they learn",
        measured: measured,
        holds: stuck.loss > guess - 0.03 && free.loss < guess - 0.1)
    } else {
      note.finding(
        "Training loss after \(steps) steps, \(depth) layers",
        measured: measured)
    }
    note.text("And with two layers? There nearly any beginning will do:")
    let shallow = note.code {
      [beginnings[0], beginnings[3]].map { name, weights in
        bestRun(
          name, inputs, hidden: [100], weights: weights,
          rates: shallowRates, steps: steps, seed: seed)
      }
    }
    note.claim(
      "A two-layer network learns from weights of 0.01 as well",
      measured:
        "loss \(decimals(shallow[0].loss, 3)), with He's \(decimals(shallow[1].loss, 3))",
      holds: shallow[0].loss < guess - 0.1)
  }

  /// One network on data prepared in six ways.
  private func preparations() {
    note.text(
      """
      And the data? One network of two layers, begun with He's weights, learns from the same pictures prepared in six ways. Pixels \
      and components are divided by 64, which brings pixels near 1; normalised and whitened numbers are there already. Again each \
      has the best of several rates.
      """)
    note.predict(
      "Which will do best on pictures it has not seen: raw, centred, normalised, or whitened?",
      answeredBy: "best-preparation")
    let (seed, steps) = (seed, steps)
    let components = min(200, train.count - 1)
    let subset = min(
      lesson.choose(quick: 250, usual: 1000, full: 4000), train.count)
    let rates = lesson.choose(
      quick: [0.001, 0.03], usual: [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1],
      full: [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3])
    let (shape, inputCount) = (pictureShape, train.pixelsPerImage)
    let ways = note.code {
      let pixels = some.rows(Float.self)
      let image = Centering(fitting: pixels)
      let channels = Centering(
        fittingChannelsOf: pixels.reshaped(to: [-1] + shape))
      let scaling = Standardization(fitting: pixels)
      let axes = PrincipalComponents(
        fitting: pixels[rows: 0..<subset], count: components)
      let ways: [(String, (Tensor<Float>) -> Tensor<Float>)] = [
        ("raw", { $0 / 64 }),
        ("mean image subtracted", { image.centered($0) / 64 }),
        (
          "channel means subtracted",
          { x in
            let centered = channels.centered(x.reshaped(to: [-1] + shape))
            return centered.reshaped(to: x.shape) / 64
          }
        ),
        ("normalised", { scaling.standardized($0) }),
        ("\(components) components", { axes.projected($0) / 64 }),
        ("whitened", { axes.whitened($0) }),
      ]
      return ways
    }
    let runs = note.progress("Training", total: ways.count) { bar in
      note.code {
        ways.map { name, rule in
          bar.advance()
          return bestRun(
            name, Inputs(some, validation, rule: rule), hidden: [100],
            weights: .he, rates: rates, steps: steps, seed: seed)
        }
      }
    }
    note.table(
      ["data", "best rate", "training loss", "training", "validation"],
      runs.map {
        [
          $0.name, significant($0.rate), $0.described, percent($0.trainAccuracy),
          percent($0.validationAccuracy),
        ]
      },
      caption: "After \(steps) steps of 100 pictures with momentum.")
    curves(
      "preparations", "One network, six kinds of data", runs,
      see: """
        How soon each line falls, and how far. The components begin high: most of what \(inputCount) pixels hold is squeezed \
        into \(components) numbers, larger ones than He's weights are made for.
        """)
    let best = runs.max { $0.validationAccuracy < $1.validationAccuracy }
    note.finding(
      "The best on pictures not seen in training",
      answering: "best-preparation",
      measured: best.map { "\($0.name), \(percent($0.validationAccuracy))" }
        ?? "none")
    note.finding(
      "Mean image against channel means",
      measured:
        "\(percent(runs[1].validationAccuracy)) and \(percent(runs[2].validationAccuracy)) of the validation set"
    )
    let white = runs[5]
    note.text(
      """
      \(white.loss < runs[1].loss && white.validationAccuracy < runs[1].validationAccuracy ? "Whitened data are learned fastest, and that is not the same as learned best: the fine detail, made as loud as the rest, can be memorised too." : "Whitening makes the fine detail as loud as the rest. Whether that helps is for the validation set to say.") \
      In practice pictures are centred, with the mean image or three channel means, and no more.
      """)
  }

  /// Loss curves on one plot.
  private func curves(
    _ name: String, _ title: String, _ runs: [Run], see: String
  ) {
    let guess = Double.log(Double(classNames.count))
    let lines = runs.map { smoothed($0.losses, keeping: 0.9) }
    let low = max(0.02, 0.9 * (lines.joined().min() ?? 1))
    let highest =
      zip(runs, lines).filter { !$0.0.hasDiverged }.flatMap { $0.1 }.max()
      ?? 1
    let high = min(6, max(1.1 * highest, 1.2 * guess))
    let ticks: [Double] =
      high < 2 * low
      ? (1...30).map { Double($0) / 5 }
      : [0.02, 0.05, 0.1, 0.2, 0.5, 1, 1.5, 2, 3, 4, 6]
    func label(_ run: Run, _ line: [Double]) -> String {
      let remarks =
        (run.hasDiverged ? ["ran away"] : [])
        + (line.allSatisfy { $0 > high } ? ["above the picture"] : [])
      return run.name
        + (remarks.isEmpty ? "" : " (\(remarks.joined(separator: ", ")))")
    }
    note.figure(
      name,
      Plot(
        title, x: "step",
        y: .log(
          "softmax loss, smoothed", range: low...high,
          ticks: ticks.filter { (low...high).contains($0) }),
        marks: zip(runs, lines).map { run, line in
          .line(line, label: label(run, line))
        }
          + [.horizontalLine(at: guess, label: "a guess")]),
      caption:
        "Training loss over steps: \(runs.map(\.name).joined(separator: ", ")).",
      see: see)
  }
}
