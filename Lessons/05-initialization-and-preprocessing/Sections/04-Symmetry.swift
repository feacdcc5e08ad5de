import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// Equal weights: units that can never become different.
  mutating func symmetry() {
    note.section("Why zeros do not work")
    note.text(
      """
      Now the weights. As far as we know beforehand, good ones are as often positive as negative, so that their mean is 0. \
      Why not begin with 0, then?

      Because units that begin alike stay alike. A two-layer network with tanh computes
      """)
    note.formula(
      tex:
        #"h = \tanh(x W_1 + b_1) \qquad s = h W_2 + b_2 \qquad dW_1 = x^\top \big( (ds\, W_2^\top) \odot (1 - h^2) \big)"#,
      plain:
        "h = tanh(x W₁ + b₁),  s = h W₂ + b₂,  dW₁ = xᵀ ((ds W₂ᵀ) ⊙ (1 − h²))"
    )
    note.text(
      """
      If all columns of $W_1$ are equal, all units $h$ are. If the rows of $W_2$ are equal as well, all columns of $dW_1$ are equal, \
      and after the step $W_1$ has equal columns again. With zeros it is worse: $h = 0$ gives $dW_2 = 0$, and $W_2 = 0$ gives \
      $dW_1 = 0$. Only $b_2$ learns anything: how frequent the classes are.
      """)
    note.listing(
      "mutating func step",
      in: "Lessons/05-initialization-and-preprocessing/TwoLayers.swift")
    note.predict(
      "Eight hidden units begin with the same weights, 0.01 each. After training, how many different units are there?",
      answeredBy: "different-units")
    let steps = lesson.choose(quick: 100, usual: 400, full: 1000)
    let count = min(train.count, 1000)
    note.text(
      "We train on \(count) pictures, in Double, for \(steps) steps (`steps`), from three beginnings."
    )
    let centering = Centering(fitting: train.rows(Float.self))
    let x = (centering.centered(train[0..<count].rows(Float.self)) / 64).cast(
      to: Double.self)
    let labels = Array(train.labels[0..<count])
    let beginnings = note.code {
      let shape = (inputs: x.rowSize, units: 8, classes: classNames.count)
      return [
        ("zeros", TwoLayers(shape) { Tensor(zeros: $0) }),
        (
          "0.01 each", TwoLayers(shape) { Tensor(repeating: 0.01, shape: $0) }
        ),
        (
          "random",
          TwoLayers(shape) {
            let small = Initialization.constant(standardDeviation: 0.01)
            return small.weights($0, using: &random)
          }
        ),
      ]
    }
    let seed = seed
    let trained = note.code {
      beginnings.map { name, start in
        var network = start
        var batches = SeededGenerator(seed: seed)
        for _ in 0..<steps {
          let batch = batches.integers(50, below: count)
          network.step(
            on: x.gathering(rows: batch),
            labels: batch.map { labels[$0] }, rate: 0.05)
        }
        let loss = network.loss(on: x, labels: labels)
        return (name: name, network: network, loss: loss)
      }
    }
    note.figure(
      "units",
      ImageGrid(
        images: trained.flatMap { run in
          Image.batch(
            run.network.w1.transposed().reshaped(to: [8] + pictureShape),
            range: .own)
        }, columns: 8, enlargement: 2, rowLabels: trained.map(\.name),
        spacing: 3),
      caption:
        "The weights of eight hidden units after training, a picture each, begun with zeros, with 0.01 each, and with random numbers.",
      see:
        "From zeros nothing came. From equal weights, one unit eight times. Only chance makes them different."
    )
    note.table(
      ["begun with", "different units", "loss", "accuracy"],
      trained.map { run in
        [
          run.name, "\(run.network.differentUnits)", decimals(run.loss, 3),
          percent(run.network.accuracy(on: x, labels: labels)),
        ]
      }, caption: "After \(steps) steps, on the \(count) training pictures.")
    note.claim(
      "Units that begin equal stay identical to the last bit",
      answering: "different-units",
      measured:
        "\(trained[1].network.differentUnits) different unit of 8 after \(steps) steps; from random ones \(trained[2].network.differentUnits)",
      holds: trained[1].network.differentUnits == 1
        && trained[2].network.differentUnits == 8)
    note.claim(
      "From zeros, no weight ever moves",
      measured:
        "largest weight \(significant(max(trained[0].network.w1.absolute().max(), trained[0].network.w2.absolute().max())))",
      holds: trained[0].network.w1
        == Tensor(zeros: trained[0].network.w1.shape)
        && trained[0].network.w2 == Tensor(zeros: trained[0].network.w2.shape)
    )
    note.claim(
      "Random weights learn more",
      measured:
        "loss \(trained.map { decimals($0.loss, 3) }.joined(separator: ", "))",
      holds: trained[2].loss < min(trained[0].loss, trained[1].loss))
    curiosity()
  }

  /// Symmetry, broken by rounding.
  private mutating func curiosity() {
    let steps = lesson.choose(quick: 20, usual: 150, full: 400)
    note.text(
      """
      *To the last bit*, because every unit adds up the same numbers in the same order. A curiosity, and worth seeing: a fast \
      matrix product need not do that. It works in blocks of, say, 8 or 16 columns, and what is left over at the edge may be added \
      up in another order. Eight units fill a block. Here they are beside other numbers of units, with 3072 random inputs each:
      """)
    let unitCounts = [6, 8, 12, 100]
    let apart = note.code {
      unitCounts.map { units in
        (
          double: apartness(Double.self, units, steps: steps, seed: seed),
          float: apartness(Float.self, units, steps: steps, seed: seed)
        )
      }
    }
    note.table(
      ["units", "Double", "Float"],
      zip(unitCounts, apart).map {
        ["\($0)", significant($1.double), significant($1.float)]
      },
      caption:
        "Largest difference between weights of units that began equal, after \(steps) steps, on this machine."
    )
    let broken = zip(unitCounts, apart).flatMap { units, apart in
      (apart.double > 0 ? ["\(units) in Double"] : [])
        + (apart.float > 0 ? ["\(units) in Float"] : [])
    }
    note.finding(
      "Where rounding breaks the symmetry, on this machine",
      measured: broken.isEmpty ? "nowhere" : broken.joined(separator: ", "))
    note.text(
      """
      The last digit of a weight of 0.01 is worth about $10^{-9}$ in Float and $10^{-18}$ in Double. Whatever is larger than that in \
      the table has *grown* from there: equal units are balanced on a ridge, and a push by rounding is enough to make them \
      leave it, if one waits. Nobody should wait: random numbers push at once, and harder.
      """)
  }
}
