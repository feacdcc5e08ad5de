import Foundation
import Grading
import Tensors
import Testing

@testable import grade_lesson_3

// Right answers to exercises 3.1 to 3.3, written differently.

private let slope: @Sendable (Double, Double, Double) -> (dx: Double, dy: Double) = { dout, x, y in
  let dx = max(x, y) == x ? dout : 0
  return (dx, dout - dx)
}

private let twoInputs: [Variant] = [
  Variant(
    "local gradients", twoInputGates,
    TwoInputGates(
      add: TwoInputGate(forward: { $1 + $0 }, backward: { dout, _, _ in (1 * dout, 1 * dout) }),
      multiply: TwoInputGate(
        forward: { $1 * $0 },
        backward: { dout, x, y in
          let local = (dx: y, dy: x)
          return (local.dx * dout, local.dy * dout)
        }),
      max: TwoInputGate(
        forward: { max($0, $1) },
        backward: { dout, x, y in
          if y > x { return (0, dout) }
          return (dout, 0)
        }))),
  Variant(
    "minus twice, halves", twoInputGates,
    TwoInputGates(
      add: TwoInputGate(forward: { $0 - -$1 }, backward: { dout, _, _ in (dout, dout) }),
      multiply: TwoInputGate(forward: { -$0 * -$1 }, backward: { ($2 * $0, $1 * $0) }),
      max: TwoInputGate(forward: { ($0 + $1 + abs($0 - $1)) / 2 }, backward: slope))),
  Variant(
    "sorted, masks", twoInputGates,
    TwoInputGates(
      add: TwoInputGate(
        forward: { [$0, $1].reduce(0, +) }, backward: { dout, _, _ in (dout / 1, dout / 1) }),
      multiply: TwoInputGate(
        forward: { [$0, $1].reduce(1, *) },
        backward: { dout, x, y in (0 * x + dout * y, dout * x + 0 * y) }),
      max: TwoInputGate(
        forward: { [$0, $1].sorted()[1] },
        backward: { dout, x, y in
          let mask = x < y ? 0.0 : 1
          return (mask * dout, (1 - mask) * dout)
        }))),
]

private let sigmoids: [Variant] = [
  Variant(
    "the tensor's own, in one product", sigmoidGate,
    ElementwiseGate(forward: { $0.sigmoid() }, backward: { dout, _, s in (s - s * s) * dout })),
  Variant(
    "loops, slope of the input", sigmoidGate,
    ElementwiseGate(
      forward: { x in
        var s = x
        s.withUnsafeMutableScalars { s in
          for i in s.indices { s[i] = 1 / (1 + exp(-s[i])) }
        }
        return s
      },
      backward: { dout, x, _ in
        // The slope is even, and small powers do not overflow.
        let power = (-x.absolute()).exp()
        return dout * power / ((1 + power) * (1 + power))
      })),
  Variant(
    "by tanh", sigmoidGate,
    ElementwiseGate(
      forward: { ($0 / 2).map { 0.5 + 0.5 * tanh($0) } },
      backward: { dout, _, s in
        Tensor(
          shape: s.shape, scalars: zip(dout.scalars, s.scalars).map { $0 * ($1 * (1 - $1)) })
      })),
  Variant(
    "two cases, forward once more", sigmoidGate,
    ElementwiseGate(
      forward: { $0.map { $0 < 0 ? exp($0) / (exp($0) + 1) : pow(1 + exp(-$0), -1) } },
      backward: { dout, x, _ in x.sigmoid() * (-x).sigmoid() * dout })),
]

private let oneInputs: [Variant] = [
  Variant(
    "from the input", oneInputGates,
    OneInputGates(
      reciprocal: ElementwiseGate(
        forward: { $0.map { pow($0, -1) } }, backward: { dout, x, _ in -dout / (x * x) }),
      exp: ElementwiseGate(
        forward: { $0.map { exp($0) } }, backward: { dout, x, _ in x.exp() * dout }),
      log: ElementwiseGate(
        forward: { $0.map { log($0) } }, backward: { dout, x, _ in (1 / x) * dout }))),
  Variant(
    "from the output", oneInputGates,
    OneInputGates(
      reciprocal: ElementwiseGate(
        forward: { 1 / $0 }, backward: { dout, _, out in out * (0 - out) * dout }),
      exp: ElementwiseGate(forward: { $0.exp() }, backward: { dout, _, out in out * dout }),
      log: ElementwiseGate(
        forward: { $0.log() }, backward: { dout, _, out in dout * (-out).exp() }))),
  Variant(
    "loops", oneInputGates,
    OneInputGates(
      reciprocal: ElementwiseGate(
        forward: { x in Tensor(shape: x.shape, scalars: x.scalars.map { 1 / $0 }) },
        backward: { dout, x, _ in
          Tensor(
            shape: x.shape, scalars: zip(dout.scalars, x.scalars).map { $0 * -1 / $1 / $1 })
        }),
      exp: ElementwiseGate(
        forward: { x in x.map { pow(M_E, $0) } },
        backward: { dout, _, out in
          var dx = dout
          dx.withUnsafeMutableScalars { dx in
            for (i, out) in out.scalars.enumerated() { dx[i] *= out }
          }
          return dx
        }),
      log: ElementwiseGate(
        forward: { x in x.map { log2($0) / log2(M_E) } },
        backward: { dout, x, _ in dout * x / (x * x) }))),
]

@Suite("Right answers to the exercises 3.1 to 3.3")
struct Lesson3GateVariants {
  @Test(
    "are accepted however they are written, with twenty seeds",
    arguments: twoInputs + sigmoids + oneInputs)
  func accepted(_ variant: Variant) {
    for seed in 0..<20 as Range<UInt64> {
      let report = variant.grade(seed)
      #expect(report.verdict == .right, "seed \(seed)\n\(report.text())")
    }
  }
}
