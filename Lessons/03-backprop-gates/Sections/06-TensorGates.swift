import NeuralNets
import Notebooks
import Tensors

extension Chapter {
  /// The same gates on arrays, and the shapes of their gradients.
  mutating func tensorGates() {
    note.section("Gates on whole tensors")
    note.text(
      """
      A real network has millions of numbers, and a circle for each would be slow to compute and hard to look at. So the gates \
      are made to work on whole tensors. All that was said stays true; in the drawing a wire now carries an array. Two things are \
      new. The first is a rule that catches many mistakes at a glance: **the gradient of a variable has the shape of the variable**, \
      for it says of each number how the loss changes with it.
      """)
    note.text(
      """
      Below, every gate of `Sources/NeuralNets`, the three losses, and the two gates that the affine one is made of, are run forward \
      and backward. The sizes are prime numbers, or products of them, so that no two can be mistaken for each other. The upstream gradient \
      is random, and each gradient is checked against nudging, entry by entry.
      """)
    note.listing(
      "static func sigmoid", in: "Lessons/03-backprop-gates/GateTrials.swift")
    let trials = note.code { GateTrial.all(using: &random) }
    note.table(
      ["gate", "of", "shape", "its gradient", "off by"],
      trials.map {
        [
          $0.gate, $0.variable, "\($0.shape)", "\($0.gradientShape)",
          scientific($0.report.largestDifference),
        ]
      },
      caption:
        "Each variable with the shape of its gradient, and the largest difference from the numerical one."
    )
    note.claim(
      "The gradient of every variable of every gate has the shape of the variable",
      measured:
        "\(trials.count { $0.shape == $0.gradientShape }) of \(trials.count)",
      holds: trials.allSatisfy { $0.shape == $0.gradientShape })
    note.claim(
      "Every gate's gradient is what nudging says",
      measured:
        "\(trials.count { $0.report.passed }) of \(trials.count) pass",
      holds: trials.allSatisfy { $0.report.passed })
    shapesAsMemory()
  }

  /// Which products fit.
  private func shapesAsMemory() {
    note.text(
      """
      The second is a gift. Nobody remembers where the transposes go in the gradient of a matrix product; the shapes know. Let \
      $x$ be `[5, 7]`, $w$ `[7, 3]`, and so `out` and its gradient `dout` `[5, 3]`. The gradient of $w$ is a product of `x` and \
      `dout`, in some order, each transposed or not. That makes eight candidates.
      """)
    note.predict(
      "How many of the eight have the shape of $w$, and which?",
      answeredBy: "fitting-products")
    let (fitting, fittingSquare) = note.code {
      func candidates(x: [Int], dout: [Int], w: [Int]) -> [String] {
        let xs = [("x", x), ("xᵀ", x.reversed())]
        let douts = [("dout", dout), ("doutᵀ", dout.reversed())]
        return xs.flatMap { x in
          douts.flatMap { dout in
            [(x, dout), (dout, x)].filter { a, b in
              a.1[1] == b.1[0] && [a.1[0], b.1[1]] == w
            }.map { a, b in "\(a.0) · \(b.0)" }
          }
        }
      }
      return (
        candidates(x: [5, 7], dout: [5, 3], w: [7, 3]),
        candidates(x: [4, 4], dout: [4, 4], w: [4, 4])
      )
    }
    note.claim(
      "Only one of the eight products has the shape of $w$, and it is the gradient: $x^T\\,dout$",
      answering: "fitting-products",
      measured: fitting.joined(separator: ", "),
      holds: fitting == ["xᵀ · dout"])
    note.claim(
      "With square matrices all eight fit: a test with squares does not see a wrong transpose in the shape",
      measured: "\(fittingSquare.count) of 8", holds: fittingSquare.count == 8
    )
  }
}
