import Foundation
import Grading
import NeuralNets
import Tensors
import Testing

@testable import grade_lesson_4

private typealias T = Tensor<Double>

/// Entry by entry, in a loop that changes a copy.
private func loop(_ a: T, _ b: T, _ change: (inout Double, Double) -> Void) -> T {
  var a = a
  a.withUnsafeMutableScalars { a in for (i, b) in b.scalars.enumerated() { change(&a[i], b) } }
  return a
}

private func isPositive(_ x: T) -> T { x.map { $0 > 0 ? 1 : 0 } }

private let tanhAndReLUs: [Variant] = [
  Variant(
    "loops", tanhAndReLU,
    (
      { x in loop(x, x) { $0 = Foundation.tanh($1) } },
      { dout, t in loop(dout, t) { $0 -= $0 * $1 * $1 } },
      { x in loop(x, x) { if $1 < 0 { $0 = 0 } } },
      { dout, x in loop(dout, x) { if $1 <= 0 { $0 = 0 } } }
    )),
  Variant(
    "a stretched sigmoid, absolute values", tanhAndReLU,
    (
      { x in 2 * (x * 2).sigmoid() - 1 }, { dout, t in dout * (1 + t) * (1 - t) },
      { x in (x + x.absolute()) / 2 },
      // The sign of x: -1, 0 or 1.
      { dout, x in dout * maximum(x.map { $0 == 0 ? 0 : $0 / abs($0) }, 0) }
    )),
  Variant(
    "exponentials that cannot overflow, the core", tanhAndReLU,
    (
      { x in
        x.map { x in
          let small = exp(-2 * abs(x))
          return (x < 0 ? -1 : 1) * (1 - small) / (1 + small)
        }
      },
      { dout, t in dout - t * t * dout }, { x in ReLU.forward(x).out },
      { dout, x in ReLU.backward(dout, ReLU.forward(x).cache) }
    )),
]

private let leakyAndELUs: [Variant] = [
  Variant(
    "two halves", leakyReLUAndELU,
    (
      { x, slope in maximum(x, 0) + slope * minimum(x, 0) },
      { dout, x, slope in dout * isPositive(x) + dout * (1 - isPositive(x)) * slope },
      { x, alpha in maximum(x, 0) + alpha * (minimum(x, 0).exp() - 1) },
      { dout, x, alpha in
        dout * isPositive(x) + dout * (1 - isPositive(x)) * alpha * minimum(x, 0).exp()
      }
    )),
  Variant(
    "a maximum, and the output plus alpha", leakyReLUAndELU,
    (
      { x, slope in maximum(x, slope * x) },
      { dout, x, slope in loop(dout, x) { if $1 <= 0 { $0 *= slope } } },
      { x, alpha in x.map { $0 > 0 ? $0 : alpha * expm1($0) } },
      { dout, x, alpha in
        let out = x.map { $0 > 0 ? $0 : alpha * (exp($0) - 1) }
        return dout * out.map { $0 > 0 ? 1 : $0 + alpha }
      }
    )),
  Variant(
    "the core's", leakyReLUAndELU,
    (
      { x, slope in LeakyReLU.forward(x, slope: slope).out },
      { dout, x, slope in LeakyReLU.backward(dout, LeakyReLU.forward(x, slope: slope).cache) },
      { x, alpha in ELU.forward(x, alpha: alpha).out },
      { dout, x, alpha in ELU.backward(dout, ELU.forward(x, alpha: alpha).cache) }
    )),
]

private let prelus: [Variant] = [
  Variant(
    "loops", pReLU,
    (
      { x, slopes in
        var out = x
        for j in 0..<x.shape[1] {
          for i in 0..<x.shape[0] where x[i, j] < 0 { out[i, j] = slopes[j] * x[i, j] }
        }
        return out
      },
      { dout, x, slopes in
        var (dx, dslopes) = (dout, slopes * 0)
        for j in 0..<x.shape[1] {
          for i in 0..<x.shape[0] where x[i, j] <= 0 {
            dx[i, j] *= slopes[j]
            dslopes[j] += dout[i, j] * x[i, j]
          }
        }
        return (dx, dslopes)
      }
    )),
  Variant(
    "two halves", pReLU,
    (
      { x, slopes in maximum(x, 0) - slopes * maximum(-x, 0) },
      { dout, x, slopes in
        let below = 1 - isPositive(x)
        return (
          dout - below * dout + below * slopes * dout,
          matmul(T(repeating: 1, shape: [1, x.shape[0]]), below * dout * x).row(0)
        )
      }
    )),
  Variant(
    "the core's", pReLU,
    (
      { x, slopes in PReLU.forward(x, slopes: slopes).out },
      { dout, x, slopes in
        let gradients = PReLU.backward(dout, PReLU.forward(x, slopes: slopes).cache)
        return (gradients.dx, gradients.dslopes)
      }
    )),
]

