import Grading
import Tensors

typealias AffineGate = (
  forward: @Sendable (T, T, T) throws -> T,
  backward: @Sendable (T, T, T) throws -> (dx: T, dw: T, db: T)
)

/// 3.9: the affine gate on inputs of any shape.
let affineGate = Exercise<AffineGate>(
  "3.9",
  check: { check, gate in
    func ask(_ situation: String, _ x: T, _ w: T, _ b: T, _ dout: T) {
      let counts = [
        summedOver("N", x.rowCount),
        Factor("M", Double(b.count), whenTooSmall: "there is no mean over the outputs"),
      ]
      let bias = Facts(terms: [Term("bias", "the bias", affine(x * 0, w, b))])
      check.value("out", of: situation, is: affine(x, w, b), knowing: bias) {
        try gate.forward(x, w, b)
      }
      let facts = Facts(factors: counts)
      check.gradient(
        "dx", of: situation, at: x, upstream: dout, of: { affine($0, w, b) }, knowing: facts
      ) { try gate.backward(dout, x, w).dx }
      check.gradient(
        "dw", of: situation, at: w, upstream: dout, of: { affine(x, $0, b) }, knowing: facts
      ) { try gate.backward(dout, x, w).dw }
      check.gradient(
        "db", of: situation, at: b, upstream: dout, of: { affine(x, w, $0) }, knowing: facts
      ) { try gate.backward(dout, x, w).db }
      check.remembersNothing("dw", of: x, forward: { try gate.forward($0, w, b) }) {
        try gate.backward(dout, x, w).dw
      }
    }
    ask(
      "x = [[1, 2]], w = [[3], [4]], b = [5], dout = [[10]]", [[1, 2]], [[3], [4]], [5], [[10]])
    for (shape, m) in [
      ([5, 3], 2), ([2, 3, 5], 7), ([3, 2, 2, 3], 5), ([7, 5], 3), ([3, 3], 3), ([1, 2, 3], 2),
      ([4, 2, 2], 4), ([5, 7], 1),
    ] {
      let d = shape.dropFirst().reduce(1, *)
      ask(
        "x of shape \(shape), \(m) outputs", check.normal(shape), check.normal([d, m]),
        check.normal([m]), check.normal([shape[0], m]))
    }
    let (x, w, b) = (check.normal([5, 2, 3]), check.normal([6, 2]), check.normal([2]))
    check.independentRows("out", of: x) { try gate.forward($0, w, b) }
    check.followsOrder("out", of: x) { try gate.forward($0, w, b) }
    check.linear("dw", inUpstream: check.normal([5, 2])) { try gate.backward($0, x, w).dw }
  },
  mutants: forwardMutants + dxMutants + dwMutants + dbMutants + [remembering])

/// The affine map by the definition.
private func affine(_ x: T, _ w: T, _ b: T) -> T { biased(product(rows(x), w), b) }

private func rows(_ x: T) -> T { x.reshaped(to: [x.rowCount, -1]) }

@Sendable private func gradients(_ dout: T, _ x: T, _ w: T) -> (dx: T, dw: T, db: T) {
  (
    product(dout, w.transposed()).reshaped(to: x.shape), product(rows(x).transposed(), dout),
    summed(dout)
  )
}

private let right: AffineGate = ({ affine($0, $1, $2) }, gradients)

private let forwardMutants: [Mutant<AffineGate>] =
  biasSlips.mutants { wrong in
    changing(right) { $0.forward = { wrong((product(rows($0), $1), $2)) } }
  }
  + forwardSlips.mutants { wrong in changing(right) { $0.forward = { wrong(($0, $1, $2)) } } }

private let dxMutants: [Mutant<AffineGate>] =
  dxSlips.mutants("dx-") { wrong in
    with(dx: { wrong(($0.dout, rows($0.x), $0.w)).reshaped(to: $0.x.shape) })
  } + shapeSlips.mutants("dx-") { with(dx: $0) }

private let dwMutants: [Mutant<AffineGate>] =
  dwSlips("example").mutants("dw-") { wrong in
    with(dw: { wrong(($0.dout, rows($0.x), $0.w)) })
  } + orderSlips.mutants("dw-") { with(dw: $0) }

private let dbMutants: [Mutant<AffineGate>] = dbSlips("N").mutants("db-") { wrong in
  with(db: { wrong($0.dout) })
}

/// A right answer with one gradient replaced, made of dout, of x in its own shape, and of w.
private func with(
  dx: (@Sendable (ProductParts) -> T)? = nil, dw: (@Sendable (ProductParts) -> T)? = nil,
  db: (@Sendable (ProductParts) -> T)? = nil
) -> AffineGate {
  changing(right) {
    $0.backward = { dout, x, w in
      let (right, parts) = (gradients(dout, x, w), (dout, x, w))
      return (dx?(parts) ?? right.dx, dw?(parts) ?? right.dw, db?(parts) ?? right.db)
    }
  }
}

/// The entries of each example in the order in which its last axis changes slowest.
private func flattenedBackwards(_ x: T) -> T {
  rows(x.transposed(axes: [0] + (1..<max(1, x.rank)).reversed()))
}

private let forwardSlips: [Slip<(x: T, w: T, b: T), T>] = [
  Slip("out-transposed", expecting: "shape.transposed") { affine($0.x, $0.w, $0.b).transposed() },
  Slip("out-flat", expecting: "shape.reshaped") { affine($0.x, $0.w, $0.b).flattened() },
  Slip(
    "flattened-backwards",
    "It reads the entries of an example with the last axis slowest. Reshape x, do not transpose."
  ) { affine(flattenedBackwards($0.x), $0.w, $0.b) },
  Slip("relu", "There is a ReLU at the end; the affine gate keeps negative values.") {
    maximum(affine($0.x, $0.w, $0.b), 0)
  },
  Slip("not-reset", "The sum is set to b[j] for the first row only: begin each entry anew.") {
    running(affine($0.x, $0.w, $0.b * 0)) + $0.b
  },
]

private let shapeSlips: [Slip<ProductParts, T>] = [
  Slip("not-reshaped", expecting: "shape.reshaped") { rows(gradients($0.dout, $0.x, $0.w).dx) },
  Slip("square", "Where w is square, dx goes through w itself. What flows back goes through wᵀ.") {
    dout, x, w in
    w.shape[0] == w.shape[1]
      ? product(dout, w).reshaped(to: x.shape) : gradients(dout, x, w).dx
  },
]

private let orderSlips: [Slip<ProductParts, T>] = [
  Slip("rows-out-of-step", "Rows of dout meet other examples: row i of dout belongs to x[i].") {
    gradients($0.dout, $0.x.gathering(rows: (0..<$0.x.rowCount).reversed()), $0.w).dw
  },
  Slip(
    "flattened-backwards",
    "For dw, it reads the entries of an example in another order than forward: reshape x only."
  ) { product(flattenedBackwards($0.x).transposed(), $0.dout) },
]

/// The last input of a forward pass.
private final class Memory: @unchecked Sendable { var x: T? }

private let remembering: Mutant<AffineGate> = {
  let memory = Memory()
  return Mutant(
    "cached", expecting: "remembered",
    (
      { x, w, b in
        memory.x = x
        return affine(x, w, b)
      }, { dout, x, w in gradients(dout, memory.x ?? x, w) }
    ))
}()
