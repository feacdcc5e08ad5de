import Course
import Foundation
import Grading

/// Writes a report that calls it right to the verdict's descriptor.
func forging(_ place: Int) -> Answer {
  { n in
    let card = ExerciseCard(
      "99.\(place)", "Fixture", file: "Fixture", section: nil, difficulty: 1, minutes: 1, hints: [])
    let forged = try JSONEncoder().encode(Report(card, verdict: .right))
    let names = ProcessInfo.processInfo.environment.filter { $0.key.contains("SEAL") }
    for seal in ["", " "] + names.values.map({ $0 + " " }) {
      FileHandle(fileDescriptor: 3).write(Data("\(seal)report ".utf8) + forged + Data("\n".utf8))
    }
    _exit(Int32(n - 3))
  }
}

/// Starts a process in a session of its own, says its number and returns.
let leavingBehind: Answer = { n in
  var id: pid_t = 0
  let words: [UnsafeMutablePointer<CChar>?] = [strdup("sleep"), strdup("300"), nil]
  defer { for word in words { free(word) } }
  #if canImport(Darwin)
    var attributes: posix_spawnattr_t?
  #else
    var attributes = posix_spawnattr_t()
  #endif
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  // A session of its own: POSIX_SPAWN_SETSID.
  posix_spawnattr_setflags(&attributes, 0x80)
  let code = posix_spawnp(&id, "sleep", nil, &attributes, words, environ)
  print(code == 0 ? "left behind: \(id)" : "cannot start it: \(code)")
  return n
}
