import Course
import Foundation
import Workbench

extension Grader {
  /// The report on a process that ended without one, through the answer's fault or the grader's.
  func stopped(_ card: ExerciseCard, _ child: ChildProcess, _ messages: Message.All) -> Report {
    let crash = Crash(readingErrors: child.errors.text)
    guard isOwnFault(child, crash, isInside: messages.isInside) else {
      return crashed(card, child, during: messages.situation)
    }
    let place = crash.graderPlace.map { " at \($0)" } ?? ""
    let during = messages.situation.map { ", asked for \($0)" } ?? ""
    return Report(
      card, verdict: .undecided,
      diagnoses: [
        Diagnosis(
          id: "grader", quantity: "grader", isVerified: true,
          text: "The grader itself stopped: this is not your mistake. Please report it with your "
            + "answer and this line: exercise \(card.number), "
            + "\(crash.message ?? "no message")\(place)\(during).")
      ])
  }

  /// Whether the grader crashed, and not the answer.
  ///
  /// The answer is running between the words that say so, and wherever its file is in the
  /// backtrace: a check may call it by itself. A check may trip over what the answer has returned,
  /// too, before it says that the answer is left: then its file is there and the answer's is not.
  private func isOwnFault(_ child: ChildProcess, _ crash: Crash, isInside: Bool) -> Bool {
    guard case .signalled(let signal) = child.end, !child.timedOut, !child.wroteTooMuch,
      [SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSEGV, SIGBUS].contains(signal),
      crash.place == nil, crash.bytesWanted == nil
    else { return false }
    return !isInside || crash.graderPlace != nil
  }

  /// The report on a process that the answer has ended.
  func crashed(_ card: ExerciseCard, _ child: ChildProcess, during situation: String?) -> Report {
    let crash = Crash(readingErrors: child.errors.text)
    let (id, what) = reason(child, crash)
    var text = what
    if let place = crash.place { text += " It happened at \(place)" + inFunction(crash) + "." }
    if let situation { text += " It was asked for \(situation)." }
    return Report(
      card, verdict: .stopped,
      diagnoses: [Diagnosis(id: id, quantity: "stopped", isVerified: true, text: text)])
  }

  private func inFunction(_ crash: Crash) -> String {
    crash.function.map { ", in \($0)" } ?? ""
  }

  private func reason(_ child: ChildProcess, _ crash: Crash) -> (id: String, text: String) {
    let limit = format(limits.seconds)
    if child.wroteTooMuch {
      return (
        "output",
        "It printed more than a million lines and was stopped. A print inside a loop?"
      )
    }
    if child.timedOut || child.end == .signalled(SIGXCPU) {
      return (
        "time",
        "It was stopped after \(limit) s. An endless loop? Or many times more steps than the task needs?"
      )
    }
    if let bytes = crash.bytesWanted {
      return (
        "memory",
        "It asked for \(format((Double(bytes) / 1e6).rounded())) MB of memory at once and was refused: "
          + "the limit is \(format((Double(limits.bytes) / 1e6).rounded())) MB."
      )
    }
    if let message = crash.message {
      let ids: [(String, String)] = [
        ("Index out of range", "index"), ("no element", "index"), ("no row", "index"),
        ("arithmetic overflow", "overflow"), ("found nil", "nil"),
        ("Division by zero", "division"), ("Range requires", "range"),
      ]
      let id = ids.first { message.contains($0.0) }?.1 ?? "trap"
      let words = message.hasSuffix(".") ? String(message.dropLast()) : message
      return (id, "It crashed: \(words).")
    }
    if crash.isRecursion {
      return (
        "recursion",
        "It crashed: a function calls itself until the stack is full, without end or too deeply."
      )
    }
    switch child.end {
    case .exited(let status):
      return (
        "exit",
        "It ended the whole process with exit(\(status)) instead of returning a value."
      )
    case .signalled(let signal) where signal == SIGKILL:
      return ("memory", "It was killed by the system, most likely for want of memory.")
    case .signalled(let signal) where signal == SIGSEGV:
      return (
        "memory",
        "It crashed on memory that it may not use: a function that calls itself without end, or an allocation that failed."
      )
    case .signalled(let signal):
      return ("trap", "It was ended by signal \(signal) (\(String(cString: strsignal(signal)))).")
    }
  }
}
