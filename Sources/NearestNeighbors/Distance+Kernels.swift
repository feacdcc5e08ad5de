import Tensors

// The inner loops of the distances. All add their terms in sixteen lanes, which are added up at the end, so that a
// pair has the same distance to the last digit whichever loop meets it.

/// The term of a sum of differences: what a coordinate in which two rows differ by `d` adds to it.
protocol DifferenceTerm<Scalar>: SendableMetatype {
  associatedtype Scalar: TensorScalar
  static func adding(_ d: SIMD16<Scalar>, to sum: SIMD16<Scalar>) -> SIMD16<Scalar>
  static func finished(_ sum: Scalar) -> Scalar
}

/// `|d|`, for L1 in Float.
enum AbsoluteFloat: DifferenceTerm {
  @inline(__always)
  static func adding(_ d: SIMD16<Float>, to sum: SIMD16<Float>) -> SIMD16<Float> {
    // Written for one type at a time: a generic choice between d and -d works a lane at a time.
    sum + d.replacing(with: -d, where: d .< 0)
  }

  @inline(__always)
  static func finished(_ sum: Float) -> Float { sum }
}

/// `|d|`, for L1 in Double.
enum AbsoluteDouble: DifferenceTerm {
  @inline(__always)
  static func adding(_ d: SIMD16<Double>, to sum: SIMD16<Double>) -> SIMD16<Double> {
    sum + d.replacing(with: -d, where: d .< 0)
  }

  @inline(__always)
  static func finished(_ sum: Double) -> Double { sum }
}

/// `d²`, for L2.
enum SquaredDifference<Scalar: TensorScalar>: DifferenceTerm {
  @inline(__always)
  static func adding(_ d: SIMD16<Scalar>, to sum: SIMD16<Scalar>) -> SIMD16<Scalar> {
    sum + d * d
  }

  @inline(__always)
  static func finished(_ sum: Scalar) -> Scalar { sum.squareRoot() }
}

/// The rows to compare and the room for their distances; each core fills columns of its own.
struct PairwiseRows<Scalar>: @unchecked Sendable {
  let queries: UnsafePointer<Scalar>
  let examples: UnsafePointer<Scalar>
  let out: UnsafeMutablePointer<Scalar>
  let m: Int
  let n: Int
  let d: Int
}

@inline(__always)
private func load<Scalar: TensorScalar>(_ p: UnsafePointer<Scalar>) -> SIMD16<Scalar> {
  UnsafeRawPointer(p).loadUnaligned(as: SIMD16<Scalar>.self)
}

/// The L1 distances of all queries from all examples.
func fillAbsoluteDistances<Scalar: TensorScalar>(_ rows: PairwiseRows<Scalar>) {
  if let rows = rows as? PairwiseRows<Float> {
    fillDistances(AbsoluteFloat.self, rows)
  } else if let rows = rows as? PairwiseRows<Double> {
    fillDistances(AbsoluteDouble.self, rows)
  }
}

/// The distances of all queries from all examples, the examples spread over the cores.
func fillDistances<Term: DifferenceTerm>(_ term: Term.Type, _ rows: PairwiseRows<Term.Scalar>) {
  // A block of examples stays in the core's own cache while all queries pass by.
  let block = max(4, min(64, 200_000 / max(rows.d, 1)) / 4 * 4)
  parallelFor(blocksOf: block, in: rows.n) { fillDistances(rows, $0, term) }
}

/// The distances of all queries from the examples in `columns`.
@specialized(where Term == AbsoluteFloat)
@specialized(where Term == AbsoluteDouble)
@specialized(where Term == SquaredDifference<Float>)
@specialized(where Term == SquaredDifference<Double>)
private func fillDistances<Term: DifferenceTerm>(
  _ rows: PairwiseRows<Term.Scalar>, _ columns: Range<Int>, _ term: Term.Type
) {
  let d = rows.d
  let whole = d & ~15
  var i = 0
  while i + 4 <= rows.m {
    let a = rows.queries + i * d
    var j = columns.lowerBound
    while j + 4 <= columns.upperBound {
      let b = rows.examples + j * d
      var s00 = SIMD16<Term.Scalar>.zero
      var s01 = s00, s02 = s00, s03 = s00, s10 = s00, s11 = s00, s12 = s00, s13 = s00
      var s20 = s00, s21 = s00, s22 = s00, s23 = s00, s30 = s00, s31 = s00, s32 = s00, s33 = s00
      var c = 0
      while c < whole {
        let b0 = load(b + c)
        let b1 = load(b + (d &+ c))
        let b2 = load(b + (2 &* d &+ c))
        let b3 = load(b + (3 &* d &+ c))
        let a0 = load(a + c)
        s00 = Term.adding(a0 - b0, to: s00)
        s01 = Term.adding(a0 - b1, to: s01)
        s02 = Term.adding(a0 - b2, to: s02)
        s03 = Term.adding(a0 - b3, to: s03)
        let a1 = load(a + (d &+ c))
        s10 = Term.adding(a1 - b0, to: s10)
        s11 = Term.adding(a1 - b1, to: s11)
        s12 = Term.adding(a1 - b2, to: s12)
        s13 = Term.adding(a1 - b3, to: s13)
        let a2 = load(a + (2 &* d &+ c))
        s20 = Term.adding(a2 - b0, to: s20)
        s21 = Term.adding(a2 - b1, to: s21)
        s22 = Term.adding(a2 - b2, to: s22)
        s23 = Term.adding(a2 - b3, to: s23)
        let a3 = load(a + (3 &* d &+ c))
        s30 = Term.adding(a3 - b0, to: s30)
        s31 = Term.adding(a3 - b1, to: s31)
        s32 = Term.adding(a3 - b2, to: s32)
        s33 = Term.adding(a3 - b3, to: s33)
        c &+= 16
      }
      finish4(rows, i, j, s00, s01, s02, s03, term)
      finish4(rows, i + 1, j, s10, s11, s12, s13, term)
      finish4(rows, i + 2, j, s20, s21, s22, s23, term)
      finish4(rows, i + 3, j, s30, s31, s32, s33, term)
      j += 4
    }
    while j < columns.upperBound {
      for i in i..<i + 4 { fillOne(rows, i, j, term) }
      j += 1
    }
    i += 4
  }
  while i < rows.m {
    for j in columns { fillOne(rows, i, j, term) }
    i += 1
  }
}

