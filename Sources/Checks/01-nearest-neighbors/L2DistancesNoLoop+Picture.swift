import Grading
import Pictures

/// 1.4: the nearest of a thousand pictures with all their pixels.
let l2DistancesNoLoopPicture = ExercisePicture<Distances>(
  "Test pictures and the nearest of a thousand training pictures, all compared at once by you.",
  see:
    "Green frames: the same class. Even where it is wrong, light and dark are in the same places."
) { distances, easel in
  let data = try easel.dataset(train: 1000, test: 6)
  let matrix = try distances(data.test.rows(Double.self), data.train.rows(Double.self))
  return neighborGrid(data.test, data.train, [nearest(6, by: matrix)])
}
