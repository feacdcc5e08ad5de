import Foundation
import Pictures
import Testing

@testable import Notebooks

@MainActor
@Suite("A notebook as it is told")
struct NotebookTests {
  /// A short lesson with a cell of most kinds.
  private func tell(_ note: Notebook) throws {
    note.section("First")
    note.text("Some *text* with $x_1$.")
    note.formula(tex: #"\sigma(x)"#)
    let sum = note.code { 1 + 2 }
    note.output(sum)
    note.predict("How much?", answeredBy: "sum")
    note.figure("ramp", smallPicture(), caption: "A ramp", see: "the corner")
    note.table(["k"], [["1"]])
    note.claim("It is three", answering: "sum", measured: "\(sum)", holds: sum == 3)
    note.timing("Adding", measured: "\(Double.random(in: 0...1)) s")
    note.progress("Working", total: 3) { bar in
      for _ in 0..<3 { bar.advance() }
    }
    note.section("Second")
    note.questions(["Why?"])
    try note.writeDocument()
  }

  @Test("writes the same bytes twice")
  func deterministic() throws {
    let folders = [TemporaryFolder(), TemporaryFolder()]
    for folder in folders { try tell(Notebook(into: folder)) }
    let names = folders[0].names
    #expect(
      names == [
        "lesson-7", "lesson-7/index.html", "lesson-7/lesson-7.ipynb", "lesson-7/ramp.png",
      ])
    #expect(folders[1].names == names)
    for name in names.dropFirst() {
      let files = folders.map { FileManager.default.contents(atPath: $0.path + "/" + name) }
      #expect(files[0] != nil && files[0] == files[1], "\(name)")
    }
  }

  @Test("writes neither times nor absolute paths into its files")
  func nothingLocal() throws {
    let folder = TemporaryFolder()
    try tell(Notebook(into: folder))
    for name in ["index.html", "lesson-7.ipynb"] {
      let text = try String(contentsOfFile: folder.path + "/lesson-7/" + name, encoding: .utf8)
      #expect(!text.contains("Adding"))
      #expect(!text.contains(folder.path))
      #expect(!text.contains(SourceExcerpt.packageRoot(of: #filePath)))
    }
  }

  @Test("numbers its sections, shows every cell at once, and draws no bar without a terminal")
  func terminal() throws {
    let recorder = Recorder()
    try tell(Notebook(into: TemporaryFolder(), recorder: recorder))
    let text = recorder.text
    #expect(text.contains("\n7.1  First\n"))
    #expect(text.contains("\n7.2  Second\n"))
    #expect(text.contains("holds    It is three    measured: 3\n  time     Adding"))
    #expect(!text.contains("Working"))
    #expect(!text.contains("\r"))
    #expect(!text.contains("\u{1B}"))
  }

  @Test("draws a bar for a person who watches")
  func watched() throws {
    let recorder = Recorder()
    let note = try Notebook(
      into: TemporaryFolder(), recorder: recorder, terminal: Terminal(isWatched: true))
    note.progress("Working", total: 3) { $0.advance() }
    #expect(recorder.text.contains("\r  Working  "))
    #expect(recorder.text.contains("33 %"))
    #expect(recorder.text.hasSuffix("\n"))
  }

  @Test("writes the picture itself beside the page")
  func picture() throws {
    let folder = TemporaryFolder()
    try tell(Notebook(into: folder))
    let url = URL(fileURLWithPath: folder.path + "/lesson-7/ramp.png")
    #expect(try Image(contentsOf: url) == smallPicture())
  }

  @Test("counts claims and complains about those that fail")
  func claims() throws {
    let note = try Notebook(into: TemporaryFolder())
    note.claim("One", measured: "1", holds: true)
    #expect(note.document.complaint == nil)
    note.claim("*Two*", measured: "3", holds: false)
    #expect(
      note.document.complaint == "1 of 2 claims does not hold: Two (measured: 3)")
    note.claim("Four", measured: "5", holds: false)
    #expect(note.document.complaint?.hasPrefix("2 of 3 claims do not hold") == true)
  }

  @Test("ends with status 1 after a claim that failed, and with 0 otherwise")
  func status() async {
    await #expect(processExitsWith: .exitCode(1)) {
      try await MainActor.run {
        let note = try Notebook(into: TemporaryFolder())
        note.claim("One", measured: "2", holds: false)
        note.finish()
      }
    }
    await #expect(processExitsWith: .success) {
      try await MainActor.run {
        let note = try Notebook(into: TemporaryFolder())
        note.claim("One", measured: "1", holds: true)
        note.finish()
        exit(EXIT_SUCCESS)
      }
    }
  }

  @Test("writes what there is after Ctrl-C and ends with status 130")
  func interrupted() async {
    await #expect(processExitsWith: .exitCode(130)) {
      try await MainActor.run {
        // The library that runs the tests may have blocked the signal in this process.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        Interruption.prepare()
        let note = try Notebook(into: TemporaryFolder())
        note.section("First")
        note.progress("Working", total: 1000) { bar in
          for step in 0..<1000 {
            if step == 10 { raise(SIGINT) }
            bar.advance()
          }
          exit(EXIT_FAILURE)
        }
      }
    }
  }
}
