import Grading
import ComputationalGraphs
import Tensors

/// Takes a graph after its forward pass and its nodes in reverse topological order; fills in the gradients.
typealias GraphBackward = @Sendable (inout GateGraph, [Int]) throws -> Void

/// 3.5: backward through a graph whose values are used more than once.
let graphBackward = Exercise<GraphBackward>(
  "3.5",
  check: { check, backward in
    for (quantity, graphs) in [
      ("add, multiply", GateGraph.small()), ("exp", GateGraph.exponentials()),
      ("reciprocal", GateGraph.fractions()),
    ] {
      for (situation, graph) in graphs {
        ask(check, quantity, situation, graph, expecting: graph.derivatives, backward)
      }
    }
    secondRun(check, backward)
    guard !check.hasFailed else { return }
    for (situation, graph) in GateGraph.mixed(check) {
      ask(check, "all gates", situation, graph, expecting: graph.derivatives, backward)
    }
    guard !check.hasFailed else { return }
    let chain = GateGraph.chain(10_000, check)
    ask(
      check, "all gates", "a chain of 10,000 gates", chain,
      expecting: chain.nodes.map { $0.gate == .input && $0.value != 0 ? 10_000 : 1 }, backward)
    let ladder = GateGraph.ladder(40)
    ask(
      check, "all gates", "a ladder of 40 gates, each of which takes the one before twice",
      ladder,
      expecting: ladder.derivatives, backward)
  },
  mutants: backwardMutants)

/// What an earlier run has left must not matter.
private func secondRun(_ check: Check, _ backward: GraphBackward) {
  let graph = GateGraph.small()[2].graph
  check.value(
    "second run", of: "the diamond, backward run twice in a row", is: Tensor(graph.derivatives)
  ) {
    var graph = graph
    try backward(&graph, graph.reverseOrder)
    try backward(&graph, graph.reverseOrder)
    return Tensor(graph.nodes.map(\.gradient))
  }
  var spectators = GateGraph.small()[6].graph
  for index in spectators.nodes.indices { spectators.nodes[index].gradient = 7 }
  ask(
    check, "second run", "(x + y) · z and nodes 5 and 6 beside it, with 7 in every gradient",
    spectators, expecting: spectators.derivatives, backward)
}

private func ask(
  _ check: Check, _ quantity: String, _ situation: String, _ graph: GateGraph,
  expecting gradients: [Double], _ backward: GraphBackward
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
    "Backward has changed the graph itself: only the gradients of the nodes are its to fill in.",
    isAsItWas)
}

/// Backward by the definition, in parts, so that a wrong answer can have one of them wrong.
private struct Backward: Sendable {
  var isZeroed: @Sendable (GateGraph, Int) -> Bool = { _, _ in true }
  var seed: @Sendable (GateGraph) -> Double = { _ in 1 }
  var order: @Sendable (GateGraph, [Int]) -> [Int] = { $1 }
  /// The upstream gradient, from the node's own.
  var upstream: @Sendable (Double) -> Double = { $0 }
  var slopes: @Sendable (GateGraph, GateGraph.Node) -> [Double] = { $0.slopes(of: $1) }
  /// What an input has and what comes to it; how much it has then.
  var receive: @Sendable (Double, Double) -> Double = { $0 + $1 }

  func run(_ graph: inout GateGraph, _ order: [Int]) {
    for index in graph.nodes.indices where isZeroed(graph, index) {
      graph.nodes[index].gradient = 0
    }
    graph.nodes[graph.output].gradient = seed(graph)
    for index in self.order(graph, order) {
      let node = graph.nodes[index]
      let upstream = upstream(node.gradient)
      for (input, slope) in zip(node.inputs, slopes(graph, node)) {
        let had = graph.nodes[input].gradient
        graph.nodes[input].gradient = receive(had, upstream * slope)
      }
    }
  }
}

private func mutant(
  _ id: String, _ text: String, _ change: (inout Backward) -> Void
) -> Mutant<GraphBackward> {
  var backward = Backward()
  change(&backward)
  return Mutant(id, text) { [backward] graph, order in backward.run(&graph, order) }
}

/// The local gradients, with those of one gate replaced.
private func slopes(
  _ gate: GateGraph.Gate, _ wrong: @escaping @Sendable (GateGraph, GateGraph.Node) -> [Double]
) -> @Sendable (GateGraph, GateGraph.Node) -> [Double] {
  { graph, node in node.gate == gate ? wrong(graph, node) : graph.slopes(of: node) }
}

