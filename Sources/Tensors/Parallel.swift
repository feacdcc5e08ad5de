import Dispatch
import Foundation

/// The number of cores that parallel loops spread over.
public let coreCount = max(1, ProcessInfo.processInfo.activeProcessorCount)

/// Runs `body` for every index below `count`, spread over the cores; returns when all are done.
///
/// Work is handed out in no fixed order. A sum over the iterations must be stored by index and
/// added up afterwards, so that the result is the same to the last digit whatever the number of
/// cores.
public func parallelFor(_ count: Int, _ body: @Sendable (Int) -> Void) {
  precondition(count >= 0, "parallelFor: \(count) iterations")
  if count <= 1 || coreCount == 1 {
    for i in 0..<count { body(i) }
  } else {
    DispatchQueue.concurrentPerform(iterations: count, execute: body)
  }
}

/// Cuts `0..<count` into blocks of `size` (the last may be shorter) and runs `body` for each,
/// spread over the cores.
///
/// - Parameters:
///   - size: the length of a block; one block or a single core runs on the calling thread.
///   - count: the length of the whole range.
///   - body: receives the range of a block.
public func parallelFor(
  blocksOf size: Int, in count: Int, _ body: @Sendable (Range<Int>) -> Void
) {
  precondition(size > 0 && count >= 0, "parallelFor: blocks of \(size) in \(count)")
  parallelFor((count + size - 1) / size) { block in
    body(block * size..<min(count, (block + 1) * size))
  }
}

/// The values of `body` for every index below `count`, in order, computed on all cores.
public func parallelMap<Value: Sendable>(
  _ count: Int, _ body: @Sendable (Int) -> Value
) -> [Value] {
  precondition(count >= 0, "parallelMap: \(count) values")
  return [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
    if let first = buffer.baseAddress {
      let slots = Slots(first: first)
      parallelFor(count) { i in (slots.first + i).initialize(to: body(i)) }
    }
    initialized = count
  }
}

/// Places that several cores write to, each to places of its own.
private struct Slots<Value>: @unchecked Sendable {
  let first: UnsafeMutablePointer<Value>
}
