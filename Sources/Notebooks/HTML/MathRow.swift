/// The elements of a formula in a row, as `MathML` puts them together.
struct MathRow {
  /// The elements, in order.
  private(set) var elements: [String] = []
  /// Whether the last element has been given what stands below and above it.
  private(set) var hasScripts = false
  private var isLimit = false
  private var followsFunction = false

  /// A space of so many ems.
  static func space(_ ems: Double) -> String { "<mspace width=\"\(ems)em\"></mspace>" }

  /// Adds an element.
  ///
  /// - Parameters:
  ///   - element: The element.
  ///   - isFunction: Whether it is a function's name, which keeps some distance from what is not in parentheses.
  ///   - isLimit: Whether scripts stand below and above it where there is room.
  mutating func append(_ element: String, isFunction: Bool = false, isLimit: Bool = false) {
    if followsFunction, !element.contains("(</mo>"), !element.hasPrefix("<mspace") {
      elements.append(Self.space(0.17))
    }
    elements.append(element)
    hasScripts = false
    followsFunction = isFunction
    self.isLimit = isLimit
  }

  /// Puts something below and above the last element.
  mutating func addScripts(_ scripts: (below: String?, above: String?), isDisplay: Bool) {
    let base = elements.popLast() ?? "<mrow></mrow>"
    let isLimit = isLimit && isDisplay
    let element =
      switch scripts {
      case (let below?, let above?):
        isLimit
          ? "<munderover>\(base)\(below)\(above)</munderover>"
          : "<msubsup>\(base)\(below)\(above)</msubsup>"
      case (let below?, nil):
        isLimit ? "<munder>\(base)\(below)</munder>" : "<msub>\(base)\(below)</msub>"
      case (nil, let above?):
        isLimit ? "<mover>\(base)\(above)</mover>" : "<msup>\(base)\(above)</msup>"
      case (nil, nil): base
      }
    elements.append(element)
    hasScripts = true
  }
}

/// What TeX's commands without arguments are in MathML.
enum MathSymbols {
  /// The marks above a letter.
  static let accents = [
    "hat": "^", "widehat": "^", "bar": "¯", "overline": "¯", "tilde": "~", "dot": "˙", "vec": "→",
  ]

  /// The commands that only make a fence larger.
  static let sizes: Set<String> = [
    "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr",
  ]

  private static let functions: Set<String> = [
    "log", "ln", "exp", "max", "min", "tanh", "sin", "cos", "arg", "argmax", "argmin",
  ]
  private static let limits: Set<String> = ["max", "min", "argmax", "argmin"]
  private static let large = ["sum": "∑", "prod": "∏", "int": "∫"]
  private static let spaces: [String: Double] = [
    ",": 0.17, ":": 0.22, ";": 0.28, " ": 0.28, "quad": 1, "qquad": 2, "!": -0.17, "\\": 1,
  ]
  private static let letters: Set<String> = [
    "partial", "nabla", "infty", "ell", "top", "intercal", "%", "$", "_", "#", "&",
  ]

  /// The element of a command, and whether it is a function's name or takes limits.
  static func atom(of name: String) -> (element: String, isFunction: Bool, isLimit: Bool) {
    if let width = spaces[name] { return (MathRow.space(width), false, false) }
    if let sign = large[name] { return ("<mo>\(sign)</mo>", false, name != "int") }
    if functions.contains(name) { return ("<mi>\(name)</mi>", true, limits.contains(name)) }
    guard let text = PlainFormulaSymbols.text[name] else {
      let word = name.escapedForHTML
      return (
        word.isEmpty ? "<mrow></mrow>" : "<mi mathvariant=\"normal\">\(word)</mi>", false, false
      )
    }
    let sign = text.filter { $0 != " " }.escapedForHTML
    if letters.contains(name) || name.first?.isUppercase == true && sign.first?.isLetter == true {
      return ("<mi mathvariant=\"normal\">\(sign)</mi>", false, false)
    }
    if sign.first?.isLetter == true { return ("<mi>\(sign)</mi>", false, false) }
    if "|‖{}⟨⟩⌊⌋⌈⌉".contains(sign) {
      return ("<mo stretchy=\"false\" lspace=\"0\" rspace=\"0\">\(sign)</mo>", false, false)
    }
    return ("<mo>\(sign)</mo>", false, false)
  }
}
