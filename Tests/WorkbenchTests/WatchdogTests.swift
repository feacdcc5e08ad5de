import Foundation
import Testing

@testable import Workbench

@Suite("The watchdog")
struct WatchdogTests {
  private func sleeper() throws -> pid_t {
    try spawn(["/bin/sleep", "60"], descriptors: [nil, nil, nil], ownGroup: true).get()
  }

  @Test("ends a process when the one that started it is gone")
  func ends() throws {
    let id = try sleeper()
    let watchdog = try #require(Watchdog(over: id))
    // What the system does when this process is gone, however that goes.
    close(watchdog.leash)
    var status: Int32 = 0
    #expect(waitpid(id, &status, 0) == id)
    #expect(status & 0x7f == SIGINT)
    // A child that nobody asks for would keep the exit tests from hearing of theirs.
    #expect(waitpid(watchdog.id, &status, 0) == watchdog.id)
  }

  @Test("does nothing once it is dismissed")
  func dismissed() throws {
    let id = try sleeper()
    let watchdog = try #require(Watchdog(over: id))
    watchdog.dismiss()
    usleep(300_000)
    var status: Int32 = 0
    #expect(waitpid(id, &status, WNOHANG) == 0)
    kill(id, SIGKILL)
    waitpid(id, &status, 0)
  }
}
