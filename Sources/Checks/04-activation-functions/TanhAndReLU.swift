import Grading
import RealModule
import Tensors

/// The four functions of exercise 4.1.
struct TanhAndReLU: Sendable {
  /// Takes x.
  typealias Forward = @Sendable (Tensor<Double>) throws -> Tensor<Double>
  /// Takes the upstream gradient and what forward left: its output for tanh, its input for ReLU.
  typealias Backward =
    @Sendable (Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>

  /// Takes x.
  var tanhForward: Forward
  /// Takes the upstream gradient and the output of forward.
  var tanhBackward: Backward
  /// Takes x.
  var reluForward: Forward
  /// Takes the upstream gradient and the input of forward.
  var reluBackward: Backward

  /// Puts the four together.
  ///
  /// - Parameters:
  ///   - tanhForward: takes x.
  ///   - tanhBackward: takes the upstream gradient and the output of forward.
  ///   - reluForward: takes x.
  ///   - reluBackward: takes the upstream gradient and the input of forward.
  init(
    tanhForward: @escaping Forward, tanhBackward: @escaping Backward,
    reluForward: @escaping Forward, reluBackward: @escaping Backward
  ) {
    (self.tanhForward, self.tanhBackward) = (tanhForward, tanhBackward)
    (self.reluForward, self.reluBackward) = (reluForward, reluBackward)
  }
}

/// 4.1: tanh and ReLU, both ways.
let tanhAndReLU = Exercise<TanhAndReLU>(
  "4.1",
  check: { check, answer in
    check.askTanh(answer)
    check.askReLU(answer)
  },
  mutants: tanhMutants + reluMutants)

private let tanhGate = Activation(
  name: "tanh", value: { .tanh($0) }, slope: { 1 - .tanh($0) * .tanh($0) })

private let reluGate = Activation(
  name: "ReLU", value: { max(0, $0) }, slope: { $0 > 0 ? 1 : 0 })

extension Check {
  fileprivate func askTanh(_ answer: TanhAndReLU) {
    let backward: TanhAndReLU.Backward = { dout, x in
      try answer.tanhBackward(dout, tanhGate.forward(x))
    }
    tanhGate.askForward(self, "0, 1 and -2", at: [0, 1, -2], answer.tanhForward)
    for shape in [[5, 3], [2, 3, 7]] {
      tanhGate.askForward(self, "\(shape) random numbers", at: normal(shape), answer.tanhForward)
    }
    tanhGate.askForward(
      self, "20, 1000, -20 and -1000", at: [20, 1000, -20, -1000], answer.tanhForward)
    tanhGate.askBackward(
      self, "x = 0, 1 and -2, dout = 1, 10 and -3", at: [0, 1, -2], upstream: [1, 10, -3], backward)
    for shape in [[5, 3], [2, 3, 7]] {
      tanhGate.askBackward(
        self, "\(shape) random numbers", at: normal(shape), upstream: normal(shape), backward)
    }
    tanhGate.askBackward(
      self, "x = 1000 and -1000, saturated", at: [1000, -1000], upstream: [2, 3],
      byDefinition: true, backward)
    linear("tanh backward", inUpstream: normal([3, 2])) {
      try answer.tanhBackward($0, [[0, 0.5], [-0.5, 0.9], [-0.9, 0.1]])
    }
  }

