import Tensors

/// A rule by which a parameter follows its gradient downhill.
///
/// A rule belongs to one parameter, because it may remember that parameter's past (a velocity, an
/// average): give each parameter a copy of its own. Rules are values, so a copy is a fresh start.
public protocol UpdateRule<Scalar>: Sendable {
  /// The type of the parameter's elements.
  associatedtype Scalar: TensorScalar

  /// How far a step goes; schedules change it between steps.
  var learningRate: Double { get set }

  /// What the rule remembers of its parameter's past, by name, so that a checkpoint can keep it;
  /// empty before the first step. A single number, such as a count of steps, is a tensor of rank 0.
  ///
  /// A rule that remembers nothing need not implement it.
  var memory: [String: Tensor<Scalar>] { get set }

  /// Takes one step.
  ///
  /// - Parameters:
  ///   - parameter: what is learned; changed in place.
  ///   - gradient: the gradient of the loss, in the parameter's shape.
  mutating func update(_ parameter: inout Tensor<Scalar>, gradient: Tensor<Scalar>)

  /// Takes one step down the gradient of loss and penalty together.
  ///
  /// A rule implements it where it can add the penalty's gradient in its own pass over memory.
  /// Without it the gradient is added first, in a pass of its own, and the other `update` called.
  ///
  /// - Parameters:
  ///   - parameter: what is learned; changed in place.
  ///   - gradient: the gradient of the loss without the penalty, in the parameter's shape.
  ///   - regularizer: the penalty.
  mutating func update(
    _ parameter: inout Tensor<Scalar>, gradient: Tensor<Scalar>, regularizer: Regularizer)
}

extension UpdateRule {
  /// Nothing.
  public var memory: [String: Tensor<Scalar>] {
    get { [:] }
    set {}
  }

  /// Adds the gradient of the penalty, then takes the step.
  public mutating func update(
    _ parameter: inout Tensor<Scalar>, gradient: Tensor<Scalar>, regularizer: Regularizer
  ) {
    var whole = gradient
    regularizer.addGradient(at: parameter, to: &whole)
    update(&parameter, gradient: whole)
  }
}

/// Gradient descent: `x -= learningRate * dx`; stochastic when the gradient comes from a
/// mini-batch.
public struct SGD<Scalar: TensorScalar>: UpdateRule {
  /// How far a step goes along the negative gradient.
  public var learningRate: Double

  /// Creates the rule.
  public init(learningRate: Double) {
    self.learningRate = learningRate
  }

  /// Takes one step down the gradient.
  public mutating func update(_ parameter: inout Tensor<Scalar>, gradient: Tensor<Scalar>) {
    update(&parameter, gradient: gradient, regularizer: .none)
  }

  /// Takes one step down the gradient of loss and penalty, in one pass over memory.
  public mutating func update(
    _ parameter: inout Tensor<Scalar>, gradient: Tensor<Scalar>, regularizer: Regularizer
  ) {
    checkUpdate(parameter.shape, gradient.shape)
    descend(
      &parameter, gradient: gradient, rate: Scalar(learningRate), regularizer: regularizer)
  }
}

/// Gradient descent with momentum: `v = momentum * v - learningRate * dx`, then `x += v`.
///
/// This is the form of the course's assignments. The lectures and PyTorch write `v = momentum * v +
/// dx` and `x -= learningRate * v`: as long as the learning rate stays the same, `x` takes the same
/// steps.
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

  /// The velocity.
  public var memory: [String: Tensor<Scalar>] {
    get {
      guard let velocity else { return [:] }
      return ["velocity": velocity]
    }
    set { velocity = newValue["velocity"] }
  }

  /// Accelerates down the gradient and moves on.
  public mutating func update(_ parameter: inout Tensor<Scalar>, gradient: Tensor<Scalar>) {
    update(&parameter, gradient: gradient, regularizer: .none)
  }

  /// Accelerates down the gradient of loss and penalty and moves on, in one pass over memory.
  public mutating func update(
    _ parameter: inout Tensor<Scalar>, gradient: Tensor<Scalar>, regularizer: Regularizer
  ) {
    checkUpdate(parameter.shape, gradient.shape)
    var v = velocity ?? Tensor(zeros: parameter.shape)
    velocity = nil  // hands the storage over: it is changed in place, not copied
    checkUpdate(parameter.shape, v.shape)
    accelerate(
      &parameter, velocity: &v, gradient: gradient, rate: Scalar(learningRate),
      momentum: Scalar(momentum), regularizer: regularizer)
    velocity = v
  }
}

private func checkUpdate(_ parameter: [Int], _ gradient: [Int]) {
  precondition(parameter == gradient, "update: parameter \(parameter) but gradient \(gradient)")
}

@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func descend<Scalar: TensorScalar>(
  _ x: inout Tensor<Scalar>, gradient: Tensor<Scalar>, rate: Scalar, regularizer: Regularizer
) {
  let factor = -rate
  let pull = Regularizer.Pull<Scalar>(of: regularizer)
  if pull.isNone {
    x.update(with: gradient) { x, dx in x += factor * dx }
  } else {
    let (decay, l1) = (pull.decay, pull.l1)
    x.update(with: gradient) { x, dx in
      let sign: Scalar = x > 0 ? 1 : x < 0 ? -1 : 0
      x += factor * (dx + (decay * x + l1 * sign))
    }
  }
}

@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func accelerate<Scalar: TensorScalar>(
  _ x: inout Tensor<Scalar>, velocity: inout Tensor<Scalar>, gradient: Tensor<Scalar>,
  rate: Scalar, momentum: Scalar, regularizer: Regularizer
) {
  let pull = Regularizer.Pull<Scalar>(of: regularizer)
  if pull.isNone {
    x.update(and: &velocity, with: gradient) { x, v, dx in
      v = momentum * v - rate * dx
      x += v
    }
  } else {
    let (decay, l1) = (pull.decay, pull.l1)
    x.update(and: &velocity, with: gradient) { x, v, dx in
      let sign: Scalar = x > 0 ? 1 : x < 0 ? -1 : 0
      v = momentum * v - rate * (dx + (decay * x + l1 * sign))
      x += v
    }
  }
}
