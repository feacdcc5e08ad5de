import Grading
import ComputationalGraphs
import Tensors

/// Takes a graph; returns the nodes that its output depends on, each before its inputs.
typealias GraphOrder = @Sendable (GateGraph) throws -> [Int]

/// 3.4: the order in which gradients can flow back.
let reverseTopologicalOrder = Exercise<GraphOrder>(
  "3.4",
  check: { check, answer in
    var suspects = wrongWays
    var complaints: [(id: String, text: String)] = []
    for (situation, graph) in GateGraph.small() + GateGraph.mixed(check) {
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
    guard complaints.isEmpty else {
      let suspect = suspects.first.map { ($0.id, $0.text) }
      let (id, text) = suspect ?? complaints[0]
      check.require("order", id, text, false)
      return
    }
    if let seconds = check.seconds(of: { _ = try? answer(short) }), seconds * 25 > 4 {
      check.require(
        "order", "effort.quadratic",
        "The order is right, but it took \(format((100 * seconds).rounded() / 100)) s to find that of a chain of 2000 gates. Is a whole list looked through for every node, as by contains? "
          + "Keep an array with a Bool for each node, or a Set, and look at each node's inputs a few times at most.",
        false)
      return
    }
    for (situation, graph) in [
      ("a chain of 10,000 gates", GateGraph.chain(10_000, check)),
      ("a ladder of 40 gates, each of which takes the one before twice", GateGraph.ladder(40)),
    ] {
      guard let order = check.ask("order", of: situation, { try answer(graph) }) else { continue }
      let complaint = complaint(order, graph)
      check.require(
        "order", complaint?.id ?? "", "Take \(situation): \(complaint?.text ?? "")",
        complaint == nil)
    }
  },
  mutants: orderMutants)

/// What is wrong with an order, if anything is.
private func complaint(_ order: [Int], _ graph: GateGraph) -> (id: String, text: String)? {
  if isValid(order, graph) { return nil }
  if order.isEmpty { return ("order.empty", "the order is empty; the output at least is in it.") }
  if let node = order.first(where: { !graph.nodes.indices.contains($0) }) {
    return (
      "order.stranger",
      "there is no node \(node): they are numbered from 0 to \(graph.nodes.count - 1)."
    )
  }
  let needed = graph.needed
  if isValid(Array(order.reversed()), graph) {
    return (
      "order.forward",
      "\(order) has the inputs first: that is the order of the forward pass. Reversed it is right."
    )
  }
  if let node = order.first(where: { !needed.contains($0) }) {
    return (
      "order.unneeded",
      "node \(node) is in the order, but the output, node \(graph.output), does not depend on it. Begin at the output, and go from nodes to their inputs only."
    )
  }
  if !order.contains(graph.output) {
    return ("order.no-output", "the output, node \(graph.output), is not in the order \(order).")
  }
  let counts = Dictionary(order.map { ($0, 1) }, uniquingKeysWith: +)
  if let node = order.first(where: { (counts[$0] ?? 0) > 1 }) {
    return (
      "order.repeated",
      "node \(node) is in the order \(counts[node] ?? 0) times, \(order). Each node comes once, however often it is used: remember which ones have been there."
    )
  }
  let missing = needed.subtracting(order).sorted()
  if missing == needed.filter({ graph.nodes[$0].gate == .input }).sorted(), let node = missing.first
  {
    return (
      "order.no-inputs",
      "node \(node) is not in the order \(order). It is an input of the graph, as the others that are missing; inputs have gradients too."
    )
  }
  if let node = missing.first {
    return (
      "order.missing", "node \(node) is not in the order \(order), and the output depends on it."
    )
  }
  return tooEarly(order, graph)
}

/// A node that comes before one of those that use it.
private func tooEarly(_ order: [Int], _ graph: GateGraph) -> (id: String, text: String)? {
  var place = [Int](repeating: 0, count: graph.nodes.count)
  for (index, node) in order.enumerated() { place[node] = index }
  for user in order {
    for node in graph.nodes[user].inputs where place[node] < place[user] {
      return (
        "order.early",
        "in \(order) node \(node) comes before node \(user), which uses it and still has a part of the gradient to hand to it."
      )
    }
  }
  return nil
}

private func isValid(_ order: [Int], _ graph: GateGraph) -> Bool {
  Set(order) == graph.needed && order.count == graph.needed.count && tooEarly(order, graph) == nil
}

/// A way to find an order which is wrong for some graph, and what to say to whoever goes it.
private struct Suspect: Sendable {
  let id: String
  let text: String
  let order: @Sendable (GateGraph) -> [Int]
}

private let wrongWays: [Suspect] = [
  Suspect(
    id: "order.breadth-first", text: breadth, order: { breadthFirst($0) { $0 } }),
  Suspect(
    id: "order.breadth-first", text: breadth, order: { breadthFirst($0) { $0.reversed() } }),
  Suspect(id: "order.preorder", text: preorder, order: { depthFirst($0) { $0 } }),
  Suspect(id: "order.preorder", text: preorder, order: { depthFirst($0) { $0.reversed() } }),
  Suspect(
    id: "order.numbers",
    text:
      "It goes by the nodes' numbers. The nodes may lie in any order in the list: what a node must wait for is in the inputs of the others.",
    order: { graph in graph.needed.sorted(by: >) }),
  Suspect(
    id: "order.numbers",
    text:
      "It goes by the nodes' numbers. The nodes may lie in any order in the list: what a node must wait for is in the inputs of the others.",
    order: { graph in Array(graph.nodes.indices.reversed()) }),
]

private let breadth =
  "It goes from the output layer by layer (breadth first) and takes a node the first time it is met. A node that is used "
  + "early and late is met too soon: it must wait for the last of those that use it."

private let preorder =
  "It goes depth first and takes a node on the way in, before its inputs. A node that is reached by two ways "
  + "is taken on the first of them, and must wait for the second: take it on the way out, and reverse the whole list."

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

private let orderMutants: [Mutant<GraphOrder>] = [
  Mutant("forward", expecting: "order.forward") { $0.reverseOrder.reversed() },
  Mutant("breadth-first", expecting: "order.breadth-first") { graph in
    breadthFirst(graph) { $0 }
  },
  Mutant("breadth-first-right-to-left", expecting: "order.breadth-first") { graph in
    breadthFirst(graph) { $0.reversed() }
  },
  Mutant("preorder", expecting: "order.preorder") { graph in depthFirst(graph) { $0 } },
  Mutant("preorder-from-a-stack", expecting: "order.preorder") { graph in
    depthFirst(graph) { $0.reversed() }
  },
  Mutant("by-numbers", expecting: "order.numbers") { graph in graph.needed.sorted(by: >) },
  Mutant("all-by-numbers", expecting: "order.numbers") { graph in graph.nodes.indices.reversed() },
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
        for _ in 0..<100 { step = (step * step).squareRoot() }
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
