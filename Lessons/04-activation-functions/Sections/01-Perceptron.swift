import Notebooks
import Pictures
import Tensors

/// Rosenblatt's rule: look at one example after the other, and move the weights only when the answer is wrong.
struct Perceptron {
  var weights: Tensor<Double>
  var bias = 0.0

  func fires(_ x: Tensor<Double>) -> Bool { weights.dot(x) + bias > 0 }

  /// Goes once through all examples.
  ///
  /// - Returns: how many it got wrong.
  mutating func pass(over points: Tensor<Double>, labels: [Bool]) -> Int {
    var mistakes = 0
    for (i, label) in labels.enumerated() where fires(points.row(i)) != label {
      let direction = label ? 1.0 : -1.0
      weights += points.row(i) * direction
      bias += direction
      mistakes += 1
    }
    return mistakes
  }
}

extension Chapter {
  /// The first machine that learned, what it could not learn, and what came of it.
  mutating func perceptron() {
    note.section("From the perceptron to the deep network")
    note.text(
      """
      In 1957 Frank Rosenblatt built a machine that learned to tell patterns apart: the **perceptron**. It weighs its inputs, \
      adds them up and fires if the sum is positive. When it is wrong, the weights move towards the example, or away \
      from it; when it is right, nothing happens. There is no gradient in it: a step function has none to give.
      """)
    note.formula(
      tex: #"f(x) = [\,w \cdot x + b > 0\,]"#, plain: "f(x) = [w · x + b > 0]"
    )
    note.formula(
      tex: #"w \leftarrow w + (y - f(x))\, x"#, plain: "w ← w + (y − f(x)) x")
    note.listing("mutating func pass")
    note.text(
      """
      If *some* line parts the two classes, the rule finds one after finitely many mistakes. If none does, it can never \
      come to rest. We try both: `points` on two sides of a line, with a gap between them, and *exclusive or*, whose four points no \
      line can part (lesson 2).
      """)
    note.predict(
      "What do the weights do, pass after pass, when no line parts the points?",
      answeredBy: "no-line")
    let (onPoints, onXOR, period) = note.code {
      var points: [Double] = []
      var labels: [Bool] = []
      while labels.count < 200 {
        let p = [random.uniform(), random.uniform()]
        if abs(p[0] + p[1] - 1) < 0.04 { continue }
        points += p
        labels.append(p[0] + p[1] > 1)
      }
      let x = Tensor(points).reshaped(to: [200, 2])
      var first = Perceptron(weights: Tensor(zeros: [2]))
      var onPoints = [first.pass(over: x, labels: labels)]
      while onPoints.last != 0 && onPoints.count < 10_000 {
        onPoints.append(first.pass(over: x, labels: labels))
      }

      let corners: Tensor<Double> = [[0, 0], [0, 1], [1, 0], [1, 1]]
      var second = Perceptron(weights: Tensor(zeros: [2]))
      var seen: [(Tensor<Double>, Double)] = []
      let onXOR = (0..<20).map { _ in
        seen.append((second.weights, second.bias))
        return second.pass(over: corners, labels: [false, true, true, false])
      }
      // Are the weights before the last pass those before an earlier one?
      let earlier = seen.dropLast().lastIndex { $0 == seen[seen.count - 1] }
      return (onPoints, onXOR, earlier.map { seen.count - 1 - $0 })
    }
    note.figure(
      "perceptron",
      Plot(
        "Mistakes of a perceptron", x: "pass over the points",
        y: "wrong answers in the pass",
        marks: [
          .line(
            onPoints.map(Double.init),
            label: "two sides of a line (200 points)", marker: .circle),
          .line(
            onXOR.map(Double.init), label: "exclusive or (4 points)",
            marker: .square),
        ]),
      caption:
        "Wrong answers in each pass, for 200 points on two sides of a line and for the four of exclusive or.",
      see:
        "One curve comes down to zero and ends: no mistake, no change. The other stays up for ever."
    )
    note.claim(
      "The perceptron rule comes to rest on points that a line can part",
      measured:
        "after \(onPoints.reduce(0, +)) mistakes, in pass \(onPoints.count)",
      holds: onPoints.last == 0)
    note.claim(
      "On exclusive or it runs in a circle: its weights come back to what they were",
      answering: "no-line",
      measured: period.map {
        "the same weights again after \($0 == 1 ? "each pass" : "\($0) passes"), with "
          + "\(onXOR.last ?? 0) mistakes in it"
      } ?? "not within \(onXOR.count) passes",
      holds: period != nil && !onXOR.contains(0))
    history()
    neuron()
  }

  private func history() {
    note.text(
      """
      Minsky and Papert's book of 1969 showed such limits, and interest died. Two layers can do it, but how would the first \
      of them learn, if a step function passes no blame on? The answer was to bend the step into something smooth \
      and follow the chain rule: **backpropagation** made it popular in 1986. What stands between the layers since \
      then, and why it matters so much, is this lesson.
      """)
    note.figure(
      "timeline",
      Timeline(
        "Neural networks",
        events: [
          (1957, "Perceptron (Rosenblatt)"),
          (1960, "Adaline and Madaline (Widrow and Hoff)"),
          (1969, "Perceptrons, the book (Minsky and Papert)"),
          (1986, "Backpropagation (Rumelhart, Hinton, Williams)"),
          (1998, "LeNet-5 (LeCun)"),
          (2006, "Deep nets, layer by layer (Hinton, Salakhutdinov)"),
          (2010, "Speech recognition (Dahl, Mohamed, Hinton)"),
          (2012, "AlexNet (Krizhevsky, Sutskever, Hinton)"),
        ]),
      caption: "Neural networks from the perceptron to AlexNet.",
      see:
        "The gaps. Nothing was missing in 2012 that had not been thought of in 1986, except data and speed, and better units."
    )
  }

  private func neuron() {
    note.text(
      """
      Why *neural*? A cell in the brain collects signals through its dendrites, and when enough have come in it fires along \
      its axon. That is the picture below, and it is where the words come from.
      """)
    let inputs = ["x₀", "x₁", "x₂"]
    let body = Point(250, 110)
    var shapes: [Diagram.Shape] = []
    for (i, name) in inputs.enumerated() {
      let start = Point(40, 30 + 80 * Double(i))
      shapes.append(
        .arrow(
          from: start, to: body, above: "w\(["₀", "₁", "₂"][i])",
          startGap: 18, endGap: 34))
      shapes.append(.circle(name, at: start))
    }
    shapes += [
      .circle("Σ + b", at: body, radius: 32),
      .arrow(from: body, to: Point(380, 110), startGap: 34, endGap: 24),
      .circle("f", at: Point(380, 110)),
      .arrow(
        from: Point(380, 110), to: Point(540, 110), above: "f(Σ w x + b)",
        startGap: 24),
      .text("axons of other\ncells, synapses", at: Point(40, 240)),
      .text("cell body", at: Point(250, 170)),
      .text("activation\nfunction", at: Point(380, 165)),
      .text("axon", at: Point(510, 150)),
    ]
    note.figure(
      "neuron", Diagram("A unit, with the words of biology", shapes: shapes),
      caption:
        "Inputs, each multiplied by a weight, added up with a bias and bent by an activation function.",
      see: "Everything up to the sum is lesson 2. Only f is new.")
    note.text(
      """
      > **Handle this picture with care.** There are many kinds of neurons; their dendrites compute, too, and not linearly; a \
      synapse is no single number but a system that changes; and that only the *rate* of firing counts, which is \
      what a number on a wire stands for, is an assumption. Networks are built of units because it works.
      """)
  }
}
