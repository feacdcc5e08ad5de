import Course
import Foundation
import Grading
import Workbench

/// The checkout that this command works in, with the learner's progress and the lessons' graders.
final class Workshop {
  let checkout: Checkout
  let progress: ProgressFile

  /// Finds the checkout: the folder given, or the nearest one above the working folder.
  ///
  /// - Throws: `Refusal` if there is none.
  init(path: String?, skipsBuild: Bool) throws {
    let start = path ?? FileManager.default.currentDirectoryPath
    guard let checkout = Checkout(at: start, skipsBuild: skipsBuild) else {
      throw Refusal("There is no Sightline checkout at or above \(start).")
    }
    self.checkout = checkout
    progress = ProgressFile(folder: checkout.url(".grade")) { line in
      FileHandle.standardError.write(Data("note: \(line)\n".utf8))
    }
  }

  /// The folder of the package.
  var root: URL { checkout.root }

  func url(_ path: String) -> URL { checkout.url(path) }

  /// The path of a lesson's grader.
  func grader(_ lesson: CourseLesson) -> String { checkout.program(lesson.grader) }

  /// Builds a lesson's grader if anything that goes into it has changed.
  ///
  /// - Returns: what the compiler has against it; nil if it is built.
  /// - Throws: `BuildRefusal` if there is nothing to grade with.
  func build(_ lesson: CourseLesson) throws -> CompileFailure? {
    let folders = [
      "Sources", "Exercises/\(lesson.folder)", "Exercises/Solutions/\(lesson.folder)",
    ]
    let output = try checkout.build(lesson.grader, from: folders) { path in
      !path.contains("GradeCommand/")
    }
    return output.map { CompileFailure(output: $0, lesson: lesson, root: root) }
  }

  /// When the grader was built, so that a verdict can be reused until it is built again.
  func stamp(_ lesson: CourseLesson) -> String { checkout.stamp(lesson.grader) }
}
