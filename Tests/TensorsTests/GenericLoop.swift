import Foundation

/// A function in the sources that loops, found by reading their text.
///
/// This is no parser of Swift: it counts braces and looks for words, which is enough for sources
/// that `swift format` has laid out.
struct GenericLoop: CustomStringConvertible {
  let file: String
  let line: Int
  let declaration: String

  /// The file and the function's name, as in `Search.swift vote`.
  var key: String {
    let name = declaration.firstMatch(of: /(?:func|var)\s+(\w+)|(init|subscript)/)
    return "\(file.components(separatedBy: "/").last ?? "") \(name?.1 ?? name?.2 ?? "?")"
  }

  var description: String {
    "\(file):\(line): \(declaration.trimmingCharacters(in: .whitespaces))"
  }

  /// The functions in `source` that are generic over the scalar type, loop over elements and are
  /// not specialised.
  static func unspecialized(in source: String, file: String, genericTypes: Set<String>) -> [Self] {
    guard source.contains("Scalar") || source.contains("extension Tensor") else { return [] }
    let lines = source.components(separatedBy: "\n").map(withoutComment)
    var found: [Self] = []
    var genericUntil = -1
    var line = 0
    while line < lines.count {
      let text = lines[line]
      if opensGenericType(text, genericTypes) {
        genericUntil = max(genericUntil, end(of: line, in: lines))
      }
      if isFunction(text) {
        let last = end(of: line, in: lines)
        let attributes = lines[attributes(before: line, in: lines)..<line].joined()
        if line <= genericUntil || isGeneric(lines[line...last].joined(separator: "\n")),
          !isSpecialized(attributes), lines[line...last].contains(where: loopsOverElements)
        {
          found.append(Self(file: file, line: line + 1, declaration: text))
        }
        line = last
      }
      line += 1
    }
    return found
  }

  /// The types declared in `source` that are generic over the scalar type.
  static func genericTypes(in source: String) -> Set<String> {
    let pattern = /(?:struct|enum|class|actor)\s+(\w+)<[^>]*Scalar/
    let candidates = source.components(separatedBy: "\n").filter { $0.contains("Scalar") }
    return Set(candidates.compactMap { $0.firstMatch(of: pattern).map { String($0.1) } })
  }

  private static func withoutComment(_ line: String) -> String {
    line.contains("//") ? line.components(separatedBy: "//")[0] : line
  }

  private static func opensGenericType(_ text: String, _ genericTypes: Set<String>) -> Bool {
    guard ["struct", "enum", "class", "actor", "extension"].contains(where: text.contains),
      let match = text.firstMatch(of: /\b(?:struct|enum|class|actor|extension)\s+(\w+)/)
    else { return false }
    return genericTypes.contains(String(match.1))
  }

  private static func isFunction(_ text: String) -> Bool {
    ["func ", "init", "subscript", "var "].contains(where: text.contains)
      && text.contains(/\bfunc\s|\binit[?(<]|\bsubscript[(<]|\bvar\s+\w+:[^={]*\{\s*$/)
      && !text.contains(/\.init\(/)
  }

  /// The last line of the declaration that starts at `first`: where its braces close, or where it
  /// ends without any.
  private static func end(of first: Int, in lines: [String]) -> Int {
    var parentheses = 0
    var braces = 0
    for line in first..<lines.count {
      for character in lines[line].utf8 {
        switch character {
        case UInt8(ascii: "("): parentheses += 1
        case UInt8(ascii: ")"): parentheses -= 1
        case UInt8(ascii: "{"): braces += 1
        case UInt8(ascii: "}"):
          braces -= 1
          if braces == 0 && parentheses == 0 { return line }
        default: break
        }
      }
      // A requirement of a protocol has no braces.
      if braces == 0 && parentheses == 0 && !lines[line].contains(/(->|where|,)\s*$/) {
        let next = line + 1 < lines.count ? lines[line + 1] : ""
        if !next.contains(/^\s*(\{|->|where|throws|\))/) { return line }
      }
    }
    return lines.count - 1
  }

  private static func attributes(before line: Int, in lines: [String]) -> Int {
    var first = line
    while first > 0 && lines[first - 1].drop(while: { $0 == " " }).hasPrefix("@") { first -= 1 }
    return first
  }

  private static func isGeneric(_ declaration: String) -> Bool {
    let signature = declaration.prefix { $0 != "{" }
    return signature.contains(/<[^>]*Scalar[^(]*>\s*\(/) || signature.contains("some TensorScalar")
  }

  /// Whether the line has a loop; those over a handful of axes, shapes or parts cost nothing.
  private static func loopsOverElements(_ text: String) -> Bool {
    let signs = ["for ", "while ", ".map", ".reduce(", ".forEach", ".filter", "zip(", "repeating:"]
    if isElementwise(text) { return true }
    guard signs.contains(where: text.contains) else { return false }
    let loop =
      /\bfor\s.*\bin\b|\bwhile\s|\.map\s*(?:\{|\([^\\])|\.reduce\(|\.forEach|\.filter|\bzip\(|repeating:.*count:/
    return text.contains(loop)
      && !["shape", "axis", "axes", "Axes", "parts", "Float.self", ": Int", "Int]"]
        .contains(where: text.contains)
  }

  /// Whether the line has a loop that is written as a formula: `Tensor(a, b) { ... }` makes a
  /// tensor element by element, `update` changes one.
  private static func isElementwise(_ text: String) -> Bool {
    guard text.contains("Tensor") || text.contains("update") else { return false }
    let made = /(?:^|\W)Tensor(?:<\w+>)?\((?!\w+:)[^{]*\)\s*\{\s*\w+(?:, \w+)* in\b/
    let changed = /(?:^|\W)update(?:\((?:and: &\w+, )?with: [^{]*\))?\s*\{/
    return text.contains(made) || text.contains(changed)
  }

  private static func isSpecialized(_ attributes: String) -> Bool {
    attributes.contains("@inlinable") || attributes.contains("@inline(__always)")
      || (attributes.contains("== Float") && attributes.contains("== Double"))
  }
}
