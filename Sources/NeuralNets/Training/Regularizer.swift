import Tensors

/// A preference among weights that fit the data alike: a penalty on their size, added to the loss.
///
///     penalty = l2 * Σ w² + l1 * Σ |w|        gradient = 2 * l2 * w + l1 * sign(w)
///
/// This is the convention of the course's first assignment. Its second one, and weight decay as
/// most libraries have it, halves the squares, `l2 / 2 * Σ w²` with gradient `l2 * w`:
/// `.l2(reg, halved: true)`.
///
/// Only weights are regularised, never a bias. With the bias trick the bias is a row of the weights
/// and is regularised like the others, as in the course.
public struct Regularizer: Sendable, Equatable {
  /// The strength of the penalty on the squares.
  public var l2: Double

  /// The strength of the penalty on the absolute values.
  public var l1: Double

  /// Whether the squares count half, `l2 / 2 * Σ w²`.
  public var isHalved: Bool

  /// Whether L1 acts through `proximalStep`, which reaches exact zeros, instead of through its
  /// gradient.
  public var isProximal = false

  /// The largest norm that the weights of a unit may have after a step; nil for no limit.
  ///
  /// `project` says which weights belong to a unit.
  public var maxNorm: Double?

  /// Creates a regulariser from its strengths; the named ones below say more.
  public init(
    l2: Double = 0, l1: Double = 0, isHalved: Bool = false, isProximal: Bool = false,
    maxNorm: Double? = nil
  ) {
    precondition(
      l2 >= 0 && l1 >= 0 && (maxNorm ?? 1) > 0,
      "regularizer: strengths must not be negative, got l2 \(l2), l1 \(l1)")
    (self.l2, self.l1, self.isHalved) = (l2, l1, isHalved)
    (self.isProximal, self.maxNorm) = (isProximal, maxNorm)
  }

  /// No preference.
  public static let none = Regularizer()

  /// `strength * Σ w²`, or half of it: prefers many small weights to few large ones.
  public static func l2(_ strength: Double, halved: Bool = false) -> Regularizer {
    Regularizer(l2: strength, isHalved: halved)
  }

  /// `strength * Σ |w|`: prefers few weights to many.
  ///
  /// - Parameters:
  ///   - strength: the factor of the sum.
  ///   - proximal: whether to shrink the weights after each step instead of adding to the gradient;
  ///     only then do they become exactly zero.
  /// - Returns: the regulariser.
  public static func l1(_ strength: Double, proximal: Bool = false) -> Regularizer {
    Regularizer(l1: strength, isProximal: proximal)
  }

  /// `strength * Σ (beta * w² + |w|)`, the elastic net; `beta` weighs the part of the squares, as
  /// in the lectures.
  public static func elasticNet(
    _ strength: Double, beta: Double, halved: Bool = false, proximal: Bool = false
  ) -> Regularizer {
    Regularizer(l2: strength * beta, l1: strength, isHalved: halved, isProximal: proximal)
  }

  /// No penalty, but after each step the weights of a unit that are longer than `norm` are scaled
  /// back to that length.
  public static func maxNorm(_ norm: Double) -> Regularizer {
    Regularizer(maxNorm: norm)
  }
}

// MARK: - Penalty and gradient

extension Regularizer {
  /// The factor of a weight in the gradient of the squares: `2 * l2`, or `l2` when halved.
  var decay: Double { isHalved ? l2 : 2 * l2 }

  /// What is added to the loss for these weights.
  public func penalty<Scalar: TensorScalar>(of weights: Tensor<Scalar>) -> Scalar {
    let squares = l2 == 0 ? 0 : Scalar(decay / 2) * weights.dot(weights)
    let magnitudes = l1 == 0 ? 0 : Scalar(l1) * weights.absolute().sum()
    return squares + magnitudes
  }

  /// The gradient of the penalty, in the shape of the weights; at 0 the absolute value counts as
  /// flat.
  public func gradient<Scalar: TensorScalar>(at weights: Tensor<Scalar>) -> Tensor<Scalar> {
    var gradient = Tensor<Scalar>(zeros: weights.shape)
    addGradient(at: weights, to: &gradient)
    return gradient
  }

