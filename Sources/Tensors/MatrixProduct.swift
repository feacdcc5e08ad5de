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

  /// Computes `c = op(a) b` by a kernel for narrow products, if there is one for this type on this processor.
  ///
  /// The parameters are those of `gemm`.
  ///
  /// - Returns: whether `c` has been computed.
  static func narrowGemm(
    transposeA: Bool, m: Int, n: Int, k: Int, a: UnsafePointer<Self>, lda: Int,
    b: UnsafePointer<Self>, ldb: Int, c: UnsafeMutablePointer<Self>, ldc: Int
  ) -> Bool
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

  /// `narrowProduct`, where the processor has registers for it.
  public static func narrowGemm(
    transposeA: Bool, m: Int, n: Int, k: Int, a: UnsafePointer<Float>, lda: Int,
    b: UnsafePointer<Float>, ldb: Int, c: UnsafeMutablePointer<Float>, ldc: Int
  ) -> Bool {
    guard hasWideRegisters && m >= 4 && n >= 16 else { return false }
    narrowProduct(
      m: m, n: n, k: k, a: a, rowStep: transposeA ? 1 : lda, columnStep: transposeA ? lda : 1,
      b: b, ldb: ldb, c: c, ldc: ldc)
    return true
  }
}

extension Double: BLASScalar {
  /// There is none for Double, in which gradients are checked.
  public static func narrowGemm(
    transposeA: Bool, m: Int, n: Int, k: Int, a: UnsafePointer<Double>, lda: Int,
    b: UnsafePointer<Double>, ldb: Int, c: UnsafeMutablePointer<Double>, ldc: Int
  ) -> Bool {
    false
  }

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
        let isNarrow = !transposeB && n <= narrowLimit
        let splitsRows = isNarrow || m >= n
        let extent = splitsRows ? m : n
        let tile = isNarrow ? 4 : 16
        parallelFor(blocksOf: blockSize(m * n * k, extent, tile: tile), in: extent) { block in
          let rows = splitsRows ? block : 0..<m
          let columns = splitsRows ? 0..<n : block
          let (left, lda) = (
            operands.a + rows.lowerBound * (transposeA ? 1 : k), transposeA ? m : k
          )
          let target = operands.c + rows.lowerBound * n + columns.lowerBound
          if isNarrow
            && Scalar.narrowGemm(
              transposeA: transposeA, m: rows.count, n: n, k: k, a: left, lda: lda, b: operands.b,
              ldb: n, c: target, ldc: n)
          {
            return
          }
          Scalar.gemm(
            transposeA: transposeA, transposeB: transposeB, m: rows.count, n: columns.count, k: k,
            alpha: 1, a: left, lda: lda,
            b: operands.b + columns.lowerBound * (transposeB ? k : 1), ldb: transposeB ? k : n,
            beta: 0, c: target, ldc: n)
        }
      }
    }
  }
}

/// How many rows (or columns, if there are more of them) of a product are computed at once.
///
/// The longer side is cut, since BLAS packs the whole of the other operand for each block; a narrow product, which packs
/// nothing, is cut by its rows. There are more blocks than cores on most machines: a core that another program keeps busy
/// does fewer of them. Their size follows from the shape alone, so that the result does not depend on the number of cores.
///
/// - Parameters:
///   - work: the multiplications in all.
///   - extent: the rows or columns to cut.
///   - tile: what the kernel computes at once.
/// - Returns: how many rows or columns make a block.
private func blockSize(_ work: Int, _ extent: Int, tile: Int) -> Int {
  // A product of fewer multiplications is over before a second core has woken up.
  let blocks = min(tile == 4 ? 12 : 8, 1 + work / 2_000_000)
  let size = (extent + blocks - 1) / blocks
  return (size + tile - 1) / tile * tile
}

/// Pointers that several cores read, each writing to rows of `c` of its own.
private struct Operands<Scalar>: @unchecked Sendable {
  let a: UnsafePointer<Scalar>
  let b: UnsafePointer<Scalar>
  let c: UnsafeMutablePointer<Scalar>
}
