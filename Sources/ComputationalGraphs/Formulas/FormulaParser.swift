import RealModule

/// Turns tokens into gates by recursive descent: a function for each line of the grammar.
///
///     sum     = product { ("+" | "-") product }
///     product = sign { ("*" | "/") sign }
///     sign    = "-" sign | "+" sign | power
///     power   = atom [ "^" sign ]
///     atom    = number | name | function "(" sum { "," sum } ")" | "(" sum ")"
///
/// A sign binds less tightly than a power, as in mathematics: -x^2 is -(x^2), and 2^3^2 is 2^(3^2).
/// The names pi and e are numbers unless they are given other values.
struct FormulaParser {
  /// How deep formulas may be nested; each level takes room on the stack.
  static let depthLimit = 200

  private let tokens: [Token]
  private let values: [String: Double]
  private var next = 0
  private var depth = 0

  /// The names in the order in which they appear.
  private(set) var inputs: [Value] = []
  /// The names without a value.
  private(set) var missing: [String] = []
  /// Where the sign or the function of each gate stands.
  private(set) var positions: [ObjectIdentifier: Int] = [:]
  private var named: [String: Value] = [:]

  init(tokens: [Token], values: [String: Double]) {
    (self.tokens, self.values) = (tokens, values)
  }

  /// The whole formula.
  mutating func formula() throws(FormulaError) -> Value {
    if token.kind == .end { throw FormulaError("the formula is empty") }
    let value = try sum()
    switch token.kind {
    case .end: return value
    case .sign(")"): throw FormulaError("this \")\" closes nothing", at: token.position)
    case .sign(","):
      throw FormulaError("a comma belongs between the inputs of a function", at: token.position)
    default:
      throw FormulaError(
        "expected + - * / or ^ before \(token.quoted)", at: token.position)
    }
  }

  // MARK: - Grammar

  private mutating func sum() throws(FormulaError) -> Value {
    var value = try product()
    while let sign = accept("+", "-") {
      let right = try product()
      value = at(sign, sign.kind == .sign("+") ? value + right : value - right)
    }
    return value
  }

  private mutating func product() throws(FormulaError) -> Value {
    var value = try sign()
    while let sign = accept("*", "/") {
      let right = try self.sign()
      value = at(sign, sign.kind == .sign("*") ? value * right : value / right)
    }
    return value
  }

  private mutating func sign() throws(FormulaError) -> Value {
    guard let sign = accept("-", "+") else { return try power() }
    let value = try nested { parser throws(FormulaError) in try parser.sign() }
    if sign.kind == .sign("+") { return value }
    return value.isConstant ? Value(constant: -value.data) : at(sign, -value)
  }

  private mutating func power() throws(FormulaError) -> Value {
    let base = try atom()
    guard let sign = accept("^") else { return base }
    let exponent = try nested { parser throws(FormulaError) in try parser.sign() }
    if exponent.isNumber { return at(sign, pow(base, exponent.data)) }
    guard base.isNumber else {
      throw FormulaError(
        "the base or the exponent must be a number; for two variables write exp(y * log(x))",
        at: sign.position + 1)
    }
    guard base.data > 0 else {
      throw FormulaError(
        "the base of an exponent that varies must be above 0, not \(constantText(base.data))",
        at: sign.position)
    }
    return at(sign, Value(base.isEulersNumber ? .exp : .exponential(base: base.data), exponent))
  }

  private mutating func atom() throws(FormulaError) -> Value {
    let first = token
    switch first.kind {
    case .number(let number):
      next += 1
      return Value(constant: number)
    case .name(let name):
      next += 1
      return accept("(") == nil ? try input(name, first) : try call(name, first)
    case .sign("("):
      next += 1
      let value = try nested { parser throws(FormulaError) in try parser.sum() }
      try expectClosing(of: first)
      return value
    default:
      throw FormulaError(
        "expected a number, a name or \"(\", not \(first.quoted)", at: first.position)
    }
  }

