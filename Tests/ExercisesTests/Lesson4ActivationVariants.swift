import Foundation
import Grading
import NeuralNets
import Tensors
import Testing

@testable import grade_lesson_4

private typealias T = Tensor<Double>

private let tanhAndReLUs: [Variant] = [
  Variant(
    "loops", tanhAndReLU,
    TanhAndReLU(
      tanhForward: { x in
        var out = x
        out.withUnsafeMutableScalars { out in
          for i in out.indices { out[i] = Foundation.tanh(out[i]) }
        }
        return out
      },
      tanhBackward: { dout, t in
        var dx = dout
        dx.withUnsafeMutableScalars { dx in
          for (i, t) in t.scalars.enumerated() { dx[i] -= dx[i] * t * t }
        }
        return dx
      },
      reluForward: { x in
        var out = x
        out.withUnsafeMutableScalars { out in
          for i in out.indices where out[i] < 0 { out[i] = 0 }
        }
        return out
      },
      reluBackward: { dout, x in
        var dx = dout
        dx.withUnsafeMutableScalars { dx in
          for (i, x) in x.scalars.enumerated() where x <= 0 { dx[i] = 0 }
        }
        return dx
      })),
  Variant(
    "a stretched sigmoid, absolute values", tanhAndReLU,
    TanhAndReLU(
      tanhForward: { 2 * ($0 * 2).sigmoid() - 1 },
      tanhBackward: { dout, t in dout * (1 + t) * (1 - t) },
      reluForward: { ($0 + $0.absolute()) / 2 },
      // The sign of x: -1, 0 or 1.
      reluBackward: { dout, x in
        dout * maximum(x.map { $0 == 0 ? 0 : $0 / abs($0) }, 0)
      })),
  Variant(
    "exponentials that cannot overflow, the core", tanhAndReLU,
    TanhAndReLU(
      tanhForward: { x in
        x.map { x in
          let small = exp(-2 * abs(x))
          return (x < 0 ? -1 : 1) * (1 - small) / (1 + small)
        }
      },
      tanhBackward: { dout, t in dout - t * t * dout },
      reluForward: { ReLU.forward($0).out },
      reluBackward: { ReLU.backward($0, ReLU.forward($1).cache) })),
]

private let leakyAndELUs: [Variant] = [
  Variant(
    "two halves", leakyReLUAndELU,
    LeakyReLUAndELU(
      leakyForward: { x, slope in maximum(x, 0) + slope * minimum(x, 0) },
      leakyBackward: { dout, x, slope in
        let mask = x.map { $0 > 0 ? 1 : 0 }
        return dout * mask + dout * (1 - mask) * slope
      },
      eluForward: { x, alpha in maximum(x, 0) + alpha * (minimum(x, 0).exp() - 1) },
      eluBackward: { dout, x, alpha in
        let mask = x.map { $0 > 0 ? 1 : 0 }
        return dout * mask + dout * (1 - mask) * alpha * minimum(x, 0).exp()
      })),
  Variant(
    "a maximum, and the output plus alpha", leakyReLUAndELU,
    LeakyReLUAndELU(
      leakyForward: { x, slope in maximum(x, slope * x) },
      leakyBackward: { dout, x, slope in
        var dx = dout
        dx.withUnsafeMutableScalars { dx in
          for (i, x) in x.scalars.enumerated() where x <= 0 { dx[i] *= slope }
        }
        return dx
      },
      eluForward: { x, alpha in x.map { $0 > 0 ? $0 : alpha * expm1($0) } },
      eluBackward: { dout, x, alpha in
        let out = x.map { $0 > 0 ? $0 : alpha * (exp($0) - 1) }
        return dout * out.map { $0 > 0 ? 1 : $0 + alpha }
      })),
  Variant(
    "the core's", leakyReLUAndELU,
    LeakyReLUAndELU(
      leakyForward: { LeakyReLU.forward($0, slope: $1).out },
      leakyBackward: { LeakyReLU.backward($0, LeakyReLU.forward($1, slope: $2).cache) },
      eluForward: { ELU.forward($0, alpha: $1).out },
      eluBackward: { ELU.backward($0, ELU.forward($1, alpha: $2).cache) })),
]

