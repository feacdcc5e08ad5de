import Foundation

/// The learner's progress, in a file that is replaced as a whole: a crash leaves the last whole one.
///
/// Several programs may change it at the same time, such as `grade watch` in one terminal and
/// `grade hint` in another. Each change takes a lock, reads the file anew, changes it and writes it.
package final class ProgressFile {
  /// The version of the file's format.
  private static let version = 1

  private struct Content: Codable {
    var version = ProgressFile.version
    var exercises: [String: ExerciseProgress] = [:]
  }

  /// The folder of the file, and of what is kept aside.
  package let folder: URL
  private let note: (String) -> Void
  private var content = Content()
  private var hasComplained = false

  private var file: URL { folder.appendingPathComponent("progress.json") }
  private var lock: URL { folder.appendingPathComponent("lock") }

  /// Reads the progress.
  ///
  /// - Parameters:
  ///   - folder: the folder of the file, `.grade` in the package.
  ///   - note: is told what the learner should know, a line at a time. With it, a file that cannot
  ///     be read is set aside; without it, nothing is ever written unless ``update(_:_:)`` is called.
  package init(folder: URL, note: ((String) -> Void)? = nil) {
    self.folder = folder
    self.note = note ?? { _ in }
    do {
      content = try read() ?? Content()
    } catch is DecodingError where note != nil {
      try? FileLock.hold(lock) { setAside() }
    } catch {
      content = Content()
    }
  }

  /// What is remembered of an exercise.
  package subscript(number: ExerciseNumber) -> ExerciseProgress {
    content.exercises[number.description] ?? ExerciseProgress()
  }

  /// Reads again what another program may have changed.
  package func refresh() {
    if let latest = try? read() { content = latest }
  }

  /// Changes what is remembered of an exercise, on disk as well.
  ///
  /// - Parameters:
  ///   - card: the exercise.
  ///   - change: is handed the latest state.
  package func update(_ card: ExerciseCard, _ change: (inout ExerciseProgress) -> Void) {
    var isApplied = false
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try FileLock.hold(lock) {
        do {
          content = try read() ?? content
        } catch is DecodingError {
          setAside()
        }
        isApplied = true
        if apply(change, to: card) { try save() }
      }
    } catch {
      // It is remembered at least until the program ends.
      if !isApplied { apply(change, to: card) }
      guard !hasComplained else { return }
      hasComplained = true
      note("Progress is not remembered: \(folder.path) cannot be written to.")
    }
  }

  /// Changes the content; false if nothing is different afterwards.
  @discardableResult
  private func apply(_ change: (inout ExerciseProgress) -> Void, to card: ExerciseCard) -> Bool {
    let before = self[card.number]
    var progress = before
    progress.title = card.title
    change(&progress)
    content.exercises[card.number.description] = progress
    return progress != before
  }

  /// What the file says; nil if there is none.
  ///
  /// - Throws: `DecodingError` if it is no progress file of this version, what Foundation throws if
  ///   it cannot be read.
  private func read() throws -> Content? {
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    var read = try JSONDecoder().decode(Content.self, from: Data(contentsOf: file))
    guard read.version == Self.version else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: [], debugDescription: "version \(read.version)"))
    }
    // Written by hand or damaged: a count below nothing is nothing.
    for (number, progress) in read.exercises where progress.hintsShown < 0 {
      read.exercises[number]?.hintsShown = 0
    }
    return read
  }

  private func save() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(content).write(to: file, options: .atomic)
  }

  /// Keeps a file that cannot be read under a name of its own.
  private func setAside() {
    let names = ["progress.unreadable.json"] + (2...99).map { "progress.unreadable-\($0).json" }
    for name in names {
      let aside = folder.appendingPathComponent(name)
      if FileManager.default.fileExists(atPath: aside.path) { continue }
      if (try? FileManager.default.moveItem(at: file, to: aside)) != nil {
        note("\(file.path) is not a progress file of this version; it is kept as \(name).")
        return
      }
    }
    note("\(file.path) is not a progress file of this version and is replaced.")
  }
}
