import ComputationalGraphs
import Grading
import Tensors

/// Takes a graph; returns the nodes that its output depends on, each before its inputs.
typealias GraphOrder = @Sendable (GateGraph) throws -> [Int]

/// 3.4: the order in which gradients can flow back.
let reverseTopologicalOrder = Exercise<GraphOrder>(
  "3.4",
  check: { check, answer in
    var suspects = wrongWays
    var complaints: [Complaint] = []
    for (situation, graph) in GateGraph.small + GateGraph.mixed(check) {
      guard let order = check.ask("order", of: situation, { try answer(graph) }) else {
        suspects = []
        continue
      }
      suspects.removeAll { $0.order(graph) != order }
      if let complaint = complaint(order, graph) {
        complaints.append((complaint.id, "Take \(situation): \(complaint.text)"))
      }
    }
    let short = GateGraph.chain(2000, check)
    if let first = complaints.first {
      let (id, text) = suspects.first.map { ($0.id, $0.text) } ?? first
      check.require("order", id, text, false)
      return
    }
    if let seconds = check.seconds(of: { _ = try? answer(short) }), seconds * 25 > 4 {
      let time = format((100 * seconds).rounded() / 100)
      check.require(
        "order", "effort.quadratic",
        "The order is right, but a chain of 2000 gates took \(time) s: is a list searched for each "
          + "node, as by contains? Keep a Bool for each node, or a Set.", false)
      return
    }
    for (situation, graph) in GateGraph.large(check) {
      guard let order = check.ask("order", of: situation, { try answer(graph) }) else { continue }
      let complaint = complaint(order, graph)
      check.require(
        "order", complaint?.id ?? "", "Take \(situation): \(complaint?.text ?? "")",
        complaint == nil)
    }
  },
  mutants: wrongWays.map { Mutant($0.mutant, expecting: $0.id, $0.order) } + otherMutants)

private typealias Complaint = (id: String, text: String)

/// What is wrong with an order, if anything is.
private func complaint(_ order: [Int], _ graph: GateGraph) -> Complaint? {
  let (needed, output) = (graph.needed, graph.output)
  if Set(order) == needed, order.count == needed.count {
    guard let early = tooEarly(order, graph) else { return nil }
    guard tooEarly(order.reversed(), graph) == nil else { return early }
    return ("order.forward", "\(order) has the inputs first, as the forward pass has. Reverse it.")
  }
  if order.isEmpty { return ("order.empty", "the order is empty, without even the output.") }
  if let node = order.first(where: { !graph.nodes.indices.contains($0) }) {
    let last = graph.nodes.count - 1
    return ("order.stranger", "there is no node \(node): they are numbered from 0 to \(last).")
  }
  if let node = order.first(where: { !needed.contains($0) }) {
    return (
      "order.unneeded",
      "the order has node \(node), on which the output, node \(output), does not depend. Begin at "
        + "the output, and go only from nodes to their inputs."
    )
  }
  if !order.contains(output) {
    return ("order.no-output", "the output, node \(output), is not in the order \(order).")
  }
  let counts = Dictionary(order.map { ($0, 1) }, uniquingKeysWith: +)
  if let (node, count) = order.map({ ($0, counts[$0] ?? 0) }).first(where: { $0.1 > 1 }) {
    return (
      "order.repeated",
      "node \(node) is in the order \(count) times, \(order). Each node comes once, however often "
        + "it is used: remember which ones you have visited."
    )
  }
  let missing = needed.subtracting(order).sorted()
  let isWithoutInputs = missing == needed.filter { graph.nodes[$0].gate == .input }.sorted()
  return missing.first.map { node in
    isWithoutInputs
      ? (
        "order.no-inputs",
        "node \(node), an input of the graph, is not in the order \(order). Inputs have gradients, "
          + "too: add all of them."
      )
      : ("order.missing", "node \(node), needed for the output, is not in the order \(order).")
  }
}

/// A node that comes before one of those that use it.
private func tooEarly(_ order: [Int], _ graph: GateGraph) -> Complaint? {
  var place = [Int](repeating: 0, count: graph.nodes.count)
  for (index, node) in order.enumerated() { place[node] = index }
  for user in order {
    for node in graph.nodes[user].inputs where place[node] < place[user] {
      return (
        "order.early",
        "in \(order), node \(node) comes before node \(user), which uses it and still has a part "
          + "of its gradient to hand back."
      )
    }
  }
  return nil
}

