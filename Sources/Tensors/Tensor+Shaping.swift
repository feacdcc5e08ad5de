// The same elements in another shape or another order.

extension Tensor {
  /// The same elements, row-major, in another shape.
  ///
  /// - Parameter shape: the new extents; one of them may be -1 and is then worked out from the
  ///   others.
  /// - Returns: the tensor with that shape; nothing is copied.
  /// - Precondition: both shapes have the same number of elements.
  public func reshaped(to shape: [Int]) -> Tensor {
    let unknowns = shape.indices.filter { shape[$0] == -1 }
    precondition(
      unknowns.count <= 1, "reshaped: only one extent may be -1, got \(shape)")
    var newShape = shape
    if let unknown = unknowns.first {
      newShape[unknown] = 1
      let known = elementCount(newShape, operation: "reshaped")
      precondition(
        known > 0 && count % known == 0, "reshaped: \(self.shape) does not fit into \(shape)")
      newShape[unknown] = count / known
    }
    precondition(
      elementCount(newShape, operation: "reshaped") == count,
      "reshaped: \(self.shape) does not fit into \(shape)")
    return Tensor(shape: newShape, scalars: storage)
  }

  /// All elements as one vector, row-major.
  public func flattened() -> Tensor {
    Tensor(shape: [count], scalars: storage)
  }

  /// The transpose of a matrix: `[M, N]` gives `[N, M]`.
  ///
  /// A product needs no transposed copy: `matmul` takes transposes as arguments.
  public func transposed() -> Tensor {
    precondition(rank == 2, "transposed: expected a matrix, got \(shape); name the axes instead")
    return transposed(axes: [1, 0])
  }

  /// The dimensions in another order: `[N, H, W, C]` with axes `[0, 3, 1, 2]` gives `[N, C, H, W]`.
  ///
  /// - Parameter axes: for each dimension of the result, the dimension of this tensor that it comes
  ///   from.
  /// - Returns: a copy in the new order.
  /// - Precondition: every dimension is named once.
  public func transposed(axes: [Int]) -> Tensor {
    precondition(
      axes.sorted() == Array(shape.indices), "transposed: axes \(axes) do not fit shape \(shape)")
    var steps = [Int](repeating: 1, count: rank)
    for axis in shape.indices.dropLast().reversed() {
      steps[axis] = steps[axis + 1] * shape[axis + 1]
    }
    let newShape = axes.map { shape[$0] }
    return Tensor(shape: newShape) { out in
      storage.withUnsafeBufferPointer {
        copy($0, into: out, shape: newShape, steps: axes.map { steps[$0] })
      }
    }
  }

  /// Joins tensors along an existing dimension, as NumPy's `concatenate`.
  ///
  /// - Parameters:
  ///   - parts: at least one tensor.
  ///   - axis: the dimension along which they follow each other.
  /// - Precondition: all other extents agree.
  public init(concatenating parts: [Tensor], axis: Int = 0) {
    precondition(!parts.isEmpty, "concatenating: there are no parts to join")
    let first = parts.first?.shape ?? []
    precondition(
      first.indices.contains(axis), "concatenating: no axis \(axis) in shape \(first)")
    var shape = first
    shape[axis] = parts.reduce(0) { total, part in
      precondition(
        part.rank == first.count
          && first.indices.allSatisfy { $0 == axis || part.shape[$0] == first[$0] },
        "concatenating along \(axis): the shapes \(parts.map(\.shape)) do not fit")
      return total + part.shape[axis]
    }
    var scalars: [Scalar] = []
    scalars.reserveCapacity(elementCount(shape, operation: "concatenating"))
    for outer in 0..<first[..<axis].reduce(1, *) {
      for part in parts {
        let run = part.shape[axis...].reduce(1, *)
        scalars += part.storage[outer * run..<(outer + 1) * run]
      }
    }
    self.init(shape: shape, scalars: scalars)
  }
}

/// Fills `out` row by row with elements that lie `steps` apart in `source`.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func copy<Scalar: TensorScalar>(
  _ source: UnsafeBufferPointer<Scalar>, into out: UnsafeMutableBufferPointer<Scalar>,
  shape: [Int], steps: [Int]
) {
  if out.isEmpty { return }
  let width = shape.last ?? 1
  let step = steps.last ?? 0
  for row in 0..<out.count / width {
    var start = 0
    var rest = row
    for axis in shape.indices.dropLast().reversed() {
      start += rest % shape[axis] * steps[axis]
      rest /= shape[axis]
    }
    for i in 0..<width { out[row * width + i] = source[start + i * step] }
  }
}
