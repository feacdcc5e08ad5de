import Course
import Foundation
import Workbench

/// A copy of the package that learners' answers are put into, one after the other, and built.
///
/// It lies beside the package's own programs and is kept, so that only what answers change is
/// compiled for each learner, and nothing once more for the next class.
final class ClassRoom {
  /// What one file of an answer may have, in bytes.
  static let fileLimit = 1 << 20

  let checkout: Checkout
  private let original: Checkout
  private let folder: URL
  private let lock: Int32

  /// Makes the copy, or brings it up to date.
  ///
  /// - Throws: `Refusal` if it cannot be written or another class is being graded.
  init(for original: Checkout) throws {
    self.original = original
    folder = original.scratch.appendingPathComponent("class", isDirectory: true)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      lock = open(folder.path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard lock >= 0 else { throw CocoaError(.fileWriteNoPermission) }
    } catch {
      throw Refusal("\(folder.path) cannot be written to, where a class is graded.")
    }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      throw Refusal("Another class is being graded with this checkout: wait until that is done.")
    }
    let products = original.products
    let system = products.deletingLastPathComponent().lastPathComponent
    let root = folder.appendingPathComponent("package", isDirectory: true)
    checkout = Checkout(
      root: root,
      products: folder.appendingPathComponent("build/\(system)/\(products.lastPathComponent)"),
      skipsBuild: false)
    do {
      for name in ["Package.swift", "Package.resolved", "Sources", "Lessons", "Tests"] {
        try Mirror.renew(root.appendingPathComponent(name), from: original.url(name))
      }
      let solutions = "Exercises/Solutions"
      try Mirror.renew(root.appendingPathComponent(solutions), from: original.url(solutions))
      try takeDependencies()
      for lesson in Syllabus.lessons { try place([:], of: lesson) }
    } catch {
      let line = (error as? Refusal)?.description ?? FileTrouble.line(error)
      throw Refusal("The class cannot be graded. \(line)")
    }
  }

  deinit { close(lock) }

  /// Where the outcome of grading goes, which nobody reads.
  var progressFolder: URL { folder.appendingPathComponent("progress", isDirectory: true) }

  /// Takes the dependencies that are here already, so that nothing needs a network.
  private func takeDependencies() throws {
    for name in ["checkouts", "repositories", "workspace-state.json"] {
      let (own, given) = (
        folder.appendingPathComponent("build/\(name)"),
        original.scratch.appendingPathComponent(name)
      )
      guard FileManager.default.fileExists(atPath: given.path),
        !FileManager.default.fileExists(atPath: own.path)
      else { continue }
      try FileManager.default.createDirectory(
        at: own.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: given, to: own)
    }
  }

  /// Puts a learner's answers to a lesson in place, and stubs where there is none.
  ///
  /// - Parameters:
  ///   - files: the sources, by their names.
  ///   - lesson: the lesson that they belong to.
  /// - Throws: `Refusal` if the stubs are missing, what Foundation throws if nothing can be
  ///   written.
  func place(_ files: [String: Data], of lesson: CourseLesson) throws {
    var wanted = files
    let given = Set(files.keys.map { $0.lowercased() })
    for card in lesson.cards where !given.contains("\(card.file).swift".lowercased()) {
      wanted["\(card.file).swift"] = try stub(of: card, in: lesson)
    }
    let place = checkout.url("Exercises/\(lesson.folder)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: place.path)
    where wanted[name] == nil {
      try FileManager.default.removeItem(at: place.appendingPathComponent(name))
    }
    for (name, source) in wanted {
      try Mirror.write(source, to: place.appendingPathComponent(name))
    }
  }

  /// Whether these sources are nothing but stubs.
  func isUntouched(_ files: [String: Data], of lesson: CourseLesson) -> Bool {
    let stubs = lesson.cards.map { ("\($0.file).swift", try? stub(of: $0, in: lesson)) }
    return files.allSatisfy { name, source in
      stubs.contains { $0 == name && $1 == source }
    }
  }

  private func stub(of card: ExerciseCard, in lesson: CourseLesson) throws -> Data {
    let path = lesson.stub(of: card)
    guard let stub = FileManager.default.contents(atPath: original.url(path).path) else {
      throw Refusal("\(path) is missing, the stub of \(card.number).")
    }
    return stub
  }

  /// The sources of a learner's answers to a lesson, by their names.
  ///
  /// They are plain files of a sensible size: a link may lead to somebody else's.
  static func sources(of lesson: CourseLesson, in exercises: URL) -> [String: Data] {
    let folder = exercises.appendingPathComponent(lesson.folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var sources: [String: Data] = [:]
    for name in names where name.hasSuffix(".swift") && !name.hasPrefix(".") {
      let path = folder.appendingPathComponent(name).path
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        status.st_size <= fileLimit, let source = FileManager.default.contents(atPath: path)
      else { continue }
      sources[name] = source
    }
    return sources
  }
}

/// Copies that keep the time of a file that is as it should be, so that it is not compiled again.
enum Mirror {
  /// Makes a copy equal to a file or folder; what is not there is not there in the copy either.
  ///
  /// - Throws: what Foundation throws if something cannot be read or written.
  static func renew(_ copy: URL, from original: URL) throws {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: original.path, isDirectory: &isFolder) else {
      if manager.fileExists(atPath: copy.path) { try manager.removeItem(at: copy) }
      return
    }
    guard isFolder.boolValue else {
      return try write(Data(contentsOf: original), to: copy)
    }
    try manager.createDirectory(at: copy, withIntermediateDirectories: true)
    let names = try manager.contentsOfDirectory(atPath: original.path)
    for name in Set(try manager.contentsOfDirectory(atPath: copy.path)).subtracting(names) {
      try manager.removeItem(at: copy.appendingPathComponent(name))
    }
    for name in names {
      try renew(copy.appendingPathComponent(name), from: original.appendingPathComponent(name))
    }
  }

  /// Writes a file unless it says so already.
  ///
  /// - Throws: `WholeFile.Failure` and what Foundation throws if it cannot be written.
  static func write(_ data: Data, to file: URL) throws {
    guard FileManager.default.contents(atPath: file.path) != data else { return }
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try WholeFile.write([UInt8](data), to: file.path)
  }
}
