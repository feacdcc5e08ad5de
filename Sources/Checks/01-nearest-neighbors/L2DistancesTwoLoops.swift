import Grading

/// 1.2: L2 distances with a loop over test rows and one over training rows.
let l2DistancesTwoLoops = Exercise<Distances>(
  "1.2", check: checkDistances, mutants: distanceMutants)
