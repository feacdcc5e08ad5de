import Course
import Foundation
import Grading
import Testing
import Workbench

@testable import GradeCommand

@Suite("The command grade draw")
struct DrawCommandTests {
  private let checkout: TestCheckout

  init() throws { checkout = try TestCheckout() }

  @Test("writes a picture for each exercise of a lesson and names it")
  func files() throws {
    let run = try checkout.grade("draw", "1", "--solution")
    #expect(run.status == 0, "\(run.errors)")
    for place in 1...7 {
      let path = "Output/exercises/1.\(place).png"
      #expect(run.output.contains(path))
      let bytes = try Data(contentsOf: checkout.url(path))
      #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    }
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test("hands its pictures over as JSON, each with its section, and writes no file")
  func json() throws {
    let run = try checkout.grade("draw", "2", "--solution", "--json", "--seed", "7")
    let pictures = try JSONDecoder().decode(LearnersPictures.self, from: Data(run.output.utf8))
    #expect(pictures.items.map(\.number).contains("2.4"))
    let templates = try #require(pictures.items.first { $0.number == "2.4" })
    #expect(templates.section == "What the classifier has learned")
    #expect(templates.picture.borrowedParts == ["2.4", "2.12"])
    #expect(!FileManager.default.fileExists(atPath: checkout.url("Output").path))
  }

  @Test("draws with the learner's functions only where they are right")
  func learner() throws {
    let run = try checkout.grade("draw", "1", "--json")
    let pictures = try JSONDecoder().decode(LearnersPictures.self, from: Data(run.output.utf8))
    let reports = try JSONDecoder().decode(
      [Report].self, from: Data(try checkout.grade("1", "--json").output.utf8))
    let right = reports.filter { $0.verdict == .right }.map(\.number.description)
    #expect(pictures.right == right)
    #expect(pictures.items.allSatisfy { right.contains($0.number) })
    #expect(Set(pictures.open.map(\.number)).isDisjoint(with: right))
    #expect(run.status == (pictures.items.isEmpty ? 1 : 0))
  }

  @Test("says in a line that its folder cannot be written to")
  func unwritable() throws {
    // A file where the folder should be cannot be written into by anybody.
    try "".write(to: checkout.url("Output"), atomically: true, encoding: .utf8)
    let run = try checkout.grade("draw", "1.1", "--solution")
    #expect(run.status != 0)
    #expect(run.errors == "Error: Output/exercises/1.1.png cannot be written to.\n")
  }

  @Test("refuses what is not there, and data that are not there", arguments: ["99.9", "12"])
  func unknown(target: String) throws {
    let run = try checkout.grade("draw", target)
    #expect(run.status != 0)
    #expect(run.errors.split(separator: "\n").count == 1)
  }

  @Test("says why a picture is missing when its data are")
  func missingData() throws {
    let run = try checkout.grade(
      "draw", "1.1", "--solution", "--data", "cifar10", "--data-dir", "/nowhere")
    #expect(run.status == 1)
    #expect(run.output.contains("1.1  L1 distance: It throws an error: "))
    #expect(run.output.contains("/nowhere"))
  }

  @Test("says beside the verdict where the picture lies, or in a few words why there is none")
  func afterPass() throws {
    let session = Session(
      workshop: try Workshop(path: checkout.folder.path, skipsBuild: true), terminal: Terminal())
    let found = try #require(Syllabus.exercise(ExerciseNumber(lesson: 2, place: 4)))
    guard FileManager.default.isExecutableFile(atPath: session.workshop.grader(found.lesson)) else {
      try Test.cancel("the tests do not lie beside the programs here")
    }
    // On a fresh clone the stub stands for an answer that fails while it draws.
    let text = try #require(session.pictureAfterPass(found.card))
    #expect(text.hasPrefix("  picture     "))
    #expect(text.contains("Output/exercises/2.4.png") || text.contains("could not be drawn"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test("what could not be drawn, or kept, takes nothing from the verdict")
  func verdictStands() throws {
    try "".write(to: checkout.url("Output"), atomically: true, encoding: .utf8)
    let report = try JSONDecoder().decode(
      [Report].self, from: Data(try checkout.grade("2.4", "--json").output.utf8))
    let run = try checkout.grade("2.4")
    #expect(run.status == (report.first?.verdict == .right ? 0 : 1))
  }
}
