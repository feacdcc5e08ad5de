import Tensors

/// A linear classifier: the score of a class is the dot product of the input with that class's
/// column of weights, plus that class's bias.
///
///     scores = x w + b        the prediction is the class with the highest score
///
/// A column of the weights is a template: the input of a given length that it scores highest points
/// the same way.
///
/// *Source:* CS231n, lecture 2 and assignment 1, `linear_classifier.py`.
public struct LinearClassifier<Scalar: TensorScalar>: Model, Classifying {
  /// Its one layer.
  public var layer: AffineLayer<Scalar>

  /// What training minimises.
  public var loss: ClassificationLoss

  /// Whether the bias is learned; it stays as it is when the inputs carry a column of ones instead.
  public var learnsBias: Bool

  /// Creates a classifier from its weights and bias.
  public init(
    weights: Tensor<Scalar>, bias: Tensor<Scalar>, loss: ClassificationLoss,
    learnsBias: Bool = true
  ) {
    layer = AffineLayer(weights: weights, bias: bias)
    (self.loss, self.learnsBias) = (loss, learnsBias)
  }

  /// Creates a classifier with small random weights and no bias, ready to be trained.
  ///
  /// - Parameters:
  ///   - inputCount: the numbers in one input, D.
  ///   - classCount: the classes to tell apart, C.
  ///   - loss: what training minimises.
  ///   - weightScale: the standard deviation of the weights.
  ///   - learnsBias: whether the bias is learned; not with the bias trick.
  ///   - generator: where the random weights come from.
  public init(
    inputCount: Int, classCount: Int, loss: ClassificationLoss, weightScale: Double = 1e-3,
    learnsBias: Bool = true, using generator: inout some RandomSource
  ) {
    self.init(
      weights: Tensor(
        randomNormal: [inputCount, classCount], standardDeviation: weightScale, using: &generator),
      bias: Tensor(zeros: [classCount]), loss: loss, learnsBias: learnsBias)
  }

  /// The weights, shape `[D, C]`: a column, the template, for each class.
  public var weights: Tensor<Scalar> {
    get { layer.weights }
    set { layer.weights = newValue }
  }

  /// The bias of each class, shape `[C]`.
  public var bias: Tensor<Scalar> {
    get { layer.bias }
    set { layer.bias = newValue }
  }

  /// The numbers in one input, D.
  public var inputCount: Int { weights.shape[0] }

  /// The classes to tell apart, C.
  public var classCount: Int { weights.shape[1] }

  /// The score of each class for each input.
  ///
  /// - Parameter x: the inputs, shape `[N, D]`, or `[N, d1, ...]` with `d1 * d2 * ... = D`.
  /// - Returns: shape `[N, C]`.
  public func scores(for x: Tensor<Scalar>) -> Tensor<Scalar> {
    layer.output(for: x)
  }

  /// Shows the weights, and the bias if it is learned.
  public mutating func visitParameters(_ visit: (inout Tensor<Scalar>, ParameterKey) -> Void) {
    let learnsBias = learnsBias
    layer.visitParameters { if $1.role != .bias || learnsBias { visit(&$0, $1) } }
  }

  /// Shows the bias if it is not learned.
  public mutating func visitState(_ visit: (inout Tensor<Scalar>, String) -> Void) {
    let learnsBias = learnsBias
    layer.visitParameters { if $1.role == .bias && !learnsBias { visit(&$0, $1.path) } }
  }
}