private let prelus: [Variant] = [
  Variant(
    "loops", prelu,
    PReLUPair(
      forward: { x, slopes in
        var out = x
        for j in 0..<x.shape[1] {
          for i in 0..<x.shape[0] where x[i, j] < 0 { out[i, j] = slopes[j] * x[i, j] }
        }
        return out
      },
      backward: { dout, x, slopes in
        var (dx, dslopes) = (dout, slopes * 0)
        for j in 0..<x.shape[1] {
          for i in 0..<x.shape[0] where x[i, j] <= 0 {
            dx[i, j] *= slopes[j]
            dslopes[j] += dout[i, j] * x[i, j]
          }
        }
        return (dx, dslopes)
      })),
  Variant(
    "two halves", prelu,
    PReLUPair(
      forward: { x, slopes in maximum(x, 0) - slopes * maximum(-x, 0) },
      backward: { dout, x, slopes in
        let below = x.map { $0 > 0 ? 0 : 1 }
        return (
          dout - below * dout + below * slopes * dout,
          matmul(T(repeating: 1, shape: [1, x.shape[0]]), below * dout * x).row(0)
        )
      })),
  Variant(
    "the core's", prelu,
    PReLUPair(
      forward: { PReLU.forward($0, slopes: $1).out },
      backward: {
        let gradients = PReLU.backward($0, PReLU.forward($1, slopes: $2).cache)
        return (gradients.dx, gradients.dslopes)
      })),
]

private let maxouts: [Variant] = [
  Variant(
    "loops", maxout,
    MaxoutPair(
      forward: { x, p in
        let (a, b) = (matmul(x, p.w1) + p.b1, matmul(x, p.w2) + p.b2)
        var out = a
        for i in 0..<a.shape[0] {
          for j in 0..<a.shape[1] where b[i, j] > a[i, j] { out[i, j] = b[i, j] }
        }
        return out
      },
      backward: { dout, x, p in
        let (a, b) = (matmul(x, p.w1) + p.b1, matmul(x, p.w2) + p.b2)
        var g = (dx: x * 0, dw1: p.w1 * 0, db1: p.b1 * 0, dw2: p.w2 * 0, db2: p.b2 * 0)
        for i in 0..<a.shape[0] {
          for j in 0..<a.shape[1] {
            if a[i, j] >= b[i, j] {
              g.db1[j] += dout[i, j]
              for d in 0..<x.shape[1] {
                g.dw1[d, j] += x[i, d] * dout[i, j]
                g.dx[i, d] += p.w1[d, j] * dout[i, j]
              }
            } else {
              g.db2[j] += dout[i, j]
              for d in 0..<x.shape[1] {
                g.dw2[d, j] += x[i, d] * dout[i, j]
                g.dx[i, d] += p.w2[d, j] * dout[i, j]
              }
            }
          }
        }
        return g
      })),
  Variant(
    "one piece and the ReLU of the difference", maxout,
    MaxoutPair(
      forward: { x, p in
        let b = matmul(x, p.w2) + p.b2
        return b + maximum(matmul(x, p.w1) + p.b1 - b, 0)
      },
      backward: { dout, x, p in
        let (a, b) = (matmul(x, p.w1) + p.b1, matmul(x, p.w2) + p.b2)
        let second = (b - a).map { $0 > 0 ? 1 : 0 }
        let (da, db) = (dout - dout * second, dout * second)
        return (
          matmul(da, p.w1.transposed()) + matmul(db, p.w2.transposed()),
          matmul(x.transposed(), da), da.sum(axis: 0), matmul(x.transposed(), db), db.sum(axis: 0)
        )
      })),
  Variant(
    "the core's gates", maxout,
    MaxoutPair(
      forward: { coreMaxout($0, $1).out },
      backward: { dout, x, p in
        let cache = coreMaxout(x, p)
        let both = Maxout.backward(dout, cache.maxout).transposed()
        let m = p.b1.count
        let first = Affine.backward(both[rows: 0..<m].transposed(), cache.first)
        let second = Affine.backward(both[rows: m..<2 * m].transposed(), cache.second)
        return (first.dx + second.dx, first.dw, first.db, second.dw, second.db)
      })),
]

private func coreMaxout(
  _ x: T, _ p: MaxoutPair.Pieces
) -> (
  out: T, first: Affine.Cache<Double>, second: Affine.Cache<Double>, maxout: Maxout.Cache<Double>
) {
  let first = Affine.forward(x, weights: p.w1, bias: p.b1)
  let second = Affine.forward(x, weights: p.w2, bias: p.b2)
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
