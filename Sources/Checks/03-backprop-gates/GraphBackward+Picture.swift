import Grading

/// 3.5: gradients that the learner's backward has found.
let graphBackwardPicture = ExercisePicture<GraphBackward>(
  "A graph whose value x is used three times: in red, the gradients that your backward found.",
  see: "Where the wire of x forks, the three shares add up to the gradient of x."
) { backward, easel in
  let graph = SharedGraph()
  var gates = graph.gates
  try backward(&gates, try easel[reverseTopologicalOrder](gates))
  for (value, node) in zip(graph.values, gates.nodes) { value.gradient = node.gradient }
  return graph.result.drawing()
}