  fileprivate func askReLU(_ answer: TanhAndReLU) {
    reluGate.askForward(self, "3, -2, 0 and 1000", at: [3, -2, 0, 1000], answer.reluForward)
    for shape in [[5, 3], [2, 3, 7]] {
      reluGate.askForward(self, "\(shape) random numbers", at: normal(shape), answer.reluForward)
    }
    reluGate.askBackward(
      self, "x = 3, -2, 1 and -1, dout = 5, 7, -4 and -6", at: [3, -2, 1, -1],
      upstream: [5, 7, -4, -6], answer.reluBackward)
    for shape in [[5, 3], [2, 3, 7]] {
      reluGate.askBackward(
        self, "\(shape) random numbers", at: normal(shape), upstream: normal(shape),
        answer.reluBackward)
    }
    reluGate.askBackward(
      self, "x = 0, 2, 0 and -1, on the kink", at: [0, 2, 0, -1], upstream: [5, 7, -4, 3],
      byDefinition: true, answer.reluBackward)
    linear("ReLU backward", inUpstream: normal([3, 2])) {
      try answer.reluBackward($0, [[1, -0.5], [-2, 0.9], [0.3, 0]])
    }
  }
}

/// All four right but for one.
private func wrong(tanh misstep: Misstep) -> TanhAndReLU {
  var answer = right
  switch misstep {
  case .forward(let f): answer.tanhForward = { $0.map(f) }
  case .backward(let f): answer.tanhBackward = { combine($0, $1, f) }
  }
  return answer
}

private func wrong(relu misstep: Misstep) -> TanhAndReLU {
  var answer = right
  switch misstep {
  case .forward(let f): answer.reluForward = { $0.map(f) }
  case .backward(let f): answer.reluBackward = { combine($0, $1, f) }
  }
  return answer
}

private let right = TanhAndReLU(
  tanhForward: { tanhGate.forward($0) }, tanhBackward: { combine($0, $1) { $0 * (1 - $1 * $1) } },
  reluForward: { reluGate.forward($0) }, reluBackward: { $0 * $1.map(reluGate.slope) })

private let tanhMutants: [Mutant<TanhAndReLU>] = [
  Mutant(
    "tanh-sigmoid", "That is the sigmoid, which lies between 0 and 1; tanh lies between -1 and 1.",
    wrong(tanh: .forward { 1 / (1 + .exp(-$0)) })),
  Mutant(
    "tanh-half-x",
    "That is tanh(x/2): as a sigmoid, tanh(x) is 2·sigmoid(2x) - 1, with a 2 within as well.",
    wrong(tanh: .forward { .tanh($0 / 2) })),
  Mutant(
    "tanh-overflow",
    "For x = ±1000 it is not a number: exp(1000) is infinite, and infinite over infinite is NaN. Use exp(-2·|x|), which cannot overflow, and put the sign back, or call tanh.",
    wrong(tanh: .forward { (.exp($0) - .exp(-$0)) / (.exp($0) + .exp(-$0)) })),
  Mutant(
    "tanh-overflow-below", expecting: "nan",
    wrong(tanh: .forward { (1 - .exp(-2 * $0)) / (1 + .exp(-2 * $0)) })),
  Mutant(
    "tanh-overflow-above", expecting: "nan",
    wrong(tanh: .forward { (.exp(2 * $0) - 1) / (.exp(2 * $0) + 1) })),
  Mutant("tanh-negative", expecting: "factor.-1", wrong(tanh: .forward { -.tanh($0) })),
  Mutant(
    "tanh-of-output",
    "It takes tanh once more: what you are handed is t = tanh(x) already, so that the slope is 1 - t².",
    wrong(tanh: .backward { $0 * (1 - .tanh($1) * .tanh($1)) })),
  Mutant(
    "tanh-sigmoid-slope", "t·(1 - t) is the slope of the sigmoid; that of tanh is 1 - t².",
    wrong(tanh: .backward { $0 * $1 * (1 - $1) })),
  Mutant(
    "tanh-no-square", "The square is missing: the slope is 1 - t², not 1 - t.",
    wrong(tanh: .backward { $0 * (1 - $1) })),
  Mutant(
    "tanh-square-alone", "The slope is 1 - t²; yours is t², which is 0 where tanh is steepest.",
    wrong(tanh: .backward { $0 * $1 * $1 })),
  Mutant(
    "tanh-plus", "The slope is 1 - t², with a minus: tanh gets flatter, not steeper, away from 0.",
    wrong(tanh: .backward { $0 * (1 + $1 * $1) })),
  Mutant(
    "tanh-no-parentheses", "Parentheses are missing: it is dout·(1 - t²), not dout·1 - t².",
    wrong(tanh: .backward { $0 - $1 * $1 })),
  Mutant(
    "tanh-forward-again",
    "It multiplies dout with the output itself; its slope is wanted, 1 - t².",
    wrong(tanh: .backward { $0 * $1 })),
  Mutant(
    "tanh-no-upstream", expecting: "without.upstream", wrong(tanh: .backward { 1 - $1 * $1 })),
  Mutant(
    "tanh-upstream-squared", expecting: "twice.upstream",
    wrong(tanh: .backward { $0 * $0 * (1 - $1 * $1) })),
  Mutant(
    "tanh-backward-negative", expecting: "factor.-1",
    wrong(tanh: .backward { $0 * ($1 * $1 - 1) })),
  Mutant(
    "tanh-only-upstream", "That is dout as it came; it is multiplied with the slope, 1 - t².",
    wrong(tanh: .backward { dout, _ in dout })),
]

private let reluMutants: [Mutant<TanhAndReLU>] = [
  Mutant("relu-identity", expecting: "map.clamped", wrong(relu: .forward { $0 })),
  Mutant(
    "relu-absolute", "That is |x|: negative inputs give 0, not their opposite.",
    wrong(relu: .forward { abs($0) })),
  Mutant(
    "relu-minimum", "That is the minimum of 0 and x; ReLU is the maximum.",
    wrong(relu: .forward { min(0, $0) })),
  Mutant(
    "relu-step", "That is 1 where x is positive: the slope. The value is x itself.",
    wrong(relu: .forward { $0 > 0 ? 1 : 0 })),
  Mutant(
    "relu-leaky",
    "Negative inputs leak through, multiplied with 0.01: that is leaky ReLU. ReLU gives 0 there.",
    wrong(relu: .forward { $0 > 0 ? $0 : 0.01 * $0 })),
  Mutant(
    "relu-capped", "Large inputs are cut off; ReLU has no upper end.",
    wrong(relu: .forward { min(6, max(0, $0)) })),
  Mutant(
    "relu-at-0",
    "It is right but where x is exactly 0: nothing flows there, so that the condition is x > 0 and not x >= 0.",
    wrong(relu: .backward { $1 >= 0 ? $0 : 0 })),
  Mutant(
    "relu-half-at-0", expecting: "only.zero",
    wrong(
      relu: .backward { dout, x in
        x > 0 ? dout : x == 0 ? dout / 2 : 0
      })),
  Mutant(
    "relu-mask-of-upstream",
    "It asks whether dout is positive. Whether the gate lets a gradient through depends on its input x alone.",
    wrong(relu: .backward { dout, _ in max(0, dout) })),
  Mutant(
    "relu-guided",
    "It lets only positive gradients through (that is guided backpropagation, for pictures). Where x > 0 all of dout flows, negative as well.",
    wrong(relu: .backward { $1 > 0 ? max(0, $0) : 0 })),
  Mutant(
    "relu-no-mask",
    "The gradient flows through everywhere; where x was negative the output did not depend on it, and nothing flows.",
    wrong(relu: .backward { dout, _ in dout })),
  Mutant(
    "relu-mask-alone", expecting: "without.upstream", wrong(relu: .backward { $1 > 0 ? 1 : 0 })),
  Mutant(
    "relu-inverted", "The condition is the wrong way round: dout flows where x > 0.",
    wrong(relu: .backward { $1 > 0 ? 0 : $0 })),
  Mutant(
    "relu-times-output",
    "It multiplies dout with the output max(0, x); the slope is wanted, 1 or 0.",
    wrong(relu: .backward { $0 * max(0, $1) })),
  Mutant(
    "relu-times-input", "It multiplies dout with x; the slope is wanted, 1 or 0.",
    wrong(relu: .backward { $0 * $1 })),
  Mutant(
    "relu-slope-of-absolute",
    "Where x is negative the gradient comes back with a minus: that is the slope of |x|. Nothing flows there.",
    wrong(relu: .backward { $1 > 0 ? $0 : -$0 })),
  Mutant(
    "relu-leaky-slope",
    "A hundredth of the gradient flows where x is negative: that is leaky ReLU. Nothing flows there.",
    wrong(relu: .backward { $1 > 0 ? $0 : 0.01 * $0 })),
  Mutant(
    "relu-upstream-squared", expecting: "twice.upstream",
    wrong(relu: .backward { $1 > 0 ? $0 * $0 : 0 })),
]
