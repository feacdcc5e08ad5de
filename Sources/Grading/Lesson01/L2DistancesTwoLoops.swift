extension Lesson1 {
  /// 1.2: L2 distances with a loop over test rows and one over training rows.
  public static let l2DistancesTwoLoops = Exercise<Distances>(
    ExerciseCard(
      "1.2", "L2 distances, two loops", file: "L2DistancesTwoLoops",
      section: "How far apart are two pictures?", difficulty: 1, minutes: 10, path: .core,
      hints: [
        "Lesson 1 shows it in \"How far apart are two pictures?\": a loop over the asked and one over the known.",
        "d2(a, b) = sqrt(sum over p of (a_p - b_p)^2). The result has a row for each test picture "
          + "and a column for each training picture: shape [Nte, Ntr].",
        "Make a tensor of zeros of shape [Nte, Ntr]. For each i below Nte and each j below Ntr: "
          + "set a sum to 0, add the square of test[i, p] - train[j, p] for each p below D, and "
          + "store the square root of the sum at [i, j].",
      ]),
    check: checkDistances,
    mutants: distanceMutants)
}
