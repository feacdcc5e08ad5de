import Course
import Foundation
import Grading

/// Builds and grades exercises and remembers how it went.
struct Session {
  let workshop: Workshop
  let terminal: Terminal

  /// Grades exercises in the order of the course, each lesson's grader built first.
  ///
  /// - Parameters:
  ///   - numbers: the exercises.
  ///   - isForced: whether to grade again what has not changed since.
  /// - Returns: a report for each.
  /// - Throws: `Refusal` if there is nothing to grade with, `ChildProcessError` if a program cannot be started.
  func grade(_ numbers: [ExerciseNumber], isForced: Bool = false) throws -> [Report] {
    var reports: [Report] = []
    for lesson in Syllabus.lessons {
      let cards = lesson.cards.filter { numbers.contains($0.number) }
      guard !cards.isEmpty else { continue }
      let imports = SolutionImports(in: lesson, root: workshop.root)
      guard imports.files.isEmpty else {
        for card in cards {
          let report = refused(card, lesson, imports)
          remember(report, card, build: nil)
          reports.append(report)
        }
        continue
      }
      terminal.status("building the exercises of lesson \(lesson.number) ...")
      let failure = try workshop.build(lesson)
      terminal.status(nil)
      if let failure {
        reports += cards.map { uncompiled($0, lesson, failure) }
        continue
      }
      for card in cards {
        let known = workshop.progress[card.number]
        let build = workshop.stamp(lesson)
        if !isForced, let report = known.report, known.build == build {
          reports.append(report)
          continue
        }
        terminal.status("grading \(card.number) ...")
        let report = try workshop.withRunFolder {
          try Grader(executable: workshop.grader(lesson)).grade(card)
        }
        terminal.status(nil)
        // What a busy machine may have caused is not held on to.
        let isSteady = report.verdict != .stopped && report.verdict != .undecided
        remember(report, card, build: isSteady ? build : nil)
        reports.append(report)
      }
    }
    return reports
  }

  private func remember(_ report: Report, _ card: ExerciseCard, build: String?) {
    workshop.progress.update(card) {
      $0.report = report
      $0.build = build
      if report.verdict == .right { $0.hasPassed = true }
    }
  }

  private func uncompiled(
    _ card: ExerciseCard, _ lesson: CourseLesson, _ failure: CompileFailure
  ) -> Report {
    let file = lesson.file(of: card)
    let isOwn = failure.files.isEmpty || failure.files.contains(file)
    let text =
      isOwn
      ? failure.text(about: file)
      : "It cannot be graded while another file of the lesson does not compile:\n\n"
        + failure.text
    return Report(
      card, verdict: .notCompiled,
      diagnoses: [
        Diagnosis(
          id: isOwn ? "compile" : "compile.other", quantity: "compiler", isVerified: true,
          text: text)
      ])
  }

  /// What comes of an exercise in a lesson where a file imports the solutions: those that were
  /// begun are not graded, for any of them could use it.
  private func refused(
    _ card: ExerciseCard, _ lesson: CourseLesson, _ imports: SolutionImports
  ) -> Report {
    let file = lesson.file(of: card)
    let remark = imports.remark(on: card, of: lesson)
    if imports.files.contains(where: { $0.path == file }) {
      var report = Report(card, verdict: .wrong)
      report.remarks = [remark]
      return report
    }
    let source = try? String(contentsOf: workshop.url(file), encoding: .utf8)
    if let source, StubCopy.isStub(source) { return Report(card, verdict: .unattempted) }
    return Report(
      card, verdict: .notCompiled,
      diagnoses: [
        Diagnosis(
          id: "compile.other", quantity: "imports", isVerified: true,
          text: wrapped(remark, width: 78).joined(separator: "\n"))
      ])
  }

  /// Where to look next: the section of the lesson, and how to get a hint.
  func pointer(_ card: ExerciseCard) -> String {
    let hint = "swift run grade hint \(card.number)"
    guard let section = card.section else { return hint }
    return "lesson \(card.number.lesson), \"\(section)\"; \(hint)"
  }

  /// The next exercise that is not done: on the core path, or on the full one.
  func next(isFull: Bool, after number: ExerciseNumber? = nil) -> ExerciseCard? {
    let open = Syllabus.cards.filter { card in
      let progress = workshop.progress[card.number]
      let isDone = progress.report?.verdict == .right || progress.gaveUp
      return !isDone && (isFull ? card.path != .further : card.path == .core)
    }
    if let number, let later = open.first(where: { $0.number > number }) { return later }
    return open.first
  }
}
