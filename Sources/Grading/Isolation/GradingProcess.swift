#if canImport(Darwin)
  @preconcurrency import Darwin
#else
  @preconcurrency import Glibc
#endif
import Course
import Foundation

/// The whole of a lesson's grading executable: grades one exercise within limits, or draws its picture, and writes what comes
/// of it to descriptor 3.
///
/// It is started by `Grader`, with the exercise's number, whose answer to grade or `draw`, the bytes and the seconds of
/// processor time that may be used, and a seed or how to draw.
package enum GradingProcess {
  /// The variable that names the folder to work in, an empty one.
  static let folderVariable = "SIGHTLINE_GRADING_FOLDER"

  /// The variable that brings the word before every line of the verdict.
  ///
  /// A line that an answer writes there is not taken for one: the variable is gone before the
  /// answer's code runs.
  static let sealVariable = "SIGHTLINE_VERDICT_SEAL"

  /// Grades as the command line says, and ends the process.
  ///
  /// - Parameter submissions: the exercises of the lesson.
  package static func main(_ submissions: [Submission]) -> Never {
    let arguments = CommandLine.arguments
    if arguments.count >= 2, arguments[1] == "--self-check" {
      let numbers = arguments.dropFirst(2).compactMap { ExerciseNumber($0) }
      exit(SelfCheck(submissions: submissions).run(numbers) ? EXIT_SUCCESS : EXIT_FAILURE)
    }
    guard arguments.count >= 5, let number = ExerciseNumber(arguments[1]),
      let bytes = UInt(arguments[3]),
      let seconds = UInt(arguments[4]),
      let submission = submissions.first(where: { $0.exercise.card.number == number }),
      let folder = ProcessInfo.processInfo.environment[folderVariable], chdir(folder) == 0
    else {
      FileHandle.standardError.write(Data("This is started by: swift run grade\n".utf8))
      exit(64)
    }
    stopWithParent()
    limit(bytes: bytes, seconds: seconds)
    setvbuf(stdout, nil, _IOLBF, 0)
    let seal = takeSeal()
    let last = arguments.count > 5 ? arguments[5] : nil
    let line: String?
    if arguments[2] == "draw" {
      let request = last.flatMap {
        try? JSONDecoder().decode(DrawingRequest.self, from: Data($0.utf8))
      }
      let drawing = submission.drawing(request ?? DrawingRequest(), among: submissions)
      line = try? Message.line(drawing)
    } else {
      line = report(on: submission, whose: arguments[2], seed: last, seal: seal).flatMap {
        try? Message.line($0)
      }
    }
    fflush(nil)
    if let line { write(line, seal) }
    _exit(0)
  }

  /// Reads the word of the seal, and wipes it out of the environment.
  private static func takeSeal() -> String {
    guard let bytes = getenv(sealVariable) else { return "" }
    let seal = String(cString: bytes)
    // What has been unset can still be read in /proc.
    memset(bytes, 0, strlen(bytes))
    unsetenv(sealVariable)
    return seal
  }

  private static func report(
    on submission: Submission, whose: String, seed: String?, seal: String
  ) -> Report? {
    guard let subject = Subject(whose) else { return nil }
    var options = CheckOptions(isAlone: true)
    if let seed = seed.flatMap({ UInt64($0) }) { options.seed = seed }
    options.witness = { event in
      switch event {
      case .entered: write(Message.entered, seal)
      case .left: write(Message.left, seal)
      case .found(let report):
        if let line = try? Message.line(unexplained: report) { write(line, seal) }
      }
    }
    return submission.grade(subject, options) { write(Message.line(situation: $0), seal) }
  }

  /// Writes a line to descriptor 3, under the seal; what an answer may have begun there ends first.
  private static func write(_ line: String, _ seal: String) {
    var bytes = Array("\n\(seal) \(line)".utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(3, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Ends this process when the one that reads its verdict is gone: an endless loop must not outlive Ctrl-C.
  private static func stopWithParent() {
    Thread.detachNewThread {
      var end = pollfd(fd: 3, events: 0, revents: 0)
      while true {
        if poll(&end, 1, -1) > 0, end.revents & Int16(POLLERR | POLLNVAL) != 0 { kill(0, SIGKILL) }
        usleep(100_000)
      }
    }
  }

  private static func limit(bytes: UInt, seconds: UInt) {
    #if canImport(Darwin)
      let resources = [(RLIMIT_CPU, seconds), (RLIMIT_CORE, 0)]
    #else
      let resources = [
        (__rlimit_resource_t(RLIMIT_AS.rawValue), bytes),
        (__rlimit_resource_t(RLIMIT_CPU.rawValue), seconds),
        (__rlimit_resource_t(RLIMIT_CORE.rawValue), 0),
      ]
    #endif
    for (resource, value) in resources {
      var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
      setrlimit(resource, &limit)
    }
  }
}
