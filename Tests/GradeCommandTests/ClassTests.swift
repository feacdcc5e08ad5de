import BuiltProducts
import Course
import Foundation
import Testing
import Workbench

@testable import GradeCommand

@Suite("A class")
struct ClassTests {
  private let checkout: TestCheckout
  private var folder: URL { checkout.url("class") }

  init() throws { checkout = try TestCheckout() }

  private func hand(in path: String, _ text: String) throws {
    let file = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  @Test("has a learner in each folder, with lessons in it, in its Exercises or below")
  func roster() throws {
    try hand(in: "ann/01-nearest-neighbors/L1Distance.swift", "")
    try hand(in: "bob/Exercises/01-nearest-neighbors/L1Distance.swift", "")
    try hand(in: "cy/Sightline-main/Exercises/00-hello/AddArrays.swift", "")
    try hand(in: "dee/notes.txt", "")
    try hand(in: ".hidden/00-hello/AddArrays.swift", "")
    try hand(in: "file.txt", "")
    let learners = try ClassRoster(at: folder.path).learners
    #expect(learners.map(\.name) == ["ann", "bob", "cy", "dee"])
    let ends = learners.map { $0.exercises?.lastPathComponent }
    #expect(ends == ["ann", "Exercises", "Exercises", nil])
  }

  @Test("is refused in a line where there is none", arguments: ["missing", "Package.swift", "."])
  func noClass(path: String) throws {
    let run = try checkout.grade(
      "--class", path == "." ? checkout.url("Sources").path : checkout.url(path).path)
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("Error: "))
    #expect(run.errors.count { $0 == "\n" } == 1)
  }

  @Test("refuses options that mean nothing to it")
  func options() throws {
    for words in [["--class", "x", "--json"], ["--output", "x"]] {
      let run = try checkout.grade(words)
      #expect(run.status == 64)
      #expect(run.errors.contains("--class"))
    }
  }

  @Test("is written as CSV that no name can break")
  func table() throws {
    let cards = Syllabus.lessons[1].cards.prefix(2)
    var table = ClassTable(exercises: cards.map(\.number))
    table.add("Lee, \"Jo\"", [Report(cards[0], verdict: .right)])
    table.add("=1+1", cards.map { Report($0, verdict: .wrong) }, note: "line\nbreak")
    #expect(
      table.text == """
        learner,right,1.1,1.2,note\r
        "Lee, ""Jo\""",1,right,,\r
        '=1+1,0,not right yet,not right yet,"line
        break"\r

        """)
  }

  @Test("takes plain files of answers only: no links, nothing huge, nothing but Swift")
  func sources() throws {
    let lesson = try #require(Syllabus.lesson(1))
    let place = "ann/\(lesson.folder)"
    try hand(in: "\(place)/L1Distance.swift", "mine")
    try hand(in: "\(place)/Helper.swift", "help")
    try hand(in: "\(place)/notes.txt", "no")
    try hand(in: "\(place)/Huge.swift", String(repeating: " ", count: ClassRoom.fileLimit + 1))
    let link = folder.appendingPathComponent("\(place)/ChooseK.swift")
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: checkout.url(lesson.solution(of: lesson.cards[6])))
    let sources = ClassRoom.sources(of: lesson, in: folder.appendingPathComponent("ann"))
    #expect(
      sources.mapValues { String(decoding: $0, as: UTF8.self) }
        == ["L1Distance.swift": "mine", "Helper.swift": "help"])
  }

  @Test("leaves nothing of one learner's to the next, and puts stubs where nothing was handed in")
  func room() throws {
    let products = checkout.url(".build/some-system/debug")
    let original = Checkout(root: checkout.folder, products: products, skipsBuild: true)
    let room = try ClassRoom(for: original)
    let lesson = try #require(Syllabus.lesson(1))
    let place = room.checkout.url("Exercises/\(lesson.folder)")
    try room.place(
      ["L1Distance.swift": Data("a".utf8), "Helper.swift": Data("b".utf8)], of: lesson)
    try room.place(["l2distancesnoloop.swift": Data("c".utf8)], of: lesson)
    let names = Set(try FileManager.default.contentsOfDirectory(atPath: place.path))
    let others = lesson.cards.map(\.file).filter { $0 != "L2DistancesNoLoop" }.map { "\($0).swift" }
    #expect(names == Set(others + ["l2distancesnoloop.swift"]))
    let first = try Data(contentsOf: place.appendingPathComponent("L1Distance.swift"))
    #expect(
      first
        == FileManager.default.contents(
          atPath: checkout.url(lesson.stub(of: lesson.cards[0])).path))
    #expect(room.isUntouched(["L1Distance.swift": first], of: lesson))
    #expect(!room.isUntouched(["L1Distance.swift": Data()], of: lesson))
    #expect(!room.isUntouched(["Helper.swift": first], of: lesson))
    #expect(throws: Refusal.self) { try ClassRoom(for: original) }
  }
}
