import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// The matrix of all local gradients, and why it stays a thought.
  mutating func jacobian() {
    note.section("The Jacobian that nobody forms")
    note.text(
      """
      What is the local gradient of a gate with many inputs and many outputs? A number for each pair: how fast this output changes \
      with that input. That matrix is the gate's **Jacobian** $J$, and backward is a product with it: $dx = J^T dout$. Take a \
      ReLU on a mini-batch of 64 examples with 4096 units each.
      """)
    note.predict(
      "How much memory would the Jacobian of that ReLU need, at four bytes a number?",
      answeredBy: "memory-of-the-jacobian")
    let (elements, gibibytes) = note.code {
      let elements = 64 * 4096
      let bytes = elements * elements * MemoryLayout<Float>.size
      return (elements, Double(bytes) / 0x1p30)
    }
    note.claim(
      "The Jacobian of a ReLU on a batch of 64 with 4096 units takes 256 GiB",
      answering: "memory-of-the-jacobian",
      measured: "\(grouped(elements))² numbers, \(significant(gibibytes, digits: 6)) GiB",
      holds: gibibytes == 256)
    note.text(
      """
      But nearly all of it is zero: each output depends on one input only. Here is the Jacobian of a tiny ReLU, formed row by \
      row, by asking backward for one output after the other. Beside it is that of a softmax, whose outputs depend on all \
      scores of their own row.
      """)
    note.listing(
      "func jacobianMatrix",
      in: "Lessons/03-backprop-gates/JacobianMatrix.swift")
    let (x, relu, softmax) = note.code {
      let x: Tensor<Double> = [[1.2, -0.3, 0.5], [-0.8, 2, 0.7]]
      let first = ReLU.forward(x).cache
      let relu = jacobianMatrix(outputs: x.shape) {
        ReLU.backward($0, first)
      }
      let second = Softmax.forward(x).cache
      let softmax = jacobianMatrix(outputs: x.shape) {
        Softmax.backward($0, second)
      }
      return (x, relu, softmax)
    }
    note.figure(
      "jacobian",
      PlotGrid(
        panels: [
          HeatMap(
            "ReLU", relu, x: "input", y: "output", colorMap: .diverging,
            range: -1...1,
            showsValues: true),
          HeatMap(
            "softmax", rounded(softmax), x: "input", y: "output",
            colorMap: .diverging,
            range: -0.3...0.3,
            showsValues: true),
        ], columns: 2),
      caption:
        "The Jacobians of ReLU and softmax on two rows of three numbers.",
      see: """
        the zeros. ReLU has something on the diagonal only, a 1 where the input was positive. Softmax has a block for each row of \
        the batch: examples know nothing of each other.
        """)
    let offDiagonal = relu.scalars.indices.count {
      $0 / 6 != $0 % 6 && relu.scalars[$0] != 0
    }
    let gaps = note.code {
      let dout = Tensor<Double>(randomNormal: [2, 3], using: &random)
      let flat = dout.reshaped(to: [1, 6])
      let direct = [
        ReLU.backward(dout, ReLU.forward(x).cache),
        Softmax.backward(dout, Softmax.forward(x).cache),
      ]
      return zip([relu, softmax], direct).map { jacobian, dx in
        largestDifference(matmul(flat, jacobian), dx.reshaped(to: [1, 6]))
      }
    }
    note.claim(
      "Backward is the product with the Jacobian, without the Jacobian",
      measured:
        "differences \(gaps.map(scientific).joined(separator: " and "))",
      holds: gaps.allSatisfy { $0 < 1e-15 })
    note.claim(
      "Off its diagonal the Jacobian of ReLU is zero, so backward takes one multiply for each element",
      measured:
        "\(offDiagonal) of \(6 * 6 - 6) numbers off the diagonal; \(grouped(elements)) multiplications in place of "
        + scientific(Double(elements) * Double(elements)),
      holds: offDiagonal == 0)
    timeReLU()
  }

  private mutating func timeReLU() {
    let x = Tensor<Float>(randomNormal: [64, 4096], using: &random)
    let (out, cache) = ReLU.forward(x)
    let time = shortestTime { _ = ReLU.backward(out, cache) }
    note.timing(
      "Backward of that ReLU, 64 by 4096",
      measured: "\(decimals(time * 1e6, 0)) microseconds")
  }
}

/// Two decimals, so that the numbers fit into their cells.
private func rounded(_ matrix: Tensor<Double>) -> Tensor<Double> {
  Tensor(
    shape: matrix.shape,
    scalars: matrix.scalars.map { ($0 * 100).rounded() / 100 })
}

/// The shortest of several times that a piece of work takes, in seconds.
func shortestTime(of repeats: Int = 7, _ work: () -> Void) -> Double {
  let clock = ContinuousClock()
  return (0..<repeats).map { _ in clock.measure(work) / .seconds(1) }.min()
    ?? 0
}
