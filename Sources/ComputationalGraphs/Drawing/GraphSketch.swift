import Tensors

/// What there is to draw of a graph: its gates and inputs, and the wires between them, as words and numbers.
///
/// A constant is written into the gate that reads it: `x + 1` is one circle, "+1".
struct GraphSketch: Sendable {
  /// A gate, or a value that was given.
  struct Node: Sendable {
    /// Whether it is a gate, drawn as a circle.
    var isGate: Bool
    /// What is written in the circle, or at the beginning of the wire.
    var text: String
    /// What a gate's value is called.
    var name: String
    /// What is written above and below its wire.
    var label: WireLabel?
    /// Whether the order of the incoming wires means nothing.
    var isSymmetric: Bool
    /// How many wires end here.
    var portCount = 0
    /// How many wires begin here.
    var readerCount = 0
  }

  /// The value above a wire and the gradient below it.
  struct WireLabel: Sendable {
    var value: String
    var gradient: String?
  }

  /// From a node to one of the inputs of a gate.
  struct Wire: Sendable {
    var source: Int
    var target: Int
    /// Which input of the gate it is, from the top.
    var port: Int
    /// Its own label, if the source has several readers: the share of the gradient that comes back along it.
    var label: WireLabel?
  }

  /// Each after its inputs; the result is the last one.
  private(set) var nodes: [Node] = []
  private(set) var wires: [Wire] = []
  /// Where each value is found among the nodes.
  private(set) var positions: [ObjectIdentifier: Int] = [:]

  /// - Parameters:
  ///   - result: the value in which the graph ends.
  ///   - showsGradients: whether gradients stand below the wires.
  ///   - gateCount: how many gates to show, those nearest to the result; "…" stands for the others that they read.
  init(of result: Value, showsGradients: Bool, gateCount: Int = .max) {
    let shown = result.nearest(gateCount)
    for value in result.inputsFirst where !value.isConstant || value === result {
      let isCut = value.gate != nil && !shown.gates.contains(ObjectIdentifier(value))
      guard !isCut || shown.inputs.contains(ObjectIdentifier(value)) else { continue }
      guard value.gate != nil || value === result || shown.inputs.contains(ObjectIdentifier(value))
      else { continue }
      if isCut {
        positions[ObjectIdentifier(value)] = nodes.count
        nodes.append(
          Node(
            isGate: false, text: "…", name: "",
            label: WireLabel(
              value: label(for: value.data),
              gradient: showsGradients ? label(for: value.gradient) : nil), isSymmetric: false))
        continue
      }
      let symbol = value.gate.map { $0.text(reading: value.inputs) } ?? value.name
      let node = nodes.count
      positions[ObjectIdentifier(value)] = node
      nodes.append(
        Node(
          isGate: value.gate != nil, text: value.isConstant ? constantText(value.data) : symbol,
          name: value.gate == nil ? "" : value.name,
          label: value.isConstant
            ? nil
            : WireLabel(
              value: label(for: value.data),
              gradient: showsGradients ? label(for: value.gradient) : nil),
          isSymmetric: value.gate?.isSymmetric ?? false))
      for (input, local) in zip(value.inputs, value.localGradients) {
        let share = value.gradient * local
        guard let source = positions[ObjectIdentifier(input)] else { continue }
        let label =
          input.isConstant
          ? nil
          : WireLabel(
            value: label(for: input.data), gradient: showsGradients ? label(for: share) : nil)
        wires.append(
          Wire(source: source, target: node, port: nodes[node].portCount, label: label))
        nodes[node].portCount += 1
        nodes[source].readerCount += 1
      }
    }
    for wire in wires.indices where !showsGradients || nodes[wires[wire].source].readerCount < 2 {
      wires[wire].label = nil
    }
  }
}

extension Value {
  /// The gates nearest to this value, counted in wires, and what they read.
  fileprivate func nearest(
    _ gateCount: Int
  ) -> (gates: Set<ObjectIdentifier>, inputs: Set<ObjectIdentifier>) {
    var gates: Set<ObjectIdentifier> = []
    var inputs: Set<ObjectIdentifier> = []
    var queue = [self]
    var next = 0
    while next < queue.count, gates.count < gateCount {
      let value = queue[next]
      next += 1
      guard value.gate != nil, gates.insert(ObjectIdentifier(value)).inserted else { continue }
      inputs.formUnion(value.inputs.map(ObjectIdentifier.init))
      queue += value.inputs
    }
    return (gates, inputs)
  }
}

extension Gate {
  /// What to write in the circle: the symbol, with the constants among the inputs, if not all are.
  fileprivate func text(reading inputs: [Value]) -> String {
    guard inputs.contains(where: \.isConstant) else { return symbol }
    let words = inputs.map { $0.isConstant ? constantText($0.data) : "x" }
    guard inputs.count == 2 else { return symbol + " " + words.joined(separator: ",") }
    if symbol.count > 1 {  // a word, such as max
      return "\(symbol) " + words.filter { $0 != "x" }.joined(separator: ",")
    }
    let isFirst = inputs[0].isConstant
    if inputs[1].isConstant == isFirst { return words[0] + symbol + words[1] }
    return isFirst && !isSymmetric ? words[0] + symbol + "x" : symbol + words[isFirst ? 0 : 1]
  }
}
