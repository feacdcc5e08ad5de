import Synchronization
import Tensors
import Testing

@Suite("Work spread over the cores")
struct ParallelTests {
  @Test("visits every index once", arguments: [0, 1, 2, 100, 1001])
  func indices(_ count: Int) {
    let visits = Mutex([Int](repeating: 0, count: count))
    parallelFor(count) { i in visits.withLock { $0[i] += 1 } }
    #expect(visits.withLock { $0 } == [Int](repeating: 1, count: count))
  }

  @Test("cuts a range into blocks that leave nothing out", arguments: [1, 3, 7, 100])
  func blocks(_ size: Int) {
    let visits = Mutex([Int](repeating: 0, count: 20))
    parallelFor(blocksOf: size, in: 20) { block in
      visits.withLock { for i in block { $0[i] += 1 } }
      precondition(block.count <= size)
    }
    #expect(visits.withLock { $0 } == [Int](repeating: 1, count: 20))
  }

  @Test("puts the values in order, also those that own memory")
  func values() {
    #expect(parallelMap(1000) { $0 * $0 } == (0..<1000).map { $0 * $0 })
    #expect(parallelMap(50) { [$0] } == (0..<50).map { [$0] })
    #expect(parallelMap(0) { $0 } == [])
  }

  @Test("may be spread again from within")
  func nested() {
    let sums = parallelMap(8) { i in parallelMap(8) { i * $0 }.reduce(0, +) }
    #expect(sums == (0..<8).map { $0 * 28 })
  }

  @Test("refuses blocks of nothing")
  func contracts() async {
    await #expect(processExitsWith: .failure) { parallelFor(blocksOf: 0, in: 3) { _ in } }
  }
}
