import ComputationalGraphs
import Notebooks
import Tensors

/// The graph of the reader's own formula, drawn and told in place of the chapter.
struct ReaderGraph {
  /// How many rows of gates a table shows.
  private static let rowLimit = 120

  let text: String
  let formula: Formula
  let note: Notebook

  private var result: Value { formula.result }

  func tell() {
    result.backward()
    let isTaken = formula.inputs.contains { $0.name == "f" }
    if result.gate != nil && !isTaken { result.named("f") }
    note.section("Your own graph")
    note.text(
      """
      `\(text)` is a graph of \(count(result.gateCount, "gate")). Forward fills in the values, from the \
      left to the right; backward the gradients, from the right to the left.
      """)
    if !formula.troubles.isEmpty {
      note.text(
        """
        Not every number is finite. It begins here, and spreads from here to whatever is computed from it:

        \(formula.troubles.prefix(8).map { "- \($0)" }.joined(separator: "\n"))
        """)
    }
    draw()
    tabulate()
    nudge()
    note.text(
      """
      `swift run lesson-3`, without a formula, tells the chapter: how a gate hands its gradient on, what happens when a value \
      is used twice, and why the same works for whole tensors.
      """)
  }

  private func draw() {
    guard result.gateCount <= GraphDrawing.gateLimit else {
      note.text(
        """
        \(result.gateCount) gates are more than can be drawn for a reader; \(GraphDrawing.gateLimit) are the limit. The table has \
        the numbers.
        """)
      return
    }
    let drawing = result.drawing()
    let rest =
      drawing.drawnGateCount == result.gateCount
      ? ""
      : """
       There is room for the \(drawing.drawnGateCount) of its \(result.gateCount) gates that are nearest to the result; "…" stands \
      for what comes before. What is read there too has more branches than are drawn.
      """
    note.figure(
      "your-graph", drawing,
      caption:
        "The graph of \(text.count > 40 ? "your formula" : "`\(text)`"): values above the wires, gradients below.\(rest)",
      see: """
        the gates one by one, from the right: the gradient behind a gate, times the gate's local gradient, is the gradient in \
        front of it. Where a wire forks, the shares of the branches add up.
        """)
  }

  private func tabulate() {
    let names = GateNames(of: result)
    let values = result.inputsFirst.filter { !$0.isConstant }
    let gates = values.filter { $0.gate != nil }
    let shown = values.filter { $0.gate == nil } + gates.prefix(Self.rowLimit)
    note.table(
      ["value", "computed as", "forward", "backward"],
      shown.map { value in
        [
          names[value],
          value.gate == nil ? "given" : names.formula(of: value),
          significant(value.data, digits: 6), significant(value.gradient, digits: 6),
        ]
      },
      caption: gates.count > Self.rowLimit
        ? "The given values and the first \(Self.rowLimit) of \(gates.count) gates."
        : "Every value, and the gradient of the result with respect to it.")
  }

  /// Moves each input a little, and sees whether the result follows the gradient.
  private func nudge() {
    let inputs = formula.inputs
    guard !inputs.isEmpty else { return }
    guard result.data.isFinite && inputs.allSatisfy(\.gradient.isFinite)
    else {
      note.text(
        "A result or a slope that is not finite cannot be checked by nudging."
      )
      return
    }
    let entries = gradientReport(of: result, inputs).entries
    note.table(
      ["input", "backward", "nudging"],
      entries.prefix(Self.rowLimit).map { entry in
        [
          inputs[entry.index[0]].name, significant(entry.analytic, digits: 6),
          entry.isJudged
            ? significant(entry.numerical, digits: 6) : "does not tell",
        ]
      },
      caption: entries.contains { !$0.isJudged }
        ? "Nudging does not tell at a kink, where the curve bends too sharply or ends, or where "
          + "the slope is lost in the rounding of the result."
        : nil)
    let right = entries.count { $0.judgement == .right }
    let wrong = entries.count { $0.judgement == .wrong }
    note.finding(
      "Backward beside nudging",
      measured:
        "\(right) of \(count(entries.count, "input")) agree, \(wrong) "
        + (wrong == 1 ? "differs" : "differ"))
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number == 0 ? "no" : "\(number)") \(noun)\(number == 1 ? "" : "s")"
  }
}

/// Short names for the gates of a graph, so that a table can refer to them.
struct GateNames {
  private var names: [ObjectIdentifier: String] = [:]

  init(of result: Value) {
    var gateCount = 0
    for value in result.inputsFirst {
      if value.gate != nil { gateCount += 1 }
      names[ObjectIdentifier(value)] =
        value.isConstant
        ? significant(value.data, digits: 6)
        : value.name.isEmpty ? "g\(gateCount)" : value.name
    }
  }

  subscript(_ value: Value) -> String {
    names[ObjectIdentifier(value)] ?? value.name
  }

  /// What a gate computes, in the names of its inputs.
  func formula(of value: Value) -> String {
    let inputs = value.inputs.map { self[$0] }
    guard let symbol = value.gate?.symbol else { return "" }
    switch symbol {
    case "+", "−", "×", "/": return inputs.joined(separator: " \(symbol) ")
    case "×−1": return "−\(inputs[0])"
    case _ where symbol.hasSuffix("^x"): return "\(symbol.dropLast())\(inputs[0])"
    default:
      return symbol.hasPrefix("x^")
        ? inputs[0] + symbol.dropFirst()
        : "\(symbol)(\(inputs.joined(separator: ", ")))"
    }
  }
}
