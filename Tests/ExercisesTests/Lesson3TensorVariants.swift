import Foundation
import Grading
import Tensors
import Testing

@testable import grade_lesson_3

// Right answers to exercises 3.6 to 3.9, written differently.

private typealias Matrix = Tensor<Double>

private let products: [Variant] = [
  Variant(
    "loops", matrixMultiplyGate,
    TwoMatrixGate(
      forward: { x, w in
        var out = Matrix(zeros: [x.shape[0], w.shape[1]])
        for p in 0..<w.shape[0] {
          for j in 0..<w.shape[1] {
            for i in 0..<x.shape[0] { out[i, j] += w[p, j] * x[i, p] }
          }
        }
        return out
      },
      backward: { dout, x, w in
        var (dx, dw) = (Matrix(zeros: x.shape), Matrix(zeros: w.shape))
        for i in 0..<x.shape[0] {
          for j in 0..<w.shape[1] {
            for p in 0..<w.shape[0] {
              dx[i, p] += dout[i, j] * w[p, j]
              dw[p, j] += dout[i, j] * x[i, p]
            }
          }
        }
        return (dx, dw)
      })),
  Variant(
    "transposed copies", matrixMultiplyGate,
    TwoMatrixGate(
      forward: { matmul($1.transposed(), $0.transposed()).transposed() },
      backward: { dout, x, w in
        (matmul(w, dout.transposed()).transposed(), matmul(dout.transposed(), x).transposed())
      })),
  Variant(
    "a sum of outer products", matrixMultiplyGate,
    TwoMatrixGate(
      forward: { x, w in
        Matrix(
          stacking: (0..<x.rowCount).map { i in
            (w * x.row(i).reshaped(to: [-1, 1])).sum(axis: 0)
          })
      },
      backward: { dout, x, w in
        var dw = w * 0
        for i in 0..<x.rowCount { dw += x.row(i).reshaped(to: [-1, 1]) * dout.row(i) }
        let dx = Matrix(
          stacking: (0..<x.rowCount).map { i in (w * dout.row(i)).sum(axis: 1) })
        return (dx, dw)
      })),
]

private let biases: [Variant] = [
  Variant(
    "axis by axis", biasGate,
    BiasGate(
      forward: { $1 + $0 },
      backward: { dout in
        var db = dout
        while db.rank > 1 { db = db.sum(axis: 0) }
        return (dout, db)
      })),
  Variant(
    "loops", biasGate,
    BiasGate(
      forward: { x, b in
        let m = b.shape[0]
        return Matrix(shape: x.shape, scalars: (0..<x.count).map { x.scalars[$0] + b[$0 % m] })
      },
      backward: { dout in
        let m = dout.shape.last ?? 0
        var db = Matrix(zeros: [m])
        for start in stride(from: dout.count - m, through: 0, by: -m) {
          for j in 0..<m { db[j] += dout.scalars[start + j] }
        }
        return (dout * 1, db)
      })),
  Variant(
    "a product with ones", biasGate,
    BiasGate(
      forward: { x, b in
        let rows = x.count / b.count
        let copies = matmul(Matrix(repeating: 1, shape: [rows, 1]), b.reshaped(to: [1, b.count]))
        return x + copies.reshaped(to: x.shape)
      },
      backward: { dout in
        let m = dout.shape[dout.rank - 1]
        let ones = Matrix(repeating: 1, shape: [1, dout.count / m])
        return (dout, matmul(ones, dout.reshaped(to: [dout.count / m, m])).flattened())
      })),
]

