import Course
import ArgumentParser
import Foundation
import Grading
import Workbench

/// `grade watch`: grades whenever a file is saved, and waits for keys in between.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Grade whenever you save a file.")

  @Argument(help: "The exercise to begin with, such as 2.4; the next one if left out.")
  var number: ExerciseNumber?

  @Flag(help: "The key n goes to the next exercise of the full path.")
  var full = false

  @Flag(help: "Draw no picture when an exercise is right.")
  var noPicture = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    guard isatty(0) == 1, isatty(1) == 1 else {
      throw Refusal("watch needs a terminal; without one: swift run grade 2.4")
    }
    let session = Session(workshop: try common.workshop(), terminal: Terminal())
    let first = try number.map { try Target.known($0).card }
    guard let card = first ?? session.next(isFull: full) ?? Syllabus.cards.first else { return }
    var watch = Watch(session: session, card: card, isFull: full, draws: !noPicture)
    try RawTerminal.while { try watch.run($0) }
  }
}

/// The loop behind watching: it stays with the learner's exercise until the key n, or a save in another file.
private struct Watch {
  let session: Session
  var card: ExerciseCard
  let isFull: Bool
  let draws: Bool
  private var stamps: [String: String] = [:]

  init(session: Session, card: ExerciseCard, isFull: Bool, draws: Bool) {
    self.session = session
    self.card = card
    self.isFull = isFull
    self.draws = draws
  }

  /// Runs until the key q.
  ///
  /// - Throws: what building and grading throw.
  mutating func run(_ keys: RawTerminal) throws {
    stamps = readStamps()
    show(session.introduction(to: card, isFull: isFull))
    try grade()
    while true {
      if let key = keys.next(milliseconds: 100) {
        // Another terminal may have given hints or graded meanwhile.
        session.workshop.progress.refresh()
        switch key {
        case "q", "\u{3}", "\u{4}":
          show("")
          return
        case "n": try goOn()
        case "h":
          show(session.hint(card))
          prompt()
        case "l":
          show(Overview(reports: known(), session: session).text)
          prompt()
        case "r": try reset(keys)
        case "\r", "\n", " ": try grade()
        default: break
        }
      }
      let now = readStamps()
      guard now != stamps else { continue }
      // An editor that saves by renaming takes the file away for a moment.
      usleep(30_000)
      let settled = readStamps()
      let changed = settled.keys.filter { settled[$0] != stamps[$0] && settled[$0] != "none" }
      stamps = settled
      guard let path = changed.sorted().first, let saved = card(at: path) else { continue }
      if changed.count == 1 || !changed.contains(where: { card(at: $0)?.number == card.number }) {
        card = saved
      }
      try grade()
    }
  }

  /// Grades the exercise and shows the report on a clear screen, below a note if there is one.
  private func grade(_ note: String? = nil) throws {
    let start = ContinuousClock.now
    guard let report = try session.grade([card.number], isForced: true).first else { return }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    show("\u{1B}[2J\u{1B}[H" + (note.map { $0 + "\n\n" } ?? ""), end: "")
    let text = report.text(isVerbose: true, pointer: session.pointer(card))
    show(colored(text, report, session.terminal))
    if report.verdict == .right {
      if draws, let picture = session.pictureAfterPass(card) { show(picture) }
      show(session.terminal.green("  Well done. ") + "The key n goes on when you are ready.")
    } else if report.verdict == .unattempted, let (lesson, _) = try? Target.known(card.number) {
      show("  Write it in \(lesson.file(of: card)) and save.")
    }
    show(session.terminal.dim("  \(String(format: "%.1f", seconds)) s"))
    prompt()
  }

  private mutating func goOn() throws {
    let isRight = session.workshop.progress[card.number].report?.verdict == .right
    guard let next = session.next(isFull: isFull, after: card.number), next.number != card.number
    else {
      show("  There is no other one left on the \(isFull ? "full" : "core") path.")
      return prompt()
    }
    let note = isRight ? "" : "\(card.number) is not right yet; going on all the same.\n\n"
    card = next
    show(session.introduction(to: card, isFull: isFull))
    try grade(note + session.introduction(to: card, isFull: isFull))
  }

  private mutating func reset(_ keys: RawTerminal) throws {
    guard let (lesson, _) = try? Target.known(card.number) else { return }
    show("  Bring the stub of \(card.number) back? Your version is kept aside. y or n ", end: "")
    var answer: Character?
    while answer == nil { answer = keys.next(milliseconds: 1000) }
    show("")
    guard answer == "y" else { return prompt() }
    let note: String
    do {
      note = try session.reset(card, of: lesson)
    } catch {
      // Such as a folder that cannot be written to: said, and watched on.
      show("  \(error)")
      return prompt()
    }
    stamps = readStamps()
    try grade(note)
  }

  private func known() -> [Report] {
    Syllabus.cards.map {
      session.workshop.progress[$0.number].report ?? Report($0, verdict: .unattempted)
    }
  }

  private func prompt() {
    show(
      session.terminal.dim(
        "\n  watching \(card.number)   n next   h hint   l list   r reset   q quit"))
  }

  private func show(_ text: String, end: String = "\n") {
    // In raw mode a line feed does not return the carriage.
    session.terminal.write((text + end).replacing("\n", with: "\r\n"))
  }

  private func readStamps() -> [String: String] {
    var stamps: [String: String] = [:]
    for lesson in Syllabus.lessons {
      for card in lesson.cards {
        let path = lesson.file(of: card)
        stamps[path] = Checkout.stamp(session.workshop.url(path))
      }
    }
    return stamps
  }

  private func card(at path: String) -> ExerciseCard? {
    Syllabus.lessons.lazy.flatMap { lesson in
      lesson.cards.map { (lesson.file(of: $0), $0) }
    }.first { $0.0 == path }?.1
  }
}
