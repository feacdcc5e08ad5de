import Datasets
import NeuralNets
import Notebooks
import Pictures
import Tensors

/// Shows half of the pictures of a batch in the mirror, at random, while the network learns.
///
/// A cat that looks to the left is as much a cat. It is a layer without parameters; when the network answers it does nothing.
nonisolated struct MirrorLayer: Layer {
  let channels: Int
  let height: Int
  let width: Int

  func forward(
    _ x: Tensor<Float>, mode: NetworkMode,
    using random: inout some RandomSource
  ) -> (out: Tensor<Float>, cache: [Bool]) {
    guard mode == .train else {
      return (x, Array(repeating: false, count: x.rowCount))
    }
    let flips = (0..<x.rowCount).map { _ in random.uniform() < 0.5 }
    return (mirrored(x, flips), flips)
  }

  func backward(
    _ dout: Tensor<Float>, _ flips: [Bool]
  ) -> (dx: Tensor<Float>, gradients: [Tensor<Float>]) {
    (mirrored(dout, flips), [])
  }

  private func mirrored(_ x: Tensor<Float>, _ flips: [Bool]) -> Tensor<Float> {
    var out = x
    let width = width
    out.withUnsafeMutableScalars { pixels in
      for row in 0..<flips.count * channels * height
      where flips[row / (channels * height)] {
        pixels[row * width..<(row + 1) * width].reverse()
      }
    }
    return out
  }
}

extension Chapter {
  /// A larger network, with everything that this lesson has.
  mutating func networkOnPictures(besides twoLayers: Double) {
    let (isPhotographs, isFull) = (
      lesson.options.data == "cifar10", lesson.options.effort == .full
    )
    let hidden = lesson.choose(
      quick: [100, 50], usual: [256, 128], full: [512, 256])
    let epochs = lesson.choose(quick: 20, usual: 15, full: 15)
    let strength = isPhotographs ? 0.0005 : 0.01
    note.text(
      """
      Last, all of it together: ReLU, He's weights, momentum, a rate that shrinks, a little L2, and \
      \(hidden.map(String.init).joined(separator: " and ")) hidden units. \
      \(isPhotographs ? "While it learns, half of the photographs are shown in the mirror: a layer in front does that. " : "")\
      How far do fully connected layers get?
      """)
    let (x, labels) = (pixels.x, pixels.train.labels)
    let steps = epochs * ((labels.count + 99) / 100)
    let (channels, height, width) = (
      pixels.train.channels, pixels.train.height, pixels.train.width
    )
    let validation = (pixels.xValidation, pixels.validation.labels)
    let solver = note.progress("A network on pictures", total: steps) { bar in
      note.code {
        var network = Network<Float>.fullyConnected(
          [pixels.pixelCount] + hidden + [pixels.classCount], .relu,
          using: &random)
        if isPhotographs {
          network.layers.insert(
            MirrorLayer(channels: channels, height: height, width: width),
            at: 0)
        }
        let plan = SolverPlan(
          .epochs(epochs), batches: .shuffled(100),
          regularizer: .l2(strength),
          learningRateDecay: Double.pow(0.1, 1 / Double(epochs))
        )
        var solver = Solver(network, plan: plan) { _ in
          Momentum(learningRate: 0.005)
        }
        solver.train(
          on: x, labels: labels, validation: validation, using: &random
        ) { _ in
          bar.advance()
          return true
        }
        return solver
      }
    }
    let network = solver.best ?? solver.model
    let onValidation = network.accuracy(
      on: validation.0, labels: validation.1)
    let onTest = network.accuracy(
      on: pixels.xTest, labels: pixels.test.labels)
    let checks = solver.history.accuracies
    note.figure(
      "pictures",
      Plot(
        "A network on pictures", x: "epoch", y: "right (%)",
        marks: [
          .line(
            checks.map { Double($0.epoch) }, checks.map { 100 * $0.train },
            label: "training",
            marker: .circle),
          .line(
            checks.map { Double($0.epoch) },
            checks.map { 100 * ($0.validation ?? 0) },
            label: "validation",
            marker: .square),
          .horizontalLine(at: 100 * twoLayers, label: "two layers, 50 units"),
        ], size: Size(560, 350)),
      caption:
        "Accuracy over epochs on training and validation pictures; dashed, the small network of before.",
      see: "The gap between the two curves is what lesson 7 will work on.")
    let measured =
      "\(percent(onValidation)) of \(validation.1.count) validation pictures, "
      + "\(percent(onTest)) of \(pixels.test.count) test pictures"
    if isPhotographs && isFull {
      note.claim(
        "Fully connected layers get half of 5,000 photographs right",
        measured: measured,
        holds: onValidation >= 0.5 && onTest >= 0.49)
    } else {
      note.finding("How far it gets", measured: measured)
    }
    note.text(
      """
      **In practice:** begin with ReLU and He's weights; be careful with the rate, and look at the share of dead units now and \
      then. Try leaky ReLU, PReLU, ELU or maxout if you have the time. Try tanh, but expect less. Keep the sigmoid for the output, \
      where a probability is wanted.
      """)
  }
}