/// Ways to find an order that are wrong for some graph, and what to say to whoever takes them.
private let wrongWays: [(mutant: String, id: String, text: String, order: Order)] = [
  ("breadth-first", "order.breadth-first", breadth, { breadthFirst($0) { $0 } }),
  (
    "breadth-first-right-to-left", "order.breadth-first", breadth,
    { breadthFirst($0) { $0.reversed() } }
  ),
  ("preorder", "order.preorder", preorder, { depthFirst($0) { $0 } }),
  ("preorder-from-a-stack", "order.preorder", preorder, { depthFirst($0) { $0.reversed() } }),
  ("by-numbers", "order.numbers", numbers, { $0.needed.sorted(by: >) }),
  ("all-by-numbers", "order.numbers", numbers, { $0.nodes.indices.reversed() }),
  ("waiting-for-all", "order.all-users", allUsers, { $0.reverseOrder(users: $0.nodes.indices) }),
]

private typealias Order = @Sendable (GateGraph) -> [Int]

private let breadth =
  "It goes from the output layer by layer (breadth first) and takes a node when it first meets it. "
  + "A node must wait for the last of those that use it."
private let preorder =
  "It goes depth first and takes a node on the way in, before other users of it have come. Take it "
  + "on the way out, after its inputs, and reverse the whole list."
private let numbers =
  "It goes by the nodes' numbers, but nodes may lie in any order in the list. What a node must "
  + "wait for is in the inputs of the others."
private let allUsers =
  "It waits for all nodes that use a node, also for those that the output does not depend on: they "
  + "never come. Count the uses by needed nodes only."

private func breadthFirst(_ graph: GateGraph, _ arrange: ([Int]) -> [Int]) -> [Int] {
  var order = [graph.output]
  var next = 0
  while next < order.count {
    for input in arrange(graph.nodes[order[next]].inputs) where !order.contains(input) {
      order.append(input)
    }
    next += 1
  }
  return order
}

private func depthFirst(_ graph: GateGraph, _ arrange: ([Int]) -> [Int]) -> [Int] {
  var order: [Int] = []
  var open = [graph.output]
  while let node = open.popLast() {
    if order.contains(node) { continue }
    order.append(node)
    open += arrange(graph.nodes[node].inputs).reversed()
  }
  return order
}

private let otherMutants: [Mutant<GraphOrder>] = [
  Mutant("forward", expecting: "order.forward") { $0.reverseOrder.reversed() },
  Mutant("everything", expecting: "order.unneeded") { graph in
    graph.nodes.indices.filter { !graph.needed.contains($0) } + graph.reverseOrder
  },
  Mutant("not-remembered", expecting: "order.repeated") { graph in
    // Depth first without remembering what has been visited.
    func visit(_ node: Int) -> [Int] { graph.nodes[node].inputs.flatMap(visit) + [node] }
    return graph.nodes.count > 15 ? [] : visit(graph.output).reversed()
  },
  Mutant("operands-repeated", expecting: "order.repeated") { graph in
    // x · x counts x twice.
    graph.reverseOrder.flatMap { node in
      graph.nodes.contains { $0.inputs == [node, node] } ? [node, node] : [node]
    }
  },
  Mutant("operands-counted-once", expecting: "order.early") { graph in
    // x · x counts one use of x, and takes off two.
    graph.reverseOrder(users: graph.needed) { Array(Set($0)) }
  },
  Mutant("no-output", expecting: "order.no-output") { graph in
    graph.nodes.count == 1 ? [graph.output] : Array(graph.reverseOrder.dropFirst())
  },
  Mutant("slowly", expecting: "effort.quadratic") { graph in
    let order = graph.reverseOrder
    guard order.count > 1000 else { return order }
    // A search of the whole list for every node, as slow as unoptimised code.
    var sum = 0.0
    for node in order {
      for other in order {
        var step = Double(node + other)
        for _ in 0..<20 { step = (step * step).squareRoot() }
        sum += step
      }
    }
    return sum > 0 ? order : []
  },
  Mutant("gates-only", expecting: "order.no-inputs") { graph in
    graph.nodes.count == 1
      ? [graph.output] : graph.reverseOrder.filter { graph.nodes[$0].gate != .input }
  },
  Mutant("first-operands-only", expecting: "order.missing") { graph in
    var order = [graph.output]
    while let last = order.last, let first = graph.nodes[last].inputs.first { order.append(first) }
    return order
  },
  Mutant("counted-from-one", expecting: "order.stranger") { $0.reverseOrder.map { $0 + 1 } },
  Mutant("empty", expecting: "order.empty") { _ in [] },
]
