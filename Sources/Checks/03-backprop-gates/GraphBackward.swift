import ComputationalGraphs
import Grading
import Tensors

/// Takes a graph after its forward pass and its nodes in reverse topological order; fills in the
/// gradients.
typealias GraphBackward = @Sendable (inout GateGraph, [Int]) throws -> Void

/// 3.5: backward through a graph whose values are used more than once.
let graphBackward = Exercise<GraphBackward>(
  "3.5",
  check: { check, backward in
    func ask(_ quantity: String, _ graphs: [GateGraph.Question], is expected: [Double]? = nil) {
      for (situation, graph) in graphs {
        fill(check, quantity, situation, graph, expected ?? graph.derivatives, backward)
      }
    }
    ask("add, multiply", GateGraph.small)
    ask("exp", GateGraph.exponentials)
    ask("reciprocal", GateGraph.fractions)
    // What an earlier run has left must not matter.
    let diamond = GateGraph.diamond
    check.value(
      "second run", of: "the diamond, backward run twice in a row", is: Tensor(diamond.derivatives)
    ) {
      var graph = diamond
      for _ in 0..<2 { try backward(&graph, graph.reverseOrder) }
      return Tensor(graph.nodes.map(\.gradient))
    }
    var used = GateGraph.spectators
    for index in used.nodes.indices { used.nodes[index].gradient = 7 }
    ask("second run", [("(x + y) · z beside nodes 5 and 6, with 7 in every gradient", used)])
    guard !check.hasFailed else { return }
    ask("all gates", GateGraph.mixed(check))
    guard !check.hasFailed else { return }
    let large = GateGraph.large(check)
    // All but the step have gradient 1; derivatives of a long chain would take long to find.
    let ofChain = large[0].graph.nodes.map { $0.gate == .input && $0.value != 0 ? 10_000.0 : 1 }
    ask("all gates", [large[0]], is: ofChain)
    ask("all gates", [large[1]])
  },
  mutants: mutants + forgotten)

private func fill(
  _ check: Check, _ quantity: String, _ situation: String, _ graph: GateGraph,
  _ gradients: [Double], _ backward: GraphBackward
) {
  let order = graph.reverseOrder
  var after: GateGraph?
  check.value(quantity, of: situation, is: Tensor(gradients)) {
    var graph = graph
    try backward(&graph, order)
    after = graph
    return Tensor(graph.nodes.map(\.gradient))
  }
  guard let after, after.nodes.count == graph.nodes.count else { return }
  let isAsItWas = zip(after.nodes, graph.nodes).allSatisfy {
    $0.value == $1.value && $0.gate == $1.gate && $0.inputs == $1.inputs
  }
  check.require(
    quantity, "graph.changed",
    "Backward has changed the graph itself. It may fill in the nodes' gradients and nothing else.",
    isAsItWas)
}

/// Backward by the definition, in parts, so that a wrong answer can have one of them wrong.
private struct Backward: Sendable {
  var isZeroed: @Sendable (GateGraph, Int) -> Bool = { _, _ in true }
  var seed: @Sendable (GateGraph) -> Double = { _ in 1 }
  var order: @Sendable (GateGraph, [Int]) -> [Int] = { $1 }
  /// The upstream gradient, from the node's own now and from that before the run.
  var upstream: @Sendable (Double, Double) -> Double = { now, _ in now }
  var slopes: @Sendable (GateGraph, GateGraph.Node) -> [Double] = { $0.slopes(of: $1) }
  /// What an input has and what comes to it; how much it has then.
  var receive: @Sendable (Double, Double) -> Double = { $0 + $1 }

  @Sendable func run(_ graph: inout GateGraph, _ order: [Int]) {
    let before = graph
    for index in graph.nodes.indices where isZeroed(graph, index) {
      graph.nodes[index].gradient = 0
    }
    graph.nodes[graph.output].gradient = seed(graph)
    for index in self.order(graph, order) {
      let node = graph.nodes[index]
      let upstream = upstream(node.gradient, before.nodes[index].gradient)
      for (input, slope) in zip(node.inputs, slopes(graph, node)) {
        graph.nodes[input].gradient = receive(graph.nodes[input].gradient, upstream * slope)
      }
    }
  }
}

private typealias Slopes = @Sendable (GateGraph, GateGraph.Node) -> [Double]

