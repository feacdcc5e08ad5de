#if canImport(Accelerate)
  import Accelerate
#else
  import COpenBLAS
#endif

/// What a scalar type must offer so that LAPACK can decompose its matrices.
///
/// LAPACK stores matrices column by column: to it, a tensor's matrix is its own transpose.
public protocol LAPACKScalar {
  /// LAPACK's `syevd`: replaces the symmetric matrix `a` by its eigenvectors, one after the other.
  ///
  /// - Parameters:
  ///   - n: the number of rows and columns.
  ///   - a: the matrix; only one triangle of it is read.
  ///   - values: receives the `n` eigenvalues, ascending.
  ///   - work: space for `workCount` numbers.
  ///   - workCount: -1 to have the space needed written into `work` and `integers`.
  ///   - integers: space for `integerCount` integers.
  ///   - integerCount: -1 together with `workCount`.
  /// - Returns: 0 if all went well.
  static func syevd(
    n: Int, a: UnsafeMutablePointer<Self>, values: UnsafeMutablePointer<Self>,
    work: UnsafeMutablePointer<Self>, workCount: Int, integers: UnsafeMutablePointer<Int32>,
    integerCount: Int
  ) -> Int

  /// LAPACK's `gesdd`: the thin singular value decomposition of `a`, which it destroys.
  ///
  /// - Parameters:
  ///   - m: the rows of `a`, as LAPACK sees it.
  ///   - n: the columns of `a`, as LAPACK sees it.
  ///   - a: the matrix.
  ///   - values: receives the singular values, descending.
  ///   - u: receives the left singular vectors, column by column.
  ///   - vt: receives the transposed right singular vectors, column by column.
  ///   - work: space for `workCount` numbers.
  ///   - workCount: -1 to have the space needed written into `work`.
  ///   - integers: space for 8 min(m, n) integers.
  /// - Returns: 0 if all went well.
  static func gesdd(
    m: Int, n: Int, a: UnsafeMutablePointer<Self>, values: UnsafeMutablePointer<Self>,
    u: UnsafeMutablePointer<Self>, vt: UnsafeMutablePointer<Self>,
    work: UnsafeMutablePointer<Self>, workCount: Int, integers: UnsafeMutablePointer<Int32>
  ) -> Int
}

extension Float: LAPACKScalar {
  /// LAPACK's `ssyevd`.
  public static func syevd(
    n: Int, a: UnsafeMutablePointer<Float>, values: UnsafeMutablePointer<Float>,
    work: UnsafeMutablePointer<Float>, workCount: Int, integers: UnsafeMutablePointer<Int32>,
    integerCount: Int
  ) -> Int {
    _ = singleThreadedBLAS
    var (job, triangle) = (CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "U")))
    var (order, stride, lwork, liwork) = (Int32(n), Int32(n), Int32(workCount), Int32(integerCount))
    var info: Int32 = 0
    ssyevd_(
      &job, &triangle, &order, a, &stride, values, work, &lwork, integers, &liwork, &info)
    return Int(info)
  }

  /// LAPACK's `sgesdd`.
  public static func gesdd(
    m: Int, n: Int, a: UnsafeMutablePointer<Float>, values: UnsafeMutablePointer<Float>,
    u: UnsafeMutablePointer<Float>, vt: UnsafeMutablePointer<Float>,
    work: UnsafeMutablePointer<Float>, workCount: Int, integers: UnsafeMutablePointer<Int32>
  ) -> Int {
    _ = singleThreadedBLAS
    var job = CChar(UInt8(ascii: "S"))
    var (rows, columns, lda, ldu) = (Int32(m), Int32(n), Int32(m), Int32(m))
    var (ldvt, lwork, info) = (Int32(min(m, n)), Int32(workCount), Int32(0))
    sgesdd_(
      &job, &rows, &columns, a, &lda, values, u, &ldu, vt, &ldvt, work, &lwork, integers, &info)
    return Int(info)
  }
}

extension Double: LAPACKScalar {
  /// LAPACK's `dsyevd`.
  public static func syevd(
    n: Int, a: UnsafeMutablePointer<Double>, values: UnsafeMutablePointer<Double>,
    work: UnsafeMutablePointer<Double>, workCount: Int, integers: UnsafeMutablePointer<Int32>,
    integerCount: Int
  ) -> Int {
    _ = singleThreadedBLAS
    var (job, triangle) = (CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "U")))
    var (order, stride, lwork, liwork) = (Int32(n), Int32(n), Int32(workCount), Int32(integerCount))
    var info: Int32 = 0
    dsyevd_(
      &job, &triangle, &order, a, &stride, values, work, &lwork, integers, &liwork, &info)
    return Int(info)
  }

  /// LAPACK's `dgesdd`.
  public static func gesdd(
    m: Int, n: Int, a: UnsafeMutablePointer<Double>, values: UnsafeMutablePointer<Double>,
    u: UnsafeMutablePointer<Double>, vt: UnsafeMutablePointer<Double>,
    work: UnsafeMutablePointer<Double>, workCount: Int, integers: UnsafeMutablePointer<Int32>
  ) -> Int {
    _ = singleThreadedBLAS
    var job = CChar(UInt8(ascii: "S"))
    var (rows, columns, lda, ldu) = (Int32(m), Int32(n), Int32(m), Int32(m))
    var (ldvt, lwork, info) = (Int32(min(m, n)), Int32(workCount), Int32(0))
    dgesdd_(
      &job, &rows, &columns, a, &lda, values, u, &ldu, vt, &ldvt, work, &lwork, integers, &info)
    return Int(info)
  }
}
