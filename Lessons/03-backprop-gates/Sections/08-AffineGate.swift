import GradientChecks
import NeuralNets
import Notebooks
import Tensors

extension Chapter {
  /// The gate that does most of the work, and what it costs.
  mutating func affineGate() {
    note.section("The affine gate")
    note.text(
      """
      The scores of lesson 2, $out = x\\,w + b$, are an **affine** gate: a multiply gate for matrices and an add gate. All that \
      we know applies. The product *swaps*: each factor gets upstream times the other one, with the transpose where the shapes \
      want it. The sum *distributes*, and the bias, which was *copied* to each row, gets the sum over the rows.
      """)
    note.formula(tex: #"dx = dout\,w^T"#, plain: "dx = dout wᵀ")
    note.formula(tex: #"dw = x^T dout"#, plain: "dw = xᵀ dout")
    note.formula(
      tex: #"db = \sum_n dout_n"#, plain: "db = Σₙ doutₙ, over the rows n")
    note.listing(
      "public static func backward",
      in: "Sources/NeuralNets/Gates/Affine.swift")
    note.text(
      "We try it on pictures as they are, without unrolling them first. The data: \(data.summary)"
    )
    let few = pictures[0..<min(4, pictures.count)]
    let reports = note.code {
      let x = few.tensor(Double.self) / 255  // [N, C, H, W]
      let w = Tensor<Double>(randomNormal: [x.rowSize, 3], using: &random)
      let b = Tensor<Double>(randomNormal: [3], using: &random)
      let (out, cache) = Affine.forward(x, weights: w, bias: b)
      let dout = Tensor<Double>(randomNormal: out.shape, using: &random)
      let gradients = Affine.backward(dout, cache)
      var check = GradientCheck()
      check.entryLimit = 100
      return [
        check.report("dx", of: gradients.dx, at: x, upstream: dout) {
          Affine.forward($0, weights: w, bias: b).out
        },
        check.report("dw", of: gradients.dw, at: w, upstream: dout) {
          Affine.forward(x, weights: $0, bias: b).out
        },
        check.report("db", of: gradients.db, at: b, upstream: dout) {
          Affine.forward(x, weights: w, bias: $0).out
        },
      ]
    }
    note.output(
      reports.map {
        $0.description.split(separator: "; ").joined(separator: ";\n  ")
      }
      .joined(separator: "\n"))
    note.claim(
      "The affine gate takes pictures `[N, C, H, W]`, hands back gradients of that shape, and they are right",
      measured: reports.map { "\($0.name) \($0.passed ? "right" : "wrong")" }
        .joined(
          separator: ", "),
      holds: reports.allSatisfy(\.passed))
    countProducts()
    timeAffine()
  }

  /// Counts the multiplications one by one.
  private mutating func countProducts() {
    note.text(
      """
      What does backward cost? We run all three products by hand, in loops that count their multiplications, on a batch of 5 with \
      7 inputs and 3 outputs.
      """)
    note.listing(
      "mutating func product",
      in: "Lessons/03-backprop-gates/CountingProduct.swift")
    note.predict(
      "Backward of an affine gate against forward: as many multiplications, twice, or three times as many?",
      answeredBy: "cost-of-backward")
    let (forward, dx, dw, gap) = note.code {
      let x = Tensor<Double>(randomNormal: [5, 7], using: &random)
      let w = Tensor<Double>(randomNormal: [7, 3], using: &random)
      let dout = Tensor<Double>(randomNormal: [5, 3], using: &random)
      var forward = CountingProduct()
      var (dx, dw) = (CountingProduct(), CountingProduct())
      let out = forward.product(x, w)
      let dxByHand = dx.product(dout, w.transposed())
      let dwByHand = dw.product(x.transposed(), dout)
      let gate = Affine.forward(x, weights: w, bias: Tensor(zeros: [3]))
      let gradients = Affine.backward(dout, gate.cache)
      let gaps = [
        largestDifference(out, gate.out),
        largestDifference(dxByHand, gradients.dx),
        largestDifference(dwByHand, gradients.dw),
      ]
      return (forward.count, dx.count, dw.count, gaps.max() ?? 1)
    }
    note.claim(
      "Backward of an affine gate costs two products as large as forward's one; without $dx$, as in a first layer, one",
      answering: "cost-of-backward",
      measured:
        "forward \(forward), backward \(dx) for dx and \(dw) for dw (N·D·M is \(5 * 7 * 3))",
      holds: forward == 5 * 7 * 3 && dx == forward && dw == forward)
    note.claim(
      "The loops compute what the gate does",
      measured: "largest difference \(scientific(gap))",
      holds: gap < 1e-13)
    note.text(
      """
      The **first layer** gets away with one: its $dx$ would be the gradient of the pictures, and nobody is going to change those. \
      So a step of training takes about three times the multiplications of a forward pass. How long they take is another matter:
      """)
  }

  private mutating func timeAffine() {
    let x = pictures[0..<min(256, pictures.count)].rows(Float.self) / 255
    let w = Tensor<Float>(randomNormal: [x.rowSize, 512], using: &random)
    let b = Tensor<Float>(zeros: [512])
    let (out, cache) = Affine.forward(x, weights: w, bias: b)
    let forward = shortestTime { _ = Affine.forward(x, weights: w, bias: b) }
    let backward = shortestTime { _ = Affine.backward(out, cache) }
    let first = shortestTime { _ = Affine.parameterGradients(out, cache) }
    note.timing(
      "\(x.rowCount) pictures through an affine gate with 512 outputs: forward, backward, backward of a first layer",
      measured: [forward, backward, first].map {
        "\(decimals($0 * 1e3, 1)) ms"
      }
      .joined(separator: ", ")
        + ": \(decimals(backward / forward, 1)) and \(decimals(first / forward, 1)) times forward"
    )
  }
}
