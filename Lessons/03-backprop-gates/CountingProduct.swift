import Tensors

/// A matrix product in three loops that counts what it does.
struct CountingProduct {
  /// How many multiplications there were so far.
  private(set) var count = 0

  /// `a b`, for `a` of shape `[N, K]` and `b` of shape `[K, M]`.
  mutating func product(
    _ a: Tensor<Double>, _ b: Tensor<Double>
  ) -> Tensor<Double> {
    var out = Tensor<Double>(zeros: [a.shape[0], b.shape[1]])
    for n in 0..<a.shape[0] {
      for m in 0..<b.shape[1] {
        for k in 0..<a.shape[1] {
          out[n, m] += a[n, k] * b[k, m]
          count += 1
        }
      }
    }
    return out
  }
}