private let softmaxes: [Variant] = [
  Variant(
    "loops", softmaxGate,
    SoftmaxGate(
      forward: { s in
        var p = s
        for i in 0..<s.shape[0] {
          let largest = s.row(i).max()
          let sum = (0..<s.shape[1]).reduce(0.0) { $0 + exp(s[i, $1] - largest) }
          for j in 0..<s.shape[1] { p[i, j] = exp(s[i, j] - largest) / sum }
        }
        return p
      },
      backward: { dout, p in
        var ds = p * 0
        for i in 0..<p.shape[0] {
          var shared = 0.0
          for j in 0..<p.shape[1] { shared += dout[i, j] * p[i, j] }
          for k in 0..<p.shape[1] { ds[i, k] = p[i, k] * dout[i, k] - p[i, k] * shared }
        }
        return ds
      })),
  Variant(
    "every entry of the Jacobian, none of them kept", softmaxGate,
    SoftmaxGate(
      forward: { s in
        let rows = (0..<s.shape[0]).map { i -> Matrix in
          let powers = (s.row(i) - (s.row(i).max() + 1)).exp()
          return powers / powers.sum()
        }
        return Matrix(stacking: rows)
      },
      backward: { dout, p in
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
      })),
  Variant(
    "logarithms, and the path through the denominator", softmaxGate,
    SoftmaxGate(
      forward: { s in
        let shifted = s - s.max(axis: 1, keepingDimension: true)
        return (shifted - shifted.exp().sum(axis: 1, keepingDimension: true).log()).exp()
      },
      backward: { dout, p in
        let direct = dout * p
        let mean = direct.sum(axis: 1)
        return direct - p * mean.reshaped(to: [-1, 1])
      })),
]

private let affines: [Variant] = [
  Variant(
    "loops over the scalars", affineGate,
    AffineGate(
      forward: { x, w, b in
        let (d, m) = (w.shape[0], w.shape[1])
        var out = Matrix(zeros: [x.shape[0], m])
        for i in 0..<x.shape[0] {
          for j in 0..<m {
            out[i, j] = (0..<d).reduce(b[j]) { $0 + x.scalars[i * d + $1] * w[$1, j] }
          }
        }
        return out
      },
      backward: { dout, x, w in
        let d = w.shape[0]
        var dx = [Double](repeating: 0, count: x.count)
        var dw = Matrix(zeros: w.shape)
        var db = Matrix(zeros: [w.shape[1]])
        for j in 0..<w.shape[1] {
          for i in 0..<x.shape[0] {
            for p in 0..<d {
              dx[i * d + p] += dout[i, j] * w[p, j]
              dw[p, j] += dout[i, j] * x.scalars[i * d + p]
            }
            db[j] += dout[i, j]
          }
        }
        return (Matrix(shape: x.shape, scalars: dx), dw, db)
      })),
  Variant(
    "the bias as one more row of the weights", affineGate,
    AffineGate(
      forward: { x, w, b in
        let rows = x.reshaped(to: [x.shape[0], -1])
        return Matrix(
          stacking: (0..<rows.rowCount).map { i in
            matmul(
              Matrix(rows.row(i).scalars + [1]).reshaped(to: [1, -1]),
              Matrix(shape: [w.shape[0] + 1, w.shape[1]], scalars: w.scalars + b.scalars)
            ).row(0)
          })
      },
      backward: { dout, x, w in
        let rows = x.reshaped(to: [-1, w.shape[0]])
        let ones = Matrix(repeating: 1, shape: [1, x.shape[0]])
        return (
          matmul(dout, w.transposed()).reshaped(to: x.shape), matmul(rows.transposed(), dout),
          matmul(ones, dout).row(0)
        )
      })),
  Variant(
    "example by example", affineGate,
    AffineGate(
      forward: { x, w, b in
        Matrix(
          stacking: (0..<x.rowCount).map { i in
            b + matmul(x.row(i).reshaped(to: [1, -1]), w).flattened()
          })
      },
      backward: { dout, x, w in
        var (dw, db) = (w * 0, dout.row(0) * 0)
        var dx: [Matrix] = []
        for i in 0..<x.rowCount {
          let d = dout.row(i).reshaped(to: [1, -1])
          dx.append(matmul(w, d, transposeB: true).reshaped(to: Array(x.shape.dropFirst())))
          dw += matmul(x.row(i).reshaped(to: [-1, 1]), d)
          db += dout.row(i)
        }
        return (Matrix(stacking: dx), dw, db)
      })),
]

@Suite("Right answers to the exercises 3.6 to 3.9")
struct Lesson3TensorVariants {
  @Test(
    "are accepted however they are written, with twenty seeds",
    arguments: products + biases + softmaxes + affines)
  func accepted(_ variant: Variant) {
    for seed in 0..<20 as Range<UInt64> {
      let report = variant.grade(seed)
      #expect(report.verdict == .right, "seed \(seed)\n\(report.text())")
    }
  }
}
