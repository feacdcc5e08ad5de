import Course
import Foundation

/// What the child says on its own descriptor: what it is about to check, when the answer's code is
/// entered and left, what was found before it is explained, and at last the report or the picture.
///
/// Every line begins with a seal, a word that the answer's code does not know.
enum Message {
  static let entered = "in\n"
  static let left = "out\n"

  static func line(situation: String) -> String { "now \(situation)\n" }

  static func line(unexplained report: Report) throws -> String {
    "found \(try json(report))\n"
  }

  static func line(_ report: Report) throws -> String { "report \(try json(report))\n" }

  static func line(_ drawing: DrawingMessage) throws -> String { "drawing \(try json(drawing))\n" }

  private static func json(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }

  /// All that was said, the last of each kind.
  struct All {
    var situation: String?
    /// Whether the answer's code was running when the last word came.
    var isInside = false
    var unexplained: Report?
    var report: Report?
    var drawing: DrawingMessage?
  }

  /// Reads what was said under a seal; all else is left out.
  static func all(in text: String, sealedWith seal: String) -> All {
    var all = All()
    for line in text.split(separator: "\n") where line.hasPrefix("\(seal) ") {
      let words = line.dropFirst(seal.count + 1).split(separator: " ", maxSplits: 1)
      let rest = words.count > 1 ? words[1] : ""
      func decoded<Value: Decodable>(_ type: Value.Type) -> Value? {
        try? JSONDecoder().decode(type, from: Data(rest.utf8))
      }
      switch words.first {
      case "now": all.situation = String(rest)
      case "in": all.isInside = true
      case "out": all.isInside = false
      case "found": all.unexplained = decoded(Report.self)
      case "report": all.report = decoded(Report.self)
      case "drawing": all.drawing = decoded(DrawingMessage.self)
      default: continue
      }
    }
    return all
  }
}
