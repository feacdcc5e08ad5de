import Grading
import Tensors

/// Takes two vectors of one length, returns their sum.
typealias AddArrays = @Sendable (Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>

/// 0.1: add two arrays.
let addArrays = Exercise<AddArrays>(
  "0.1",
  check: { check, add in
    check.value("sum", of: "[1, 2] and [10, 20]", is: [11, 22]) { try add([1, 2], [10, 20]) }
    for count in [1, 3, 7] {
      let a = check.normal([count])
      let b = check.normal([count])
      check.value("sum", of: "two random vectors of length \(count)", is: a + b) {
        try add(a, b)
      }
    }
  },
  mutants: mutants)

private let mutants: [Mutant<AddArrays>] = [
  Mutant("difference", "It subtracts: what you return is a - b.") { a, b in a - b },
  Mutant("product", "It multiplies: what you return is a * b.") { a, b in a * b },
  Mutant("first-only", "It returns a as it is: nothing is added.") { a, _ in a },
  Mutant("second-only", "It returns b as it is: nothing is added.") { _, b in b },
  Mutant("mean", expecting: "factor.1/2") { a, b in (a + b) / 2 },
  Mutant("concatenated", expecting: "shape") { a, b in Tensor(a.scalars + b.scalars) },
  Mutant("zeros", expecting: "zeros") { a, _ in Tensor(zeros: a.shape) },
  Mutant("off-by-one", expecting: "only.edge") { a, b in
    var c = a
    for i in 1..<a.count where a.count > 1 { c[i] += b[i] }
    return c
  },
]
