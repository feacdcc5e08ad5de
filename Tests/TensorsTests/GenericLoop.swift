import Foundation

/// A function in the sources that loops, found by reading their text.
///
/// This is no parser of Swift: it counts braces and looks for words, which is enough for sources that
/// `swift format` has laid out.
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

  /// The functions in `source` that are generic over the scalar type, loop over elements and are not specialised.
  static func unspecialized(in source: String, file: String, genericTypes: Set<String>) -> [Self] {
    let lines = source.components(separatedBy: "\n")
    var found: [Self] = []
    var genericUntil = -1
    var line = 0
    while line < lines.count {
      let text = code(lines[line])
      if opensGenericType(text, genericTypes) {
        genericUntil = max(genericUntil, end(of: line, in: lines))
      }
      if isFunction(text) {
        let last = end(of: line, in: lines)
        let whole = lines[line...last].joined(separator: "\n")
        let attributes = lines[attributes(before: line, in: lines)..<line].joined(separator: "\n")
        if line <= genericUntil || isGeneric(whole), loops(lines[line...last]),
          !isSpecialized(attributes)
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
    return Set(source.matches(of: pattern).map { String($0.1) })
  }

  /// The line without its comment.
  private static func code(_ line: String) -> String {
    line.components(separatedBy: "//")[0]
  }

  private static func opensGenericType(_ text: String, _ genericTypes: Set<String>) -> Bool {
    guard let match = text.firstMatch(of: /\b(?:struct|enum|class|actor|extension)\s+(\w+)/) else {
      return false
    }
    return genericTypes.contains(String(match.1))
  }

  private static func isFunction(_ text: String) -> Bool {
    text.contains(/\bfunc\s|\binit[?(<]|\bsubscript[(<]|\bvar\s+\w+:[^={]*\{\s*$/)
      && !text.contains(/\.init\(|self\.init|super\.init/)
  }

  /// The last line of the declaration that starts at `first`: where its braces close, or where it ends without any.
  private static func end(of first: Int, in lines: [String]) -> Int {
    var parentheses = 0
    var braces = 0
    for line in first..<lines.count {
      for character in code(lines[line]) {
        switch character {
        case "(": parentheses += 1
        case ")": parentheses -= 1
        case "{": braces += 1
        case "}":
          braces -= 1
          if braces == 0 && parentheses == 0 { return line }
        default: break
        }
      }
      let next = line + 1 < lines.count ? code(lines[line + 1]) : ""
      // A requirement of a protocol has no braces.
      if braces == 0 && parentheses == 0 && !next.contains(/^\s*(\{|->|where|throws|\))/)
        && !code(lines[line]).contains(/(->|where|,)\s*$/)
      {
        return line
      }
    }
    return lines.count - 1
  }

  private static func attributes(before line: Int, in lines: [String]) -> Int {
    var first = line
    while first > 0 && lines[first - 1].contains(/^\s*@/) { first -= 1 }
    return first
  }

  private static func isGeneric(_ declaration: String) -> Bool {
    let signature = declaration.prefix { $0 != "{" }
    return signature.contains(/<[^>]*(TensorScalar|Scalar)[^(]*>\s*\(/)
      || signature.contains("some TensorScalar") || signature.contains("Tensor<some")
  }

  /// Loops over a handful of axes, shapes or parts cost nothing.
  private static func loops(_ lines: ArraySlice<String>) -> Bool {
    lines.contains { line in
      let text = code(line)
      let isLoop = text.contains(
        /\bfor\s.*\bin\b|\bwhile\s|\.map\s*(?:\{|\([^\\])|\.reduce\(|\.forEach|\.filter|\bzip\(|repeating:.*count:/
      )
      return isLoop && !text.contains(/shape|axis|axes|Axes|parts|Float\.self|: Int|Int\]/)
    }
  }

  private static func isSpecialized(_ attributes: String) -> Bool {
    attributes.contains("@inlinable") || attributes.contains("@inline(__always)")
      || (attributes.contains("== Float") && attributes.contains("== Double"))
  }
}
