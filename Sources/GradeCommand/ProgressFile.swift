import Foundation
import Grading

/// What is remembered of one exercise.
struct ExerciseProgress: Codable, Equatable {
  /// The exercise's title, so that others can list it without knowing the course.
  var title = ""
  /// The last report.
  var report: Report?
  /// The build that the report is about.
  var build: String?
  /// Whether the answer has ever been right.
  var hasPassed = false
  /// Whether the solution was shown before that.
  var gaveUp = false
  /// How many hints have been shown.
  var hintsShown = 0
}

/// The learner's progress, in a file that is replaced as a whole: a crash leaves the last whole one.
final class ProgressFile {
  private struct Content: Codable {
    var version = 1
    var exercises: [String: ExerciseProgress] = [:]
  }

  /// The folder of the file, and of what is kept aside.
  let folder: URL
  private var content = Content()
  private var hasComplained = false
  var file: URL { folder.appendingPathComponent("progress.json") }

  /// Reads the progress; a file that cannot be read is set aside and said so.
  init(folder: URL) {
    self.folder = folder
    guard let data = try? Data(contentsOf: file) else { return }
    if let read = try? JSONDecoder().decode(Content.self, from: data), read.version == 1 {
      content = read
      return
    }
    let aside = folder.appendingPathComponent("progress.unreadable.json")
    try? FileManager.default.removeItem(at: aside)
    if (try? FileManager.default.moveItem(at: file, to: aside)) != nil {
      note(
        "\(file.path) is not a progress file of this version; it is kept as \(aside.lastPathComponent)."
      )
    } else {
      note("\(file.path) is not a progress file of this version and is ignored.")
    }
  }

  subscript(number: ExerciseNumber) -> ExerciseProgress {
    content.exercises[number.description] ?? ExerciseProgress()
  }

  /// Changes what is remembered of an exercise, on disk as well.
  func update(_ card: ExerciseCard, _ change: (inout ExerciseProgress) -> Void) {
    var progress = self[card.number]
    let before = progress
    progress.title = card.title
    change(&progress)
    guard progress != before else { return }
    content.exercises[card.number.description] = progress
    save()
  }

  private func save() {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      try encoder.encode(content).write(to: file, options: .atomic)
    } catch {
      guard !hasComplained else { return }
      hasComplained = true
      note("Progress is not remembered: \(folder.path) cannot be written to.")
    }
  }

  private func note(_ text: String) {
    FileHandle.standardError.write(Data("note: \(text)\n".utf8))
  }
}
