import BuiltProducts
import Course
import Foundation
import Grading
import Testing
import Workbench

@testable import GradeCommand

@Suite("The command grade")
struct GradeCommandTests {
  private let checkout: TestCheckout

  init() throws { checkout = try TestCheckout() }

  @Test("shows the whole course, with a mark for each exercise")
  func overview() throws {
    let run = try checkout.grade()
    for lesson in Syllabus.lessons { #expect(run.output.contains(lesson.title)) }
    #expect(run.output.contains("of \(Syllabus.cards.count) right"))
    #expect(run.errors.isEmpty)
  }

  @Test("ends with 0 only when all that was asked for is right")
  func status() throws {
    let reports = try checkout.grade("1", "--json")
    let read = try JSONDecoder().decode([Report].self, from: Data(reports.output.utf8))
    #expect(read.map(\.number) == Syllabus.lesson(1)?.cards.map(\.number))
    let isAllRight = read.allSatisfy { $0.verdict == .right }
    #expect(reports.status == (isAllRight ? 0 : 1))
  }

  @Test("refuses an exercise that is not there in a line", arguments: ["99.9", "1.99", "99"])
  func unknown(number: String) throws {
    let run = try checkout.grade(number)
    #expect(run.status != 0)
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(run.errors.contains(number.hasPrefix("1") ? "1.1 to" : "0.1 to"))
  }

  @Test("refuses what is no number and watching without a terminal")
  func refusals() throws {
    #expect(try checkout.grade("foo").status != 0)
    let watch = try checkout.grade("watch")
    #expect(watch.status != 0)
    #expect(watch.errors.contains("terminal"))
  }

  @Test("gives one hint more each time, and no more than there are")
  func hints() throws {
    func count() throws -> Int {
      try checkout.grade("hint", "1.4").output.matches(of: /(?m)^  hint \d/).count
    }
    let number = ExerciseNumber(lesson: 1, place: 4)
    let all = try #require(Syllabus.exercise(number)).card.hints.count
    for expected in 1...all { #expect(try count() == expected) }
    #expect(try count() == all)
  }

  @Test("shows the solution only after a pass, or to those who give up")
  func solution() throws {
    let refused = try checkout.grade("solution", "1.3")
    #expect(refused.status != 0 || refused.output.contains("public func"))
    let shown = try checkout.grade("solution", "1.3", "--give-up")
    #expect(shown.status == 0)
    #expect(shown.output.contains("public func l2DistancesOneLoop"))
    // Having given up counts: it is shown again.
    #expect(try checkout.grade("solution", "1.3").status == 0)
  }

  @Test(
    "sets a progress file aside that it cannot read",
    arguments: ["{ \"version\": 7 }", "garbage", ""])
  func corruptProgress(content: String) throws {
    try FileManager.default.createDirectory(
      at: checkout.url(".grade"), withIntermediateDirectories: true)
    try content.write(to: checkout.url(".grade/progress.json"), atomically: true, encoding: .utf8)
    let run = try checkout.grade("hint", "1.1")
    #expect(run.status == 0)
    #expect(run.errors.contains("note: "))
    #expect(try checkout.text(".grade/progress.unreadable.json") == content)
    #expect(try checkout.grade("hint", "1.1").errors.isEmpty)
  }

  @Test("works where progress cannot be written, and says so once")
  func readOnly() throws {
    // A file where the folder should be cannot be written into by anybody.
    try "".write(to: checkout.url(".grade"), atomically: true, encoding: .utf8)
    let run = try checkout.grade()
    #expect(run.output.contains("right"))
    #expect(run.errors.ranges(of: "Progress is not remembered").count == 1)
  }

  @Test("survives a count of hints that is below nothing, or the largest there is")
  func damagedHints() throws {
    try FileManager.default.createDirectory(
      at: checkout.url(".grade"), withIntermediateDirectories: true)
    for count in [-5, Int.max, Int.min] {
      let entry = #"{"title":"x","hasPassed":false,"gaveUp":false,"hintsShown":\#(count)}"#
      try #"{"version":1,"exercises":{"1.1":\#(entry)}}"#.write(
        to: checkout.url(".grade/progress.json"), atomically: true, encoding: .utf8)
      for command in [["hint", "1.1"], ["list"], ["solution", "1.1"], ["next"]] {
        let run = try checkout.grade(command)
        #expect(run.status == (command[0] == "solution" ? 1 : 0), "\(count) \(command)")
      }
    }
  }

  @Test("loses nothing when several of it change the progress at the same time")
  func atOnce() throws {
    let cards = Syllabus.cards.prefix(12)
    let checkout = checkout
    DispatchQueue.concurrentPerform(iterations: cards.count) { index in
      let number = cards[index].number.description
      _ = try? checkout.grade(
        index.isMultiple(of: 2) ? ["hint", number] : ["solution", number, "--give-up"])
    }
    let progress = ProgressFile(folder: checkout.url(".grade"))
    for (index, card) in cards.enumerated() {
      let own = progress[card.number]
      #expect(index.isMultiple(of: 2) ? own.hintsShown == 1 : own.gaveUp, "\(card.number)")
    }
  }

  @Test("lists every exercise with its title and state, in 80 columns, without building")
  func list() throws {
    _ = try checkout.grade("solution", "1.2", "--give-up")
    let run = try checkout.grade("list")
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n")
    for card in Syllabus.cards {
      let line = try #require(lines.first { $0.hasPrefix("  \(card.number) ") })
      #expect(line.contains(card.title))
      #expect(line.hasSuffix(card.number.description == "1.2" ? "solution seen" : "not attempted"))
      #expect(line.contains(" * ") == (card.path == .core))
    }
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(try checkout.grade("list", "1").output.contains("2.1 ") == false)
    #expect(try checkout.grade("list", "99").status != 0)
  }

  @Test("is found by its program from any folder")
  func elsewhere() throws {
    var request = ChildProcess.Request([
      "/bin/sh", "-c", "cd / && exec \"$0\" next --skip-build", BuiltProducts.path("grade"),
    ])
    request.timeLimit = 60
    let child = try ChildProcess(running: request)
    #expect(child.end == .exited(0), "\(child.errors.text)")
    #expect(child.output.text.contains("swift run grade"))
  }

  @Test("names the next exercise of the core path, and of the full one")
  func next() throws {
    _ = try checkout.grade("solution", "0.1", "--give-up")
    _ = try checkout.grade("solution", "1.1", "--give-up")
    _ = try checkout.grade("solution", "1.2", "--give-up")
    #expect(try checkout.grade("next").output.hasPrefix("1.4"))
    #expect(try checkout.grade("next", "--full").output.hasPrefix("1.3"))
  }

  @Test("refuses to work outside a checkout")
  func outside() throws {
    try FileManager.default.removeItem(at: checkout.url("Package.swift"))
    let run = try checkout.grade()
    #expect(run.status != 0)
    #expect(run.errors.contains("no Sightline checkout"))
  }
}
