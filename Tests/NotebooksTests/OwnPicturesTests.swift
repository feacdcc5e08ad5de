import Course
import Foundation
import Testing
import Workbench

@testable import Notebooks

@MainActor
@Suite("Pictures by the reader's own functions")
struct OwnPicturesTests {
  private func picture(
    _ number: String, by own: [String], with others: [String] = []
  ) throws -> DrawnPicture {
    var picture = DrawnPicture(
      png: try smallPicture().pngData(), width: 3, height: 2, pixelsPerPoint: 1,
      caption: "What \(number) shows.", see: "The corner.")
    picture.ownParts = own
    picture.borrowedParts = others
    return picture
  }

  private func pictures() throws -> LearnersPictures {
    var pictures = LearnersPictures()
    for (number, section, own, others) in [
      ("7.1", "First", ["7.1", "7.3"], []),
      ("7.2", "Second", ["7.2"], ["7.4"]),
      ("7.3", "A section that was renamed", ["7.3"], []),
    ] as [(String, String, [String], [String])] {
      pictures.add(
        try picture(number, by: own, with: others), number: number, title: "Title",
        section: section)
    }
    pictures.right = ["7.1", "7.2", "7.3", "7.6"]
    pictures.open = [.init(number: "7.4", title: "Four", reason: "not right yet")]
    pictures.failures = [.init(number: "7.6", title: "Six", reason: "It crashed.")]
    return pictures
  }

  /// What each cell is about, in short.
  private func outline(_ note: Notebook) -> [String] {
    note.document.cells.map { cell in
      switch cell {
      case .section(_, let title): "# " + title
      case .figure(let figure): figure.name
      case .text(let text): String(text.prefix(12))
      case .questions: "questions"
      default: "?"
      }
    }
  }

  @Test(
    "stand at the end of their sections, and before the questions where there is no such section")
  func places() throws {
    let folder = TemporaryFolder()
    let note = try Notebook(into: folder)
    note.begin(with: OwnPictures(try pictures()))
    note.section("First")
    note.text("Told first.")
    note.section("Second")
    note.text("Told next.")
    note.section("Third")
    note.questions(["Why?"])
    note.showLastOwnPictures()
    #expect(
      outline(note) == [
        "Pictures of ", "# First", "Told first.", "yours-7-1", "# Second", "Told next.",
        "yours-7-2", "# Third", "yours-7-3", "- 7.6, Six, ", "questions",
      ])
    #expect(folder.names.contains("lesson-7/yours-7-1.png"))
  }

  @Test("say whose functions have drawn them")
  func painters() throws {
    let captions = try pictures().items.map(\.picture.captionWithPainters)
    #expect(captions[0] == "**Drawn by your own functions 7.1 and 7.3.** What 7.1 shows.")
    #expect(
      captions[1]
        == "**Drawn by your own function 7.2, with the course's 7.4.** What 7.2 shows.")
  }

  @Test("are announced with what is right and what is not")
  func introduction() throws {
    let text = OwnPictures(try pictures()).introduction
    #expect(text.contains("7.1, 7.2, 7.3 and 7.6"))
    #expect(text.contains("Where 7.4 would be needed, the course's own does the work"))
    #expect(!text.contains("right before"))
    var lapsed = try pictures()
    lapsed.lapsed = ["7.4"]
    #expect(
      OwnPictures(lapsed).introduction.hasSuffix(
        "7.4 was right before, but is not right as it stands now."))
  }

  @Test("a lesson without them is as it was")
  func none() throws {
    let note = try Notebook(into: TemporaryFolder())
    note.section("First")
    note.questions(["Why?"])
    #expect(outline(note) == ["# First", "questions"])
  }

  @Test("are what a learner with something right is pointed to, besides the next exercise")
  func invitation() throws {
    func item(_ number: String, _ progress: ExerciseProgress.Stage) -> ExerciseItem {
      ExerciseItem(
        number: number, title: "Title", difficulty: 1, minutes: 5, progress: progress)
    }
    let note = try Notebook(into: TemporaryFolder())
    let begin = note.invitation([item("7.1", .unattempted), item("7.2", .unattempted)])
    #expect(begin == "`swift run grade watch 7.1` grades the next one whenever you save it.")
    let middle = note.invitation([item("7.1", .passed), item("7.2", .attempted)])
    #expect(middle.hasPrefix("`swift run grade watch 7.2` "))
    #expect(middle.contains("`swift run lesson-7 --mine`"))
    let end = note.invitation([item("7.1", .passed)])
    #expect(end.hasPrefix("All of them are done."))
    #expect(!end.contains("watch"))
  }
}
