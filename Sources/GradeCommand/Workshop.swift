import Course
import Foundation
import Grading
import Workbench

/// The checkout that this command works in, with the learner's progress and the lessons' graders.
final class Workshop {
  let checkout: Checkout
  let progress: ProgressFile
  /// The seconds after which a build is given up; never if nil.
  let buildTimeLimit: Double?
  private var runFolder: RunFolder?

  /// Finds the checkout: at the folder given or above it; without one, the checkout that this
  /// program was built from, or the nearest one above the working folder.
  ///
  /// - Throws: `Refusal` if there is none.
  convenience init(path: String?, skipsBuild: Bool) throws {
    let found =
      path.map { Checkout(at: $0, skipsBuild: skipsBuild) }
      ?? Checkout(ofProgramOrHere: skipsBuild)
    guard let found else {
      let start = path ?? FileManager.default.currentDirectoryPath
      throw Refusal("There is no Sightline checkout at or above \(start).")
    }
    let progress = ProgressFile(folder: found.url(".grade")) { StandardError.write("note: \($0)") }
    self.init(checkout: found, progress: progress)
  }

  /// Works in a checkout.
  init(checkout: Checkout, progress: ProgressFile, buildTimeLimit: Double? = nil) {
    self.checkout = checkout
    self.progress = progress
    self.buildTimeLimit = buildTimeLimit
  }

  /// Starts processes that may leave files behind: all of them lie in a folder that goes with this
  /// run.
  ///
  /// - Throws: `Refusal` if there is no such folder to be had, and what `body` throws.
  func withRunFolder<Result>(_ body: () throws -> Result) throws -> Result {
    let folder = try runFolder ?? RunFolder()
    runFolder = folder
    return try folder.hold(body)
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
    let output = try checkout.build(
      lesson.grader, from: folders, timeLimit: buildTimeLimit
    ) { path in
      !path.contains("GradeCommand/")
    }
    return output.map { CompileFailure(output: $0, lesson: lesson, root: root) }
  }

  /// When the grader was built, so that a verdict can be reused until it is built again.
  func stamp(_ lesson: CourseLesson) -> String { checkout.stamp(lesson.grader) }
}
