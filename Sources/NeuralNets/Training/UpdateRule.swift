import Tensors

/// A rule by which a parameter follows its gradient downhill.
///
/// A rule belongs to one parameter, because it may remember that parameter's past (a velocity, an average): give
/// each parameter a copy of its own. Rules are values, so a copy is a fresh start.
public protocol UpdateRule<Scalar>: Sendable {
  /// The type of the parameter's elements.
  associatedtype Scalar: TensorScalar

  /// How far a step goes; schedules change it between steps.
  var learningRate: Double { get set }

  /// Takes one step.
  ///
  /// - Parameters:
  ///   - parameter: what is learned; changed in place.
  ///   - gradient: the gradient of the loss, in the parameter's shape.
  mutating func update(_ parameter: inout Tensor<Scalar>, gradient: Tensor<Scalar>)
}

/// Gradient descent: `x -= learningRate * dx`; stochastic when the gradient comes from a mini-batch.
public struct SGD<Scalar: TensorScalar>: UpdateRule {
  /// How far a step goes along the negative gradient.
  public var learningRate: Double

  /// Creates the rule.
  public init(learningRate: Double) {
    self.learningRate = learningRate
  }

  /// Takes one step down the gradient.
  public mutating func update(_ parameter: inout Tensor<Scalar>, gradient: Tensor<Scalar>) {
    checkUpdate(parameter.shape, gradient.shape)
    parameter.add(gradient, times: -Scalar(learningRate))
  }
}

/// Gradient descent with momentum: `v = momentum * v - learningRate * dx`, then `x += v`.
///
/// This is the form of the course's assignments. The lectures and PyTorch write `v = momentum * v + dx` and
/// `x -= learningRate * v`: as long as the learning rate stays the same, `x` takes the same steps.
public struct Momentum<Scalar: TensorScalar>: UpdateRule {
  /// How much of the gradient enters the velocity.
  public var learningRate: Double

  /// How much of the velocity is kept from step to step, 0.9 by custom; it weighs the old velocity.
  public var momentum: Double

  /// The velocity, in the parameter's shape; nil, which counts as zero, before the first step.
  public var velocity: Tensor<Scalar>?

  /// Creates the rule, at rest unless a velocity is given.
  public init(learningRate: Double, momentum: Double = 0.9, velocity: Tensor<Scalar>? = nil) {
    (self.learningRate, self.momentum, self.velocity) = (learningRate, momentum, velocity)
  }

  /// Accelerates down the gradient and moves on.
  public mutating func update(_ parameter: inout Tensor<Scalar>, gradient: Tensor<Scalar>) {
    checkUpdate(parameter.shape, gradient.shape)
    var v = velocity ?? Tensor(zeros: parameter.shape)
    velocity = nil  // hands the storage over: it is changed in place, not copied
    checkUpdate(parameter.shape, v.shape)
    accelerate(
      &parameter, velocity: &v, gradient: gradient, rate: Scalar(learningRate),
      momentum: Scalar(momentum))
    velocity = v
  }
}

private func checkUpdate(_ parameter: [Int], _ gradient: [Int]) {
  precondition(parameter == gradient, "update: parameter \(parameter) but gradient \(gradient)")
}

@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func accelerate<Scalar: TensorScalar>(
  _ x: inout Tensor<Scalar>, velocity: inout Tensor<Scalar>, gradient: Tensor<Scalar>,
  rate: Scalar, momentum: Scalar
) {
  x.withUnsafeMutableScalars { x in
    velocity.withUnsafeMutableScalars { v in
      gradient.scalars.withUnsafeBufferPointer { dx in
        for i in x.indices {
          v[i] = momentum * v[i] - rate * dx[i]
          x[i] += v[i]
        }
      }
    }
  }
}
