/// Turns the TeX of a formula into MathML, which browsers set by themselves, without a network.
///
/// It knows what the lessons use, as `PlainFormula` does. What it does not know becomes an upright word.
/// A formula nested more than `PlainFormula.deepest` levels deep is shown as it was typed.
struct MathML {
  private let source: [Character]
  private let isDisplay: Bool
  private var position = 0
  private var depth = 0
  private var isTooDeep = false

  /// The formula as an element.
  ///
  /// - Parameters:
  ///   - tex: The formula in TeX, without dollar signs.
  ///   - isDisplay: Whether it stands on a line of its own.
  /// - Returns: A `math` element.
  static func element(of tex: String, isDisplay: Bool) -> String {
    var reader = MathML(source: Array(tex), isDisplay: isDisplay)
    let row = reader.sequence(until: nil)
    let body = reader.isTooDeep ? "<mtext>\(tex.escapedForHTML)</mtext>" : row.joined()
    return "<math\(isDisplay ? " display=\"block\"" : "")><mrow>\(body)</mrow></math>"
  }

  private init(source: [Character], isDisplay: Bool) {
    self.source = source
    self.isDisplay = isDisplay
  }

  private var next: Character? { position < source.count ? source[position] : nil }

  private mutating func skipSpaces() {
    while next?.isWhitespace == true { position += 1 }
  }

  /// The elements up to a brace or to `\right`, which are left for the caller.
  private mutating func sequence(until end: Character?) -> [String] {
    var row = MathRow()
    while let character = next {
      if character == end { break }
      if end == "\\", character == "}" { break }
      switch character {
      case "^", "_", "'":
        if row.hasScripts { row.append("<mrow></mrow>") }
        row.addScripts(scripts(), isDisplay: isDisplay)
      case "}", "&": position += 1
      case "\\" where startsRight: return row.elements
      default:
        if character.isWhitespace {
          position += 1
        } else if let atom = atom() {
          row.append(atom.element, isFunction: atom.isFunction, isLimit: atom.isLimit)
        }
      }
    }
    return row.elements
  }

  private var startsRight: Bool {
    source[position...].starts(with: #"\right"#)
      && source.dropFirst(position + 6).first?.isLetter != true
  }

  /// What stands below and above, and the primes.
  private mutating func scripts() -> (below: String?, above: String?) {
    var below: String?
    var above: String?
    while let mark = next {
      if mark == "'", above == nil {
        var primes = ""
        while next == "'" {
          primes += "′"
          position += 1
        }
        above = "<mo>\(primes)</mo>"
      } else if mark == "_", below == nil {
        position += 1
        below = argument()
      } else if mark == "^", above == nil {
        position += 1
        above = argument()
      } else {
        break
      }
    }
    return (below, above)
  }

  /// The next group, command or character as one element.
  private mutating func argument() -> String {
    skipSpaces()
    guard let character = next else { return "<mrow></mrow>" }
    if character.isNumber {
      position += 1
      return "<mn>\(character)</mn>"
    }
    return atom()?.element ?? "<mrow></mrow>"
  }

  private typealias Atom = (element: String, isFunction: Bool, isLimit: Bool)

  private mutating func atom() -> Atom? {
    guard let character = next else { return nil }
    switch character {
    case "{": return (group(), false, false)
    case "\\": return command()
    case "}": return nil
    default: break
    }
    if character.isNumber { return (number(), false, false) }
    position += 1
    let text = String(character).escapedForHTML
    if character.isLetter { return ("<mi>\(text)</mi>", false, false) }
    if character == "~" { return (MathRow.space(0.28), false, false) }
    return (Self.sign(character == "-" ? "−" : text), false, false)
  }

  /// An operator; fences keep their size, and a bar has no room around it.
  private static func sign(_ text: String) -> String {
    switch text {
    case "(", ")", "[", "]", "{", "}": "<mo stretchy=\"false\">\(text)</mo>"
    case "|", "‖": "<mo stretchy=\"false\" lspace=\"0\" rspace=\"0\">\(text)</mo>"
    case "/": "<mo lspace=\"0\" rspace=\"0\">/</mo>"
    default: "<mo>\(text)</mo>"
    }
  }

  private mutating func number() -> String {
    let start = position
    while let digit = next, digit.isNumber || digit == "." && isNumber(at: position + 1) {
      position += 1
    }
    return "<mn>\(String(source[start..<position]).escapedForHTML)</mn>"
  }

  private func isNumber(at index: Int) -> Bool { index < source.count && source[index].isNumber }

  private mutating func group() -> String {
    guard goDeeper() else { return "" }
    defer { depth -= 1 }
    position += 1
    let row = sequence(until: "}")
    position = min(source.count, position + 1)
    return row.count == 1 ? row[0] : "<mrow>\(row.joined())</mrow>"
  }

  /// Begins a group or a command, unless there are too many around it: then the reading ends.
  private mutating func goDeeper() -> Bool {
    if depth == PlainFormula.deepest {
      isTooDeep = true
      position = source.count
      return false
    }
    depth += 1
    return true
  }

  private mutating func commandName() -> String {
    position += 1
    let start = position
    while let letter = next, letter.isLetter, letter.isASCII { position += 1 }
    if position == start, next != nil { position += 1 }
    return String(source[start..<position])
  }

  private mutating func command() -> Atom? {
    guard goDeeper() else { return nil }
    defer { depth -= 1 }
    let name = commandName()
    switch name {
    case "frac", "dfrac": return (fraction(), false, false)
    case "tfrac": return ("<mstyle displaystyle=\"false\">\(fraction())</mstyle>", false, false)
    case "sqrt": return ("<msqrt>\(argument())</msqrt>", false, false)
    case "text": return ("<mtext>\(rawArgument())</mtext>", false, false)
    case "mathrm", "mathit", "mathsf": return (Self.upright(rawArgument()), false, false)
    case "operatorname": return (Self.upright(rawArgument()), true, false)
    case "mathbf", "boldsymbol", "textbf":
      return ("<mi mathvariant=\"normal\"><b>\(rawArgument())</b></mi>", false, false)
    case "mathbb", "mathcal":
      let letter = rawArgument()
      return (
        "<mi mathvariant=\"normal\">\(PlainFormula.letters[letter] ?? letter)</mi>", false, false
      )
    case "left": return (fenced(), false, false)
    case "right", "limits", "displaystyle", "textstyle": return nil
    case "begin", "end":
      _ = rawArgument()
      return nil
    default: break
    }
    if let mark = MathSymbols.accents[name] {
      return ("<mover accent=\"true\">\(argument())<mo>\(mark)</mo></mover>", false, false)
    }
    if MathSymbols.sizes.contains(name) {
      return ("<mo stretchy=\"true\" minsize=\"1.5em\">\(delimiter())</mo>", false, false)
    }
    return MathSymbols.atom(of: name)
  }

  private mutating func fraction() -> String {
    let above = argument()
    return "<mfrac>\(above)\(argument())</mfrac>"
  }

  private static func upright(_ text: String) -> String {
    "<mi mathvariant=\"normal\">\(text)</mi>"
  }

  /// A group between `\left` and `\right`, whose fences are as tall as what they hold.
  private mutating func fenced() -> String {
    let opening = delimiter()
    let row = sequence(until: "}")
    var closing = ""
    if next == "\\" {
      _ = commandName()
      closing = delimiter()
    }
    let fences = [opening, closing].map { $0.isEmpty ? "" : "<mo stretchy=\"true\">\($0)</mo>" }
    return "<mrow>\(fences[0])\(row.joined())\(fences[1])</mrow>"
  }

  /// The sign after `\left`, `\right` or `\big`; nothing for a full stop.
  private mutating func delimiter() -> String {
    skipSpaces()
    guard let character = next else { return "" }
    if character == "\\" {
      let name = commandName()
      return (PlainFormulaSymbols.text[name] ?? name).filter { $0 != " " }.escapedForHTML
    }
    position += 1
    return character == "." ? "" : String(character).escapedForHTML
  }

  /// The next group as it stands: words keep their spaces.
  private mutating func rawArgument() -> String {
    skipSpaces()
    guard next == "{" else {
      guard let character = next, character != "\\" else { return "" }
      position += 1
      return String(character).escapedForHTML
    }
    position += 1
    let start = position
    while let character = next, character != "}" { position += 1 }
    let text = String(source[start..<position])
    position = min(source.count, position + 1)
    return text.escapedForHTML
  }
}
