import Tensors

extension Tensor {
  /// `self += other * factor` in one pass over memory.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  mutating func add(_ other: Tensor, times factor: Scalar) {
    precondition(shape == other.shape, "add: shapes \(shape) and \(other.shape) differ")
    withUnsafeMutableScalars { x in
      other.scalars.withUnsafeBufferPointer { y in
        for i in x.indices { x[i] += factor * y[i] }
      }
    }
  }
}
