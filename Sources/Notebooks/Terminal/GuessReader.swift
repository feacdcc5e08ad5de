import Foundation

/// Reads a guess from the terminal, key by key, so that the first key can stop the clock.
struct GuessReader {
  /// How the waiting ended.
  enum Ending: Sendable {
    /// With Return.
    case entered
    /// Without a key.
    case timedOut
    /// The terminal is gone.
    case closed
    /// With Ctrl-C or its like.
    case interrupted
  }

  /// What stands before the reader's words.
  var mark: String
  /// The columns of the terminal.
  var width: Int
  /// Writes to the terminal.
  var print: (String) -> Void

  /// Waits for a guess.
  ///
  /// What was typed before is no answer to this question and is dropped.
  ///
  /// - Parameter patience: The seconds to wait for a first key; after it there is no limit.
  /// - Returns: What was typed, even if only half of it, and how the waiting ended.
  func read(patience: Int) -> (guess: String?, ending: Ending) {
    tcflush(STDIN_FILENO, TCIFLUSH)
    var line = GuessLine()
    let ending = KeyByKey.run { mode in
      print(line.shown(after: mark, width: width))
      return wait(for: &line, patience: Double(patience), mode)
    }
    print("\n")
    return (line.guess, ending)
  }

  private func wait(for line: inout GuessLine, patience: Double, _ mode: KeyByKey) -> Ending {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(patience)
    var isTyping = false
    while true {
      if Interruption.isRequested { return .interrupted }
      if !isTyping, clock.now >= deadline { return .timedOut }
      var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      // Short waits: a signal that comes just before one is noticed after it.
      let count = poll(&request, 1, 100)
      if count < 0 && !Interruption.isRequested {
        // Perhaps the program was stopped and goes on: the shell may have changed the terminal.
        mode.begin()
        print(line.shown(after: mark, width: width))
      }
      guard count > 0 else { continue }
      guard let keys = Self.keys() else { return .closed }
      isTyping = true
      line.take(keys)
      print(line.shown(after: mark, width: width))
      if line.isEntered { return .entered }
    }
  }

  /// What was typed since the last question stopped waiting, with Return or without.
  static func typedAhead() -> String? {
    var line = GuessLine()
    KeyByKey.run { _ in
      var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      while !line.isEntered, poll(&request, 1, 0) > 0, let keys = keys() { line.take(keys) }
    }
    return line.guess
  }

  /// The bytes that the terminal has, or nil when it is gone.
  private static func keys() -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = Foundation.read(STDIN_FILENO, &bytes, bytes.count)
    return count > 0 ? Array(bytes[..<count]) : nil
  }
}

/// The terminal's mode in which each key arrives at once and is not echoed.
struct KeyByKey {
  private let former: termios

  /// Does something in this mode.
  ///
  /// - Parameter body: What to do.
  /// - Returns: What `body` returns.
  @discardableResult
  static func run<Result>(_ body: (KeyByKey) -> Result) -> Result {
    var former = termios()
    tcgetattr(STDIN_FILENO, &former)
    let mode = KeyByKey(former: former)
    mode.begin()
    defer { mode.end() }
    return body(mode)
  }

  /// Goes into the mode, or back into it.
  func begin() {
    var settings = former
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
    withUnsafeMutableBytes(of: &settings.c_cc) { controls in
      controls[Int(VMIN)] = 1
      controls[Int(VTIME)] = 0
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &settings)
  }

  private func end() {
    var settings = former
    tcsetattr(STDIN_FILENO, TCSANOW, &settings)
  }
}
