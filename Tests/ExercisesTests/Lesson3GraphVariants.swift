import Foundation
import Grading

@testable import grade_lesson_3

// Right answers to exercises 3.4 and 3.5, written differently.

private let orders: [Variant] = [
  Variant("depth first, reversed", reverseTopologicalOrder) { graph in
    var visited: Set<Int> = []
    var inputsFirst: [Int] = []
    // A stack of its own: recursion would go as deep as the graph.
    var open = [(node: graph.output, next: 0)]
    visited.insert(graph.output)
    while let (node, next) = open.last {
      let inputs = graph.nodes[node].inputs
      if next == inputs.count {
        inputsFirst.append(node)
        open.removeLast()
      } else {
        open[open.count - 1].next += 1
        if visited.insert(inputs[next]).inserted { open.append((inputs[next], 0)) }
      }
    }
    return inputsFirst.reversed()
  },
  Variant("users counted in a dictionary, first come first served", reverseTopologicalOrder) {
    graph in
    var users: [Int: Set<Int>] = [graph.output: []]
    var frontier: Set<Int> = [graph.output]
    while !frontier.isEmpty {
      var next: Set<Int> = []
      for node in frontier {
        for input in graph.nodes[node].inputs {
          if users[input] == nil { next.insert(input) }
          users[input, default: []].insert(node)
        }
      }
      frontier = next
    }
    var order: [Int] = []
    var ready = [graph.output]
    while order.count < users.count {
      let node = ready[order.count]
      order.append(node)
      for input in Set(graph.nodes[node].inputs) {
        users[input]?.remove(node)
        if users[input]?.isEmpty == true { ready.append(input) }
      }
    }
    return order
  },
  Variant("by the longest way from the inputs", reverseTopologicalOrder) { graph in
    // Heights settle from the inputs up; a gate is higher than what it takes.
    var waiting = graph.nodes.map(\.inputs.count)
    var users = [[Int]](repeating: [], count: graph.nodes.count)
    for (i, node) in graph.nodes.enumerated() {
      for input in node.inputs { users[input].append(i) }
    }
    var height = [Int](repeating: 0, count: graph.nodes.count)
    var ready = graph.nodes.indices.filter { waiting[$0] == 0 }
    while let node = ready.popLast() {
      for user in users[node] {
        height[user] = max(height[user], height[node] + 1)
        waiting[user] -= 1
        if waiting[user] == 0 { ready.append(user) }
      }
    }
    var needed = [Bool](repeating: false, count: graph.nodes.count)
    needed[graph.output] = true
    let highestFirst = graph.nodes.indices.sorted { height[$0] > height[$1] }
    for node in highestFirst where needed[node] {
      for input in graph.nodes[node].inputs { needed[input] = true }
    }
    return highestFirst.filter { needed[$0] }
  },
]

private let backwards: [Variant] = [
  Variant("local gradients in a list", graphBackward) { graph, order in
    for i in graph.nodes.indices { graph.nodes[i].gradient = i == graph.output ? 1 : 0 }
    for i in order {
      let node = graph.nodes[i]
      let values = node.inputs.map { graph.nodes[$0].value }
      let local: [Double] =
        switch node.gate {
        case .input: []
        case .add: [1, 1]
        case .multiply: [values[1], values[0]]
        case .exp: [exp(values[0])]
        case .reciprocal: [-1 / (values[0] * values[0])]
        }
      for (input, slope) in zip(node.inputs, local) {
        graph.nodes[input].gradient += slope * node.gradient
      }
    }
  },
  Variant("an array of its own, written back at the end", graphBackward) { graph, order in
    var gradients = [Double](repeating: 0, count: graph.nodes.count)
    gradients[order[0]] = 1
    for i in order {
      let (node, upstream) = (graph.nodes[i], gradients[i])
      if node.gate == .add {
        for input in node.inputs { gradients[input] += upstream }
      } else if node.gate == .multiply {
        gradients[node.inputs[0]] += graph.nodes[node.inputs[1]].value * upstream
        gradients[node.inputs[1]] += graph.nodes[node.inputs[0]].value * upstream
      } else if node.gate != .input {
        let local = node.gate == .exp ? node.value : -(node.value * node.value)
        gradients[node.inputs[0]] += local * upstream
      }
    }
    for i in gradients.indices { graph.nodes[i].gradient = gradients[i] }
  },
  Variant("each node gathers from its users", graphBackward) { graph, order in
    var users = [[(user: Int, slot: Int)]](repeating: [], count: graph.nodes.count)
    for i in order {
      for (slot, input) in graph.nodes[i].inputs.enumerated() { users[input].append((i, slot)) }
    }
    for i in graph.nodes.indices { graph.nodes[i].gradient = 0 }
    for i in order {
      if i == graph.output {
        graph.nodes[i].gradient = 1
        continue
      }
      graph.nodes[i].gradient = users[i].reduce(0) { sum, use in
        let user = graph.nodes[use.user]
        switch user.gate {
        case .input: return sum
        case .add: return sum + user.gradient
        case .multiply: return sum + user.gradient * graph.nodes[user.inputs[1 - use.slot]].value
        case .exp: return sum + user.gradient * user.value
        case .reciprocal: return sum - user.gradient * pow(user.value, 2)
        }
      }
    }
  },
]

let graphVariants = orders + backwards
