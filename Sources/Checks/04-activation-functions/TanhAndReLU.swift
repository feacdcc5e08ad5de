import Grading
import RealModule
import Tensors

/// tanh hands its output to its backward pass, ReLU its input; the upstream gradient comes first.
typealias TanhAndReLU = (
  tanhForward: @Sendable (T) throws -> T, tanhBackward: @Sendable (T, T) throws -> T,
  reluForward: @Sendable (T) throws -> T, reluBackward: @Sendable (T, T) throws -> T
)

/// 4.1: tanh and ReLU, both ways.
let tanhAndReLU = Exercise<TanhAndReLU>(
  "4.1",
  check: { check, answer in
    check.ask(tanhGate, answer.tanhForward) { try answer.tanhBackward($0, tanhGate.forward($1)) }
    check.ask(reluGate, answer.reluForward, answer.reluBackward)
  },
  mutants: [tanhForwards, tanhBackwards, reluForwards, reluBackwards].flatMap { $0 })

private let tanhGate = Activation(
  name: "tanh", value: { .tanh($0) }, slope: { 1 - .tanh($0) * .tanh($0) })

private let reluGate = Activation(
  name: "ReLU", value: { max(0, $0) }, slope: { $0 > 0 ? 1 : 0 })

private let right: TanhAndReLU = (
  { tanhGate.forward($0) }, { dout, out in dout * (1 - out * out) },
  { reluGate.forward($0) }, { dout, x in dout * x.map(reluGate.slope) }
)

private let tanhForwards: [Mutant<TanhAndReLU>] = tanhSlips.mutants("tanh-") { wrong in
  changing(right) { $0.tanhForward = { x in x.map(wrong) } }
}
private let tanhBackwards: [Mutant<TanhAndReLU>] = tanhBackwardSlips.mutants("tanh-") { wrong in
  changing(right) { $0.tanhBackward = { dout, out in combine(dout, out) { wrong(($0, $1)) } } }
}
private let reluForwards: [Mutant<TanhAndReLU>] = reluSlips.mutants("relu-") { wrong in
  changing(right) { $0.reluForward = { x in x.map(wrong) } }
}
private let reluBackwards: [Mutant<TanhAndReLU>] =
  reluBackwardSlips.mutants("relu-") { wrong in
    changing(right) { $0.reluBackward = { dout, x in combine(dout, x) { wrong(($0, $1)) } } }
  } + [
    Mutant(
      "relu-kept-input", expecting: "last-forward",
      changing(right) {
        $0.reluForward = { x in
          Kept.input = x
          return reluGate.forward(x)
        }
        $0.reluBackward = { dout, x in dout * (Kept.input ?? x).map(reluGate.slope) }
      })
  ]

private let tanhSlips: [Slip<Double, Double>] = [
  Slip("sigmoid", "That is the sigmoid: tanh lies between -1 and 1.") { 1 / (1 + .exp(-$0)) },
  Slip("half-x", "That is tanh(x/2): tanh(x) is 2·sigmoid(2x) - 1.") { .tanh($0 / 2) },
  Slip(
    "overflow",
    "It is NaN for x = ±1000, where exp is infinite: use exp(-2·|x|) and put the sign back."
  ) { (.exp($0) - .exp(-$0)) / (.exp($0) + .exp(-$0)) },
  Slip("overflow-below", expecting: "nan") { (1 - .exp(-2 * $0)) / (1 + .exp(-2 * $0)) },
  Slip("overflow-above", expecting: "nan") { (.exp(2 * $0) - 1) / (.exp(2 * $0) + 1) },
  Slip("negative", expecting: "factor.-1") { -.tanh($0) },
  Slip("sinh", "That is sinh: divide by eˣ + e⁻ˣ instead of by 2.") { (.exp($0) - .exp(-$0)) / 2 },
  Slip("clipped", "x is only cut off at ±1: tanh bends gradually.") { min(1, max(-1, $0)) },
]

