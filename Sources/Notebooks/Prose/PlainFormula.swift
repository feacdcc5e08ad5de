/// Turns the TeX of a short formula into Unicode that reads well in a terminal.
///
/// It knows what the lessons use: Greek letters, operators, sub- and superscripts, fractions, roots,
/// accents and upright words. What it does not know stays, without its backslash. A formula nested more
/// than `deepest` levels deep stays as it was typed.
struct PlainFormula {
  /// How many groups may lie inside each other.
  static let deepest = 32

  private let source: [Character]
  private var position = 0
  private var depth = 0
  private var isTooDeep = false

  /// The formula in plain Unicode.
  ///
  /// - Parameter tex: The formula in TeX, without dollar signs.
  /// - Returns: What to show where TeX cannot be set.
  static func text(of tex: String) -> String {
    var reader = PlainFormula(source: Array(tex))
    let text = reader.sequence(until: nil)
    if reader.isTooDeep { return tex }
    return text.split(separator: " ").joined(separator: " ")
  }

  private init(source: [Character]) {
    self.source = source
  }

  private mutating func sequence(until end: Character?) -> String {
    var result = ""
    while position < source.count {
      let character = source[position]
      if character == end { break }
      switch character {
      case "^", "_":
        position += 1
        let script = argument()
        result += Self.script(script, isSuper: character == "^")
      case "{":
        result += group()
      case "}":
        position += 1
      case "\\":
        result += command()
      case "~":
        position += 1
        result += " "
      case "-":
        position += 1
        result += "−"
      case "'":
        position += 1
        result += "′"
      case "&":
        position += 1
      default:
        position += 1
        result.append(character)
      }
    }
    return result
  }

  private mutating func group() -> String {
    guard goDeeper() else { return "" }
    defer { depth -= 1 }
    position += 1
    let text = sequence(until: "}")
    position += 1
    return text
  }

  /// Begins a group or a command, unless there are too many around it: then the reading ends.
  private mutating func goDeeper() -> Bool {
    if depth == Self.deepest {
      isTooDeep = true
      position = source.count
      return false
    }
    depth += 1
    return true
  }

  /// The next group, command or character.
  private mutating func argument() -> String {
    while position < source.count, source[position] == " " { position += 1 }
    guard position < source.count else { return "" }
    switch source[position] {
    case "{": return group()
    case "\\": return command().split(separator: " ").joined(separator: " ")
    default:
      position += 1
      return source[position - 1] == "-" ? "−" : String(source[position - 1])
    }
  }

  private mutating func command() -> String {
    guard goDeeper() else { return "" }
    defer { depth -= 1 }
    position += 1
    var name = ""
    while position < source.count, source[position].isLetter, source[position].isASCII {
      name.append(source[position])
      position += 1
    }
    if name.isEmpty, position < source.count {
      name = String(source[position])
      position += 1
      if name == "\\" { return "; " }
    } else {
      while position < source.count, source[position] == " " { position += 1 }
    }
    switch name {
    case "frac", "tfrac", "dfrac":
      let above = argument()
      let below = argument()
      return Self.grouped(above) + "/" + Self.grouped(below)
    case "sqrt": return "√" + Self.grouped(argument())
    case "text", "mathrm", "mathbf", "mathit", "operatorname", "textbf", "mathsf", "boldsymbol":
      return rawArgument()
    case "mathbb", "mathcal": return Self.letters[argument()] ?? ""
    case "hat", "bar", "tilde", "dot", "vec", "overline", "widehat":
      let mark = Self.accents[name] ?? ""
      return argument().map { "\($0)\(mark)" }.joined()
    case "left", "right", "big", "Big", "bigl", "bigr", "limits", "displaystyle":
      if position < source.count, source[position] == "." { position += 1 }
      return ""
    case "begin", "end":
      _ = argument()
      return " "
    default:
      return PlainFormulaSymbols.text[name] ?? name
    }
  }

  /// The next group as it stands: words keep their spaces.
  private mutating func rawArgument() -> String {
    guard position < source.count, source[position] == "{" else { return argument() }
    return group()
  }

  private static func grouped(_ text: String) -> String {
    let text = text.split(separator: " ").joined(separator: " ")
    let isOneThing = text.allSatisfy {
      $0.isLetter || $0.isNumber || $0 == "′" || $0 == "." || $0 == "‖"
        || subscripts.values.contains($0)
        || superscripts.values.contains($0)
    }
    return isOneThing ? text : "(\(text))"
  }

  private static func script(_ text: String, isSuper: Bool) -> String {
    let text = text.split(separator: " ").joined(separator: isSuper ? " " : " ")
    if isSuper, text == "⊤" { return "ᵀ" }
    if isSuper, text == "′" || text == "*" || text == "∗" { return text }
    let table = isSuper ? superscripts : subscripts
    let small = text.compactMap { table[$0] }
    if small.count == text.count { return String(small) }
    let mark = isSuper ? "^" : "_"
    return text.count == 1 ? mark + text : "\(mark)(\(text))"
  }

  private static let superscripts: [Character: Character] = [
    "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
    "9": "⁹", "+": "⁺", "−": "⁻", "(": "⁽", ")": "⁾", "n": "ⁿ", "i": "ⁱ", "T": "ᵀ", "k": "ᵏ",
    "t": "ᵗ", "m": "ᵐ", "p": "ᵖ", "d": "ᵈ", "x": "ˣ", "j": "ʲ", "l": "ˡ",
  ]

  private static let subscripts: [Character: Character] = [
    "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈",
    "9": "₉", "+": "₊", "−": "₋", "=": "₌", "(": "₍", ")": "₎", "a": "ₐ", "e": "ₑ", "h": "ₕ",
    "i": "ᵢ", "j": "ⱼ", "k": "ₖ", "l": "ₗ", "m": "ₘ", "n": "ₙ", "o": "ₒ", "p": "ₚ", "r": "ᵣ",
    "s": "ₛ", "t": "ₜ", "u": "ᵤ", "v": "ᵥ", "x": "ₓ",
  ]

  private static let accents = [
    "hat": "\u{302}", "widehat": "\u{302}", "bar": "\u{304}", "overline": "\u{304}",
    "tilde": "\u{303}", "dot": "\u{307}", "vec": "\u{20D7}",
  ]

  /// Letters of other alphabets by their Latin names.
  static let letters = [
    "R": "ℝ", "N": "ℕ", "Z": "ℤ", "E": "𝔼", "P": "ℙ", "L": "ℒ", "D": "𝒟", "O": "𝒪", "1": "𝟙",
  ]
}
