import Foundation

#if os(Linux)
  import CProcesses
#endif

/// The processes that a child of this one has left behind.
///
/// A process that has begun a session of its own is in no group that could be ended with its
/// parent's. On Linux this process adopts it when its parent is gone, and knows it by a variable
/// of its environment or by its session. Elsewhere it stays.
enum Orphans {
  /// Makes this process the one that adopts them, before it starts a child.
  static func adopt() {
    #if os(Linux)
      _ = sightline_adopt_orphans()
    #endif
  }

  /// Ends those that were adopted, and those that they leave in turn.
  ///
  /// - Parameter mark: a variable and its value that the child was started with, and nobody else.
  static func end(markedWith mark: String) {
    #if os(Linux)
      for _ in 0..<100 {
        let orphans = children().filter { carries(mark, $0) }
        if orphans.isEmpty { return }
        for id in orphans {
          kill(id, SIGKILL)
          var status: Int32 = 0
          waitpid(id, &status, 0)
        }
      }
    #endif
  }

  #if os(Linux)
    /// The processes whose parent is this one, those that have ended and wait to be asked included.
    private static func children() -> [pid_t] {
      let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      return entries.compactMap { pid_t($0) }.filter { id in
        guard let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
          let end = text.lastIndex(of: ")")
        else { return false }
        // After the name: the state, and the parent.
        let fields = text[end...].split(separator: " ")
        return fields.count > 2 && pid_t(fields[2]) == getpid()
      }
    }

    private static func carries(_ mark: String, _ id: pid_t) -> Bool {
      guard let data = FileManager.default.contents(atPath: "/proc/\(id)/environ") else {
        return false
      }
      return data.split(separator: 0).contains { $0.elementsEqual(mark.utf8) }
    }
  #endif
}
