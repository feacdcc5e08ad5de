import Course
import Foundation
import Grading
import Testing

@Suite("A report as text")
struct ReportTextTests {
  @Test(
    "leaves room between a row's name and its verdict, however long the name",
    arguments: ["dw", "second run", "probabilities", "the slopes of all gates, run twice in a row"])
  func column(name: String) {
    var report = Report(Syllabus.cards[0], verdict: .wrong)
    let figures = Array(repeating: "0.5 of 1", count: 20).joined(separator: ", ")
    report.rows = [
      ReportRow(quantity: name, isRight: true, text: figures),
      ReportRow(quantity: "b", isRight: false, text: figures),
    ]
    let lines = report.text().split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.hasPrefix("  \(name)  ") })
    #expect(lines.allSatisfy { $0.count <= 80 || $0.contains(name) })
    // Rows stand below one another, as long as the names are of a sensible length.
    let places = lines.compactMap { line in
      (line.range(of: "right    ") ?? line.range(of: "wrong    ")).map {
        line.distance(from: line.startIndex, to: $0.lowerBound)
      }
    }
    #expect(places.count == 2)
    if name.count < 20 { #expect(places[0] == places[1]) }
  }
}
