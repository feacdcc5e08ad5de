import Foundation
import Grading
import Tensors
import Testing

@testable import grade_lesson_3

// Right answers to the exercises on gates, written differently.

private let twoInputs: [Variant] = [
  Variant(
    "local gradients", twoInputGates,
    (
      { $1 + $0 }, { dout, _, _ in (1 * dout, 1 * dout) }, { $1 * $0 },
      { dout, x, y in
        let local = (dx: y, dy: x)
        return (local.dx * dout, local.dy * dout)
      }, { max($0, $1) }, { dout, x, y in y > x ? (0, dout) : (dout, 0) }
    )),
  Variant(
    "minus twice, halves", twoInputGates,
    (
      { $0 - -$1 }, { dout, _, _ in (dout, dout) }, { -$0 * -$1 }, { ($2 * $0, $1 * $0) },
      { ($0 + $1 + abs($0 - $1)) / 2 },
      { dout, x, y in
        let dx = max(x, y) == x ? dout : 0
        return (dx, dout - dx)
      }
    )),
  Variant(
    "sorted, masks", twoInputGates,
    (
      { [$0, $1].reduce(0, +) }, { dout, _, _ in (dout / 1, dout / 1) }, { [$0, $1].reduce(1, *) },
      { dout, x, y in (0 * x + dout * y, dout * x + 0 * y) }, { [$0, $1].sorted()[1] },
      { dout, x, y in
        let mask = x < y ? 0.0 : 1
        return (mask * dout, (1 - mask) * dout)
      }
    )),
]

private let sigmoids: [Variant] = [
  Variant(
    "the tensor's own, in one product", sigmoidGate,
    ({ $0.sigmoid() }, { dout, _, s in (s - s * s) * dout })),
  Variant(
    "loops, slope of the input", sigmoidGate,
    (
      { x in
        var s = x
        s.withUnsafeMutableScalars { s in
          for i in s.indices { s[i] = 1 / (1 + exp(-s[i])) }
        }
        return s
      },
      { dout, x, _ in
        // The slope is even, and small powers do not overflow.
        let power = (-x.absolute()).exp()
        return dout * power / ((1 + power) * (1 + power))
      }
    )),
  Variant(
    "by tanh", sigmoidGate,
    (
      { ($0 / 2).map { 0.5 + 0.5 * tanh($0) } },
      { dout, _, s in
        T(shape: s.shape, scalars: zip(dout.scalars, s.scalars).map { $0 * ($1 * (1 - $1)) })
      }
    )),
  Variant(
    "two cases, forward once more", sigmoidGate,
    (
      { $0.map { $0 < 0 ? exp($0) / (exp($0) + 1) : pow(1 + exp(-$0), -1) } },
      { dout, x, _ in x.sigmoid() * (-x).sigmoid() * dout }
    )),
]

private let oneInputs: [Variant] = [
  Variant(
    "from the input", oneInputGates,
    (
      { $0.map { pow($0, -1) } }, { dout, x, _ in -dout / (x * x) }, { $0.map { exp($0) } },
      { dout, x, _ in x.exp() * dout }, { $0.map { log($0) } }, { dout, x, _ in (1 / x) * dout }
    )),
  Variant(
    "from the output", oneInputGates,
    (
      { 1 / $0 }, { dout, _, out in out * (0 - out) * dout }, { $0.exp() },
      { dout, _, out in out * dout }, { $0.log() }, { dout, _, out in dout * (-out).exp() }
    )),
  Variant(
    "loops", oneInputGates,
    (
      { x in T(shape: x.shape, scalars: x.scalars.map { 1 / $0 }) },
      { dout, x, _ in
        T(shape: x.shape, scalars: zip(dout.scalars, x.scalars).map { $0 * -1 / $1 / $1 })
      }, { x in x.map { pow(M_E, $0) } },
      { dout, _, out in
        var dx = dout
        dx.withUnsafeMutableScalars { dx in
          for (i, out) in out.scalars.enumerated() { dx[i] *= out }
        }
        return dx
      }, { x in x.map { log2($0) / log2(M_E) } }, { dout, x, _ in dout * x / (x * x) }
    )),
]

private let products: [Variant] = [
  Variant(
    "loops", matrixMultiplyGate,
    (
      { x, w in
        var out = T(zeros: [x.shape[0], w.shape[1]])
        for p in 0..<w.shape[0] {
          for j in 0..<w.shape[1] {
            for i in 0..<x.shape[0] { out[i, j] += w[p, j] * x[i, p] }
          }
        }
        return out
      },
      { dout, x, w in
        var (dx, dw) = (x * 0, w * 0)
        for i in 0..<x.shape[0] {
          for j in 0..<w.shape[1] {
            for p in 0..<w.shape[0] {
              dx[i, p] += dout[i, j] * w[p, j]
              dw[p, j] += dout[i, j] * x[i, p]
            }
          }
        }
        return (dx, dw)
      }
    )),
  Variant(
    "transposed copies", matrixMultiplyGate,
    (
      { matmul($1.transposed(), $0.transposed()).transposed() },
      { dout, x, w in
        (matmul(w, dout.transposed()).transposed(), matmul(dout.transposed(), x).transposed())
      }
    )),
  Variant(
    "a sum of outer products", matrixMultiplyGate,
    (
      { x, w in
        T(stacking: (0..<x.rowCount).map { (w * x.row($0).reshaped(to: [-1, 1])).sum(axis: 0) })
      },
      { dout, x, w in
        var dw = w * 0
        for i in 0..<x.rowCount { dw += x.row(i).reshaped(to: [-1, 1]) * dout.row(i) }
        return (T(stacking: (0..<x.rowCount).map { (w * dout.row($0)).sum(axis: 1) }), dw)
      }
    )),
]

private let biases: [Variant] = [
  Variant(
    "axis by axis", biasGate,
    (
      { $1 + $0 },
      { dout in
        var db = dout
        while db.rank > 1 { db = db.sum(axis: 0) }
        return (dout, db)
      }
    )),
  Variant(
    "loops", biasGate,
    (
      { x, b in
        T(shape: x.shape, scalars: (0..<x.count).map { x.scalars[$0] + b[$0 % b.shape[0]] })
      },
      { dout in
        let m = dout.shape.last ?? 0
        var db = T(zeros: [m])
        for start in stride(from: dout.count - m, through: 0, by: -m) {
          for j in 0..<m { db[j] += dout.scalars[start + j] }
        }
        return (dout * 1, db)
      }
    )),
  Variant(
    "a product with ones", biasGate,
    (
      { x, b in
        let ones = T(repeating: 1, shape: [x.count / b.count, 1])
        return x + matmul(ones, b.reshaped(to: [1, b.count])).reshaped(to: x.shape)
      },
      { dout in
        let m = dout.shape[dout.rank - 1]
        let ones = T(repeating: 1, shape: [1, dout.count / m])
        return (dout, matmul(ones, dout.reshaped(to: [dout.count / m, m])).flattened())
      }
    )),
]

/// Of exercises 3.1 to 3.3, 3.6 and 3.7.
let smallGateVariants = twoInputs + sigmoids + oneInputs + products + biases
