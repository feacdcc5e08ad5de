import Grading
import Pictures

/// 1.2: the nearest pictures by L2, with those by L1 above them.
let l2DistancesTwoLoopsPicture = ExercisePicture<Distances>(
  "The nearest training pictures by your L2 distance, below those by L1.",
  see: "L2 squares: it forgives many small differences and no large one. Which neighbours change?"
) { distances, easel in
  let (test, train) = try easel.neighborhood(asking: 3)
  let l1 = try nearest(6, of: test, among: train, by: easel[l1Distance])
  let l2 = nearest(6, by: try distances(test.rows, train.rows))
  return neighborGrid(test.pictures, train.pictures, [l1, l2], rowLabels: ["L1", "L2"])
}
