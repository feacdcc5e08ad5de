import Foundation

/// Stops the program if a condition that the caller must keep is broken, and says which.
///
/// Swift's own `precondition` keeps quiet in an optimised build: the program ends without a word. Sightline is always
/// optimised and its readers make mistakes, so this one, which goes before Swift's wherever `Tensors` is imported,
/// prints its message in every build:
///
///     Tensors/MatrixProduct.swift:78: Fatal error: matmul: inner extents differ: [4, 6] times [5, 3]
///
/// - Parameters:
///   - condition: what must hold.
///   - message: the operation, what it expected and what it got; made only if it is needed.
///   - file: where the condition stands.
///   - line: where the condition stands.
@inlinable
public func precondition(
  _ condition: @autoclosure () -> Bool,
  _ message: @autoclosure () -> String = "a precondition does not hold",
  file: StaticString = #fileID, line: UInt = #line
) {
  if !condition() { reportAndStop(message(), file: file, line: line) }
}

/// Stops the program where it can only have come by mistake, and says why.
///
/// Swift's own `preconditionFailure` keeps quiet in an optimised build; see `precondition`.
///
/// - Parameters:
///   - message: the operation, what it expected and what it got.
///   - file: where the call stands.
///   - line: where the call stands.
@inlinable
public func preconditionFailure(
  _ message: @autoclosure () -> String = "this must not be reached",
  file: StaticString = #fileID, line: UInt = #line
) -> Never {
  reportAndStop(message(), file: file, line: line)
}

/// Prints the message of a broken precondition on standard error and traps.
@usableFromInline
@inline(never)
func reportAndStop(_ message: String, file: StaticString, line: UInt) -> Never {
  FileHandle.standardError.write(Data("\(file):\(line): Fatal error: \(message)\n".utf8))
  Swift.preconditionFailure(message)
}
