import Foundation

/// A process started by this one and waited for, with its output drained and capped.
///
/// Its standard input is empty. Whatever it prints is read to the end, so that it never blocks, but only the first part
/// is kept. Nothing waits for the end of its output: a grandchild might hold the pipe open for ever.
public struct ChildProcess {
  /// What is to be run, and within which limits.
  public struct Request {
    /// The program and its arguments, the program's path first.
    public var command: [String]
    /// Variables to set on top of this process's own.
    public var environment: [String: String] = [:]
    /// The seconds after which it is stopped; never if nil.
    public var timeLimit: Double?
    /// Whether it gets a process group of its own, so that all its children can be stopped with it.
    public var isolated = true
    /// A variable of `environment` whose value no other process has: what the process leaves behind
    /// in sessions of its own is known by it, and ended on Linux.
    public var mark: String?
    /// The bytes of each stream that are kept.
    public var cap = 1 << 16
    /// The lines of output after which it is stopped; never if nil.
    public var lineLimit: Int?

    /// Describes what is to be run.
    ///
    /// - Parameter command: the program's path and its arguments.
    public init(_ command: [String]) {
      self.command = command
    }
  }

  /// A stream as far as it was kept.
  public struct Capture {
    /// The first part of what was written.
    public var bytes: [UInt8] = []
    /// How many bytes were written in all.
    public var total = 0
    /// How many lines were written in all.
    public var lines = 0

    /// What was kept, as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// How a process ended.
  public enum End: Equatable {
    /// It ended by itself with this status.
    case exited(Int32)
    /// It was ended by this signal.
    case signalled(Int32)
  }

  /// How it ended.
  public var end: End
  /// Whether it was stopped because its time was up.
  public var timedOut: Bool
  /// Whether it was stopped because it wrote too many lines.
  public var wroteTooMuch: Bool
  /// What it wrote to standard output.
  public var output: Capture
  /// What it wrote to standard error.
  public var errors: Capture
  /// What it wrote to descriptor 3.
  public var verdict: Capture

  /// Runs a process to its end.
  ///
  /// - Parameter request: what is to be run, and within which limits.
  /// - Throws: `ChildProcessError` if it cannot be started.
  public init(running request: Request) throws {
    var pipes: [Pipe] = []
    defer { for pipe in pipes { pipe.close() } }
    for _ in 0..<3 { pipes.append(try Pipe()) }
    if request.mark != nil { Orphans.adopt() }
    let id = try spawn(request, output: pipes[0], errors: pipes[1], verdict: pipes[2])
    for index in pipes.indices { pipes[index].closeWriting() }

    var captures = [Capture](repeating: Capture(), count: 3)
    var status: Int32 = 0
    var timedOut = false
    var wroteTooMuch = false
    let start = ContinuousClock.now
    var asked: ContinuousClock.Instant?
    while true {
      drain(pipes, into: &captures, cap: request.cap, milliseconds: 20)
      let ended = waitpid(id, &status, WNOHANG)
      if ended == id || (ended < 0 && errno != EINTR) { break }
      let now = ContinuousClock.now
      if let asked {
        if now - asked > .seconds(1) {
          _ = request.isolated ? killpg(id, SIGKILL) : kill(id, SIGKILL)
        }
      } else if let limit = request.lineLimit, captures[0].lines + captures[1].lines > limit {
        wroteTooMuch = true
        asked = now - .seconds(1)
      } else if let limit = request.timeLimit, now - start > .seconds(limit) {
        // SIGQUIT first: it makes the process say where it is.
        timedOut = true
        asked = now
        kill(id, SIGQUIT)
      }
    }
    // A last look: what was written before the end is in the pipes already.
    drain(pipes, into: &captures, cap: request.cap, milliseconds: 0)
    if request.isolated { killpg(id, SIGKILL) }
    if let mark = request.mark, let value = request.environment[mark] {
      Orphans.end(markedWith: "\(mark)=\(value)")
    }
    let signal = status & 0x7f
    self.end = signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
    self.timedOut = timedOut
    self.wroteTooMuch = wroteTooMuch
    self.output = captures[0]
    self.errors = captures[1]
    self.verdict = captures[2]
  }
}

/// A process that cannot be started.
public struct ChildProcessError: Error, CustomStringConvertible {
  /// One line that says what could not be done, and why.
  public let description: String

