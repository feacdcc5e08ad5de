import Foundation
import Grading
import Tensors
import Testing

@testable import grade_lesson_3

// Right answers to exercises 3.8 and 3.9, written differently.

private let softmaxes: [Variant] = [
  Variant(
    "loops", softmaxGate,
    (
      { s in
        var p = s
        for i in 0..<s.shape[0] {
          let largest = s.row(i).max()
          let sum = (0..<s.shape[1]).reduce(0.0) { $0 + exp(s[i, $1] - largest) }
          for j in 0..<s.shape[1] { p[i, j] = exp(s[i, j] - largest) / sum }
        }
        return p
      },
      { dout, p in
        var ds = p * 0
        for i in 0..<p.shape[0] {
          var shared = 0.0
          for j in 0..<p.shape[1] { shared += dout[i, j] * p[i, j] }
          for k in 0..<p.shape[1] { ds[i, k] = p[i, k] * dout[i, k] - p[i, k] * shared }
        }
        return ds
      }
    )),
  Variant(
    "every entry of the Jacobian, none of them kept", softmaxGate,
    (
      { s in
        let powers = (0..<s.rowCount).map { (s.row($0) - (s.row($0).max() + 1)).exp() }
        return T(stacking: powers.map { $0 / $0.sum() })
      },
      { dout, p in
        var ds = p
        for i in 0..<p.shape[0] {
          let (p, d) = (p.row(i).scalars, dout.row(i).scalars)
          // Only where it is small: it takes C steps for each of C scores.
          if p.count > 100 {
            let shared = zip(p, d).reduce(0) { $0 + $1.0 * $1.1 }
            for k in p.indices { ds[i, k] = p[k] * (d[k] - shared) }
            continue
          }
          for k in p.indices {
            ds[i, k] = p.indices.reduce(0) { $0 + d[$1] * p[$1] * (($1 == k ? 1 : 0) - p[k]) }
          }
        }
        return ds
      }
    )),
  Variant(
    "logarithms, and the path through the denominator", softmaxGate,
    (
      { s in
        let shifted = s - s.max(axis: 1, keepingDimension: true)
        return (shifted - shifted.exp().sum(axis: 1, keepingDimension: true).log()).exp()
      },
      { dout, p in
        let direct = dout * p
        return direct - p * direct.sum(axis: 1).reshaped(to: [-1, 1])
      }
    )),
]

private let affines: [Variant] = [
  Variant(
    "loops over the scalars", affineGate,
    (
      { x, w, b in
        let (d, m) = (w.shape[0], w.shape[1])
        var out = T(zeros: [x.shape[0], m])
        for i in 0..<x.shape[0] {
          for j in 0..<m {
            out[i, j] = (0..<d).reduce(b[j]) { $0 + x.scalars[i * d + $1] * w[$1, j] }
          }
        }
        return out
      },
      { dout, x, w in
        let d = w.shape[0]
        var dx = [Double](repeating: 0, count: x.count)
        var (dw, db) = (w * 0, T(zeros: [w.shape[1]]))
        for j in 0..<w.shape[1] {
          for i in 0..<x.shape[0] {
            for p in 0..<d {
              dx[i * d + p] += dout[i, j] * w[p, j]
              dw[p, j] += dout[i, j] * x.scalars[i * d + p]
            }
            db[j] += dout[i, j]
          }
        }
        return (T(shape: x.shape, scalars: dx), dw, db)
      }
    )),
  Variant(
    "the bias as one more row of the weights", affineGate,
    (
      { x, w, b in
        let rows = x.reshaped(to: [x.shape[0], -1])
        let all = T(shape: [w.shape[0] + 1, w.shape[1]], scalars: w.scalars + b.scalars)
        return T(
          stacking: (0..<rows.rowCount).map {
            matmul(T(rows.row($0).scalars + [1]).reshaped(to: [1, -1]), all).row(0)
          })
      },
      { dout, x, w in
        let rows = x.reshaped(to: [-1, w.shape[0]])
        let ones = T(repeating: 1, shape: [1, x.shape[0]])
        return (
          matmul(dout, w.transposed()).reshaped(to: x.shape), matmul(rows.transposed(), dout),
          matmul(ones, dout).row(0)
        )
      }
    )),
  Variant(
    "example by example", affineGate,
    (
      { x, w, b in
        T(
          stacking: (0..<x.rowCount).map {
            b + matmul(x.row($0).reshaped(to: [1, -1]), w).flattened()
          })
      },
      { dout, x, w in
        var (dx, dw, db) = ([T](), w * 0, dout.row(0) * 0)
        for i in 0..<x.rowCount {
          let d = dout.row(i).reshaped(to: [1, -1])
          dx.append(matmul(w, d, transposeB: true).reshaped(to: Array(x.shape.dropFirst())))
          dw += matmul(x.row(i).reshaped(to: [-1, 1]), d)
          db += dout.row(i)
        }
        return (T(stacking: dx), dw, db)
      }
    )),
]

@Suite("Right answers to the exercises of lesson 3")
struct Lesson3Variants {
  @Test(
    "are accepted however they are written, with twenty seeds",
    arguments: smallGateVariants + graphVariants + softmaxes + affines)
  func accepted(_ variant: Variant) {
    for seed in 0..<20 as Range<UInt64> {
      let report = variant.grade(seed)
      #expect(report.verdict == .right, "seed \(seed)\n\(report.text())")
    }
  }
}
