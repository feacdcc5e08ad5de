import Grading
import Pictures
import Tensors

extension Lesson4 {
  /// 4.1: two activations and their slopes.
  public static let tanhAndReLUPicture = ExercisePicture<TanhAndReLU>(
    "Your tanh and your ReLU, with the slopes that your backward passes give.",
    see:
      "Far from 0 the slope of tanh is all but gone. ReLU keeps all of the gradient on one side, and none on the other."
  ) { pair, _ in
    PlotGrid(
      panels: [
        try slopePlot("tanh", -4...4, forward: pair.tanhForward) { dout, _, out in
          try pair.tanhBackward(dout, out)
        },
        try slopePlot("ReLU", -4...4, forward: pair.reluForward) { dout, x, _ in
          try pair.reluBackward(dout, x)
        },
      ], columns: 2, panelSize: Size(380, 300))
  }

  /// 4.2: two ways not to die.
  public static let leakyReLUAndELUPicture = ExercisePicture<LeakyReLUAndELU>(
    "Your leaky ReLU with slope 0.1 and your ELU with alpha 1, with the slopes that your backward passes give.",
    see:
      "On the left side, where ReLU is dead, both let some gradient through. ELU bends smoothly, and levels off at -1."
  ) { pair, _ in
    PlotGrid(
      panels: [
        try slopePlot("leaky ReLU", -4...4, forward: { try pair.leakyForward($0, 0.1) }) {
          dout, x, _ in try pair.leakyBackward(dout, x, 0.1)
        },
        try slopePlot("ELU", -4...4, forward: { try pair.eluForward($0, 1) }) {
          dout, x, _ in try pair.eluBackward(dout, x, 1)
        },
      ], columns: 2, panelSize: Size(380, 300))
  }

  /// 4.3: slopes that learn.
  public static let preluPicture = ExercisePicture<PReLUPair>(
    "A PReLU that learns its slope by your gradient, so that it comes close to noisy points around |x|.",
    see: "It begins as a leaky ReLU. The points pull the left arm up until its slope is about -1."
  ) { pair, easel in
    var random = easel.random
    let xs = (0..<60).map { -2 + Double($0) / 15 }
    let x = Tensor<Double>(shape: [60, 1], scalars: xs)
    let target = Tensor<Double>(
      shape: [60, 1], scalars: xs.map { abs($0) + 0.15 * random.normal() })
    var slopes: Tensor<Double> = [0.25]
    var marks: [Mark] = [.points(xs, target.scalars, color: .quiet, size: 4)]
    for step in 0...12 {
      let out = try pair.forward(x, slopes)
      if [0, 1, 3, 12].contains(step) {
        let name = step == 0 ? "start" : "\(step) step\(step == 1 ? "" : "s")"
        let slope = significant(slopes.scalars[0], digits: 2)
        marks.append(.line(xs, out.scalars, label: "\(name), slope \(slope)"))
      }
      let error = (out - target) / 60
      slopes -= 0.5 * (try pair.backward(error, x, slopes).dslopes)
    }
    return Plot(x: "x", y: "PReLU", marks: marks)
  }

  /// 4.4: a curve made of straight pieces.
  public static let maxoutPicture = ExercisePicture<MaxoutPair>(
    "Six of your maxout units, whose sum learns a parabola by your gradients.",
    see: "Each unit is a straight line with one bend. Where does the sum put its bends?"
  ) { pair, easel in
    var random = easel.random
    let xs = (0...60).map { -1.5 + Double($0) / 20 }
    let x = Tensor<Double>(shape: [61, 1], scalars: xs)
    let target = xs.map { $0 * $0 }
    var pieces: MaxoutPair.Pieces = (
      w1: Tensor(randomNormal: [1, 6], using: &random),
      b1: Tensor(randomNormal: [6], using: &random) / 2,
      w2: Tensor(randomNormal: [1, 6], using: &random),
      b2: Tensor(randomNormal: [6], using: &random) / 2
    )
    var marks: [Mark] = [.line(xs, target, label: "parabola", color: .quiet, width: 4)]
    for step in 0...300 {
      let out = try pair.forward(x, pieces)
      let sums = out.sum(axis: 1).scalars
      if [0, 10, 300].contains(step) {
        marks.append(.line(xs, sums, label: step == 0 ? "start" : "\(step) steps"))
      }
      var dout = Tensor<Double>(zeros: out.shape)
      for i in xs.indices {
        for unit in 0..<6 { dout[i, unit] = 2 * (sums[i] - target[i]) / 61 }
      }
      let gradients = try pair.backward(dout, x, pieces)
      pieces.w1 -= 0.1 * gradients.dw1
      pieces.b1 -= 0.1 * gradients.db1
      pieces.w2 -= 0.1 * gradients.dw2
      pieces.b2 -= 0.1 * gradients.db2
    }
    return Plot(x: "x", y: "sum of six units", marks: marks)
  }
}
