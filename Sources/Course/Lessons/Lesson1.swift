extension CourseLesson {
  static let lesson1 = CourseLesson(
    number: 1, title: "Nearest neighbours", folder: "01-nearest-neighbors",
    cards: [
      ExerciseCard(
        "1.1", "L1 distance", file: "L1Distance", section: "How far apart are two pictures?",
        difficulty: 1, minutes: 5, path: .core,
        hints: [
          "Lesson 1, \"How far apart are two pictures?\", begins with both distances.",
          "d1(a, b) = sum over p of |a_p - b_p|. Take the absolute value of each difference, "
            + "before you add anything.",
          "Start a sum at 0. For each p from 0 to a.count - 1 add abs(a[p] - b[p]) to it. "
            + "Return the sum, not its mean and not its root.",
        ]),
      ExerciseCard(
        "1.2", "L2 distances, two loops", file: "L2DistancesTwoLoops",
        section: "How far apart are two pictures?", difficulty: 1, minutes: 10, path: .core,
        hints: [
          "Lesson 1, \"How far apart are two pictures?\": one loop over the test pictures, and in "
            + "it one over the training pictures.",
          "d2(a, b) = sqrt(sum over p of (a_p - b_p)^2). The result has a row for each test "
            + "picture and a column for each training picture: shape [Nte, Ntr].",
          "Make a tensor of zeros of shape [Nte, Ntr]. For each i below Nte and each j below Ntr: "
            + "set a sum to 0, add the square of test[i, p] - train[j, p] for each p below D, and "
            + "store the square root of the sum at [i, j].",
        ]),
      ExerciseCard(
        "1.3", "L2 distances, one loop", file: "L2DistancesOneLoop",
        section: "How far apart are two pictures?", difficulty: 2, minutes: 15,
        hints: [
          "Lesson 1, \"How far apart are two pictures?\": with one loop, a single operation "
            + "compares one test picture with all training pictures at once.",
          "Broadcasting: train has shape [Ntr, D] and test.row(i) has [D], so their difference has "
            + "shape [Ntr, D]. Square it, sum over axis 1, take the root: row i of the result.",
          "For each i: subtract test row i from all of train; multiply the difference by itself; "
            + "sum over the features, axis 1; take the root of the whole vector. Collect these "
            + "vectors in an array, and stack them at the end with Tensor(stacking:).",
        ]),
      ExerciseCard(
        "1.4", "L2 distances, no loop", file: "L2DistancesNoLoop",
        section: "How far apart are two pictures?", difficulty: 2, minutes: 20, path: .core,
        hints: [
          "Lesson 1, \"How far apart are two pictures?\", expands the square for this.",
          "Expand the square: ||a - b||^2 = ||a||^2 - 2 a·b + ||b||^2. All the a·b together are "
            + "the product of test and train transposed, of shape [Nte, Ntr].",
          "matmul takes transposeB: true for the product. Squared norms are sums of squares over "
            + "axis 1: keep the dimension for test, so that [Nte, 1], [Nte, Ntr] and [Ntr] add up. "
            + "Rounding can leave a square slightly negative: take the maximum with 0 first.",
        ]),
      ExerciseCard(
        "1.5", "Majority vote", file: "MajorityVote", section: "Let the data decide",
        difficulty: 2, minutes: 15, path: .core,
        hints: [
          "Lesson 1, \"Let the data decide\", lets the k nearest neighbours vote.",
          "For test row i: find the k training rows j with the smallest distances[i, j], count how "
            + "often each label occurs among them, and take the label with the highest count; if "
            + "several have it, the smallest.",
          "Sort the indices 0..<Ntr by distances[i, j] and keep the first k. Count the votes in an "
            + "array with an entry for each label. Then go through the labels from 0 up and "
            + "replace the best only if the next has strictly more votes.",
        ]),
      ExerciseCard(
        "1.6", "k-fold split", file: "KFoldSplit", section: "Choosing k honestly",
        difficulty: 2, minutes: 15,
        hints: [
          "Lesson 1, \"Choosing k honestly\", draws four ways to split the data. This is the "
            + "fourth, cross-validation.",
          "Fold f of F validates on the indices from f·N/F up to, not including, (f+1)·N/F, in "
            + "whole numbers, and trains on all others. Multiply before you divide: then the sizes "
            + "differ by at most one and nothing is left over.",
          "For each f below folds: start = f * count / folds, end = (f + 1) * count / folds. "
            + "validation = the indices from start to end; train = those before start, from end.",
        ]),
      ExerciseCard(
        "1.7", "Choose k by cross-validation", file: "ChooseK", section: "Choosing k honestly",
        difficulty: 2, minutes: 15,
        hints: [
          "Lesson 1, \"Choosing k honestly\", draws the accuracies of all folds over k with their "
            + "mean, and chooses the k with the highest mean.",
          "For each k: mean accuracy = (1/F) · sum over the F folds of the accuracy on the fold's "
            + "validation rows. The best k has the highest mean; if several have it, the smallest.",
          "means: for each candidate, a sum that starts at 0; for each fold add accuracy(k, "
            + "fold.train, fold.validation); divide by the number of folds. best: keep a candidate "
            + "with a higher mean, or with the same mean and a smaller k.",
        ]),
    ])
}
