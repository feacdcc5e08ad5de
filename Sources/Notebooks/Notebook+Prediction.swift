import Foundation

extension Notebook {
  /// How long a question waits for an answer, in seconds, before anybody has answered one.
  static let firstPatience = 8
  /// How long it waits once somebody has, so that there is time to think.
  private static let laterPatience = 30

  /// Lets the reader type a guess, if there is one to ask.
  ///
  /// - Returns: The guess, or nil when none was given.
  func askReader() -> String? {
    // A program in the background would be stopped by reading from its terminal.
    guard asksReader, tcgetpgrp(STDIN_FILENO) == getpgrp() else { return nil }
    print(renderer.prompt("your guess, or just return (goes on in \(patience) s): "))
    var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    let answers = poll(&request, 1, Int32(patience * 1000))
    if answers > 0, let line = readLine() {
      patience = Self.laterPatience
      let guess = line.trimmingCharacters(in: .whitespaces).prefix(200)
      return guess.isEmpty ? nil : String(guess)
    }
    // Nobody is there: the later questions will not wait.
    asksReader = false
    print("\n")
    return nil
  }
}

extension TerminalRenderer {
  /// A line that the reader answers on.
  func prompt(_ text: String) -> String {
    "           " + StyledText(text, .dim).rendered(usesColor: terminal.usesColor)
  }
}
