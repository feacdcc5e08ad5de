import Grading
import Pictures

/// 1.1: the nearest pictures by the L1 distance.
let l1DistancePicture = ExercisePicture<L1Distance>(
  "Test pictures with the training pictures that are nearest by your L1 distance.",
  see: "Green frames: the same class. What do the wrong ones have in common with the test picture?"
) { distance, easel in
  let (test, train) = try easel.neighborhood(asking: 5)
  return neighborGrid(
    test.pictures, train.pictures, [try nearest(6, of: test, among: train, by: distance)])
}
