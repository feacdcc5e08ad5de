import Foundation
import Workbench

/// One line on standard error that shows how far a fetch has come; silent when no terminal is there
/// to see it.
final class ProgressLine {
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let clock = ContinuousClock()
  private var start: ContinuousClock.Instant?
  private var startBytes = 0
  private var shown: ContinuousClock.Instant?

  /// Shows a report in the form that fits it.
  func show(_ report: Fetcher.Report) {
    switch report {
    case .fetching(let file, let origin):
      start = nil
      shown = nil
      DataCommand.say("Fetching \(file) from \(origin)")
    case .progress(let file, let done, let total):
      guard isTerminal else { return }
      let now = clock.now
      if start == nil {
        start = now
        startBytes = done
      }
      let isLast = done == total
      if let shown, !isLast, shown.duration(to: now) < .milliseconds(100) { return }
      shown = now
      let seconds = start.map { $0.duration(to: now) / .seconds(1) } ?? 0
      let rate = seconds > 0.5 ? Double(done - startBytes) / seconds : nil
      write("\r\u{1B}[2K" + Self.line(file, done: done, total: total, rate: rate))
    case .checking(let file):
      clear()
      DataCommand.say("Checking \(file)")
    case .unpacking(let file):
      DataCommand.say("Unpacking \(file)")
    }
  }

  /// Takes the line away.
  func clear() {
    if isTerminal && shown != nil { write("\r\u{1B}[2K") }
    shown = nil
  }

  private func write(_ text: String) {
    StandardError.writePart(text)
  }

  /// The line itself, at most 79 columns wide.
  static func line(_ file: String, done: Int, total: Int?, rate: Double?) -> String {
    let megabyte = 1e6
    let have = String(format: "%.1f", Double(done) / megabyte)
    var tail = ""
    if let rate, rate > 0 {
      tail = String(format: ", %.1f MB/s", rate / megabyte)
      if let total, total > done {
        tail += String(format: ", %.0f s left", Double(total - done) / rate)
      }
    }
    guard let total, total > 0 else { return "  \(have) MB" + tail }
    let share = min(1, Double(done) / Double(total))
    let filled = Int(24 * share)
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: 24 - filled)
    let percent = String(format: "%3.0f", 100 * share)
    let all = String(format: "%.1f", Double(total) / megabyte)
    return "  \(percent) % [\(bar)] \(have) of \(all) MB" + tail
  }
}
