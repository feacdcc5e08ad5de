import Foundation
import Workbench

/// What this command prints: plain text everywhere, colour and passing lines on a terminal only.
struct Terminal {
  let isInteractive: Bool
  let hasColor: Bool

  init() {
    let environment = ProcessInfo.processInfo.environment
    isInteractive = isatty(1) == 1 && environment["TERM"] != "dumb"
    hasColor = isInteractive && environment["NO_COLOR", default: ""].isEmpty
  }

  /// Shows a line that the next one replaces; nil takes it away.
  func status(_ text: String?) {
    guard isInteractive else { return }
    write("\r\u{1B}[K" + (text ?? ""))
  }

  func print(_ text: String = "") { write(text + "\n") }

  /// Writes text as it is; where that cannot be done, says so on standard error and ends.
  func write(_ text: String) { StandardOutput.write(text, as: "grade") }

  func green(_ text: String) -> String { colored(text, 32) }
  func red(_ text: String) -> String { colored(text, 31) }
  func dim(_ text: String) -> String { colored(text, 2) }
  func bold(_ text: String) -> String { colored(text, 1) }

  private func colored(_ text: String, _ code: Int) -> String {
    hasColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
