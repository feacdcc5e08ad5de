import Foundation
import Tensors
import Testing

@Suite("Broken preconditions")
struct PreconditionTests {
  @Test("say in an optimised build too what was expected and what came")
  func message() async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = matmul(Tensor<Double>(zeros: [4, 6]), Tensor<Double>(zeros: [5, 3]))
    }
    let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(said.hasPrefix("Tensors/MatrixProduct.swift:"))
    #expect(said.contains("Fatal error: matmul: inner extents differ: [4, 6] times [5, 3]\n"))
  }

  @Test("speak where a place must not be reached")
  func failure() async {
    expectSaid(
      "TensorsTests/PreconditionTests.swift:",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        preconditionFailure("a fifth season")
      })
    expectSaid(
      "Fatal error: a fifth season",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        preconditionFailure("a fifth season")
      })
  }

  @Test("speak of shapes that no tensor can have")
  func shapes() async {
    expectSaid(
      "Tensor: negative extent in shape [-1, 3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor<Float>(zeros: [-1, 3])
      })
    expectSaid(
      "Tensor: negative extent in shape [-2, -3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var generator = SeededGenerator(seed: 1)
        _ = Tensor<Float>(randomNormal: [-2, -3], using: &generator)
      })
    expectSaid(
      "Tensor: negative extent in shape [-1]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor<Double>(linspace: 0, 1, shape: [-1])
      })
    expectSaid(
      "Tensor: shape [4294967296, 4294967296] has more elements than can be counted",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor<Double>(zeros: [1 << 32, 1 << 32])
      })
    expectSaid(
      "Tensor: shape [1073741824, 1048576] has 1125899906842624 elements, and memory has room for",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor<Float>(ones: [1 << 30, 1 << 20])
      })
    expectSaid(
      "reshaped: negative extent in shape [-2, -3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor<Float>(zeros: [6]).reshaped(to: [-2, -3])
      })
    expectSaid(
      "Tensor: the rows of this literal have different shapes [[2], [1]]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = [[1, 2], [3]] as Tensor<Float>
      })
  }

  @Test("name the operation that was called")
  func operations() async {
    expectSaid(
      "max: there are no elements in shape [0, 3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor<Float>(zeros: [0, 3]).max()
      })
    expectSaid(
      "min: there are no elements in shape [0]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor<Float>(zeros: [0]).min()
      })
    expectSaid(
      "argmin: no elements to choose from along axis 0 of shape [0, 3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor<Float>(zeros: [0, 3]).argmin(axis: 0)
      })
    expectSaid(
      "standardDeviation: no axis 2 in shape [1, 3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor<Float>(zeros: [1, 3]).standardDeviation(axis: 2)
      })
    expectSaid(
      "+=: shapes [2] and [3] do not broadcast",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var x: Tensor<Float> = [1, 2]
        x += [1, 2, 3]
      })
    expectSaid(
      "integers: -1 below 5",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var generator = SeededGenerator(seed: 1)
        _ = generator.integers(-1, below: 5)
      })
  }

  /// Swift's own `precondition`, which an optimised build makes dumb, is what a file gets that
  /// does not import Tensors.
  @Test("are those of Tensors in every file that states one")
  func everywhere() throws {
    let silent = ["Tensors/", "Course/"]  // Course needs no module, and is not optimised
    let files = try SpecializationTests.files().filter { file in
      !silent.contains { file.path.hasPrefix($0) }
    }
    #expect(files.count > 100)
    let stating = files.filter {
      $0.text.contains(/\b(precondition(Failure)?|fatalError|assert)\(/)
    }
    #expect(stating.count > 20)
    for (path, text) in stating where !text.contains(/\bimport Tensors\b/) {
      Issue.record("\(path) states a precondition, and must import Tensors to have it speak")
    }
  }

  private func expectSaid(
    _ words: String, _ result: ExitTest.Result?, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(said.contains(words), sourceLocation: sourceLocation)
  }
}
