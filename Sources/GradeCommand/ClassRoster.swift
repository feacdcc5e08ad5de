import Course
import Foundation

/// The learners of a class, found in a folder that has a folder for each.
struct ClassRoster {
  /// A learner: a name and the folder with the answers.
  struct Learner: Equatable {
    /// The name of the learner's folder.
    let name: String
    /// The folder that holds the lessons' folders; nil if there is none.
    let exercises: URL?
  }

  let learners: [Learner]

  /// Looks for learners.
  ///
  /// - Throws: `Refusal` if the folder cannot be read or holds no folder.
  init(at path: String) throws {
    let folder = URL(fileURLWithPath: path, isDirectory: true)
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    } catch {
      throw Refusal(
        "\(path) cannot be read as a folder: --class takes one with a folder a learner.")
    }
    learners = names.sorted().filter { !$0.hasPrefix(".") }.compactMap { name in
      let own = folder.appendingPathComponent(name, isDirectory: true)
      guard Self.isFolder(own) else { return nil }
      return Learner(name: name, exercises: Self.exercises(in: own, depth: 3))
    }
    guard learners.contains(where: { $0.exercises != nil }) else {
      throw Refusal(
        """
        There are no exercises in \(path): --class takes a folder with one for each learner, \
        which holds lessons' folders such as \(Syllabus.lessons[0].folder), or an Exercises folder \
        with them.
        """)
    }
  }

  /// The folder itself, its `Exercises`, or the same in a folder below: an unpacked archive often
  /// has one more around it.
  private static func exercises(in folder: URL, depth: Int) -> URL? {
    for candidate in [folder, folder.appendingPathComponent("Exercises", isDirectory: true)]
    where Syllabus.lessons.contains(where: {
      isFolder(candidate.appendingPathComponent($0.folder))
    }) {
      return candidate
    }
    guard depth > 1 else { return nil }
    let below = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return below.sorted().filter { !$0.hasPrefix(".") && $0 != "__MACOSX" }.lazy
      .map { folder.appendingPathComponent($0, isDirectory: true) }
      .filter(isFolder).compactMap { exercises(in: $0, depth: depth - 1) }.first
  }

  private static func isFolder(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
