import ArgumentParser
import Foundation
import Pictures
import Testing

@testable import Notebooks

private struct Dials: ParsableArguments {
  @Option(help: "How often to halve.")
  var steps = 20
}

private typealias Chapter = LessonChapter<Dials, Void>

extension Chapter {
  /// How often the lesson halves.
  fileprivate var steps: Int {
    lesson.choose(quick: 10, usual: lesson.dials.steps, full: 1000)
  }
}

// The example's section, word for word: a test below holds it equal to the page's.
@MainActor
extension Chapter {
  /// What is left of 1 when it is halved again and again.
  func halving() {
    note.section("Half of a half of a half")
    note.text(
      """
      Halve a number again and again. Nothing is ever **lost** in `Double`: dividing by two only
      changes the exponent, so that $x_n = 2^{-n} x_0$ is exact.
      """)
    note.formula(tex: #"x_n = \frac{x_0}{2^n}"#, plain: "xₙ = x₀ / 2ⁿ")
    note.predict(
      "Halve 1 twenty times, then double as often. What comes back?", answeredBy: "comes-back")
    let values = note.code {
      var values = [1.0]
      for _ in 0..<steps {
        values.append(values[values.count - 1] / 2)
      }
      return values
    }
    note.output("after \(steps) steps: \(values[steps])")
    note.figure(
      "halving",
      Plot(
        "Halving", x: "step", y: .log("what is left"),
        marks: [.line(values.indices.map { Double($0) }, values)]),
      caption: "What is left of 1 after each halving, on a logarithmic axis.",
      see: "that the points lie on a straight line")
    let restored = values[steps] * values[1...].reduce(1.0) { product, _ in product * 2 }
    note.claim(
      "Doubling as often gives back the number, exactly", answering: "comes-back",
      measured: "\(restored)", holds: restored == 1)
  }
}

@MainActor
@Suite("The example of how to add a lesson")
struct AddingALessonTests {
  @Test("runs as it is written")
  func runs() throws {
    let folder = TemporaryFolder()
    let recorder = Recorder()
    let note = try Notebook(into: folder, recorder: recorder)
    let lesson = Lesson(
      number: 7, title: "Halving", options: try LessonOptions.parse([]),
      dials: try Dials.parse([]),
      folder: try OutputFolder.prepare(root: folder.path, lesson: "lesson-7"),
      command: "swift run lesson-7")
    Chapter(lesson, note).halving()
    note.finish()
    #expect(note.document.complaint == nil)
    #expect(recorder.text.contains("holds    Doubling as often gives back the number, exactly"))
    #expect(recorder.text.contains("  │   values.append(values[values.count - 1] / 2)"))
    #expect(
      folder.names == [
        "lesson-7", "lesson-7/halving.png", "lesson-7/index.html", "lesson-7/lesson-7.ipynb",
      ])
  }

  @Test("is the one on the page")
  func same() throws {
    let root = SourceExcerpt.packageRoot(of: #filePath)
    let page = try String(contentsOfFile: root + "/docs/adding-a-lesson.md", encoding: .utf8)
    let source = try String(contentsOfFile: #filePath, encoding: .utf8)
    #expect(try section(in: source) == section(in: page))
  }

  /// The extension of the chapter that tells the section, from its first line to its last.
  private func section(in text: String) throws -> Substring {
    let start = try #require(text.range(of: "extension Chapter {\n  /// What is left of 1 when"))
    let end = try #require(text.range(of: "\n}\n", range: start.upperBound..<text.endIndex))
    return text[start.lowerBound..<end.upperBound]
  }
}
