#if canImport(Accelerate)
  import Accelerate
#else
  import COpenBLAS
#endif

/// What a scalar type must offer so that BLAS can multiply its matrices.
public protocol BLASScalar {
  /// `c = alpha * op(a) op(b) + beta * c` for row-major matrices, BLAS's gemm on the calling
  /// thread.
  ///
  /// - Parameters:
  ///   - transposeA: whether `op(a)` is the transpose of the stored `a`.
  ///   - transposeB: whether `op(b)` is the transpose of the stored `b`.
  ///   - m: the rows of `op(a)` and `c`.
  ///   - n: the columns of `op(b)` and `c`.
  ///   - k: the columns of `op(a)`, rows of `op(b)`.
  ///   - alpha: the factor of the product.
  ///   - a: the first matrix; `lda` scalars from one stored row to the next.
  ///   - lda: the row stride of `a`.
  ///   - b: the second matrix.
  ///   - ldb: the row stride of `b`.
  ///   - beta: the factor of what `c` held before.
  ///   - c: the result.
  ///   - ldc: the row stride of `c`.
  static func gemm(
    transposeA: Bool, transposeB: Bool, m: Int, n: Int, k: Int, alpha: Self,
    a: UnsafePointer<Self>, lda: Int, b: UnsafePointer<Self>, ldb: Int, beta: Self,
    c: UnsafeMutablePointer<Self>, ldc: Int)
}

// OpenBLAS's own threads meet at a spinning barrier, which stalls when the cores are shared with
// other programs. It runs single-threaded; Sightline spreads blocks of a product over the cores itself.
let singleThreadedBLAS: Void = {
  #if !canImport(Accelerate)
    openblas_set_num_threads(1)
  #endif
}()

extension Float: BLASScalar {
  /// BLAS's `sgemm`.
  public static func gemm(
    transposeA: Bool, transposeB: Bool, m: Int, n: Int, k: Int, alpha: Float,
    a: UnsafePointer<Float>, lda: Int, b: UnsafePointer<Float>, ldb: Int, beta: Float,
    c: UnsafeMutablePointer<Float>, ldc: Int
  ) {
    _ = singleThreadedBLAS
    cblas_sgemm(
      CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans, transposeB ? CblasTrans : CblasNoTrans,
      .init(m), .init(n), .init(k), alpha, a, .init(lda), b, .init(ldb), beta, c, .init(ldc))
  }
}

extension Double: BLASScalar {
  /// BLAS's `dgemm`.
  public static func gemm(
    transposeA: Bool, transposeB: Bool, m: Int, n: Int, k: Int, alpha: Double,
    a: UnsafePointer<Double>, lda: Int, b: UnsafePointer<Double>, ldb: Int, beta: Double,
    c: UnsafeMutablePointer<Double>, ldc: Int
  ) {
    _ = singleThreadedBLAS
    cblas_dgemm(
      CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans, transposeB ? CblasTrans : CblasNoTrans,
      .init(m), .init(n), .init(k), alpha, a, .init(lda), b, .init(ldb), beta, c, .init(ldc))
  }
}

/// The product of two matrices, `op(a) op(b)`, where `op` transposes if asked; a transpose is never
/// copied.
///
/// - Parameters:
///   - a: shape `[M, K]`, or `[K, M]` with `transposeA`.
///   - b: shape `[K, N]`, or `[N, K]` with `transposeB`.
///   - transposeA: whether `a` takes part transposed.
///   - transposeB: whether `b` takes part transposed.
/// - Returns: shape `[M, N]`.
/// - Precondition: both are matrices whose inner extents agree.
public func matmul<Scalar: TensorScalar>(
  _ a: Tensor<Scalar>, _ b: Tensor<Scalar>, transposeA: Bool = false, transposeB: Bool = false
) -> Tensor<Scalar> {
  precondition(
    a.rank == 2 && b.rank == 2, "matmul: expected two matrices, got \(a.shape) and \(b.shape)")
  let m = a.shape[transposeA ? 1 : 0]
  let k = a.shape[transposeA ? 0 : 1]
  let n = b.shape[transposeB ? 0 : 1]
  precondition(
    k == b.shape[transposeB ? 1 : 0],
    "matmul: inner extents differ: \(a.shape)\(transposeA ? "ᵀ" : "") times \(b.shape)\(transposeB ? "ᵀ" : "")"
  )
  if m == 0 || n == 0 || k == 0 { return Tensor(zeros: [m, n]) }
  return Tensor(shape: [m, n]) { c in
    a.scalars.withUnsafeBufferPointer { a in
      b.scalars.withUnsafeBufferPointer { b in
        guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
        let operands = Operands(a: a, b: b, c: c)
        let splitsRows = m >= n
        parallelFor(blocksOf: blockSize(m, n, k), in: max(m, n)) { block in
          let rows = splitsRows ? block : 0..<m
          let columns = splitsRows ? 0..<n : block
          Scalar.gemm(
            transposeA: transposeA, transposeB: transposeB, m: rows.count, n: columns.count, k: k,
            alpha: 1, a: operands.a + rows.lowerBound * (transposeA ? 1 : k),
            lda: transposeA ? m : k, b: operands.b + columns.lowerBound * (transposeB ? k : 1),
            ldb: transposeB ? k : n, beta: 0,
            c: operands.c + rows.lowerBound * n + columns.lowerBound, ldc: n)
        }
      }
    }
  }
}

/// How many rows (or columns, if there are more of them) of a product are computed at once.
///
/// The longer side is cut, since each block packs the whole of the other operand. There are more
/// blocks than cores on most machines: a core that another program keeps busy does fewer of them.
/// Their size follows from the shape alone, so that the result does not depend on the number of
/// cores.
private func blockSize(_ m: Int, _ n: Int, _ k: Int) -> Int {
  let extent = max(m, n)
  // A product of fewer multiplications is over before a second core has woken up.
  let blocks = min(8, 1 + m * n * k / 750_000)
  let size = (extent + blocks - 1) / blocks
  return (size + 15) / 16 * 16  // whole tiles of the BLAS kernel
}

/// Pointers that several cores read, each writing to rows of `c` of its own.
private struct Operands<Scalar>: @unchecked Sendable {
  let a: UnsafePointer<Scalar>
  let b: UnsafePointer<Scalar>
  let c: UnsafeMutablePointer<Scalar>
}
