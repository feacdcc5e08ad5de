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
    /// Whether it is asked to end, by SIGINT, when this process is gone, be it killed.
    public var endsWithParent = false
    /// The signal that is sent when the time is up, a second before SIGKILL.
    public var firstSignal = SIGQUIT
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
    let started = spawn(
      request.command, environment: request.environment,
      descriptors: [nil] + pipes.map(\.writing), ownGroup: request.isolated)
    for index in pipes.indices { pipes[index].closeWriting() }
    let id: pid_t
    switch started {
    case .success(let number): id = number
    case .failure(let error):
      throw ChildProcessError("cannot start \(request.command[0])", error.code)
    }
    let watchdog = request.endsWithParent ? Watchdog(over: id) : nil
    defer { watchdog?.dismiss() }

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
        // SIGQUIT makes a Swift process say where it is, SIGINT lets others tidy up.
        timedOut = true
        asked = now
        kill(id, request.firstSignal)
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

/// Starts a program in this process's folder, with signals as they are by default.
///
/// - Parameters:
///   - command: the program and its arguments.
///   - environment: variables to set on top of this process's own.
///   - descriptors: what become its descriptors 0, 1, 2 and so on; `/dev/null` for nil.
///   - ownGroup: whether it gets a process group of its own.
/// - Returns: its number, or the system's error number.
func spawn(
  _ command: [String], environment: [String: String] = [:], descriptors: [Int32?], ownGroup: Bool
) -> Result<pid_t, SystemError> {
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
  for (number, descriptor) in descriptors.enumerated() {
    if let descriptor {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
    } else {
      let mode = number == 0 ? O_RDONLY : O_WRONLY
      posix_spawn_file_actions_addopen(&actions, Int32(number), "/dev/null", mode, 0)
    }
  }

  // A terminal's program may have been started with signals ignored, and a child inherits that.
  var defaults = sigset_t()
  sigemptyset(&defaults)
  for signal in [SIGQUIT, SIGINT, SIGTERM, SIGPIPE, SIGXCPU] { sigaddset(&defaults, signal) }
  var unblocked = sigset_t()
  sigemptyset(&unblocked)
  posix_spawnattr_setsigdefault(&attributes, &defaults)
  posix_spawnattr_setsigmask(&attributes, &unblocked)
  var flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
  if ownGroup { flags |= POSIX_SPAWN_SETPGROUP }
  posix_spawnattr_setflags(&attributes, Int16(flags))
  posix_spawnattr_setpgroup(&attributes, 0)

  let merged = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  let variables = merged.map { "\($0)=\($1)" }
  var id: pid_t = 0
  let code = withCStrings(command) { arguments in
    withCStrings(variables) { variables in
      posix_spawnp(&id, command[0], &actions, &attributes, arguments, variables)
    }
  }
  return code == 0 ? .success(id) : .failure(SystemError(code: code))
}

/// What the system says when it refuses something.
struct SystemError: Error {
  /// The system's error number.
  let code: Int32
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
