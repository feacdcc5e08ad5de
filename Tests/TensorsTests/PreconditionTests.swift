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
}
