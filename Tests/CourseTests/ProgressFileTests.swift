import Foundation
import Testing

@testable import Course

@Suite("The learner's progress")
struct ProgressFileTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("progress-\(UUID().uuidString)")
  private var file: URL { folder.appendingPathComponent("progress.json") }
  private let cards = Syllabus.cards

  private func write(_ text: String) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test("is read back as it was written")
  func roundTrip() throws {
    let progress = ProgressFile(folder: folder)
    progress.update(cards[3]) {
      $0.hasPassed = true
      $0.report = Report(cards[3], verdict: .right)
    }
    let again = ProgressFile(folder: folder)
    #expect(again[cards[3].number] == progress[cards[3].number])
    #expect(again[cards[3].number].stage == .passed)
    #expect(again[cards[4].number] == ExerciseProgress())
  }

  @Test("survives two programs that change it at the same time: nothing is lost")
  func twoWriters() async throws {
    // Both have read the file before either writes.
    let (one, other) = (ProgressFile(folder: folder), ProgressFile(folder: folder))
    one.update(cards[1]) { $0.hintsShown = 2 }
    other.update(cards[2]) { $0.gaveUp = true }
    let read = ProgressFile(folder: folder)
    #expect(read[cards[1].number].hintsShown == 2)
    #expect(read[cards[2].number].gaveUp)
    #expect(other[cards[1].number].hintsShown == 2)
  }

  @Test("counts every one of many changes at once")
  func manyWriters() throws {
    let (folder, card) = (folder, cards[1])
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      let progress = ProgressFile(folder: folder)
      for _ in 0..<25 { progress.update(card) { $0.hintsShown += 1 } }
    }
    #expect(ProgressFile(folder: folder)[card.number].hintsShown == 200)
  }

  @Test(
    "sets aside what is no progress file, each under a name of its own, and says so",
    arguments: ["", "{", "[]", #"{"version": 9, "exercises": {}}"#, "\u{0}\u{1}"])
  func damaged(text: String) throws {
    for count in 1...2 {
      try write(text)
      var notes: [String] = []
      let progress = ProgressFile(folder: folder) { notes.append($0) }
      #expect(notes.count == 1 && notes[0].contains("is kept as"))
      #expect(progress[cards[1].number] == ExerciseProgress())
      #expect(try names().count { $0.hasPrefix("progress.unreadable") } == count)
    }
  }

  @Test("leaves a file that it cannot read as it is when it is only read")
  func readOnly() throws {
    try write("{")
    #expect(ProgressFile(folder: folder)[cards[1].number] == ExerciseProgress())
    #expect(try names() == ["progress.json"])
  }

  @Test("takes a negative count of hints for none")
  func negativeHints() throws {
    try write(
      #"{"version":1,"exercises":{"1.1":{"title":"L1","hasPassed":false,"gaveUp":false,"hintsShown":-3}}}"#
    )
    let number = try #require(ExerciseNumber("1.1"))
    #expect(ProgressFile(folder: folder)[number].hintsShown == 0)
  }

  @Test("says once that a folder cannot be written to, and remembers until the program ends")
  func unwritable() throws {
    let blocked = folder.appendingPathComponent("file")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("in the way".utf8).write(to: blocked)
    var notes: [String] = []
    let progress = ProgressFile(folder: blocked.appendingPathComponent("below")) {
      notes.append($0)
    }
    for _ in 1...2 { progress.update(cards[1]) { $0.hintsShown += 1 } }
    #expect(notes.count == 1 && notes[0].contains("cannot be written to"))
    #expect(progress[cards[1].number].hintsShown == 2)
  }
}