private let maxouts: [Variant] = [
  Variant(
    "loops", maxout,
    (
      { x, w1, b1, w2, b2 in
        let (a, b) = (matmul(x, w1) + b1, matmul(x, w2) + b2)
        return loop(a, b) { if $1 > $0 { $0 = $1 } }
      },
      { dout, x, w1, b1, w2, b2 in
        let (a, b) = (matmul(x, w1) + b1, matmul(x, w2) + b2)
        var g = (dx: x * 0, dw1: w1 * 0, db1: b1 * 0, dw2: w2 * 0, db2: b2 * 0)
        for i in 0..<a.shape[0] {
          for j in 0..<a.shape[1] {
            let isFirst = a[i, j] >= b[i, j]
            if isFirst { g.db1[j] += dout[i, j] } else { g.db2[j] += dout[i, j] }
            for d in 0..<x.shape[1] {
              g.dx[i, d] += (isFirst ? w1 : w2)[d, j] * dout[i, j]
              if isFirst {
                g.dw1[d, j] += x[i, d] * dout[i, j]
              } else {
                g.dw2[d, j] += x[i, d] * dout[i, j]
              }
            }
          }
        }
        return g
      }
    )),
  Variant(
    "one piece and the ReLU of the difference", maxout,
    (
      { x, w1, b1, w2, b2 in
        let b = matmul(x, w2) + b2
        return b + maximum(matmul(x, w1) + b1 - b, 0)
      },
      { dout, x, w1, b1, w2, b2 in
        let second = isPositive(matmul(x, w2) + b2 - (matmul(x, w1) + b1))
        let (da, db) = (dout - dout * second, dout * second)
        return (
          matmul(da, w1.transposed()) + matmul(db, w2.transposed()),
          matmul(x.transposed(), da), da.sum(axis: 0), matmul(x.transposed(), db), db.sum(axis: 0)
        )
      }
    )),
  Variant(
    "the core's gates", maxout,
    (
      { x, w1, b1, w2, b2 in coreMaxout(x, w1, b1, w2, b2).out },
      { dout, x, w1, b1, w2, b2 in
        let core = coreMaxout(x, w1, b1, w2, b2)
        let both = Maxout.backward(dout, core.maxout).transposed()
        let m = b1.count
        let first = Affine.backward(both[rows: 0..<m].transposed(), core.first)
        let second = Affine.backward(both[rows: m..<2 * m].transposed(), core.second)
        return (first.dx + second.dx, first.dw, first.db, second.dw, second.db)
      }
    )),
]

private func coreMaxout(
  _ x: T, _ w1: T, _ b1: T, _ w2: T, _ b2: T
) -> (
  out: T, first: Affine.Cache<Double>, second: Affine.Cache<Double>,
  maxout: Maxout.Cache<Double>
) {
  let first = Affine.forward(x, weights: w1, bias: b1)
  let second = Affine.forward(x, weights: w2, bias: b2)
  let rows = (0..<x.shape[0]).map { T(first.out.row($0).scalars + second.out.row($0).scalars) }
  let (out, cache) = Maxout.forward(T(stacking: rows), pieces: 2)
  return (out, first.cache, second.cache, cache)
}

@Suite("Right answers to the exercises 4.1 to 4.4")
struct Lesson4ActivationVariants {
  @Test(
    "are accepted however they are written, with twenty seeds",
    arguments: tanhAndReLUs + leakyAndELUs + prelus + maxouts)
  func accepted(_ variant: Variant) {
    for seed in 0..<20 as Range<UInt64> {
      let report = variant.grade(seed)
      #expect(report.verdict == .right, "seed \(seed)\n\(report.text())")
    }
  }
}
