import Foundation
import Tensors

/// Tells the reader how far a long piece of work has come.
///
/// It draws only on a terminal, at most ten times a second. It may be advanced from any thread.
public final class ProgressBar: @unchecked Sendable {
  // All that changes is guarded by the lock.
  private let lock = NSLock()
  private var done = 0
  private var lastDrawn = -Double.infinity
  private let total: Int
  private let title: String
  private let width: @Sendable () -> Int
  private var drawnWidth = 0
  private let start = ProgressBar.now
  private let owner = pthread_self()
  private let draw: (@Sendable (String) -> Void)?
  private let onInterruption: @Sendable () -> Void

  init(
    _ title: String, total: Int, width: @escaping @Sendable () -> Int,
    draw: (@Sendable (String) -> Void)?,
    onInterruption: @escaping @Sendable () -> Void
  ) {
    self.title = title
    self.total = max(1, total)
    self.width = width
    self.draw = draw
    self.onInterruption = onInterruption
  }

  /// Says that some more of the work is done.
  ///
  /// - Parameter count: How many of its steps.
  public func advance(by count: Int = 1) {
    // Other threads only count: the lesson's own will stop soon enough.
    if Interruption.isRequested, pthread_equal(owner, pthread_self()) != 0 { onInterruption() }
    lock.lock()
    defer { lock.unlock() }
    done += count
    guard let draw else { return }
    let time = Self.now
    guard time - lastDrawn >= 0.1 else { return }
    lastDrawn = time
    let width = width()
    draw(
      atStart(width)
        + Self.line(title, done: done, total: total, elapsed: time - start, width: width))
  }

  /// Replaces the bar by one line that says how long the work took.
  func finish() {
    lock.lock()
    defer { lock.unlock() }
    guard let draw else { return }
    let line = "  \(title)  \(duration(Self.now - start))"
    let width = width()
    draw(atStart(width) + line.padded(to: width - 1) + "\n")
  }

  /// Removes the bar, because the work was broken off.
  func erase() {
    let width = width()
    draw?(atStart(width) + String(repeating: " ", count: width - 1) + "\r")
  }

  /// Goes to where the bar begins, and removes what a window made narrower has wrapped.
  private func atStart(_ width: Int) -> String {
    defer { drawnWidth = width }
    guard width < drawnWidth else { return "\r" }
    let rows = (drawnWidth - 2) / max(1, width)
    return "\r" + (rows > 0 ? "\u{1B}[\(rows)A" : "") + "\u{1B}[J"
  }

  /// One line that shows the state of the work, exactly one column narrower than the terminal.
  static func line(_ title: String, done: Int, total: Int, elapsed: Double, width: Int) -> String {
    let share = min(1, max(0, Double(done) / Double(total)))
    var label = "  \(title)"
    var excess = label.displayWidth - width / 2
    while excess > 0, let last = label.popLast() { excess -= last.displayWidth }
    let left = share > 0.01 && elapsed > 0.5 ? duration(elapsed / share - elapsed) + " left" : ""
    let end = "\(Int(share * 100)) %".padded(to: 5, alignsRight: true) + "  " + left.padded(to: 14)
    let room = max(4, min(30, width - 1 - label.displayWidth - 4 - end.displayWidth))
    let eighths = Int(share * Double(room * 8))
    let blocks = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    let bar = String(repeating: "█", count: eighths / 8) + blocks[eighths % 8]
    let line = "\(label)  \(bar.padded(to: room))  \(end)"
    return String(line.prefix(width - 1)).padded(to: width - 1)
  }

  private static var now: Double {
    Double(DispatchTime.now().uptimeNanoseconds) / 1e9
  }
}