@inline(__always)
private func fillOne<Term: DifferenceTerm>(
  _ rows: PairwiseRows<Term.Scalar>, _ i: Int, _ j: Int, _ term: Term.Type
) {
  let a = rows.queries + i * rows.d
  let b = rows.examples + j * rows.d
  var s = SIMD16<Term.Scalar>.zero
  var c = 0
  while c < rows.d & ~15 {
    s = Term.adding(load(a + c) - load(b + c), to: s)
    c &+= 16
  }
  finish(rows, i, j, s, term)
}

@inline(__always)
private func finish4<Term: DifferenceTerm>(
  _ rows: PairwiseRows<Term.Scalar>, _ i: Int, _ j: Int, _ s0: SIMD16<Term.Scalar>,
  _ s1: SIMD16<Term.Scalar>, _ s2: SIMD16<Term.Scalar>, _ s3: SIMD16<Term.Scalar>,
  _ term: Term.Type
) {
  finish(rows, i, j, s0, term)
  finish(rows, i, j + 1, s1, term)
  finish(rows, i, j + 2, s2, term)
  finish(rows, i, j + 3, s3, term)
}

/// Adds the coordinates past the last sixteen and stores the distance.
@inline(__always)
private func finish<Term: DifferenceTerm>(
  _ rows: PairwiseRows<Term.Scalar>, _ i: Int, _ j: Int, _ lanes: SIMD16<Term.Scalar>,
  _ term: Term.Type
) {
  var lanes = lanes
  let whole = rows.d & ~15
  if whole < rows.d {
    var rest = SIMD16<Term.Scalar>.zero
    for c in whole..<rows.d {
      rest[c - whole] = rows.queries[i * rows.d + c] - rows.examples[j * rows.d + c]
    }
    lanes = Term.adding(rest, to: lanes)
  }
  rows.out[i * rows.n + j] = Term.finished(lanes.sum())
}

/// `Σ (a - b)²` over `d` coordinates, with its sum in Double.
///
/// Sixteen lanes of at most 256 terms each are added up in Double. For whole numbers up to 255, the pixels of a picture,
/// the lanes stay below 2²⁴ and the result is exact, in Float too.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
func squaredDistance<Scalar: TensorScalar>(
  _ a: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>, _ d: Int
) -> Double {
  var total = 0.0
  var c = 0
  while c &+ 16 <= d {
    var lanes = SIMD16<Scalar>.zero
    let end = min(d & ~15, c &+ 4096)
    while c < end {
      lanes = SquaredDifference<Scalar>.adding(load(a + c) - load(b + c), to: lanes)
      c &+= 16
    }
    for lane in 0..<16 { total += Double(lanes[lane]) }
  }
  while c < d {
    let difference = Double(a[c] - b[c])
    total += difference * difference
    c &+= 1
  }
  return total
}

/// `Σ a²` over `d` coordinates, its lanes added up as in `squaredDistance`.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
func squaredNorm<Scalar: TensorScalar>(_ a: UnsafePointer<Scalar>, _ d: Int) -> Double {
  var total = 0.0
  var c = 0
  while c &+ 16 <= d {
    var even = SIMD16<Scalar>.zero
    var odd = SIMD16<Scalar>.zero
    let end = min(d & ~15, c &+ 4096)
    while c &+ 32 <= end {
      even = SquaredDifference<Scalar>.adding(load(a + c), to: even)
      odd = SquaredDifference<Scalar>.adding(load(a + c + 16), to: odd)
      c &+= 32
    }
    if c < end {
      even = SquaredDifference<Scalar>.adding(load(a + c), to: even)
      c &+= 16
    }
    for lane in 0..<16 { total += Double(even[lane]) + Double(odd[lane]) }
  }
  while c < d {
    total += Double(a[c]) * Double(a[c])
    c &+= 1
  }
  return total
}