/// Backward with something changed.
private func with(_ change: (inout Backward) -> Void) -> GraphBackward {
  changing(Backward(), change).run
}

/// Backward with other local gradients for one gate.
private func slopes(_ gate: GateGraph.Gate, _ wrong: @escaping Slopes) -> GraphBackward {
  with { $0.slopes = { $1.gate == gate ? wrong($0, $1) : $0.slopes(of: $1) } }
}

/// Backward, and what is done to the gradients after it.
private func after(_ change: @escaping @Sendable (inout GateGraph.Node) -> Void) -> GraphBackward {
  { graph, order in
    Backward().run(&graph, order)
    for index in graph.nodes.indices { change(&graph.nodes[index]) }
  }
}

private let forgotten = [GateGraph.Gate.add, .multiply, .exp, .reciprocal].map { gate in
  Mutant(
    "\(gate)-forgotten",
    "Nothing flows back through \(gate) gates. Is their case missing, or does it add to a copy?",
    slopes(gate) { _, _ in [] })
}

private let mutants: [Mutant<GraphBackward>] = [
  Mutant("overwritten", overwritten, with { $0.receive = { $1 } }),
  Mutant(
    "overwritten-not-zeroed", overwritten + " For that, set all gradients to 0 first.",
    with {
      $0.receive = { $1 }
      $0.isZeroed = { _, _ in false }
    }),
  Mutant(
    "not-zeroed", "It adds to the gradients of an earlier run: set them all to 0 before you begin.",
    with { $0.isZeroed = { _, _ in false } }),
  Mutant(
    "only-reached-zeroed",
    "Nodes that the output does not depend on keep what they had. Set all gradients to 0 first.",
    with { $0.isZeroed = { $0.needed.contains($1) } }),
  Mutant(
    "inputs-not-zeroed", "It sets only the gradients of the gates to 0, not those of the inputs.",
    with { $0.isZeroed = { $0.nodes[$1].gate != .input } }),
  Mutant(
    "gates-not-zeroed", "It sets only the gradients of the inputs to 0, not those of the gates.",
    with { $0.isZeroed = { $0.nodes[$1].gate == .input } }),
  Mutant("no-seed", expecting: "zeros", with { $0.seed = { _ in 0 } }),
  Mutant(
    "seeded-with-value", "It begins with the output's value. Begin with its derivative, 1.",
    with { $0.seed = { $0.nodes[$0.output].value } }),
  Mutant(
    "forward-order",
    "Only the inputs of the output's own gate receive anything. Either the loop goes through the "
      + "order from its end, or it reads from a copy of the nodes, which does not change.",
    with { $0.order = { $1.reversed() } }),
  Mutant("copied-nodes", expecting: "forward-order") { graph, order in
    let right = Backward()
    for index in graph.nodes.indices { graph.nodes[index].gradient = 0 }
    graph.nodes[graph.output].gradient = 1
    let nodes = graph.nodes
    for index in order {
      for (input, slope) in zip(nodes[index].inputs, right.slopes(graph, nodes[index])) {
        graph.nodes[input].gradient += nodes[index].gradient * slope
      }
    }
  },
  Mutant(
    "backwards-from-the-inputs",
    "It begins at the end of the order, as if the output stood there. The output comes first.",
    { graph, order in
      var turned = GateGraph(nodes: graph.nodes, output: order[order.count - 1])
      Backward().run(&turned, order.reversed())
      graph.nodes = turned.nodes
    }),
  Mutant(
    "by-numbers",
    "It goes by the nodes' numbers, last to first. Nodes may lie in any order: go through order.",
    with { $0.order = { graph, _ in graph.nodes.indices.reversed() } }),
  Mutant(
    "output-skipped",
    "Nothing flows on from the output. Does the loop skip it, or read or write copies of the nodes "
      + "(let nodes = graph.nodes, var node = ...)? Only graph.nodes[i].gradient itself counts.",
    with { $0.order = { Array($1.dropFirst()) } }),
  Mutant("copied-before-seed", expecting: "output-skipped", with { $0.upstream = { $1 } }),
  Mutant(
    "stops-at-input",
    "It stops at the first input in the order. Other gates come after it: continue, do not return.",
    with { $0.order = { graph, order in Array(order.prefix { graph.nodes[$0].gate != .input }) } }),
  Mutant(
    "upstream-ignored",
    "Inputs receive the local gradient alone, or times the output's. Multiply by the node's own.",
    with { $0.upstream = { _, _ in 1 } }),
  Mutant(
    "multiply-own-input",
    "Each input of a multiply gate receives its own value. The derivative of a · b by a is b.",
    slopes(.multiply) { graph, node in node.inputs.map { graph.nodes[$0].value } }),
  Mutant(
    "multiply-first-value",
    "Both inputs of a multiply gate receive the first one's value. Each receives the other's.",
    slopes(.multiply) { [$0.nodes[$1.inputs[0]].value, $0.nodes[$1.inputs[0]].value] }),
  Mutant(
    "multiply-distributes",
    "The multiply gate passes its gradient on as an add gate does: the other's value is missing.",
    slopes(.multiply) { _, _ in [1, 1] }),
  Mutant(
    "multiply-output",
    "The multiply gate multiplies by the product. The derivative of a · b by a is b alone.",
    slopes(.multiply) { [$1.value, $1.value] }),
  Mutant(
    "add-shares", "The add gate splits its gradient between its inputs: each receives all of it.",
    slopes(.add) { _, _ in [0.5, 0.5] }),
  Mutant(
    "exp-of-input", "The exp gate multiplies by its input. Its slope is exp of it, its own value.",
    slopes(.exp) { [$0.nodes[$1.inputs[0]].value] }),
  Mutant(
    "exp-of-output", "The exp gate takes exp of its own value, which is exp(a) already.",
    slopes(.exp) { [.exp($1.value)] }),
  Mutant(
    "exp-passes-on", "The exp gate passes its gradient on unchanged: multiply by its own value.",
    slopes(.exp) { _, _ in [1] }),
  Mutant(
    "reciprocal-sign", "The sign of the reciprocal gate is wrong: the derivative of 1/a is -1/a².",
    slopes(.reciprocal) { [$1.value * $1.value] }),
  Mutant(
    "reciprocal-not-squared",
    "The reciprocal gate has -1/a. Its slope is -1/a², minus the square of its own value.",
    slopes(.reciprocal) { [-$1.value] }),
  Mutant(
    "reciprocal-of-output",
    "The reciprocal gate puts its own value into -1/a². That value is 1/a already: square it.",
    slopes(.reciprocal) { [-1 / ($1.value * $1.value)] }),
  Mutant(
    "same-operand-once",
    "In x · x and x + x, x is an input twice and receives twice; yours gives it one part only.",
    with {
      $0.slopes = { graph, node in Array(graph.slopes(of: node).prefix(Set(node.inputs).count)) }
    }),
  Mutant(
    "first-input-only", "Only the first input of a gate receives a gradient.",
    with { $0.slopes = { Array($0.slopes(of: $1).prefix(1)) } }),
  Mutant(
    "second-input-only", "Only the last input of a gate receives a gradient.",
    with {
      $0.slopes = { graph, node in
        graph.slopes(of: node).enumerated().map { $0 == node.inputs.count - 1 ? $1 : 0 }
      }
    }),
  Mutant(
    "multiply-gradients",
    "The multiply gate multiplies by the other input's gradient. Multiply by its value.",
    slopes(.multiply) { graph, node in node.inputs.reversed().map { graph.nodes[$0].gradient } }),
  Mutant(
    "averaged", "It averages what a node has and what comes to it. Gradients of all uses add up.",
    with { $0.receive = { $0 == 0 ? $1 : ($0 + $1) / 2 } }),
  Mutant(
    "subtracted", "It subtracts what comes to a node. Gradients of several uses add up.",
    with { $0.receive = { $0 - $1 } }),
  Mutant(
    "first-kept", "Of several gradients that come to a node, only the first is kept. They add up.",
    with { $0.receive = { $0 == 0 ? $1 : $0 } }),
  Mutant(
    "only-inputs", "The gradients of the gates' values are 0 in the end. Keep those, too.",
    after { if $0.gate != .input { $0.gradient = 0 } }),
  Mutant(
    "values-in-gradients", "It fills in the nodes' values, not their gradients.",
    after { $0.gradient = $0.value }),
]

private let overwritten =
  "Where a value is used more than once, the last gradient overwrites the others. They add up: "
  + "+= and not =."
