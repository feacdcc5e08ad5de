import Foundation

/// What a check with one seed need not find out again for another answer: numerical gradients of
/// the reference, and what the known mistakes give.
final class CheckMemory: @unchecked Sendable {
  private let lock = NSLock()
  private var gradients: [String: NumericalGradient] = [:]
  private var known: [KnownMistake]?

  /// The numerical gradient of this name; it is made if it is not known.
  func gradient(_ name: String, _ make: () -> NumericalGradient) -> NumericalGradient {
    if let known = lock.withLock({ gradients[name] }) { return known }
    let made = make()
    lock.withLock { gradients[name] = made }
    return made
  }

  /// The known mistakes; they are asked if they have not been yet.
  func mistakes(_ ask: () -> [KnownMistake]) -> [KnownMistake] {
    if let known = lock.withLock({ known }) { return known }
    let asked = ask()
    lock.withLock { known = asked }
    return asked
  }
}

/// What is remembered of one exercise while many answers to it are graded in one process, as its
/// own tests do.
final class ExerciseMemory: @unchecked Sendable {
  private let lock = NSLock()
  private var checks: [UInt64: CheckMemory] = [:]

  /// What is remembered of the check with this seed; a few seeds are kept.
  subscript(seed: UInt64) -> CheckMemory {
    lock.withLock {
      if let known = checks[seed] { return known }
      if checks.count >= 4 { checks.removeAll() }
      let memory = CheckMemory()
      checks[seed] = memory
      return memory
    }
  }
}
