// Eigenvectors and singular vectors are determined but for their sign (and libraries differ in it):
// here the entry of largest magnitude in each is positive.

/// The eigenvalues and eigenvectors of a symmetric matrix: `m = vectors · diag(values) · vectorsᵀ`.
///
/// The eigenvectors have length 1, stand at right angles to each other, and the entry of largest
/// magnitude in each is positive. Only one triangle of the matrix is read.
///
/// - Parameter matrix: shape `[N, N]`, symmetric.
/// - Returns: the eigenvalues in **ascending** order, shape `[N]`, and the eigenvectors, shape
///   `[N, N]`: **column** `j` belongs to value `j`, as in NumPy's `eigh`.
/// - Precondition: the matrix is square and all its elements are finite.
public func symmetricEigenDecomposition<Scalar>(
  _ matrix: Tensor<Scalar>
) -> (values: Tensor<Scalar>, vectors: Tensor<Scalar>) {
  precondition(
    matrix.rank == 2 && matrix.shape[0] == matrix.shape[1],
    "symmetricEigenDecomposition: expected a square matrix, got shape \(matrix.shape)")
  let n = matrix.shape[0]
  if n == 0 { return (matrix.flattened(), matrix) }

  var rows = matrix  // becomes the eigenvectors, a row each
  let values = Tensor<Scalar>(shape: [n]) { values in
    rows.withUnsafeMutableScalars { a in
      guard let a = a.baseAddress, let values = values.baseAddress else { return }
      var needed: Scalar = 0
      var neededIntegers: Int32 = 0
      _ = Scalar.syevd(
        n: n, a: a, values: values, work: &needed, workCount: -1, integers: &neededIntegers,
        integerCount: -1)
      var work = [Scalar](repeating: 0, count: Int(needed.nextUp))
      var integers = [Int32](repeating: 0, count: Int(neededIntegers))
      let failure = Scalar.syevd(
        n: n, a: a, values: values, work: &work, workCount: work.count, integers: &integers,
        integerCount: integers.count)
      precondition(
        failure == 0,
        "symmetricEigenDecomposition: no solution found; is every element of the matrix finite?")
      for i in 0..<n {
        if hasNegativePeak(a + i * n, count: n) { negate(a + i * n, count: n, step: 1) }
      }
    }
  }
  return (values, rows.transposed())
}

/// The thin singular value decomposition of a matrix: `matrix = u · diag(s) · vt`.
///
/// The columns of `u` and the rows of `vt` have length 1 and stand at right angles to each other;
/// the entry of largest magnitude in each row of `vt` is positive.
///
/// - Parameter matrix: shape `[M, N]`; K stands for the smaller of M and N.
/// - Returns: `u`, shape `[M, K]`; the singular values `s` in **descending** order, shape `[K]`;
///   and the right singular vectors as the **rows** of `vt`, shape `[K, N]`, as in NumPy's
///   `svd(matrix, full_matrices=False)`.
/// - Precondition: all elements are finite.
public func singularValueDecomposition<Scalar>(
  _ matrix: Tensor<Scalar>
) -> (u: Tensor<Scalar>, s: Tensor<Scalar>, vt: Tensor<Scalar>) {
  precondition(
    matrix.rank == 2, "singularValueDecomposition: expected a matrix, got shape \(matrix.shape)")
  let (m, n) = (matrix.shape[0], matrix.shape[1])
  let k = min(m, n)
  var u = Tensor<Scalar>(zeros: [m, k])
  var s = Tensor<Scalar>(zeros: [k])
  var vt = Tensor<Scalar>(zeros: [k, n])
  if k == 0 { return (u, s, vt) }

  var a = matrix
  var integers = [Int32](repeating: 0, count: 8 * k)
  a.withUnsafeMutableScalars { a in
    u.withUnsafeMutableScalars { u in
      s.withUnsafeMutableScalars { s in
        vt.withUnsafeMutableScalars { vt in
          guard let a = a.baseAddress, let u = u.baseAddress, let s = s.baseAddress,
            let vt = vt.baseAddress
          else { return }
          // LAPACK sees the transpose, n by m: its left vectors are our right ones.
          var needed: Scalar = 0
          _ = Scalar.gesdd(
            m: n, n: m, a: a, values: s, u: vt, vt: u, work: &needed, workCount: -1,
            integers: &integers)
          var work = [Scalar](repeating: 0, count: Int(needed.nextUp))
          let failure = Scalar.gesdd(
            m: n, n: m, a: a, values: s, u: vt, vt: u, work: &work, workCount: work.count,
            integers: &integers)
          precondition(
            failure == 0,
            "singularValueDecomposition: no solution found; is every element of the matrix finite?")
          for i in 0..<k where hasNegativePeak(vt + i * n, count: n) {
            negate(vt + i * n, count: n, step: 1)
            negate(u + i, count: m, step: k)
          }
        }
      }
    }
  }
  return (u, s, vt)
}

/// Whether the entry of largest magnitude is negative.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func hasNegativePeak<Scalar: TensorScalar>(_ x: UnsafePointer<Scalar>, count: Int) -> Bool {
  var peak: Scalar = 0
  for i in 0..<count where x[i].magnitude > peak.magnitude { peak = x[i] }
  return peak < 0
}

@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func negate<Scalar: TensorScalar>(
  _ x: UnsafeMutablePointer<Scalar>, count: Int, step: Int
) {
  for i in 0..<count { x[i * step] = -x[i * step] }
}
