import Grading

/// 3.4: the places of the nodes in the learner's order.
let reverseTopologicalOrderPicture = ExercisePicture<GraphOrder>(
  "A graph whose value x is used three times, with the places of its nodes in your order.",
  see: "Each number is smaller than those of its gate's inputs: gradients are complete in time."
) { order, _ in
  let graph = SharedGraph()
  return graph.numbered(by: try order(graph.gates)).drawing(showing: .values)
}
