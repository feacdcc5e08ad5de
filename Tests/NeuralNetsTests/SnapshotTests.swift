import Foundation
import NeuralNets
import Tensors
import Testing

/// A snapshot and a generator as bytes, and back: what a checkpoint file will do, in memory.
private struct SavedRun: Codable {
  private struct SavedTensor: Codable {
    let shape: [Int]
    let bytes: Data
  }

  private let tensors: [String: SavedTensor]
  private let books: TrainingSnapshot<Double>.Books
  let generator: SeededGenerator

  init(_ snapshot: TrainingSnapshot<Double>, _ generator: SeededGenerator) {
    tensors = snapshot.tensors.mapValues { tensor in
      SavedTensor(shape: tensor.shape, bytes: tensor.scalars.withUnsafeBytes { Data($0) })
    }
    (books, self.generator) = (snapshot.books, generator)
  }

  var snapshot: TrainingSnapshot<Double> {
    let tensors = tensors.mapValues { saved in
      var scalars = [Double](repeating: 0, count: saved.bytes.count / 8)
      _ = scalars.withUnsafeMutableBytes { saved.bytes.copyBytes(to: $0) }
      return Tensor(shape: saved.shape, scalars: scalars)
    }
    return TrainingSnapshot(tensors: tensors, books: books)
  }

  func writtenAndRead() throws -> SavedRun {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    return try PropertyListDecoder().decode(SavedRun.self, from: encoder.encode(self))
  }
}

@Suite("Snapshots of a training run")
struct SnapshotTests {
  private let data = clouds()
  private let validation = clouds(seed: 8)

  /// A solver with everything in it: running averages, random layers, a frozen one, momentum,
  /// rates that shrink and differ, a shuffled order in the middle of an epoch, a best model.
  private func freshSolver(seed: UInt64) -> Solver<Classifier<Double>> {
    var generator = SeededGenerator(seed: seed)
    let network = Network<Double>([
      AffineLayer(inputCount: 2, outputCount: 9, initialization: .he, using: &generator),
      RunningCentering(featureCount: 9), PReLULayer(unitCount: 9), SmallDropout(),
      Frozen(
        AffineLayer<Double>(
          inputCount: 9, outputCount: 9, initialization: .he, using: &generator)),
      AffineLayer(inputCount: 9, outputCount: 3, initialization: .he, using: &generator),
    ])
    let plan = SolverPlan(
      .steps(31), batches: .shuffled(13), regularizer: .l2(0.01), learningRateDecay: 0.9,
      accuracySamples: 20)
    return Solver(network, plan: plan) { key in
      if key.role == .bias { return SGD(learningRate: 0.05) }
      return Momentum(learningRate: 0.02)
    }
  }

  private func train(
    _ solver: inout Solver<Classifier<Double>>, using generator: inout SeededGenerator
  ) {
    solver.train(
      on: data.x, labels: data.labels, validation: validation, using: &generator)
  }

  @Test("written and read back bit for bit, training goes on as if never interrupted")
  func resumes() throws {
    var (solver, generator) = (freshSolver(seed: 1), SeededGenerator(seed: 2))
    _ = generator.normal()  // leaves a second one over, which belongs to the state
    train(&solver, using: &generator)
    let saved = SavedRun(solver.snapshot, generator)
    train(&solver, using: &generator)

    let read = try saved.writtenAndRead()
    #expect(read.snapshot == saved.snapshot)
    var resumed = freshSolver(seed: 3)
    var resumedGenerator = read.generator
    #expect(resumed.snapshot != read.snapshot)
    try resumed.restore(read.snapshot)
    #expect(resumed.snapshot == read.snapshot)
    train(&resumed, using: &resumedGenerator)

    #expect(resumed.history.losses.count == 62)
    #expect(resumed.history == solver.history)
    #expect(resumed.snapshot == solver.snapshot)
    #expect(resumedGenerator == generator)
  }

  @Test("holds every part under its name")
  func names() {
    var (solver, generator) = (freshSolver(seed: 1), SeededGenerator(seed: 2))
    train(&solver, using: &generator)
    let names = solver.snapshot.tensors.keys.filter { !$0.hasPrefix("best/") }.sorted()
    #expect(
      names == [
        "memory/0.weights/velocity", "memory/2.slope/velocity", "memory/5.weights/velocity",
        "parameters/0.bias", "parameters/0.weights", "parameters/1.bias", "parameters/2.slope",
        "parameters/5.bias", "parameters/5.weights", "state/1.mean", "state/4.bias",
        "state/4.weights",
      ])
    #expect(solver.best != nil)
    #expect(solver.snapshot.tensors.count == names.count + 9)
    #expect(solver.snapshot.books.learningRates["0.bias"] != 0.05)
  }

  @Test("of another model is refused by name, and changes nothing")
  func mismatches() throws {
    let whole = freshSolver(seed: 1).snapshot
    var solver = freshSolver(seed: 4)
    let before = solver.snapshot
    var (missing, surplus, other) = (whole, whole, whole)
    missing.tensors["state/1.mean"] = nil
    surplus.tensors["parameters/7.weights"] = [1]
    other.tensors["parameters/5.bias"] = [1]
    for (snapshot, name) in [
      (missing, "state/1.mean"), (surplus, "parameters/7.weights"), (other, "parameters/5.bias"),
    ] {
      let mismatch = #expect(throws: SnapshotMismatch.self) { try solver.restore(snapshot) }
      #expect(mismatch?.description.contains(name) == true)
      #expect(solver.snapshot == before)
    }
    try solver.restore(whole)
    #expect(solver.snapshot == whole)
  }
}
