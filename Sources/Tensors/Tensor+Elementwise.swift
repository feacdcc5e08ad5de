// A formula of your own, element by element, in one line:
//
//     Tensor(dout, x) { dout, x in x > 0 ? dout : 0 }
//
// These functions are compiled into their caller, formula and all, which makes them vector code if
// the caller's `Scalar` is known there: a generic caller says `@specialized(where Scalar == Float)`
// and `@specialized(where Scalar == Double)`. Without that the loop is some 160 times slower, and
// nothing warns but `SpecializationTests`. Nothing broadcasts here: all shapes are equal.

extension Tensor {
  /// `out[i] = formula(a[i])` for every element.
  ///
  /// - Parameters:
  ///   - a: any shape, which is the result's.
  ///   - formula: the value of an element.
  @inlinable
  @inline(__always)
  public init(_ a: Tensor, _ formula: (Scalar) -> Scalar) {
    let scalars = [Scalar](unsafeUninitializedCapacity: a.count) { out, count in
      a.storage.withUnsafeBufferPointer { a in
        for i in 0..<a.count { out[i] = formula(a[i]) }
        count = a.count
      }
    }
    self.init(shape: a.shape, scalars: scalars)
  }

  /// `out[i] = formula(a[i], b[i])` for every element.
  ///
  /// - Parameters:
  ///   - a: any shape, which is the result's.
  ///   - b: the shape of `a`.
  ///   - formula: the value of an element.
  @inlinable
  @inline(__always)
  public init(_ a: Tensor, _ b: Tensor, _ formula: (Scalar, Scalar) -> Scalar) {
    precondition(a.shape == b.shape, "elementwise: shapes \(a.shape) and \(b.shape) differ")
    let scalars = [Scalar](unsafeUninitializedCapacity: a.count) { out, count in
      a.storage.withUnsafeBufferPointer { a in
        b.storage.withUnsafeBufferPointer { b in
          for i in 0..<a.count { out[i] = formula(a[i], b[i]) }
          count = a.count
        }
      }
    }
    self.init(shape: a.shape, scalars: scalars)
  }

  /// `out[i] = formula(a[i], b[i], c[i])` for every element.
  ///
  /// - Parameters:
  ///   - a: any shape, which is the result's.
  ///   - b: the shape of `a`.
  ///   - c: the shape of `a`.
  ///   - formula: the value of an element.
  @inlinable
  @inline(__always)
  public init(
    _ a: Tensor, _ b: Tensor, _ c: Tensor, _ formula: (Scalar, Scalar, Scalar) -> Scalar
  ) {
    precondition(
      a.shape == b.shape && a.shape == c.shape,
      "elementwise: shapes \(a.shape), \(b.shape) and \(c.shape) differ")
    let scalars = [Scalar](unsafeUninitializedCapacity: a.count) { out, count in
      a.storage.withUnsafeBufferPointer { a in
        b.storage.withUnsafeBufferPointer { b in
          c.storage.withUnsafeBufferPointer { c in
            for i in 0..<a.count { out[i] = formula(a[i], b[i], c[i]) }
            count = a.count
          }
        }
      }
    }
    self.init(shape: a.shape, scalars: scalars)
  }
}

// MARK: - In place

extension Tensor {
  /// Changes every element in place.
  ///
  /// - Parameter change: what happens to an element.
  @inlinable
  @inline(__always)
  public mutating func update(_ change: (inout Scalar) -> Void) {
    withUnsafeMutableScalars { x in
      for i in 0..<x.count { change(&x[i]) }
    }
  }

  /// Changes every element in place, beside the one at the same place in `other`.
  ///
  /// - Parameters:
  ///   - other: the shape of this tensor.
  ///   - change: what happens to an element.
  @inlinable
  @inline(__always)
  public mutating func update(with other: Tensor, _ change: (inout Scalar, Scalar) -> Void) {
    precondition(shape == other.shape, "update: shapes \(shape) and \(other.shape) differ")
    withUnsafeMutableScalars { x in
      other.storage.withUnsafeBufferPointer { y in
        for i in 0..<x.count { change(&x[i], y[i]) }
      }
    }
  }

  /// Changes every element of this tensor and of a companion in place, beside those of `other`.
  ///
  /// - Parameters:
  ///   - companion: changed as well; the shape of this tensor.
  ///   - other: the shape of this tensor.
  ///   - change: what happens to a pair of elements.
  @inlinable
  @inline(__always)
  public mutating func update(
    and companion: inout Tensor, with other: Tensor,
    _ change: (inout Scalar, inout Scalar, Scalar) -> Void
  ) {
    precondition(
      shape == other.shape && shape == companion.shape,
      "update: shapes \(shape), \(companion.shape) and \(other.shape) differ")
    withUnsafeMutableScalars { x in
      companion.withUnsafeMutableScalars { v in
        other.storage.withUnsafeBufferPointer { y in
          for i in 0..<x.count { change(&x[i], &v[i], y[i]) }
        }
      }
    }
  }
}
