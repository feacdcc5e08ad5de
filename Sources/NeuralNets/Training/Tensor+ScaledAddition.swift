import Tensors

extension Tensor {
  /// `self += other * factor` in one pass over memory.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  mutating func add(_ other: Tensor, times factor: Scalar) {
    update(with: other) { x, y in x += factor * y }
  }
}
