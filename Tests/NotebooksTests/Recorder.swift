import Foundation
import Pictures

@testable import Notebooks

/// Collects what a notebook prints.
final class Recorder: @unchecked Sendable {
  private let lock = NSLock()
  private var parts: [String] = []

  var text: String { lock.withLock { parts.joined() } }

  func record(_ part: String) {
    lock.withLock { parts.append(part) }
  }
}

/// A folder that is removed when the test is over.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "notebooks-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  var names: [String] {
    let names = try? FileManager.default.subpathsOfDirectory(atPath: path)
    return (names ?? ["unreadable"]).sorted()
  }
}

extension Notebook {
  /// A notebook that prints into a recorder and writes into a folder.
  convenience init(
    into folder: TemporaryFolder, recorder: Recorder = Recorder(), terminal: Terminal = Terminal()
  ) throws {
    self.init(
      LessonDocument(number: 7, title: "Saturation", command: "swift run lesson-7"),
      folder: try OutputFolder.prepare(root: folder.path, lesson: "lesson-7"),
      terminal: terminal,
      // The folder stays as long as the notebook does.
      print: { text in withExtendedLifetime(folder) { recorder.record(text) } })
  }
}

/// A few pixels.
func smallPicture() -> Image {
  Image(width: 3, height: 2, pixels: (0..<18).map { UInt8($0 * 13) })
}

/// A figure whose bytes need not be a picture.
func smallFigure(caption: String = "A ramp", see: String? = nil) -> Figure {
  Figure(name: "ramp", png: [1, 2, 3, 250], width: 30, height: 20, caption: caption, see: see)
}

/// A document with these cells.
func document(_ cells: [Cell]) -> LessonDocument {
  LessonDocument(number: 7, title: "Saturation", command: "swift run lesson-7", cells: cells)
}

/// A document with a cell of every kind.
func fullDocument() -> LessonDocument {
  let excerpt = SourceExcerpt(source: "let x = 1\nprint(\"x\")", location: "main.swift:3")
  return document([
    .section(number: "7.1", title: "First"),
    .text(markdown: "Some *text* with $x_1$."),
    .formula(tex: #"\sigma(x)"#, plain: "σ(x)"),
    .code(excerpt),
    .output("1"),
    .figure(smallFigure(see: "the dark corner")),
    .table(Table(header: ["k", "accuracy"], rows: [["1", "28.0 %"]], caption: "By k")),
    .figure(smallFigure()),
    .prediction(question: "How much?", guess: "ten"),
    .claim(text: "It grows", measured: "3.1", holds: true),
    .claim(text: "It shrinks", measured: "3.1", holds: false),
    .finding(text: "It depends", measured: "on k"),
    .questions(["Why?", "What if?"]),
    .exercises([
      ExerciseItem(
        number: "7.1", title: "Scores", difficulty: 2, minutes: 10, isCore: true, progress: .passed)
    ]),
  ])
}
