import Foundation
import Workbench

/// The pictures that the reader's own functions draw, for `--mine`.
///
/// A lesson never depends on the reader's code: `grade draw` checks it, draws with what is right, and hands the pictures over.
struct OwnPictures {
  private var pictures: LearnersPictures

  init(_ pictures: LearnersPictures) { self.pictures = pictures }

  /// Has the pictures of a lesson drawn.
  ///
  /// - Parameters:
  ///   - lesson: The lesson's number.
  ///   - options: The data and the seed that the reader asked for.
  ///   - file: A source file of the lesson, from which the package's folder is found.
  /// - Returns: The pictures.
  /// - Throws: ``OwnPicturesError`` if there is nothing to draw with.
  static func draw(lesson: Int, options: LessonOptions, file: String) throws -> OwnPictures {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    let program = Bundle.main.executableURL?.deletingLastPathComponent().path
    guard let checkout = Checkout(at: folder) ?? program.flatMap({ Checkout(at: $0) }) else {
      throw OwnPicturesError(
        "your exercises are not to be found: there is no checkout at \(folder).")
    }
    let complaint = try checkout.build("grade", from: ["Sources"])
    stopIfInterrupted(lesson)
    if let complaint {
      let line = complaint.split(separator: "\n").first { $0.contains("error: ") }
      throw OwnPicturesError(
        "`grade` cannot be built, which draws them: \(line ?? "swift build says why").")
    }
    var command = [checkout.program("grade"), "draw", "\(lesson)", "--json"]
    command += ["--package-path", checkout.root.path]
    command += ["--seed", "\(options.seed)", "--data", options.data]
    if let folder = options.dataDirectory { command += ["--data-dir", folder] }
    var request = ChildProcess.Request(command)
    request.isolated = false
    request.cap = 1 << 26
    let child = try ChildProcess(running: request)
    stopIfInterrupted(lesson)
    guard
      let pictures = try? JSONDecoder().decode(
        LearnersPictures.self, from: Data(child.output.bytes))
    else {
      let lines = child.errors.text.split(separator: "\n")
      let line = lines.last { $0.hasPrefix("Error: ") }?.dropFirst("Error: ".count)
      throw OwnPicturesError(line.map(String.init) ?? "`swift run grade draw \(lesson)` failed.")
    }
    guard !pictures.right.isEmpty else {
      throw OwnPicturesError(
        """
        none of the exercises of lesson \(lesson) is right yet, so there is nothing of yours to draw. \
        Begin with: swift run grade next
        """)
    }
    return OwnPictures(pictures)
  }

  /// Ends the program after Ctrl-C, which has stopped the child as well.
  private static func stopIfInterrupted(_ lesson: Int) {
    guard Interruption.isRequested else { return }
    StandardError.end(
      "lesson-\(lesson)", "Stopped before the lesson began.", status: Interruption.exitStatus)
  }

  /// What the reader is told at the beginning, in Markdown.
  var introduction: String {
    let isOne = pictures.right.count == 1
    var text = "Pictures of your own stand among those of the lesson. They are drawn by your "
    text += "\(isOne ? "function" : "functions") \(enumeration(pictures.right)), "
    text += "which \(isOne ? "has" : "have") just been checked."
    if !pictures.open.isEmpty {
      let isOne = pictures.open.count == 1
      let numbers = enumeration(pictures.open.map(\.number))
      text +=
        " Where \(numbers) would be needed, the course's own \(isOne ? "does" : "do") the work: "
      text += "\(isOne ? "it is" : "they are") not right yet."
    }
    if !pictures.lapsed.isEmpty {
      let isOne = pictures.lapsed.count == 1
      text += " \(enumeration(pictures.lapsed)) \(isOne ? "was" : "were") right before, "
      text += "but \(isOne ? "is" : "are") not right as \(isOne ? "it stands" : "they stand") now."
    }
    return text
  }

  /// Takes the pictures that belong to a section, in the order of the exercises; all that are left if there is no section named.
  mutating func take(from section: String?) -> [LearnersPictures.Item] {
    let taken = pictures.items.filter { section == nil || $0.section == section }
    pictures.items.removeAll { section == nil || $0.section == section }
    return taken
  }

  /// What is said of the functions that are right but could not draw, in Markdown; nil if there are none.
  var complaint: String? {
    if pictures.failures.isEmpty { return nil }
    return pictures.failures.map {
      "- \($0.number), \($0.title), is right, but could not draw its picture. \($0.reason)"
    }.joined(separator: "\n")
  }
}

extension DrawnPicture {
  /// The caption in Markdown, with whose functions have drawn it.
  var captionWithPainters: String {
    var text =
      "**Drawn by your own function\(ownParts.count == 1 ? "" : "s") \(enumeration(ownParts))"
    if !borrowedParts.isEmpty { text += ", with the course's \(enumeration(borrowedParts))" }
    return text + ".** " + caption
  }
}

private func enumeration(_ words: [String]) -> String {
  guard let last = words.last, words.count > 1 else { return words.last ?? "none" }
  return words.dropLast().joined(separator: ", ") + " and " + last
}

/// Why there are no pictures of the reader's own, in a line that says what to do.
struct OwnPicturesError: Error, CustomStringConvertible {
  let description: String

  init(_ reason: String) { description = "--mine: \(reason)" }
}