  /// Adds the gradient of the penalty to the gradient of the data loss; the L1 part not if it is
  /// proximal.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func addGradient<Scalar: TensorScalar>(
    at weights: Tensor<Scalar>, to gradient: inout Tensor<Scalar>
  ) {
    precondition(
      weights.shape == gradient.shape,
      "regularizer: weights \(weights.shape) but gradient \(gradient.shape)")
    let pull = Pull<Scalar>(of: self)
    if pull.isNone { return }
    let (decay, l1) = (pull.decay, pull.l1)
    gradient.update(with: weights) { gradient, w in
      let sign: Scalar = w > 0 ? 1 : w < 0 ? -1 : 0
      gradient += decay * w + l1 * sign
    }
  }

  /// The factors of a weight and of its sign in the penalty's gradient, `decay * w + l1 * sign(w)`,
  /// for an update rule to add in its own pass over memory.
  ///
  /// The rule writes the sum out: a function in another file is not specialised, and a hundred times
  /// slower.
  struct Pull<Scalar: TensorScalar> {
    let decay: Scalar
    let l1: Scalar

    init(of regularizer: Regularizer) {
      decay = Scalar(regularizer.decay)
      l1 = regularizer.isProximal ? 0 : Scalar(regularizer.l1)
    }

    /// Whether it adds nothing to any gradient.
    var isNone: Bool { decay == 0 && l1 == 0 }
  }
}

// MARK: - After a step

extension Regularizer {
  /// What remains to be done after a gradient step of this learning rate: the proximal step and the
  /// projection.
  public func finishStep<Scalar: TensorScalar>(
    on weights: inout Tensor<Scalar>, learningRate: Double
  ) {
    if isProximal && l1 > 0 {
      Self.shrink(&weights, by: Scalar(learningRate * l1))
    }
    if let maxNorm {
      Self.project(&weights, maxNorm: Scalar(maxNorm))
    }
  }

  /// Soft thresholding, the exact minimum over v of `(v - w)² / 2 + amount * |v|`: each weight
  /// moves towards zero by `amount` and stops there.
  ///
  /// With `amount = learningRate * l1` it is L1's proximal step. The gradient step jumps over zero
  /// and back for ever; this one stays there.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func shrink<Scalar: TensorScalar>(
    _ weights: inout Tensor<Scalar>, by amount: Scalar
  ) {
    weights.update { w in w = w > amount ? w - amount : w < -amount ? w + amount : 0 }
  }

  /// Scales the weights of each unit that are longer than `maxNorm` to that length.
  ///
  /// The weights of one unit are a *column* of `[D, M]`, as an affine layer has them, but a *row*
  /// of `[F, C, H, W]`, the filter of a convolution, and of every other shape of rank 3 or more.
  ///
  /// - Parameters:
  ///   - weights: shape `[D, M]`, or `[F, ...]` of rank 3 or more; changed in place.
  ///   - maxNorm: the largest length allowed.
  public static func project<Scalar: TensorScalar>(
    _ weights: inout Tensor<Scalar>, maxNorm: Scalar
  ) {
    precondition(
      weights.rank >= 2,
      "max-norm: expected weights [D, M] or [F, C, H, W], got \(weights.shape)")
    if weights.rank == 2 {
      projectColumns(&weights, maxNorm: maxNorm)
    } else {
      projectRows(&weights, maxNorm: maxNorm)
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private static func projectRows<Scalar: TensorScalar>(
    _ weights: inout Tensor<Scalar>, maxNorm: Scalar
  ) {
    let (rows, size) = (weights.rowCount, weights.rowSize)
    weights.withUnsafeMutableScalars { w in
      for row in 0..<rows {
        var square: Scalar = 0
        for i in row * size..<(row + 1) * size { square += w[i] * w[i] }
        if square <= maxNorm * maxNorm { continue }
        let factor = maxNorm / square.squareRoot()
        for i in row * size..<(row + 1) * size { w[i] *= factor }
      }
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private static func projectColumns<Scalar: TensorScalar>(
    _ weights: inout Tensor<Scalar>, maxNorm: Scalar
  ) {
    let units = weights.shape[1]
    var squares = [Scalar](repeating: 0, count: units)
    weights.withUnsafeMutableScalars { w in
      for start in stride(from: 0, to: w.count, by: max(1, units)) {
        for j in 0..<units { squares[j] += w[start + j] * w[start + j] }
      }
      let factors = squares.map { $0 > maxNorm * maxNorm ? maxNorm / $0.squareRoot() : 1 }
      if factors.allSatisfy({ $0 == 1 }) { return }
      for start in stride(from: 0, to: w.count, by: max(1, units)) {
        for j in 0..<units { w[start + j] *= factors[j] }
      }
    }
  }
}
