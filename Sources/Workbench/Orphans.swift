import Foundation

/// The processes that a child of this one has left behind.
///
/// A process that has begun a session of its own is in no group that could be ended with its
/// parent's. On Linux it is known by a variable of its environment. Elsewhere it stays.
enum Orphans {
  /// Ends those that are left, and those that they leave in turn.
  ///
  /// - Parameter mark: a variable and its value that the child was started with, and nobody else.
  static func end(markedWith mark: String) {
    #if os(Linux)
      for _ in 0..<100 {
        let orphans = processes().filter { carries(mark, $0) }
        if orphans.isEmpty { return }
        for id in orphans { kill(id, SIGKILL) }
        usleep(1000)
      }
    #endif
  }

  #if os(Linux)
    private static func processes() -> [pid_t] {
      let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      return entries.compactMap { pid_t($0) }.filter { $0 != getpid() }
    }

    /// Whether a process has the variable; one that has ended, or is somebody else's, has none.
    private static func carries(_ mark: String, _ id: pid_t) -> Bool {
      guard let data = FileManager.default.contents(atPath: "/proc/\(id)/environ") else {
        return false
      }
      return data.split(separator: 0).contains { $0.elementsEqual(mark.utf8) }
    }
  #endif
}
