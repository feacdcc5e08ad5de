import Course
import ArgumentParser
import Foundation
import Grading
import Workbench

/// `grade draw 2.4`, `grade draw 2`: what the learner's functions have to show.
struct DrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draw pictures with your own functions, those that are right.",
    discussion: "The pictures are written to Output/exercises.")

  @Argument(help: "A lesson (2) or an exercise (2.4).")
  var target: Target

  @Flag(help: "Draw with the course's solutions instead of your functions.")
  var solution = false

  @Option(help: "The data set to take pictures from, as for lessons.")
  var data = "shapes"

  @Option(name: .customLong("data-dir"), help: "The folder that holds the data set's files.")
  var dataDirectory: String?

  @Option(help: "Where random numbers start.")
  var seed: UInt64 = 231

  @Flag(help: "Print the pictures as JSON, and write no files.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let session = Session(workshop: try common.workshop(), terminal: Terminal())
    var request = DrawingRequest()
    request.painter = solution ? .solution : .learner
    request.data = data
    request.dataDirectory = dataDirectory.map { URL(fileURLWithPath: $0).path }
    request.seed = seed
    let pictures = try session.draw(try target.exercises(), request)
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      session.terminal.print(String(decoding: try encoder.encode(pictures), as: UTF8.self))
    } else {
      for item in pictures.items {
        let place = try session.keep(item.picture, of: item.number)
        session.terminal.print(
          session.account(item.picture, place, "\(item.number)  \(item.title)"))
      }
      for other in pictures.failures + pictures.open {
        session.terminal.print("\(other.number)  \(other.title): \(other.reason)")
      }
    }
    if pictures.items.isEmpty { throw ExitCode(1) }
  }
}

extension Session {
  /// Draws the pictures of exercises with the learner's functions, all of which are checked first.
  ///
  /// - Parameters:
  ///   - numbers: the exercises.
  ///   - request: how to draw; what is known to be right is filled in here.
  /// - Returns: the pictures, and why others are missing.
  /// - Throws: `Refusal` if the lesson does not compile, and what grading throws.
  func draw(_ numbers: [ExerciseNumber], _ request: DrawingRequest) throws -> LearnersPictures {
    var pictures = LearnersPictures()
    for lesson in Syllabus.lessons where numbers.contains(where: { $0.lesson == lesson.number }) {
      let cards = lesson.cards
      var request = request
      var reports: [Report] = []
      if request.painter == .learner {
        // A picture may use any of the lesson's functions.
        reports = try grade(cards.map(\.number))
        if let first = reports.first(where: { $0.diagnoses.first?.id == "compile" }) {
          throw Refusal(
            "The exercises of lesson \(lesson.number) do not compile: "
              + "\(first.diagnoses[0].text.prefix { $0 != "\n" })")
        }
        request.right = Set(reports.filter { $0.verdict == .right }.map(\.number))
      } else if let failure = try workshop.build(lesson) {
        throw Refusal("The exercises of lesson \(lesson.number) do not compile: \(failure.text)")
      }
      for card in cards where numbers.contains(card.number) {
        let report = reports.first { $0.number == card.number }
        let (number, title) = (card.number.description, card.title)
        if let report, report.verdict != .right {
          let what = LearnersPictures.Failure(
            number: number, title: title, reason: report.verdictText)
          pictures.open.append(what)
          if workshop.progress[card.number].hasPassed { pictures.lapsed.append(number) }
          continue
        }
        pictures.right.append(number)
        switch try outcome(card, of: lesson, request) {
        case .drawn(let picture):
          pictures.add(picture, number: number, title: title, section: card.section)
        case .nothingToShow: break
        case .failed(let reason):
          let what = LearnersPictures.Failure(number: number, title: title, reason: reason)
          pictures.failures.append(what)
        }
      }
    }
    return pictures
  }

  private func outcome(
    _ card: ExerciseCard, of lesson: CourseLesson, _ request: DrawingRequest
  ) throws -> DrawingOutcome {
    terminal.status("drawing \(card.number) ...")
    defer { terminal.status(nil) }
    let limits = Limits(seconds: 5)
    return try workshop.withRunFolder {
      try Grader(executable: workshop.grader(lesson), limits: limits).draw(card, request)
    }
  }

  /// Draws the picture of an exercise that has just been found right.
  ///
  /// - Returns: what to say about it; nil if there is nothing to show. Whatever goes wrong is said in words: a picture that
  ///   cannot be drawn takes nothing from a right answer.
  func pictureAfterPass(_ card: ExerciseCard) -> String? {
    guard let lesson = Syllabus.lesson(card.number.lesson) else { return nil }
    var request = DrawingRequest()
    let build = workshop.stamp(lesson)
    request.right = Set(
      lesson.cards.map(\.number).filter { number in
        let progress = workshop.progress[number]
        return progress.report?.verdict == .right && progress.build == build
      })
    do {
      switch try outcome(card, of: lesson, request) {
      case .drawn(let picture):
        return account(picture, try keep(picture, of: card.number.description), nil)
      case .nothingToShow: return nil
      case .failed(let reason): return entry("picture", "It could not be drawn. \(reason)")
      }
    } catch {
      return entry("picture", "\(error)")
    }
  }

  /// Writes a picture to its place, whole or not at all.
  ///
  /// - Returns: its path, relative to the package.
  /// - Throws: `Refusal` if it cannot be written.
  func keep(_ picture: DrawnPicture, of number: String) throws -> String {
    let path = "Output/exercises/\(number).png"
    let file = workshop.url(path)
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try WholeFile.write([UInt8](picture.png), to: file.path)
    } catch {
      throw Refusal("\(path) cannot be written to.")
    }
    return path
  }

  /// Where a picture lies and what it shows.
  func account(_ picture: DrawnPicture, _ path: String, _ heading: String?) -> String {
    var text = path + "\n" + picture.caption + "\n" + picture.see
    if !picture.borrowedParts.isEmpty {
      text += "\nWith the course's own \(picture.borrowedParts.joined(separator: ", "))."
    }
    return (heading.map { $0 + "\n" } ?? "") + entry("picture", text)
  }

  /// A label with lines of text beside it.
  func entry(_ label: String, _ text: String) -> String {
    let indent = 14
    var lines: [String] = []
    for paragraph in text.split(separator: "\n") {
      for line in wrapped(paragraph, width: 80 - indent) {
        let head = lines.isEmpty ? "  " + label : ""
        lines.append(head + String(repeating: " ", count: indent - head.count) + line)
      }
    }
    return lines.joined(separator: "\n")
  }
}
