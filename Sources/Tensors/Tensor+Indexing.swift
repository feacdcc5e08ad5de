// Element access is spelled out for each rank: a variadic subscript would allocate an array at each
// call.

extension Tensor {
  /// The element at `i` of a vector.
  @inlinable
  public subscript(i: Int) -> Scalar {
    get { storage[offset(i)] }
    set { storage[offset(i)] = newValue }
  }

  /// The element at `[i, j]` of a matrix.
  @inlinable
  public subscript(i: Int, j: Int) -> Scalar {
    get { storage[offset(i, j)] }
    set { storage[offset(i, j)] = newValue }
  }

  /// The element at `[i, j, k]` of a tensor of rank 3.
  @inlinable
  public subscript(i: Int, j: Int, k: Int) -> Scalar {
    get { storage[offset(i, j, k)] }
    set { storage[offset(i, j, k)] = newValue }
  }

  /// The element at `[i, j, k, l]` of a tensor of rank 4.
  @inlinable
  public subscript(i: Int, j: Int, k: Int, l: Int) -> Scalar {
    get { storage[offset(i, j, k, l)] }
    set { storage[offset(i, j, k, l)] = newValue }
  }

  @inlinable
  func offset(_ i: Int) -> Int {
    precondition(
      rank == 1 && i >= 0 && i < shape[0], "Tensor: no element [\(i)] in shape \(shape)")
    return i
  }

  @inlinable
  func offset(_ i: Int, _ j: Int) -> Int {
    precondition(
      rank == 2 && i >= 0 && i < shape[0] && j >= 0 && j < shape[1],
      "Tensor: no element [\(i), \(j)] in shape \(shape)")
    return i * shape[1] + j
  }

  @inlinable
  func offset(_ i: Int, _ j: Int, _ k: Int) -> Int {
    precondition(
      rank == 3 && i >= 0 && i < shape[0] && j >= 0 && j < shape[1] && k >= 0 && k < shape[2],
      "Tensor: no element [\(i), \(j), \(k)] in shape \(shape)")
    return (i * shape[1] + j) * shape[2] + k
  }

  @inlinable
  func offset(_ i: Int, _ j: Int, _ k: Int, _ l: Int) -> Int {
    precondition(
      rank == 4 && i >= 0 && i < shape[0] && j >= 0 && j < shape[1] && k >= 0 && k < shape[2]
        && l >= 0 && l < shape[3],
      "Tensor: no element [\(i), \(j), \(k), \(l)] in shape \(shape)")
    return ((i * shape[1] + j) * shape[2] + k) * shape[3] + l
  }
}

// MARK: - Rows: slices along the first dimension

extension Tensor {
  /// The number of rows, the extent of the first dimension (1 for a single number).
  public var rowCount: Int { shape.first ?? 1 }

  /// The number of elements in one row, a slice along the first dimension.
  public var rowSize: Int { shape.dropFirst().reduce(1, *) }

  /// Row `i` without its first dimension: `[N, D]` gives `[D]`.
  public func row(_ i: Int) -> Tensor {
    precondition(rank >= 1 && i >= 0 && i < shape[0], "row: no row \(i) in shape \(shape)")
    return Tensor(
      shape: Array(shape.dropFirst()), scalars: Array(scalars[i * rowSize..<(i + 1) * rowSize]))
  }

  /// The rows in `range`: `[N, D]` gives `[range.count, D]`.
  public subscript(rows range: Range<Int>) -> Tensor {
    get {
      checkRows(range)
      return Tensor(
        shape: [range.count] + shape.dropFirst(),
        scalars: Array(scalars[range.lowerBound * rowSize..<range.upperBound * rowSize]))
    }
    set {
      checkRows(range)
      precondition(
        newValue.shape == [range.count] + shape.dropFirst(),
        "rows: \(range.count) rows of shape \(shape) cannot hold \(newValue.shape)")
      storage.replaceSubrange(
        range.lowerBound * rowSize..<range.upperBound * rowSize, with: newValue.storage)
    }
  }

  /// The rows with these indices, in this order; an index may come more than once.
  public func gathering(rows indices: [Int]) -> Tensor {
    precondition(rank >= 1, "gathering: a single number has no rows")
    let size = rowSize
    return Tensor(shape: [indices.count] + shape.dropFirst()) { out in
      scalars.withUnsafeBufferPointer { all in
        for (n, i) in indices.enumerated() {
          precondition(i >= 0 && i < shape[0], "gathering: no row \(i) in shape \(shape)")
          _ = UnsafeMutableBufferPointer(rebasing: out[n * size..<(n + 1) * size])
            .initialize(fromContentsOf: all[i * size..<(i + 1) * size])
        }
      }
    }
  }

  private func checkRows(_ range: Range<Int>) {
    precondition(
      rank >= 1 && range.lowerBound >= 0 && range.upperBound <= shape[0],
      "rows: no rows \(range) in shape \(shape)")
  }
}
