import Tensors

/// Where batches come from: examples that are counted, and made into a batch when they are needed.
///
/// What is done to examples on their way, such as mirroring half of the pictures, is done in
/// `batch`, which may draw random numbers for it.
public protocol BatchSource<Batch>: Sendable {
  /// What a model learns from at once.
  associatedtype Batch: Sendable

  /// How many examples there are.
  var count: Int { get }

  /// The loss of a guess, such as ln C among C classes; 0 if there is no such thing.
  ///
  /// A loss that starts below it may rise to three times this much before training counts as
  /// diverged.
  var chanceLoss: Double { get }

  /// The batch of some examples.
  ///
  /// - Parameters:
  ///   - rows: which examples, each a number below `count`; one may come more than once.
  ///   - generator: where random numbers come from.
  /// - Returns: the batch.
  func batch(_ rows: [Int], using generator: inout some RandomSource) -> Batch
}

extension BatchSource {
  /// No loss of a guess is known.
  public var chanceLoss: Double { 0 }
}
