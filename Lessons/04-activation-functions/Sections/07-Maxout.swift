import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// What maxout units can be, and what they cost.
  mutating func maxout() {
    note.section("Maxout, and what it contains")
    note.text(
      """
      Maxout takes the larger of two affine functions of its inputs. If we fix the second at zero, it *is* ReLU; if the second is \
      a hundredth of the first, it is leaky ReLU. It never saturates and never dies, because one of its two lines always \
      passes the gradient on.
      """)
    note.formula(
      tex: #"\max(w_1^\top x + b_1,\; w_2^\top x + b_2)"#,
      plain: "max(w₁·x + b₁, w₂·x + b₂)")
    let (toReLU, toLeaky, counts) = note.code {
      let x = Tensor<Double>(randomNormal: [200, 12], using: &random)
      let plain = AffineLayer<Double>(
        inputCount: 12, outputCount: 7, initialization: .he, using: &random)
      func difference(
        _ activation: any Layer<Double>, secondPiece factor: Double
      ) -> Double {
        let both = AffineLayer(
          weights: Tensor(
            concatenating: [plain.weights, plain.weights * factor], axis: 1),
          bias: Tensor(zeros: [14]))
        let maxout = Network<Double>([both, MaxoutLayer()]).scores(for: x)
        return (maxout - Network<Double>([plain, activation]).scores(for: x))
          .absolute().max()
      }
      let counts = [Activation.relu, .maxout].map { activation in
        Network<Double>.fullyConnected(
          [12, 7, 7], activation, using: &random
        ).layers[0]
          .parameterCount
      }
      return (
        difference(ReLULayer(), secondPiece: 0),
        difference(LeakyReLULayer(), secondPiece: 0.01),
        counts
      )
    }
    note.claim(
      "Maxout contains ReLU and leaky ReLU",
      measured:
        "largest difference \(scientific(toReLU)) and \(scientific(toLeaky)) over 1,400 outputs",
      holds: toReLU == 0 && toLeaky < 1e-15)
    note.claim(
      "The price: twice the parameters of its layer",
      measured: "\(counts[1]) against \(counts[0])",
      holds: counts[1] == 2 * counts[0])
    note.text(
      """
      With more pieces a single unit can follow any curve that bends upwards. Below are one, two and five tangents to a parabola, \
      which is all that a maxout unit with one input can be.
      """)
    let places = (0...120).map { -3 + 0.05 * Double($0) }
    func unit(_ touching: [Double]) -> [Double] {
      let lines = AffineLayer<Double>(
        weights: Tensor([touching.map { 2 * $0 }].joined().map { $0 })
          .reshaped(to: [
            1, touching.count,
          ]),
        bias: Tensor(touching.map { -$0 * $0 }))
      let network = Network<Double>([
        lines, MaxoutLayer(pieces: touching.count),
      ])
      return network.scores(
        for: Tensor(places).reshaped(to: [places.count, 1])
      ).scalars
    }
    note.figure(
      "maxout",
      Plot(
        "One maxout unit", x: "x", y: Axis("output", range: -3...9),
        marks: [
          .line(
            places, places.map { $0 * $0 }, label: "x²", color: .ink,
            width: 1, dash: .dotted),
          .line(places, unit([1]), label: "1 piece", color: .series(2)),
          .line(
            places, unit([-1.5, 1.5]), label: "2 pieces", color: .series(1)),
          .line(
            places, unit([-2.4, -1.2, 0, 1.2, 2.4]), label: "5 pieces",
            color: .series(0), width: 2),
        ], size: Size(560, 360)),
      caption:
        "A maxout unit with one, two and five pieces, each a tangent to the dotted parabola.",
      see:
        "Two pieces make a ReLU, bent and shifted. Five are a good parabola already."
    )
  }
}