  init(_ what: String, _ code: Int32) {
    description = "\(what): \(String(cString: strerror(code)))"
  }
}

/// A pipe; the reading end does not block.
private struct Pipe {
  let reading: Int32
  private(set) var writing: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw ChildProcessError("cannot make a pipe", errno) }
    reading = ends[0]
    writing = ends[1]
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(reading, F_SETFL, O_NONBLOCK)
  }

  mutating func closeWriting() {
    if writing >= 0 { Foundation.close(writing) }
    writing = -1
  }

  func close() {
    if writing >= 0 { Foundation.close(writing) }
    Foundation.close(reading)
  }
}

private func spawn(
  _ request: ChildProcess.Request, output: Pipe, errors: Pipe, verdict: Pipe
) throws -> pid_t {
  #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
    var attributes: posix_spawnattr_t?
  #else
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
  #endif
  posix_spawn_file_actions_init(&actions)
  posix_spawnattr_init(&attributes)
  defer {
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
  posix_spawn_file_actions_adddup2(&actions, output.writing, 1)
  posix_spawn_file_actions_adddup2(&actions, errors.writing, 2)
  posix_spawn_file_actions_adddup2(&actions, verdict.writing, 3)

  // A terminal's program may have been started with signals ignored, and a child inherits that.
  var defaults = sigset_t()
  sigemptyset(&defaults)
  for signal in [SIGQUIT, SIGINT, SIGPIPE, SIGXCPU] { sigaddset(&defaults, signal) }
  var unblocked = sigset_t()
  sigemptyset(&unblocked)
  posix_spawnattr_setsigdefault(&attributes, &defaults)
  posix_spawnattr_setsigmask(&attributes, &unblocked)
  var flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
  if request.isolated {
    flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP
  }
  posix_spawnattr_setflags(&attributes, Int16(flags))
  posix_spawnattr_setpgroup(&attributes, 0)

  let environment = ProcessInfo.processInfo.environment.merging(request.environment) { $1 }
  let variables = environment.map { "\($0)=\($1)" }
  var id: pid_t = 0
  let code = withCStrings(request.command) { arguments in
    withCStrings(variables) { variables in
      posix_spawnp(&id, request.command[0], &actions, &attributes, arguments, variables)
    }
  }
  guard code == 0 else { throw ChildProcessError("cannot start \(request.command[0])", code) }
  return id
}

/// Calls `body` with a null-terminated array of C strings.
private func withCStrings<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let copies = strings.map { strdup($0) }
  defer { for copy in copies { free(copy) } }
  return body(copies + [nil])
}

/// Reads what lies in the pipes, waiting at most so long for something to come.
private func drain(
  _ pipes: [Pipe], into captures: inout [ChildProcess.Capture], cap: Int, milliseconds: Int32
) {
  var polls = pipes.map { pollfd(fd: $0.reading, events: Int16(POLLIN), revents: 0) }
  guard poll(&polls, nfds_t(polls.count), milliseconds) > 0 else { return }
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  var hasRead = false
  for index in polls.indices where polls[index].revents & Int16(POLLIN) != 0 {
    // A bounded number of reads, so that endless output cannot keep the clock from being looked at.
    for _ in 0..<64 {
      let count = read(pipes[index].reading, &buffer, buffer.count)
      guard count > 0 else { break }
      hasRead = true
      captures[index].total += count
      captures[index].lines += buffer[..<count].count { $0 == UInt8(ascii: "\n") }
      let room = max(0, cap - captures[index].bytes.count)
      captures[index].bytes += buffer[..<min(count, room)]
    }
  }
  // Closed pipes are always ready: without this the loop would spin until the process is gone.
  if !hasRead && milliseconds > 0 { usleep(5000) }
}
