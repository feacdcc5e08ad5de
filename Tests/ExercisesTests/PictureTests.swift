import BuiltProducts
import Foundation
import Grading
import Testing
import Workbench

@Suite("The pictures of exercises")
struct PictureTests {
  private func draw(_ subject: Subject, seed: UInt64 = 231) throws -> DrawnPicture? {
    var request = DrawingRequest()
    request.painter = .solution
    request.seed = seed
    let outcome = try subject.grader.draw(subject.card, request)
    switch outcome {
    case .drawn(let picture): return picture
    case .nothingToShow: return nil
    case .failed(let reason):
      Issue.record("\(subject.card.number) could not be drawn: \(reason)")
      return nil
    }
  }

  @Test(
    "are drawn by the solution, the same bytes each time, and say what they show",
    arguments: Subject.all)
  func drawn(_ subject: Subject) throws {
    guard let picture = try draw(subject) else { return }
    #expect(picture.png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(picture.width >= 100 && picture.height >= 60)
    #expect(try draw(subject)?.png == picture.png)
    // Whatever else went into it stems from the course as well.
    #expect(picture.ownParts.isEmpty)
    #expect(picture.borrowedParts.contains("\(subject.card.number)"))
    for text in [picture.caption, picture.see] {
      #expect((20...200).contains(text.count), "\(text)")
      #expect(text.hasSuffix(".") || text.hasSuffix("?"), "\(text)")
      #expect(!text.contains { "*`$_".contains($0) }, "\(text)")
    }
    if let section = picture.section {
      let sections = try subject.lessonSections()
      #expect(sections.contains(section), "lesson \(subject.lesson.number) has \(sections)")
    }
  }

  @Test("are drawn with other random numbers too", arguments: Subject.all)
  func otherSeed(_ subject: Subject) throws { _ = try draw(subject, seed: 1) }
}
