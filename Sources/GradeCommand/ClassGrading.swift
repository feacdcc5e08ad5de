import ArgumentParser
import Course
import Foundation
import Grading
import Workbench

/// What `grade --class DIR` takes.
struct ClassOptions: ParsableArguments {
  @Option(
    name: .customLong("class"),
    help: ArgumentHelp("Grade a class: a folder with a folder for each learner.", valueName: "dir"))
  var folder: String?

  @Option(
    help: ArgumentHelp(
      "Where --class writes grades.csv and the reports (default: Output/class).", valueName: "dir"))
  var output: String?
}

/// `grade --class DIR`: grades the answers of many learners and writes a table and a report each.
///
/// Each learner's answers are compiled by themselves and run in processes of their own: what one
/// has written costs nobody else's grades. The teacher's own answers and progress are not touched.
struct ClassGrading {
  /// The seconds that a learner's answers to a lesson may take to compile.
  static let compileLimit = 300.0

  let folder: String
  let output: String
  /// The teacher's own.
  let session: Session

  private var terminal: Terminal { session.terminal }

  /// Grades everybody.
  ///
  /// - Throws: `Refusal` if there is no class or nowhere to write.
  func run(_ numbers: [ExerciseNumber]) throws {
    let learners = try ClassRoster(at: folder).learners
    let results = URL(fileURLWithPath: output, isDirectory: true)
    let reports = results.appendingPathComponent("reports", isDirectory: true)
    do {
      try FileManager.default.createDirectory(at: reports, withIntermediateDirectories: true)
    } catch {
      throw Refusal("The results cannot be written. \(FileTrouble.line(error)).")
    }
    let room = try ClassRoom(for: session.workshop.checkout)
    var table = ClassTable(exercises: numbers)
    var isWarm: Set<Int> = []
    for (index, learner) in learners.enumerated() {
      let start = ContinuousClock.now
      let (graded, note) = try grade(learner, numbers, in: room, isWarm: &isWarm)
      table.add(learner.name, graded, note: note)
      // After each learner: what is done stays done if this is stopped.
      let file = reports.appendingPathComponent(Self.fileName(learner.name, index))
      try write(text(learner, graded, note), to: file)
      try write(table.text, to: results.appendingPathComponent("grades.csv"))
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      terminal.print(
        "\(index + 1) of \(learners.count)  \(learner.name): \(summary(graded, note)) "
          + "(\(String(format: "%.1f", seconds)) s)")
    }
    terminal.print("\(results.path)/grades.csv, and a report for each learner in reports beside it")
  }

  /// Grades one learner.
  ///
  /// - Returns: the reports, and what is to be said beside.
  /// - Throws: `Refusal` if even the stubs cannot be graded.
  private func grade(
    _ learner: ClassRoster.Learner, _ numbers: [ExerciseNumber], in room: ClassRoom,
    isWarm: inout Set<Int>
  ) throws -> (reports: [Report], note: String) {
    guard let exercises = learner.exercises else { return ([], "no exercises found") }
    var reports: [Report] = []
    var notes: [String] = []
    for lesson in Syllabus.lessons {
      let cards = lesson.cards.filter { numbers.contains($0.number) }
      guard !cards.isEmpty else { continue }
      let sources = ClassRoom.sources(of: lesson, in: exercises)
      if room.isUntouched(sources, of: lesson) {
        reports += cards.map { Report($0, verdict: .unattempted) }
        continue
      }
      if isWarm.insert(lesson.number).inserted { try warm(lesson, in: room) }
      do {
        reports += try grade(sources, cards, of: lesson, in: room)
      } catch {
        notes.append("lesson \(lesson.number) could not be graded: \(error)")
      }
    }
    return (reports, notes.joined(separator: "; "))
  }

