import Tensors

/// All that a training run needs to go on as if it had never been interrupted, apart from the
/// random generator, which is the caller's.
///
/// Numbers are tensors under names, so that a file can hold them for other programs to read:
///
///     parameters/3.weights             what is learned
///     state/1.mean                     what is remembered, such as running averages
///     memory/3.weights/velocity        what update rules remember
///     best/parameters/3.weights        the best model so far, if one was kept
public struct TrainingSnapshot<Scalar: TensorScalar>: Sendable, Equatable {
  /// The tensors by name.
  public var tensors: [String: Tensor<Scalar>]

  /// The books of the run.
  public var books: Books

  /// Puts a snapshot together, as from a file.
  public init(tensors: [String: Tensor<Scalar>], books: Books) {
    (self.tensors, self.books) = (tensors, books)
  }

  /// What a run has written down beside its tensors.
  public struct Books: Sendable, Equatable, Codable {
    /// What has happened so far.
    public var history: TrainingHistory
    /// The passes over the data that are complete.
    public var epoch: Int
    /// The learning rate of each parameter's rule, by the parameter's path.
    public var learningRates: [String: Double]
    /// The order of the examples in this epoch, if they are shuffled.
    var order: [Int]
    /// The watch over the loss.
    var divergence: DivergenceStop?
  }
}

/// What keeps a snapshot from being taken up: it belongs to another model.
public struct SnapshotMismatch: Error, Equatable, CustomStringConvertible {
  /// What does not fit, and what to do.
  public let description: String
}

extension Solver {
  /// All that is needed to go on later; the random generator must be kept beside it.
  public var snapshot: TrainingSnapshot<M.Scalar> {
    var tensors = Self.tensors(of: model, under: "")
    if let best { tensors.merge(Self.tensors(of: best, under: "best/")) { $1 } }
    for (path, rule) in rules {
      for (name, value) in rule.memory { tensors["memory/\(path)/\(name)"] = value }
    }
    let books = TrainingSnapshot<M.Scalar>.Books(
      history: history, epoch: epoch, learningRates: rules.mapValues(\.learningRate),
      order: order, divergence: divergence)
    return TrainingSnapshot(tensors: tensors, books: books)
  }

  /// Takes up a run where a snapshot was made of it.
  ///
  /// The solver must have been made like the one of the snapshot: the same kind of model, of the
  /// same sizes, the same plan and rules.
  ///
  /// - Parameter snapshot: where the run was.
  /// - Throws: `SnapshotMismatch` if a tensor is missing, is left over or has another shape; the
  ///   solver is then as it was before.
  public mutating func restore(_ snapshot: TrainingSnapshot<M.Scalar>) throws {
    var restored = self
    var left = snapshot.tensors
    try Self.fill(&restored.model, from: &left, under: "")
    restored.best = nil
    if left.keys.contains(where: { $0.hasPrefix("best/") }) {
      var best = restored.model
      try Self.fill(&best, from: &left, under: "best/")
      restored.best = best
    }
    for path in rules.keys {
      let prefix = "memory/\(path)/"
      var memory: [String: Tensor<M.Scalar>] = [:]
      for name in left.keys where name.hasPrefix(prefix) {
        memory[String(name.dropFirst(prefix.count))] = left.removeValue(forKey: name)
      }
      restored.rules[path]?.memory = memory
      guard let rate = snapshot.books.learningRates[path] else {
        throw SnapshotMismatch(description: "the snapshot has no learning rate for \(path)")
      }
      restored.rules[path]?.learningRate = rate
    }
    if let name = left.keys.min() {
      throw SnapshotMismatch(
        description: "the snapshot has a tensor \(name), for which this solver has no place")
    }
    (restored.history, restored.epoch) = (snapshot.books.history, snapshot.books.epoch)
    (restored.order, restored.divergence) = (snapshot.books.order, snapshot.books.divergence)
    self = restored
  }

  private static func tensors(of model: M, under prefix: String) -> [String: Tensor<M.Scalar>] {
    var tensors: [String: Tensor<M.Scalar>] = [:]
    for (value, key) in model.parameters { tensors["\(prefix)parameters/\(key)"] = value }
    for (value, path) in model.state { tensors["\(prefix)state/\(path)"] = value }
    return tensors
  }

  /// Gives every tensor of the model its value, and takes it off the list.
  private static func fill(
    _ model: inout M, from tensors: inout [String: Tensor<M.Scalar>], under prefix: String
  ) throws {
    var mismatch: SnapshotMismatch?
    var left = tensors
    func take(_ name: String, into tensor: inout Tensor<M.Scalar>) {
      guard let value = left.removeValue(forKey: name) else {
        mismatch = mismatch ?? SnapshotMismatch(description: "the snapshot has no tensor \(name)")
        return
      }
      guard value.shape == tensor.shape else {
        mismatch =
          mismatch
          ?? SnapshotMismatch(
            description: "\(name): expected shape \(tensor.shape), the snapshot has \(value.shape)")
        return
      }
      tensor = value
    }
    model.visitParameters { take("\(prefix)parameters/\($1)", into: &$0) }
    model.visitState { take("\(prefix)state/\($1)", into: &$0) }
    tensors = left
    if let mismatch { throw mismatch }
  }
}
