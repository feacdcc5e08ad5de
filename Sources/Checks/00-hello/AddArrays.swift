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
      let (a, b) = (check.normal([count]), check.normal([count]))
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
    Tensor(zip(a.scalars, [0] + b.scalars.dropFirst()).map { $0 + $1 })
  },
  Mutant(
    "first-b", "It adds b[0] to every entry: add b[i] to entry i."
  ) { a, b in a + b[0] },
  Mutant("first-sum", "Every entry is a[0] + b[0]: the loop's index is not used.") { a, b in
    Tensor(repeating: a[0] + b[0], shape: a.shape)
  },
  Mutant("running", "It adds up all of b so far: entry i is a[i] + b[i] alone.") { a, b in
    var sum = 0.0
    return Tensor(
      zip(a.scalars, b.scalars).map { a, b in
        sum += b
        return a + sum
      })
  },
]
