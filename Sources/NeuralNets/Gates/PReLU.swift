import Tensors

/// The parametric rectified linear unit: a leaky ReLU whose slope on the negative side is learned.
///
///     out = x where x > 0, else slope * x
///     dx = dout where x > 0, else slope * dout        dslope = sum of dout * x where x <= 0
///
/// There is one slope for all inputs, or one for each channel: of `[N, C, H, W]` each of the `C` maps has its own, of
/// `[N, M]` each unit. At 0 exactly the gradient is that of the negative side, as in PyTorch.
///
/// *Source:* He, Zhang, Ren and Sun, 2015; CS231n, lecture 6.
public enum PReLU {
  /// What backward needs to know of forward.
  public struct Cache<Scalar: TensorScalar>: Sendable {
    let x: Tensor<Scalar>
    let slopes: Tensor<Scalar>
  }

  /// The gradient of the loss with respect to each variable, in that variable's shape.
  public struct Gradients<Scalar: TensorScalar>: Sendable {
    /// The gradient of the input.
    public let dx: Tensor<Scalar>
    /// The gradient of the slopes, shape `[1]` or `[C]`.
    public let dslopes: Tensor<Scalar>
  }

  /// `out = x` where `x > 0`, else `slope * x`.
  ///
  /// - Parameters:
  ///   - x: shape `[N, C, ...]`; any shape if there is one slope only.
  ///   - slopes: shape `[1]` or `[C]`, often begun with 0.25.
  /// - Returns: the output, in the shape of `x`, and what backward needs.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar>(
    _ x: Tensor<Scalar>, slopes: Tensor<Scalar>
  ) -> (out: Tensor<Scalar>, cache: Cache<Scalar>) {
    precondition(
      slopes.shape == [1] || (x.rank >= 2 && slopes.shape == [x.shape[1]]),
      "prelu: expected one slope, or one for each channel of \(x.shape), got \(slopes.shape)")
    // Multiplied by 1 or by its slope, each element.
    var out = factors(x, slopes)
    out.update(with: x) { factor, x in factor *= x }
    return (out, Cache(x: x, slopes: slopes))
  }

  /// The gradients of the input and of the slopes.
  ///
  /// - Parameters:
  ///   - dout: the upstream gradient, in the shape of the output.
  ///   - cache: what forward left.
  /// - Returns: a gradient for each, in its shape.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func backward<Scalar>(
    _ dout: Tensor<Scalar>, _ cache: Cache<Scalar>
  ) -> Gradients<Scalar> {
    let (x, slopes) = (cache.x, cache.slopes)
    precondition(
      dout.shape == x.shape, "prelu: expected upstream gradient \(x.shape), got \(dout.shape)")
    var dx = factors(x, slopes)
    dx.update(with: dout) { factor, dout in factor *= dout }
    let slopeTerms = Tensor(dout, x) { dout, x in (x > 0 ? 0 : x) * dout }
    if slopes.count == 1 {
      return Gradients(dx: dx, dslopes: Tensor([slopeTerms.sum()]))
    }
    let maps = slopeTerms.reshaped(to: [x.shape[0], slopes.count, channelSize(x, slopes)])
    let examples = maps.shape[2] == 1 ? slopeTerms : maps.sum(axis: 2)
    return Gradients(dx: dx, dslopes: examples.sum(axis: 0))
  }
}

/// How many numbers of an example share a slope; if there is one slope only, all.
private func channelSize<Scalar>(_ x: Tensor<Scalar>, _ slopes: Tensor<Scalar>) -> Int {
  slopes.count == 1 ? x.count : x.shape.dropFirst(2).reduce(1, *)
}

/// For each element the factor that its sign calls for: 1, or the slope of its channel.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func factors<Scalar: TensorScalar>(
  _ x: Tensor<Scalar>, _ slopes: Tensor<Scalar>
) -> Tensor<Scalar> {
  let size = channelSize(x, slopes)
  // Slopes of single units lie beside each other: then the loop runs along a whole example.
  let length = size == 1 ? slopes.count : size
  return Tensor(shape: x.shape) { out in
    x.scalars.withUnsafeBufferPointer { x in
      slopes.scalars.withUnsafeBufferPointer { slopes in
        for (run, start) in stride(from: 0, to: x.count, by: max(length, 1)).enumerated() {
          let x = UnsafeBufferPointer(rebasing: x[start..<start + length])
          let out = UnsafeMutableBufferPointer(rebasing: out[start..<start + length])
          if size == 1 {
            for i in out.indices {
              let slope = slopes[i]
              out[i] = x[i] > 0 ? 1 : slope
            }
          } else {
            let slope = slopes[run % slopes.count]
            for i in out.indices { out[i] = x[i] > 0 ? 1 : slope }
          }
        }
      }
    }
  }
}
