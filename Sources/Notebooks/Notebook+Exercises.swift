import Course
import Foundation

extension Notebook {
  /// Lists the exercises of this lesson, and how far this learner is with each.
  ///
  /// The progress is what `swift run grade` remembers, in `.grade/progress.json`; without it no
  /// exercise counts as begun.
  ///
  /// - Parameter file: a source file of the lesson, from which the package's folder is found.
  public func exercises(file: String = #filePath) {
    guard let lesson = Syllabus.lesson(document.number) else { return }
    let progress = ProgressFile(
      folder: URL(fileURLWithPath: SourceExcerpt.packageRoot(of: file))
        .appendingPathComponent(".grade"))
    let items = lesson.cards.map { ExerciseItem($0, progress[$0.number].stage) }
    exercises(items)
    text(invitation(items))
  }

  /// What to do next, in Markdown.
  func invitation(_ items: [ExerciseItem]) -> String {
    let open = items.first { $0.progress != .passed }
    var sentences: [String] = []
    if let open {
      sentences.append(
        "`swift run grade watch \(open.number)` grades the next one whenever you save it.")
    }
    if !isMine, items.contains(where: { $0.progress == .passed }) {
      sentences.append(
        "`swift run lesson-\(document.number) --mine` shows what your own functions draw.")
    }
    if open == nil { sentences.insert("All of them are done.", at: 0) }
    return sentences.joined(separator: " ")
  }
}
