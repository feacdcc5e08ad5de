import Tensors

/// Inputs with the class of each.
public struct LabeledExamples<Scalar: TensorScalar>: BatchSource {
  /// The inputs, shape `[N, d1, ...]`.
  public let x: Tensor<Scalar>

  /// The class of each input.
  public let labels: [Int]

  /// How many classes there are.
  public let classCount: Int

  /// Puts inputs and labels together.
  ///
  /// - Parameters:
  ///   - x: the inputs, shape `[N, d1, ...]`.
  ///   - labels: the class of each.
  ///   - classCount: how many classes there are; nil for one more than the highest label.
  public init(_ x: Tensor<Scalar>, labels: [Int], classCount: Int? = nil) {
    precondition(
      x.rowCount == labels.count, "examples: \(x.rowCount) inputs but \(labels.count) labels")
    (self.x, self.labels) = (x, labels)
    self.classCount = classCount ?? (labels.max() ?? 0) + 1
  }

  /// How many examples there are.
  public var count: Int { labels.count }

  /// ln C: the cross-entropy of a guess among C classes.
  public var chanceLoss: Double { Double.log(Double(max(2, classCount))) }

  /// These examples; nothing is drawn.
  public func batch(
    _ rows: [Int], using generator: inout some RandomSource
  ) -> LabeledBatch<Scalar> {
    LabeledBatch(self, rows: rows)
  }
}

/// Some of the labelled examples, to be learned from at once.
///
/// Inputs are copied when they are asked for, not before: a model that works through a batch in
/// parts copies each part when its turn comes, into a cache that is still warm when it is read.
public struct LabeledBatch<Scalar: TensorScalar>: Sendable {
  private let examples: LabeledExamples<Scalar>
  private let rows: [Int]?

  /// A batch of some examples, in this order; one may come more than once.
  public init(_ examples: LabeledExamples<Scalar>, rows: [Int]) {
    (self.examples, self.rows) = (examples, rows)
  }

  /// A batch of all these inputs, shape `[N, d1, ...]`, with the class of each.
  public init(_ x: Tensor<Scalar>, labels: [Int]) {
    (examples, rows) = (LabeledExamples(x, labels: labels), nil)
  }

  /// How many examples are in the batch.
  public var count: Int { rows?.count ?? examples.count }

  /// The inputs, shape `[count, d1, ...]`.
  public var x: Tensor<Scalar> {
    guard let rows else { return examples.x }
    return examples.x.gathering(rows: rows)
  }

  /// The class of each input.
  public var labels: [Int] {
    guard let rows else { return examples.labels }
    return rows.map { examples.labels[$0] }
  }

  /// A part of the batch: its examples at these places.
  public subscript(places: Range<Int>) -> LabeledBatch {
    guard let rows else { return LabeledBatch(examples, rows: Array(places)) }
    return LabeledBatch(examples, rows: Array(rows[places]))
  }
}