private let tanhBackwardSlips: [Slip<(Double, Double), Double>] = [
  Slip("of-output", "It takes tanh again: you get t = tanh(x) already, and the slope is 1 - t².") {
    $0 * (1 - .tanh($1) * .tanh($1))
  },
  Slip("sigmoid-slope", "That is the sigmoid's slope: use 1 - t².") { $0 * $1 * (1 - $1) },
  Slip("no-square", "The square is missing: the slope is 1 - t², not 1 - t.") { $0 * (1 - $1) },
  Slip("square-alone", "It uses t², which is 0 at the steepest: use 1 - t².") { $0 * $1 * $1 },
  Slip("plus", "It adds t²: tanh gets flatter away from 0, as 1 - t².") { $0 * (1 + $1 * $1) },
  Slip("no-parentheses", "Parentheses are missing: it is dout·(1 - t²).") { $0 - $1 * $1 },
  Slip("forward-again", "It multiplies dout by the output t: use 1 - t².") { $0 * $1 },
  Slip("no-upstream", expecting: "without.upstream") { _, t in 1 - t * t },
  Slip("upstream-squared", expecting: "twice.upstream") { $0 * $0 * (1 - $1 * $1) },
  Slip("backward-negative", expecting: "factor.-1") { $0 * ($1 * $1 - 1) },
  Slip("only-upstream", "dout passes unchanged: multiply it by the slope, 1 - t².") { dout, _ in
    dout
  },
]

private let reluSlips: [Slip<Double, Double>] = [
  Slip("identity", expecting: "map.clamped") { $0 },
  Slip("absolute", "That is |x|: negative inputs give 0, not -x.") { abs($0) },
  Slip("minimum", "That is the minimum of 0 and x: take the maximum.") { min(0, $0) },
  Slip("step", "That is the slope, 1 where x > 0: the value there is x.") { $0 > 0 ? 1 : 0 },
  Slip("leaky", "Negative inputs leak through times 0.01, as in leaky ReLU: return 0 there.") {
    $0 > 0 ? $0 : 0.01 * $0
  },
  Slip("capped", "Large inputs are cut off: ReLU has no upper limit.") { min(6, max(0, $0)) },
]

private let reluBackwardSlips: [Slip<(Double, Double), Double>] = [
  Slip("at-0", "It is wrong only where x = 0: the gradient there is 0. Test x > 0, not x >= 0.") {
    $1 >= 0 ? $0 : 0
  },
  Slip("half-at-0", expecting: "only.zero") { $1 > 0 ? $0 : $1 == 0 ? $0 / 2 : 0 },
  Slip("mask-of-upstream", "It tests whether dout is positive: test the input x.") { dout, _ in
    max(0, dout)
  },
  Slip("guided", "It drops negative gradients: where x > 0 all of dout passes, negative too.") {
    $1 > 0 ? max(0, $0) : 0
  },
  Slip("no-mask", "dout passes everywhere: where x < 0 the output is constant, so return 0 there.")
  {
    dout, _ in dout
  },
  Slip("mask-alone", expecting: "without.upstream") { _, x in x > 0 ? 1 : 0 },
  Slip("inverted", "The condition is reversed: pass dout where x > 0.") { $1 > 0 ? 0 : $0 },
  Slip("times-output", "It multiplies dout by the output: use the slope, 1 or 0.") {
    $0 * max(0, $1)
  },
  Slip("times-input", "It multiplies dout by x: multiply by the slope, 1 or 0.") { $0 * $1 },
  Slip("slope-of-absolute", "Where x < 0 it returns -dout, the gradient of |x|: return 0 there.") {
    $1 > 0 ? $0 : -$0
  },
  Slip("leaky-slope", "Where x < 0 it returns 0.01 · dout, as leaky ReLU does: return 0 there.") {
    $1 > 0 ? $0 : 0.01 * $0
  },
  Slip("upstream-squared", expecting: "twice.upstream") { $1 > 0 ? $0 * $0 : 0 },
]
