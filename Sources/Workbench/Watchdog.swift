import Foundation

/// Ends a process when the one that started it is gone, even if that one was killed.
///
/// It is a shell that waits for the end of a pipe, which only the starting process holds open. It
/// sends SIGINT, to which SwiftPM answers by ending its compilers.
struct Watchdog {
  let id: pid_t
  let leash: Int32

  /// Watches over a process; nil if the system has no room for another one.
  init?(over process: pid_t) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // In a group of its own: what ends the terminal's programs must not end it first.
    let started = spawn(
      ["/bin/sh", "-c", "read line; kill -INT \"$0\"", "\(process)"],
      descriptors: [ends[0], nil, nil], ownGroup: true)
    close(ends[0])
    guard case .success(let id) = started else {
      close(ends[1])
      return nil
    }
    (self.id, leash) = (id, ends[1])
  }

  /// Stops watching.
  func dismiss() {
    kill(id, SIGKILL)
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    close(leash)
  }
}
