/// A formula that somebody typed, as a graph of gates.
///
///     let formula = try Formula("(x + y) * z", at: ["x": -2, "y": 5, "z": -4])
///     formula.result.backward()
///     print(formula.inputs.map(\.gradient))      // [-4.0, -4.0, 3.0]
///
/// There are numbers, among them `pi` and `e`, names, `+ - * / ^` with the usual precedence, parentheses and functions. Of a
/// base and its exponent one must be a number.
public struct Formula {
  /// The value of the whole formula.
  public let result: Value

  /// The values of its names, in the order in which they appear.
  public let inputs: [Value]

  private let positions: [ObjectIdentifier: Int]

  /// Reads a formula.
  ///
  /// - Parameters:
  ///   - text: the formula.
  ///   - values: a number for every name in it, and for no other.
  /// - Throws: `FormulaError`, which says where the formula cannot be understood.
  public init(_ text: String, at values: [String: Double]) throws(FormulaError) {
    var parser = FormulaParser(tokens: try Token.all(in: text), values: values)
    result = try parser.formula()
    (inputs, positions) = (parser.inputs, parser.positions)
    if !parser.missing.isEmpty {
      throw FormulaError(
        "there is no value for \(list(parser.missing)); give one, as in "
          + parser.missing.prefix(4).map { "\(shortened($0))=1" }.joined(separator: ","))
    }
    let unused = values.keys.filter { name in !inputs.contains { $0.name == name } }.sorted()
    if !unused.isEmpty {
      throw FormulaError("there is a value for \(list(unused)), which the formula does not have")
    }
  }

  /// Where infinite values, infinite slopes and values that are not numbers come from, in words; empty if there are none.
  ///
  /// Only gates whose inputs are finite are named: what follows from them is no news.
  public var troubles: [String] {
    result.inputsFirst.compactMap { value in
      guard let gate = value.gate, value.inputs.allSatisfy(\.data.isFinite) else { return nil }
      let numbers = value.inputs.map(\.data)
      let hasSlopes = value.localGradients.allSatisfy(\.isFinite)
      if value.data.isFinite && hasSlopes { return nil }
      let words = numbers.map(constantText)
      let isSign = words.count == 2 && gate.symbol.count == 1
      let formula =
        isSign
        ? words.joined(separator: " \(gate.symbol) ")
        : "\(gate.symbol) of \(words.joined(separator: " and "))"
      let place = positions[ObjectIdentifier(value)].map { " (character \($0))" } ?? ""
      let outcome =
        value.data.isFinite
        ? "is finite, but its slope there is not"
        : value.data.isNaN ? "is not a number (NaN)" : "is infinite"
      return "\(formula)\(place) \(outcome)"
    }
  }
}

extension Formula {
  /// Reads values for names, such as `x=-2,y=5,z=-4`.
  ///
  /// - Parameter text: the assignments.
  /// - Returns: a number for each name.
  /// - Throws: `FormulaError`, which quotes the assignment that cannot be understood.
  public static func values(_ text: String) throws(FormulaError) -> [String: Double] {
    var values: [String: Double] = [:]
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map {
          String($0.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }
      guard sides.count == 2, let first = sides[0].first, first.isLetter || first == "_",
        sides[0].allSatisfy(\.belongsToName)
      else {
        throw FormulaError(
          "\"\(shortened(String(part)))\" does not give a value to a name, as x=-2 does")
      }
      guard let number = Double(sides[1].replacing("−", with: "-")), !number.isNaN else {
        throw FormulaError(
          "\"\(shortened(sides[1]))\", the value of \(shortened(sides[0])), is not a number")
      }
      guard number.isFinite else {
        throw FormulaError(
          "\"\(shortened(sides[1]))\", the value of \(shortened(sides[0])), is not finite")
      }
      guard values.updateValue(number, forKey: sides[0]) == nil else {
        throw FormulaError("\(shortened(sides[0])) has two values")
      }
    }
    return values
  }
}

/// Names in a sentence: "x, y and z", or as many as fit.
private func list(_ names: [String]) -> String {
  let words = names.prefix(5).map(shortened)
  if names.count > 5 { return words.joined(separator: ", ") + " and \(names.count - 5) more" }
  return words.count < 2
    ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
}