  /// Grades a learner's answers to a lesson.
  ///
  /// Those that keep the others from being graded are told so and set aside.
  private func grade(
    _ sources: [String: Data], _ cards: [ExerciseCard], of lesson: CourseLesson, in room: ClassRoom
  ) throws -> [Report] {
    var sources = sources
    var open = cards
    var done: [Report] = []
    while true {
      try room.place(sources, of: lesson)
      let quiet = Session(
        workshop: workshop(in: room, limit: Self.compileLimit), terminal: terminal)
      let reports = try quiet.grade(open.map(\.number), isForced: true)
      let waiting = reports.filter(\.isWaiting).map(\.number)
      let toBlame = open.filter { card in
        sources["\(card.file).swift"] != nil && !waiting.contains(card.number)
          && reports.contains { $0.number == card.number && $0.blocksOthers }
      }
      guard !waiting.isEmpty, !toBlame.isEmpty else { return (done + reports).sorted(by: inOrder) }
      done += reports.filter { !$0.isWaiting }
      for card in toBlame { sources["\(card.file).swift"] = nil }
      open.removeAll { !waiting.contains($0.number) }
    }
  }

  private func inOrder(_ a: Report, _ b: Report) -> Bool { a.number < b.number }

  /// Builds a lesson with its stubs, as long as it may take: what fails here is nobody's answer.
  private func warm(_ lesson: CourseLesson, in room: ClassRoom) throws {
    try room.place([:], of: lesson)
    terminal.status("building lesson \(lesson.number) for the class, once ...")
    defer { terminal.status(nil) }
    if let failure = try workshop(in: room, limit: nil).build(lesson) {
      throw Refusal("Lesson \(lesson.number) cannot be built for a class.\n\(failure.text)")
    }
  }

  /// A workshop whose memory nobody reads: progress is the learner's business.
  private func workshop(in room: ClassRoom, limit: Double?) -> Workshop {
    Workshop(
      checkout: room.checkout, progress: ProgressFile(folder: room.progressFolder),
      buildTimeLimit: limit)
  }

  private func summary(_ reports: [Report], _ note: String) -> String {
    guard !reports.isEmpty else { return note }
    var parts = ["\(reports.count { $0.verdict == .right }) of \(reports.count) right"]
    var seen: Set = [Verdict.right.rawValue, "not attempted"]
    for word in reports.map(\.verdictText) where seen.insert(word).inserted {
      parts.append("\(reports.count { $0.verdictText == word }) \(word)")
    }
    return (note.isEmpty ? parts : parts + [note]).joined(separator: ", ")
  }

  /// A learner's report: a line of counts, then every exercise that was begun.
  private func text(_ learner: ClassRoster.Learner, _ reports: [Report], _ note: String) -> String {
    let open = reports.filter { $0.verdict == .unattempted }.map(\.number.description)
    var blocks = ["\(learner.name): \(summary(reports, note))"]
    blocks += reports.filter { $0.verdict != .unattempted && !$0.isWaiting }.map { report in
      let pointer = (try? Target.known(report.number).card).map(session.pointer)
      return report.text(pointer: pointer)
    }
    let waiting = reports.filter(\.isWaiting)
    if !waiting.isEmpty {
      let isNobodysFile = !reports.contains { $0.verdict == .notCompiled && !$0.isWaiting }
      if isNobodysFile { blocks += waiting.compilerWords }
      let numbers = waiting.map(\.number.description).joined(separator: ", ")
      blocks.append("Not graded until that is mended: \(numbers)")
    }
    if !open.isEmpty { blocks.append("Not attempted: " + open.joined(separator: ", ")) }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// A report is named after the learner, unless that would be too long for a file.
  private static func fileName(_ name: String, _ index: Int) -> String {
    name.utf8.count <= 200 ? "\(name).txt" : "\(index + 1)-\(name.prefix(50)).txt"
  }

  private func write(_ text: String, to file: URL) throws {
    do {
      try WholeFile.write([UInt8](text.utf8), to: file.path)
    } catch {
      throw Refusal(error.description + ".")
    }
  }
}
