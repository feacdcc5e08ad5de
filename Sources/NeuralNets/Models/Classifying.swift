import Tensors

/// What gives each input a score for every class, and so can say which class it is.
public protocol Classifying<Scalar>: Sendable {
  /// The type of inputs and scores.
  associatedtype Scalar: TensorScalar

  /// The score of each class for each input.
  ///
  /// - Parameter x: the inputs, shape `[N, d1, ...]`.
  /// - Returns: shape `[N, C]`.
  func scores(for x: Tensor<Scalar>) -> Tensor<Scalar>
}

extension Classifying {
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
