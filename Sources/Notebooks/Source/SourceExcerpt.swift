import Foundation
import Workbench

/// A piece of a lesson's own source, as its reader is shown it.
struct SourceExcerpt: Sendable, Equatable {
  /// The source, indented from the left margin.
  var source: String
  /// Where it stands, relative to the package, such as `Lessons/01-nearest-neighbors/main.swift:42`.
  var location: String
  /// Whether the source could be read; if not, `source` is empty.
  var isAvailable = true

  /// Describes an excerpt that is at hand.
  init(source: String, location: String) {
    self.source = source
    self.location = location
  }

  /// Reads the body of the closure that follows a call.
  ///
  /// - Parameters:
  ///   - path: The file of the call, from `#filePath`.
  ///   - line: The line of the call, from 1.
  ///   - call: The name of the function called.
  init(closureIn path: String, line: Int, after call: String) {
    self.init(in: path, line: line) { Self.closureBody(in: $0, line: line, after: call) }
  }

  /// Reads a declaration, with the documentation comment above it.
  ///
  /// - Parameters:
  ///   - declaration: How the declaration begins, such as `func distance`.
  ///   - path: The file that holds it.
  init(declaration: String, in path: String) {
    self.init(in: path, line: nil) { Self.declarationText(declaration, in: $0) }
  }

  private init(in path: String, line: Int?, extract: (String) -> String?) {
    location = Self.relativePath(path) + (line.map { ":\($0)" } ?? "")
    if let text = try? String(contentsOfFile: path, encoding: .utf8), let found = extract(text) {
      source = found
    } else {
      source = ""
      isAvailable = false
    }
  }

  /// What stands in the place of a source that cannot be read.
  var unavailableNote: String { "(The source of this cell, \(location), is not there any more.)" }

  static func closureBody(in text: String, line: Int, after call: String) -> String? {
    let lines = text.sourceLines
    guard line >= 1, line <= lines.count else { return nil }
    let tokens = SwiftLexer.tokens(of: lines[(line - 1)...].joined(separator: "\n"))
    let start = tokens.firstIndex { $0.kind == .identifier && $0.text == call } ?? 0
    var parentheses = 0
    for index in start..<tokens.count where tokens[index].kind == .symbol {
      switch tokens[index].text {
      case "(": parentheses += 1
      case ")": parentheses -= 1
      case "{" where parentheses == 0:
        guard let end = closingBrace(of: index, in: tokens) else { return nil }
        return dedented(tokens[(index + 1)..<end].map(\.text).joined())
      default: break
      }
    }
    return nil
  }

  static func declarationText(_ declaration: String, in text: String) -> String? {
    let lines = text.sourceLines
    func trimmed(_ index: Int) -> String { lines[index].trimmingCharacters(in: .whitespaces) }
    guard
      let first = lines.indices.first(where: { index in
        let line = trimmed(index)
        guard !line.hasPrefix("//"), let match = line.range(of: declaration) else { return false }
        // `func distance` must not find `func distances`.
        return line[match.upperBound...].first.map { !$0.isLetter && !$0.isNumber } ?? true
      })
    else { return nil }
    var start = first
    while start > 0, trimmed(start - 1).hasPrefix("///") || trimmed(start - 1).hasPrefix("@") {
      start -= 1
    }
    let tokens = SwiftLexer.tokens(of: lines[first...].joined(separator: "\n"))
    guard let brace = bodyBrace(in: tokens), var end = closingBrace(of: brace, in: tokens)
    else { return nil }
    while let next = labelledBrace(after: end, in: tokens),
      let nextEnd = closingBrace(of: next, in: tokens)
    {
      end = nextEnd
    }
    let above = lines[start..<first].map { $0 + "\n" }.joined()
    return dedented(above + tokens[...end].map(\.text).joined())
  }

  /// The brace that opens the body: the first outside parentheses, for a default value may be a closure.
  private static func bodyBrace(in tokens: [SwiftToken]) -> Int? {
    var parentheses = 0
    for index in tokens.indices where tokens[index].kind == .symbol {
      switch tokens[index].text {
      case "(": parentheses += 1
      case ")": parentheses -= 1
      case "{" where parentheses == 0: return index
      default: break
      }
    }
    return nil
  }

  /// The brace of a further trailing closure, as in `Gate { ... } localGradient: { ... }`.
  private static func labelledBrace(after end: Int, in tokens: [SwiftToken]) -> Int? {
    let next = tokens.indices[(end + 1)...].lazy.filter { tokens[$0].kind != .space }.prefix(3)
    guard let label = next.first, tokens[label].kind == .identifier, let brace = next.last,
      next.dropFirst().map({ tokens[$0].text }) == [":", "{"]
    else { return nil }
    return brace
  }

  private static func closingBrace(of opening: Int, in tokens: [SwiftToken]) -> Int? {
    var depth = 0
    for index in opening..<tokens.count where tokens[index].kind == .symbol {
      if tokens[index].text == "{" { depth += 1 }
      if tokens[index].text == "}" {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  /// The text without the line feeds at its end.
  static func withoutFinalNewline(_ text: String) -> String {
    var text = text
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }

  /// Removes blank lines around a text and the indentation that all its lines share.
  static func dedented(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line
      while line.last?.isWhitespace == true { line.removeLast() }
      return line
    }
    lines.removeFirst(lines.prefix { $0.isEmpty }.count)
    while lines.last?.isEmpty == true { lines.removeLast() }
    let margin =
      lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return lines.map { $0.dropFirst(min(margin, $0.count)) }.joined(separator: "\n")
  }

  /// The folder that holds the package's manifest, above a file of the package.
  static func packageRoot(of path: String) -> String {
    var folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    while folder.path.count > 1 {
      let manifest = folder.appendingPathComponent("Package.swift").path
      if FileManager.default.fileExists(atPath: manifest) { return folder.path }
      folder.deleteLastPathComponent()
    }
    return URL(fileURLWithPath: path).deletingLastPathComponent().path
  }

  /// The path from the package's root, so that no file tells where the package lies.
  static func relativePath(_ path: String) -> String {
    let root = packageRoot(of: path) + "/"
    return path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
  }
}
