import Tensors

/// A linear classifier: the score of a class is the dot product of the input with that class's column of weights, plus
/// that class's bias.
///
///     scores = x w + b        the prediction is the class with the highest score
///
/// A column of the weights is a template: the input of a given length that it scores highest points the same way.
///
/// *Source:* CS231n, lecture 2 and assignment 1, `linear_classifier.py`.
public struct LinearClassifier<Scalar: TensorScalar>: Sendable {
  /// The weights, shape `[D, C]`: a column, the template, for each class.
  public var weights: Tensor<Scalar>

  /// The bias of each class, shape `[C]`.
  public var bias: Tensor<Scalar>

  /// What training minimises.
  public var loss: ClassificationLoss

  /// Whether the bias is learned; it stays as it is when the inputs carry a column of ones instead.
  public var learnsBias: Bool

  /// Creates a classifier from its weights and bias.
  public init(
    weights: Tensor<Scalar>, bias: Tensor<Scalar>, loss: ClassificationLoss,
    learnsBias: Bool = true
  ) {
    precondition(
      weights.rank == 2 && bias.shape == [weights.shape[1]],
      "LinearClassifier: weights \(weights.shape) but bias \(bias.shape)")
    (self.weights, self.bias, self.loss) = (weights, bias, loss)
    self.learnsBias = learnsBias
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

  /// The numbers in one input, D.
  public var inputCount: Int { weights.shape[0] }

  /// The classes to tell apart, C.
  public var classCount: Int { weights.shape[1] }
}

// MARK: - Prediction

extension LinearClassifier {
  /// The score of each class for each input.
  ///
  /// - Parameter x: the inputs, shape `[N, D]`, or `[N, d1, ...]` with `d1 * d2 * ... = D`.
  /// - Returns: shape `[N, C]`.
  public func scores(for x: Tensor<Scalar>) -> Tensor<Scalar> {
    Affine.forward(x, weights: weights, bias: bias).out
  }

  /// The class with the highest score for each input; the smallest of them if several are.
  public func predict(_ x: Tensor<Scalar>) -> [Int] {
    scores(for: x).argmax(axis: 1)
  }

  /// The share of inputs whose prediction is their label, from 0 to 1.
  public func accuracy(on x: Tensor<Scalar>, labels: [Int]) -> Double {
    precondition(
      x.rowCount == labels.count && !labels.isEmpty,
      "accuracy: \(x.rowCount) inputs but \(labels.count) labels")
    let correct = zip(predict(x), labels).count { $0 == $1 }
    return Double(correct) / Double(labels.count)
  }
}
