// The products of small networks are narrow: a hundred rows of thousands of numbers by a matrix of a hundred columns. BLAS
// copies ("packs") its operands into another order before it multiplies, which pays when each number is used many
// hundreds of times. Here it would be used a hundred times, and on each core anew. This kernel reads both matrices
// where they are.
//
// A tile of the result, 4 rows by up to 64 columns, stays in registers while the loop runs along the inner extent: at
// each step up to four vectors of `b` are loaded, and each is multiplied by four numbers of `a`. Where rows or columns
// do not divide evenly, the last tile is moved back and computes some numbers a second time, the same ones.

import CProcessor

/// Whether a tile has room in the processor's registers; elsewhere BLAS is faster.
let hasWideRegisters = sightline_has_wide_registers()

/// The most columns that a product is called narrow with.
let narrowLimit = 512

/// `c = a b` for a narrow `b`; `c` is contiguous in its rows.
///
/// - Parameters:
///   - m: the rows of `a` and `c`, 4 or more.
///   - n: the columns of `b` and `c`, 16 or more.
///   - k: the columns of `a`, rows of `b`.
///   - a: the first matrix.
///   - rowStep: how far the next row of `a` is.
///   - columnStep: how far the next column of `a` is; 1 unless `a` is stored transposed.
///   - b: the second matrix, row by row; `ldb` numbers from one row to the next.
///   - ldb: the row stride of `b`.
///   - c: the result.
///   - ldc: the row stride of `c`.
func narrowProduct(
  m: Int, n: Int, k: Int, a: UnsafePointer<Float>, rowStep: Int, columnStep: Int,
  b: UnsafePointer<Float>, ldb: Int, c: UnsafeMutablePointer<Float>, ldc: Int
) {
  var column = 0
  while column < n {
    let needed = (n - column + 15) / 16
    let vectors = min(needed == 5 || needed == 6 ? 3 : min(needed, 4), n / 16)
    let first = min(column, n - 16 * vectors)
    for row in stride(from: 0, to: m, by: 4) {
      let i = min(row, m - 4)
      let rows = Strip(start: a + i * rowStep, rowStep: rowStep, columnStep: columnStep)
      let (columns, tile) = (b + first, c + i * ldc + first)
      switch vectors {
      case 1: computeTile(Vectors1.self, k, rows, columns, ldb, tile, ldc)
      case 2: computeTile(Vectors2.self, k, rows, columns, ldb, tile, ldc)
      case 3: computeTile(Vectors3.self, k, rows, columns, ldb, tile, ldc)
      default: computeTile(Vectors4.self, k, rows, columns, ldb, tile, ldc)
      }
    }
    column += 16 * vectors
  }
}

/// Four rows of the first matrix.
private struct Strip {
  let start: UnsafePointer<Float>
  let rowStep: Int
  let columnStep: Int
}

/// Computes one tile of the result.
///
/// The inner extent is cut into stretches, whose sums are added up: a Float that adds up thousands of products one by one
/// loses a digit.
@inline(__always)
private func computeTile<Columns: TileColumns>(
  _ type: Columns.Type, _ k: Int, _ a: Strip, _ b: UnsafePointer<Float>, _ ldb: Int,
  _ c: UnsafeMutablePointer<Float>, _ ldc: Int
) {
  for start in stride(from: 0, to: k, by: 256) {
    var (row0, row1, row2, row3) = (Columns(), Columns(), Columns(), Columns())
    var a0 = a.start + start * a.columnStep
    var right = b + start * ldb
    for _ in start..<min(start + 256, k) {
      let columns = Columns(right)
      row0.add(columns, times: a0[0])
      row1.add(columns, times: a0[a.rowStep])
      row2.add(columns, times: a0[2 * a.rowStep])
      row3.add(columns, times: a0[3 * a.rowStep])
      a0 += a.columnStep
      right += ldb
    }
    row0.store(to: c, isFirst: start == 0)
    row1.store(to: c + ldc, isFirst: start == 0)
    row2.store(to: c + 2 * ldc, isFirst: start == 0)
    row3.store(to: c + 3 * ldc, isFirst: start == 0)
  }
}

private typealias Vector = SIMD16<Float>

/// A row of a tile, in vectors of sixteen columns.
private protocol TileColumns {
  init()
  init(_ source: UnsafePointer<Float>)
  mutating func add(_ other: Self, times factor: Float)
  /// Stores the columns or, unless they are the first stretch, adds them to what is there.
  func store(to target: UnsafeMutablePointer<Float>, isFirst: Bool)
}

private struct Vectors1: TileColumns {
  var v = Vector()

  @inline(__always) init() {}
  @inline(__always) init(_ source: UnsafePointer<Float>) { v = vector(source) }
  @inline(__always) mutating func add(_ other: Vectors1, times factor: Float) {
    v = product(other.v, Vector(repeating: factor), plus: v)
  }
  @inline(__always) func store(to target: UnsafeMutablePointer<Float>, isFirst: Bool) {
    let sum = isFirst ? v : vector(target) + v
    UnsafeMutableRawPointer(target).storeBytes(of: sum, as: Vector.self)
  }
}

/// Two runs of vectors beside each other.
private protocol TilePair: TileColumns {
  associatedtype Left: TileColumns
  associatedtype Right: TileColumns
  static var leftCount: Int { get }
  var left: Left { get set }
  var right: Right { get set }
  init(left: Left, right: Right)
}

extension TilePair {
  @inline(__always) init() { self.init(left: Left(), right: Right()) }
  @inline(__always) init(_ source: UnsafePointer<Float>) {
    self.init(left: Left(source), right: Right(source + Self.leftCount))
  }
  @inline(__always) mutating func add(_ other: Self, times factor: Float) {
    left.add(other.left, times: factor)
    right.add(other.right, times: factor)
  }
  @inline(__always) func store(to target: UnsafeMutablePointer<Float>, isFirst: Bool) {
    left.store(to: target, isFirst: isFirst)
    right.store(to: target + Self.leftCount, isFirst: isFirst)
  }
}

private struct Vectors2: TilePair {
  static let leftCount = 16
  var left: Vectors1
  var right: Vectors1
}

private struct Vectors3: TilePair {
  static let leftCount = 32
  var left: Vectors2
  var right: Vectors1
}

private struct Vectors4: TilePair {
  static let leftCount = 32
  var left: Vectors2
  var right: Vectors2
}

@inline(__always)
private func vector(_ source: UnsafePointer<Float>) -> Vector {
  UnsafeRawPointer(source).loadUnaligned(as: Vector.self)
}

@inline(__always)
private func product(_ x: Vector, _ y: Vector, plus z: Vector) -> Vector {
  sightline_fuses_multiply_add() ? z.addingProduct(x, y) : z + x * y
}
