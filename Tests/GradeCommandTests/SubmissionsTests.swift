import BuiltProducts
import Course
import Foundation
import Testing

@testable import GradeCommand

@Suite("The lines that join learner's and solution's functions with their check")
struct SubmissionsTests {
  @Test(
    "follow from the stubs: `swift run grade join N` writes them anew",
    arguments: Syllabus.lessons.map(\.number))
  func upToDate(number: Int) throws {
    let lesson = try #require(Syllabus.lesson(number))
    let source = try SubmissionsSource(lesson, root: BuiltProducts.package)
    let written = try String(contentsOf: source.file, encoding: .utf8)
    #expect(written == source.text)
  }

  @Test(
    "name a variable after a file",
    arguments: [
      ("PReLU", "pReLU"), ("SVMLoss", "svmLoss"), ("Maxout", "maxout"),
      ("L2DistancesNoLoop", "l2DistancesNoLoop"), ("KFoldSplit", "kFoldSplit"),
      ("TanhAndReLU", "tanhAndReLU"), ("Fans", "fans"),
    ])
  func names(file: String, variable: String) {
    #expect(SubmissionsSource.variable(named: file) == variable)
  }
}
