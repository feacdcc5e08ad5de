// Sums that stay accurate however many terms they have. Adding a million Floats one after the other
// loses up to four digits, since each small term is rounded to the precision of the large sum so
// far. Here sixteen partial sums run beside each other over short blocks, and the sums of the
// blocks are added up in Double.

/// The sum of `term(i)` over `range`, in a fixed order.
@inline(__always)
private func blockwiseSum<Scalar: TensorScalar>(
  _ count: Int, _ terms: (Int) -> SIMD16<Scalar>, _ term: (Int) -> Scalar
) -> Double {
  var total = 0.0
  var start = 0
  while start + 16 <= count {
    var partial = SIMD16<Scalar>(repeating: 0)
    let end = min(start + 512, count - 15)
    while start < end {
      partial += terms(start)
      start += 16
    }
    total += Double(partial.sum())
  }
  while start < count {
    total += Double(term(start))
    start += 1
  }
  return total
}

/// The sum of the products of `count` pairs of elements.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
func sumOfProducts<Scalar: TensorScalar>(
  _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ count: Int
) -> Double {
  blockwiseSum(count, { vector(x + $0) * vector(y + $0) }, { x[$0] * y[$0] })
}

/// The sixteen elements from `x` on.
@inline(__always)
private func vector<Scalar: TensorScalar>(_ x: UnsafePointer<Scalar>) -> SIMD16<Scalar> {
  UnsafeRawPointer(x).loadUnaligned(as: SIMD16<Scalar>.self)
}

/// The sums along the rows of a matrix, of the elements or of their squared distances from a center
/// for each row.
///
/// `out` receives a sum a row.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
func sumRows<Scalar: TensorScalar>(
  _ x: UnsafePointer<Scalar>, rows: Int, columns: Int,
  squaresAround centers: UnsafePointer<Scalar>?, into out: UnsafeMutablePointer<Double>
) {
  for i in 0..<rows {
    let row = x + i * columns
    if let centers {
      let center = centers[i]
      out[i] = blockwiseSum(
        columns,
        {
          let d = vector(row + $0) - center
          return d * d
        },
        { (row[$0] - center) * (row[$0] - center) })
    } else {
      out[i] = blockwiseSum(columns, { vector(row + $0) }, { row[$0] })
    }
  }
}

/// The sums down the columns of a matrix, of the elements or of their squared distances from a
/// center for each column.
///
/// `out` receives a sum a column.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
func sumColumns<Scalar: TensorScalar>(
  _ x: UnsafePointer<Scalar>, rows: Int, columns: Int,
  squaresAround centers: UnsafePointer<Scalar>?, into out: UnsafeMutablePointer<Double>
) {
  for j in 0..<columns { out[j] = 0 }
  for i in 0..<rows {
    let row = x + i * columns
    if let centers {
      for j in 0..<columns { out[j] += Double((row[j] - centers[j]) * (row[j] - centers[j])) }
    } else {
      for j in 0..<columns { out[j] += Double(row[j]) }
    }
  }
}