private let backwardMutants: [Mutant<GraphBackward>] = [
  mutant(
    "overwritten",
    "Where a value is used more than once, the last gradient that arrives overwrites the others. They add up: += and not =."
  ) { $0.receive = { $1 } },
  mutant(
    "overwritten-not-zeroed",
    "Where a value is used more than once, the last gradient that arrives overwrites the others. They add up: += and not =. For that, all gradients must be set to 0 first, also those of nodes that the output does not depend on."
  ) {
    $0.receive = { $1 }
    $0.isZeroed = { _, _ in false }
  },
  mutant(
    "not-zeroed",
    "The gradients of an earlier run are still there and are added to: set them all to 0 before you begin."
  ) { $0.isZeroed = { _, _ in false } },
  mutant(
    "only-reached-zeroed",
    "Nodes that the output does not depend on keep what was there before. Their gradient is 0: set those of all nodes to 0, not only of those in the order."
  ) { $0.isZeroed = { graph, index in graph.needed.contains(index) } },
  mutant(
    "inputs-not-zeroed",
    "The gradients of the inputs are not set to 0 before a new run: only those of the gates are."
  ) { $0.isZeroed = { graph, index in graph.nodes[index].gate != .input } },
  mutant(
    "gates-not-zeroed",
    "The gradients of the gates' values are not set to 0 before a new run: only those of the inputs are."
  ) { $0.isZeroed = { graph, index in graph.nodes[index].gate == .input } },
  Mutant("no-seed", expecting: "zeros") { graph, order in
    var backward = Backward()
    backward.seed = { _ in 0 }
    backward.run(&graph, order)
  },
  mutant(
    "seeded-with-value",
    "It begins with the output's value. The derivative of the output with respect to itself is 1."
  ) { $0.seed = { $0.nodes[$0.output].value } },
  mutant(
    "forward-order",
    "It goes through the order from its end: gradients flow from the output to the inputs, and order has the output first."
  ) { $0.order = { $1.reversed() } },
  Mutant(
    "backwards-from-the-inputs",
    "It begins at the end of order, as if the output stood there: order has the output first, and gradients flow from it."
  ) { graph, order in
    guard let last = order.last else { return }
    var turned = GateGraph(nodes: graph.nodes, output: last)
    Backward().run(&turned, order.reversed())
    for index in graph.nodes.indices { graph.nodes[index].gradient = turned.nodes[index].gradient }
  },
  mutant(
    "by-numbers",
    "It goes by the nodes' numbers, from the last to the first. The nodes may lie in any order in the list: use order."
  ) { $0.order = { graph, _ in Array(graph.nodes.indices.reversed()) } },
  mutant(
    "output-skipped",
    "It begins after the output: the inputs of the output's own gate never receive anything. The output is the first node whose gradient is handed on."
  ) { $0.order = { Array($1.dropFirst()) } },
  mutant(
    "upstream-ignored",
    "The inputs receive the local gradients alone. What flows on is the node's own gradient, the upstream one, times the local one."
  ) { $0.upstream = { _ in 1 } },
  mutant(
    "multiply-own-input",
    "Each input of a multiply gate receives its own value as local gradient. The derivative of a · b with respect to a is b."
  ) {
    $0.slopes = slopes(.multiply) { graph, node in node.inputs.map { graph.nodes[$0].value } }
  },
  mutant(
    "multiply-first-value",
    "Both inputs of a multiply gate receive the value of the first. Each receives the value of the other one."
  ) {
    $0.slopes = slopes(.multiply) { graph, node in
      let value = graph.nodes[node.inputs[0]].value
      return [value, value]
    }
  },
  mutant(
    "multiply-distributes",
    "The multiply gate hands its gradient on as an add gate does: the other input's value is missing."
  ) { $0.slopes = slopes(.multiply) { _, _ in [1, 1] } },
  mutant(
    "multiply-output",
    "The multiply gate takes its own value, the product. The derivative of a · b with respect to a is b alone."
  ) { $0.slopes = slopes(.multiply) { [$1.value, $1.value] } },
  mutant(
    "add-shares", "The add gate shares its gradient out: each input receives all of it."
  ) { $0.slopes = slopes(.add) { _, _ in [0.5, 0.5] } },
  mutant(
    "exp-of-input",
    "The exp gate multiplies by the value of its input. Its local gradient is exp of that, which is the node's own value."
  ) { $0.slopes = slopes(.exp) { graph, node in [graph.nodes[node.inputs[0]].value] } },
  mutant(
    "exp-passes-on",
    "The exp gate hands its gradient on unchanged: its local gradient is its own value."
  ) {
    $0.slopes = slopes(.exp) { _, _ in [1] }
  },
  mutant(
    "reciprocal-sign", "The sign of the reciprocal gate is wrong: the derivative of 1/a is -1/a²."
  ) { $0.slopes = slopes(.reciprocal) { [$1.value * $1.value] } },
  mutant(
    "reciprocal-not-squared",
    "The reciprocal gate has -1/a. The derivative of 1/a is -1/a², which is minus its own value squared."
  ) { $0.slopes = slopes(.reciprocal) { [-$1.value] } },
  mutant(
    "reciprocal-of-output",
    "The reciprocal gate computes -1/a² with its own value in the place of a. Its own value is 1/a already: square it."
  ) { $0.slopes = slopes(.reciprocal) { [-1 / ($1.value * $1.value)] } },
  mutant(
    "same-operand-once",
    "In x · x and x + x the node is an input twice and receives twice; yours gives it one part only."
  ) {
    $0.slopes = { graph, node in
      let slopes = graph.slopes(of: node)
      return node.inputs.count == 2 && node.inputs[0] == node.inputs[1] ? [slopes[0]] : slopes
    }
  },
  mutant("first-input-only", "Only the first input of a gate receives a gradient.") {
    $0.slopes = { graph, node in Array(graph.slopes(of: node).prefix(1)) }
  },
  mutant(
    "averaged",
    "It takes the mean of what a node has and what comes to it. Gradients of several uses add up."
  ) { $0.receive = { $0 == 0 ? $1 : ($0 + $1) / 2 } },
  mutant("subtracted", "It subtracts what comes to a node. Gradients of several uses add up.") {
    $0.receive = { $0 - $1 }
  },
  mutant(
    "first-kept",
    "Where a value is used more than once, only the first gradient that arrives is kept. They add up."
  ) { $0.receive = { $0 == 0 ? $1 : $0 } },
  Mutant(
    "only-inputs",
    "The gradients of the gates' values are 0 when it is done. Those are wanted too, not only the inputs'."
  ) { graph, order in
    Backward().run(&graph, order)
    for index in graph.nodes.indices where graph.nodes[index].gate != .input {
      graph.nodes[index].gradient = 0
    }
  },
  Mutant("values-in-gradients", "It fills in the nodes' values, not their gradients.") { graph, _ in
    for index in graph.nodes.indices { graph.nodes[index].gradient = graph.nodes[index].value }
  },
]