  private mutating func input(_ name: String, _ token: Token) throws(FormulaError) -> Value {
    if FunctionName(rawValue: name) != nil {
      throw FormulaError("\(name) is a function and needs parentheses", at: token.position)
    }
    if values[name] == nil, let number = constants[name] { return Value(constant: number) }
    if let value = named[name] { return value }
    let value = Value(values[name] ?? 0, name)
    if values[name] == nil { missing.append(name) }
    inputs.append(value)
    named[name] = value
    return value
  }

  private mutating func call(_ name: String, _ token: Token) throws(FormulaError) -> Value {
    guard let function = FunctionName(rawValue: name) else {
      let known = FunctionName.allCases.map(\.rawValue).joined(separator: ", ")
      throw FormulaError(
        "there is no function \"\(shortened(name))\"; there are \(known) (and * for a product)",
        at: token.position)
    }
    var arguments = [try nested { parser throws(FormulaError) in try parser.sum() }]
    while accept(",") != nil {
      arguments.append(try nested { parser throws(FormulaError) in try parser.sum() })
    }
    try expectClosing(of: token)
    guard let value = function.value(of: arguments) else {
      throw FormulaError(
        "\(name) takes \(function.argumentCount == 1 ? "one input" : "two inputs"), not \(arguments.count)",
        at: token.position)
    }
    return at(token, value)
  }

  // MARK: - Tokens

  private var token: Token { tokens[next] }

  /// Takes the next token if it is one of these signs.
  private mutating func accept(_ signs: Character...) -> Token? {
    guard case .sign(let sign) = token.kind, signs.contains(sign) else { return nil }
    defer { next += 1 }
    return token
  }

  private mutating func expectClosing(of opening: Token) throws(FormulaError) {
    if accept(")") != nil { return }
    throw token.kind == .end
      ? FormulaError("what opens here is never closed with \")\"", at: opening.position)
      : FormulaError(
        "expected + - * / ^ or \")\" before \(token.quoted)", at: token.position)
  }

  /// One level deeper, if there is room.
  private mutating func nested(
    _ body: (inout FormulaParser) throws(FormulaError) -> Value
  ) throws(FormulaError) -> Value {
    guard depth < FormulaParser.depthLimit else {
      throw FormulaError(
        "the formula is nested more than \(FormulaParser.depthLimit) levels deep",
        at: token.position)
    }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  private mutating func at(_ token: Token, _ value: Value) -> Value {
    positions[ObjectIdentifier(value)] = token.position
    return value
  }
}

/// The names that have a value of their own.
private let constants = ["pi": Double.pi, "π": Double.pi, "e": Double.exp(1)]

extension Value {
  /// Whether it has no variable in it.
  fileprivate var isNumber: Bool { inputsFirst.allSatisfy { $0.gate != nil || $0.isConstant } }

  fileprivate var isEulersNumber: Bool { isConstant && data == constants["e"] }
}

/// The functions of a formula, by the names that may be typed.
private enum FunctionName: String, CaseIterable {
  case exp, log, sqrt, sigmoid, tanh, relu, sin, cos, max, min

  var argumentCount: Int { self == .max || self == .min ? 2 : 1 }

  /// The gate on its inputs; nil if their number does not fit.
  func value(of inputs: [Value]) -> Value? {
    guard inputs.count == argumentCount else { return nil }
    let x = inputs[0]
    return switch self {
    case .exp: Value(.exp, x)
    case .log: Value(.log, x)
    case .sqrt: Value(.squareRoot, x)
    case .sigmoid: Value(.sigmoid, x)
    case .tanh: Value(.tanh, x)
    case .relu: Value(.relu, x)
    case .sin: Value(.sine, x)
    case .cos: Value(.cosine, x)
    case .max: Value(.max, x, inputs[1])
    case .min: Value(.min, x, inputs[1])
    }
  }
}
