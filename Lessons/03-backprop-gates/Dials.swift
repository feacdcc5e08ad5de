import ArgumentParser
import ComputationalGraphs

/// What the reader can play with in this lesson.
struct Dials: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Draw the graph of your own formula, instead of the chapter: numbers, pi, e, names, + - * / ^, parentheses and functions such as sigmoid, exp and max.",
      valueName: "formula"))
  var expression: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The values of the names in --expression, such as x=-2,y=5,z=-4.",
      valueName: "values"))
  var at: String?

  func validate() throws {
    _ = try formula()
  }

  /// The reader's formula; nil if there is none.
  func formula() throws -> Formula? {
    guard let expression else {
      if at == nil { return nil }
      throw ValidationError(
        "--at gives values to the names of a formula: say which, with --expression."
      )
    }
    let values: [String: Double]
    do {
      values = try at.map { try Formula.values($0) } ?? [:]
    } catch {
      throw ValidationError("--at: \(error)")
    }
    do {
      return try Formula(expression, at: values)
    } catch {
      let hint =
        error.position == nil && !expression.isEmpty
        ? " Values are given by --at." : ""
      throw ValidationError("--expression: \(error)\(hint)")
    }
  }
}
