import Foundation

/// Ctrl-C: the first one asks the lesson to stop at its next step, the second ends it at once.
enum Interruption {
  /// Whether the reader has pressed Ctrl-C.
  ///
  /// Written by the signal handler and read by the lesson: one word, never torn.
  nonisolated(unsafe) private(set) static var isRequested = false

  /// Whether somebody sees what the handler says.
  nonisolated(unsafe) private static var isWatched = false

  /// Begins to listen; called once, when a lesson starts.
  static func prepare() {
    isWatched = isatty(STDERR_FILENO) == 1
    signal(SIGPIPE, SIG_DFL)
    signal(SIGINT) { _ in
      Interruption.request()
    }
  }

  /// Only calls that are safe inside a signal handler.
  private static func request() {
    isRequested = true
    signal(SIGINT, SIG_DFL)
    guard isWatched else { return }
    let line: StaticString =
      "\nStopping at the next step. Press Ctrl-C again to stop at once.\n"
    _ = write(STDERR_FILENO, line.utf8Start, line.utf8CodeUnitCount)
  }
}
