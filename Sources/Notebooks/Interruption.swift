import Foundation

/// Ctrl-C and its like: the first asks the lesson to stop at its next step, the second ends it at once.
enum Interruption {
  /// The signal that asked the lesson to stop; 0 as long as none has.
  ///
  /// Written by the signal handler and read by the lesson: one word, never torn.
  nonisolated(unsafe) private static var received: Int32 = 0

  /// Whether somebody sees what the handler says.
  nonisolated(unsafe) private static var isWatched = false

  /// Whether the lesson has been asked to stop.
  static var isRequested: Bool { received != 0 }

  /// Whether the terminal that the lesson writes to is gone.
  static var isHangup: Bool { received == SIGHUP }

  /// The exit status that names the signal, as shells count: 130 after Ctrl-C.
  static var exitStatus: Int32 { 128 + received }

  /// Begins to listen; called once, when a lesson starts.
  static func prepare() {
    isWatched = isatty(STDERR_FILENO) == 1
    signal(SIGPIPE, SIG_DFL)
    for number in [SIGINT, SIGTERM] { listen(to: number) }
    // `nohup` starts a program that ignores hangups, and it shall stay so.
    let former = signal(SIGHUP, SIG_DFL)
    if unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
      signal(SIGHUP, SIG_IGN)
    } else {
      listen(to: SIGHUP)
    }
  }

  private static func listen(to number: Int32) {
    signal(number) { Interruption.request($0) }
  }

  /// Only calls that are safe inside a signal handler.
  private static func request(_ number: Int32) {
    received = number
    signal(number, SIG_DFL)
    guard number == SIGINT, isWatched else { return }
    let line: StaticString =
      "\nStopping at the next step. Press Ctrl-C again to stop at once.\n"
    _ = write(STDERR_FILENO, line.utf8Start, line.utf8CodeUnitCount)
  }
}
