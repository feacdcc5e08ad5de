/// A rectangular array of numbers of any rank, stored row by row (the last index runs fastest).
///
/// A tensor is a value: a copy is independent of its original. Element access checks the rank and
/// every index; loops over many elements read `scalars` instead.
///
///     let x: Tensor<Double> = [[1, 2, 3], [4, 5, 6]]
///     x.shape   // [2, 3]
///     x[1, 2]   // 6
public struct Tensor<Scalar: TensorScalar>: Sendable, Equatable {
  /// The extent of each dimension, outermost first; empty for a single number.
  public let shape: [Int]

  @usableFromInline var storage: [Scalar]

  /// The elements in row-major order, `shape` multiplied together in number.
  @inlinable public var scalars: [Scalar] { storage }

  /// Creates a tensor from its shape and its elements in row-major order.
  ///
  /// - Precondition: `scalars.count` is the product of `shape`, and no extent is negative.
  public init(shape: [Int], scalars: [Scalar]) {
    let count = elementCount(shape)
    precondition(
      count == scalars.count,
      "Tensor: shape \(shape) needs \(count) scalars, got \(scalars.count)")
    self.shape = shape
    self.storage = scalars
  }

  /// Creates a tensor in which every element is `value`.
  public init(repeating value: Scalar, shape: [Int]) {
    self.init(shape: shape, scalars: repeated(value, count: storableCount(shape, of: Scalar.self)))
  }

  /// Creates a tensor of zeros.
  public init(zeros shape: [Int]) {
    self.init(repeating: 0, shape: shape)
  }

  /// Creates a tensor of ones.
  public init(ones shape: [Int]) {
    self.init(repeating: 1, shape: shape)
  }

  /// Creates a tensor of rank 0 that holds one number.
  public init(_ value: Scalar) {
    self.init(shape: [], scalars: [value])
  }

  /// Creates a vector, shape `[scalars.count]`.
  public init(_ scalars: [Scalar]) {
    self.init(shape: [scalars.count], scalars: scalars)
  }

  /// Puts tensors of one shape above each other, along a new first dimension.
  ///
  /// - Precondition: all `parts` have the same shape.
  public init(stacking parts: [Tensor<Scalar>]) {
    let inner = parts.first?.shape ?? []
    precondition(
      parts.allSatisfy { $0.shape == inner },
      "stacking: the parts have different shapes \(parts.map(\.shape))")
    self.init(shape: [parts.count] + inner, scalars: parts.flatMap(\.scalars))
  }

  /// Creates a tensor and fills its storage in place; `initialize` must set every element.
  ///
  /// - Parameters:
  ///   - shape: the extent of each dimension.
  ///   - initialize: receives the uninitialised storage, row-major.
  public init(
    shape: [Int], initializingWith initialize: (UnsafeMutableBufferPointer<Scalar>) throws -> Void
  ) rethrows {
    let count = storableCount(shape, of: Scalar.self)
    self.init(
      shape: shape,
      scalars: try [Scalar](unsafeUninitializedCapacity: count) { buffer, initialized in
        try initialize(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
        initialized = count
      })
  }

  /// `count` numbers evenly spaced from `start` to `end`, both included, as NumPy's `linspace` has
  /// them.
  ///
  /// - Parameters:
  ///   - start: the first number.
  ///   - end: the last number.
  ///   - shape: the shape to give them, row-major.
  public init(linspace start: Scalar, _ end: Scalar, shape: [Int]) {
    let count = storableCount(shape, of: Scalar.self)
    self.init(shape: shape, scalars: evenlySpaced(start, end, count: count))
  }

  /// Lets `body` change the elements in place, row-major, without a copy unless the storage is
  /// shared.
  @inlinable
  public mutating func withUnsafeMutableScalars<Result>(
    _ body: (UnsafeMutableBufferPointer<Scalar>) throws -> Result
  ) rethrows -> Result {
    try storage.withUnsafeMutableBufferPointer { try body($0) }
  }

  /// Whether two tensors have the same shape and the same elements.
  public static func == (a: Tensor, b: Tensor) -> Bool {
    a.shape == b.shape && areEqual(a.storage, b.storage)
  }

  /// The number of dimensions.
  @inlinable public var rank: Int { shape.count }

  /// The number of elements.
  @inlinable public var count: Int { storage.count }

  /// The only element of a tensor that has just one.
  public var scalar: Scalar {
    precondition(count == 1, "scalar: a tensor of shape \(shape) is not a single number")
    return scalars[0]
  }

  /// The same numbers in the other precision, or in this one.
  public func cast<Other: TensorScalar>(to type: Other.Type) -> Tensor<Other> {
    if let same = self as? Tensor<Other> { return same }
    return Tensor<Other>(shape: shape, scalars: converted(scalars, to: type))
  }
}

// Generic code is fast only where it is compiled for Float and for Double: each loop over elements
// stands in a function that says so.

@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func repeated<Scalar: TensorScalar>(_ value: Scalar, count: Int) -> [Scalar] {
  [Scalar](repeating: value, count: count)
}

@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func evenlySpaced<Scalar: TensorScalar>(
  _ start: Scalar, _ end: Scalar, count: Int
) -> [Scalar] {
  let step = count > 1 ? (end - start) / Scalar(count - 1) : 0
  var scalars = (0..<count).map { Scalar($0) * step + start }
  if count > 1 { scalars[count - 1] = end }
  return scalars
}

@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func areEqual<Scalar: TensorScalar>(_ a: [Scalar], _ b: [Scalar]) -> Bool {
  a == b
}

@specialized(where A == Float, B == Double)
@specialized(where A == Double, B == Float)
private func converted<A: TensorScalar, B: TensorScalar>(_ scalars: [A], to type: B.Type) -> [B] {
  scalars.map { B($0) }
}
