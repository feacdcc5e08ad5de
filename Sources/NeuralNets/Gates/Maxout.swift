import Tensors

/// Maxout: each unit is the largest of `k` pieces, each of which is an affine function of its own.
///
///     out_j = max over p of x_pj        dx_pj = dout_j if piece p was the largest, else 0
///
/// The gate only takes the maximum: the affine gate before it has `k` times as many outputs, and therefore `k` times
/// the parameters. With two pieces, one of them 0, it is ReLU; with `x` and `0.01 x` it is leaky ReLU.
///
/// Of pieces that tie, the first gets the whole gradient (the derivative does not exist there).
///
/// *Source:* Goodfellow, Warde-Farley, Mirza, Courville and Bengio, 2013; CS231n, lecture 6.
public enum Maxout {
  /// What backward needs to know of forward: which piece won.
  public struct Cache<Scalar: TensorScalar>: Sendable {
    let shape: [Int]
    /// The number of the winning piece of each output, stored as a scalar so that the loops stay vectors.
    let winner: Tensor<Scalar>
  }

  /// The largest of the `pieces` of each unit.
  ///
  /// - Parameters:
  ///   - x: shape `[N, pieces * M, ...]`: the first piece of all `M` units (or channels), then the second of all, ...
  ///   - pieces: how many pieces there are, 1 or more.
  /// - Returns: the output, shape `[N, M, ...]`, and what backward needs.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar>(
    _ x: Tensor<Scalar>, pieces: Int
  ) -> (out: Tensor<Scalar>, cache: Cache<Scalar>) {
    precondition(
      x.rank >= 2 && pieces >= 1 && x.shape[1] % pieces == 0,
      "maxout: expected [N, \(pieces) * M, ...] for \(pieces) pieces, got \(x.shape)")
    let shape = [x.shape[0], x.shape[1] / pieces] + x.shape.dropFirst(2)
    let units = shape.dropFirst().reduce(1, *)
    var winner = Tensor<Scalar>(zeros: shape)
    let out = Tensor<Scalar>(shape: shape) { out in
      winner.withUnsafeMutableScalars { winner in
        x.scalars.withUnsafeBufferPointer { x in
          for n in 0..<shape[0] {
            let best = UnsafeMutableBufferPointer(rebasing: out[n * units..<(n + 1) * units])
            let leader = UnsafeMutableBufferPointer(rebasing: winner[n * units..<(n + 1) * units])
            for p in 0..<pieces {
              let first = (n * pieces + p) * units
              let piece = UnsafeBufferPointer(rebasing: x[first..<first + units])
              if p == 0 {
                _ = best.update(from: piece)
              } else {
                keepLarger(piece, number: Scalar(p), best: best, leader: leader)
              }
            }
          }
        }
      }
    }
    return (out, Cache(shape: x.shape, winner: winner))
  }

  /// The gradient of the input, in its shape.
  ///
  /// - Parameters:
  ///   - dout: the upstream gradient, in the shape of the output.
  ///   - cache: what forward left.
  /// - Returns: `dx`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func backward<Scalar>(
    _ dout: Tensor<Scalar>, _ cache: Cache<Scalar>
  ) -> Tensor<Scalar> {
    let winner = cache.winner
    precondition(
      dout.shape == winner.shape,
      "maxout: expected upstream gradient \(winner.shape), got \(dout.shape)")
    let units = dout.shape.dropFirst().reduce(1, *)
    let pieces = cache.shape[1] / max(dout.shape[1], 1)
    return Tensor(shape: cache.shape) { dx in
      dout.scalars.withUnsafeBufferPointer { dout in
        winner.scalars.withUnsafeBufferPointer { winner in
          for n in 0..<cache.shape[0] {
            let upstream = UnsafeBufferPointer(rebasing: dout[n * units..<(n + 1) * units])
            let leader = UnsafeBufferPointer(rebasing: winner[n * units..<(n + 1) * units])
            for p in 0..<pieces {
              let first = (n * pieces + p) * units
              let number = Scalar(p)
              let piece = UnsafeMutableBufferPointer(rebasing: dx[first..<first + units])
              for j in piece.indices {
                let gradient = upstream[j]
                piece[j] = leader[j] == number ? gradient : 0
              }
            }
          }
        }
      }
    }
  }
}

/// Where `piece` is larger than `best`, takes its value and notes its number.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func keepLarger<Scalar: TensorScalar>(
  _ piece: UnsafeBufferPointer<Scalar>, number: Scalar,
  best: UnsafeMutableBufferPointer<Scalar>, leader: UnsafeMutableBufferPointer<Scalar>
) {
  for j in piece.indices {
    let (value, old, oldLeader) = (piece[j], best[j], leader[j])
    // What is not a number is passed on.
    let wins = value > old || value != value
    best[j] = wins ? value : old
    leader[j] = wins ? number : oldLeader
  }
}
