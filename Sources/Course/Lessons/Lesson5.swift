extension CourseLesson {
  static let lesson5 = CourseLesson(
    number: 5, title: "Initialisation and preprocessing",
    folder: "05-initialization-and-preprocessing",
    cards: [
      ExerciseCard(
        "5.1", "Centre with training statistics", file: "Centering",
        section: "Statistics belong to the training set", difficulty: 1, minutes: 10, path: .core,
        hints: [
          "Lesson 5, \"Statistics belong to the training set\": measure the mean once, on the "
            + "training set, and subtract it from everything that ever goes into the net.",
          "Each entry of an example has its own mean over the N training examples: mean[d] = "
            + "Σ_i train[i, d] / N. Training and test data both lose this same mean.",
          "mean: train averaged over axis 0, of the shape of one example. Return train minus mean "
            + "and test minus mean: - repeats it for every example. You need no other mean.",
        ]),
      ExerciseCard(
        "5.2", "Normalise", file: "Normalizing", section: "Centre, scale, decorrelate",
        difficulty: 1, minutes: 15,
        hints: [
          "Lesson 5, \"Centre, scale, decorrelate\": after centring, each feature is divided by "
            + "its standard deviation; \"Statistics belong to the training set\" says whose.",
          "variance[d] = Σ_i (train[i, d] - mean[d])² / N, and the standard deviation is its root. "
            + "A feature that is the same in all training examples has variance 0, and 0/0 is no "
            + "number: divide it by 1.",
          "mean: train averaged over axis 0. std: the root of the average of the squared "
            + "differences from it, over axis 0 again. Wherever std is 0 put 1. Return "
            + "(train - mean) / std and (test - mean) / std, with the same mean and std.",
        ]),
      ExerciseCard(
        "5.3", "Principal components", file: "PrincipalComponents",
        section: "Centre, scale, decorrelate", difficulty: 2, minutes: 25,
        hints: [
          "Lesson 5, \"Centre, scale, decorrelate\", turns the cloud until its long axis lies "
            + "along the first coordinate.",
          "Centre the data. Their covariance Xᵀ·X / N has the directions as eigenvectors, and the "
            + "variances as eigenvalues. A coordinate is the dot product of a centred example and "
            + "a direction. (Or use the singular value decomposition of the centred data: the "
            + "rows of vt are the directions, and s² / N the variances.)",
          "centered: data minus their mean over axis 0. covariance: centered transposed times "
            + "centered, over N. symmetricEigenDecomposition gives values in *ascending* order and "
            + "vectors as *columns*: transpose them, take the last `count` rows, the last first, "
            + "and the values in the same order. coordinates: centered · componentsᵀ.",
        ]),
      ExerciseCard(
        "5.4", "Whitening", file: "Whitening", section: "Centre, scale, decorrelate", difficulty: 2,
        minutes: 20,
        hints: [
          "Lesson 5, \"Centre, scale, decorrelate\": turn the cloud onto its principal components, "
            + "and divide each coordinate by the standard deviation along it.",
          "Mean, directions v_j and variances λ_j are the training set's (see 5.3). Coordinate "
            + "j of example x is (x - mean) · v_j / √(λ_j + epsilon). Where nothing varies λ is 0, "
            + "or -1e-17 after rounding: epsilon under the root keeps the division harmless.",
          "mean, and the covariance of the centred training data; its eigenvalues and eigenvectors,"
            + " the largest first (reverse both). Train and test alike: subtract mean, multiply by"
            + " the matrix whose columns are the directions, divide column j by √(λ_j + epsilon).",
        ]),
      ExerciseCard(
        "5.5", "Xavier", file: "XavierWeights", section: "Xavier: keep the variance", difficulty: 2,
        minutes: 15, path: .core,
        hints: [
          "Lesson 5, \"Xavier: keep the variance\", finds the variance of a sum of fan-in terms, "
            + "and which weights give the sum the variance of its terms.",
          "Each unit adds up fanIn products. With independent numbers of mean 0, the variance of "
            + "the sum is fanIn · variance of a weight · variance of an input. It stays if a "
            + "weight has variance 1 / fanIn, and so the standard deviation 1 / √fanIn.",
          "weights: each a normal number over the root of fanIn (generator.normal() in a loop, or "
            + "a tensor of random normal numbers with that deviation, `using: &generator`). bias: "
            + "fanOut zeros.",
        ]),
      ExerciseCard(
        "5.6", "He", file: "HeWeights", section: "ReLU halves it: He", difficulty: 1, minutes: 10,
        path: .core,
        hints: [
          "Lesson 5, \"ReLU halves it: He\": ReLU cuts off half of what comes out of a layer, and "
            + "with it half of the mean square.",
          "With weights of variance 1 / fanIn each layer halves the mean square. To keep it, "
            + "double the variance: 2 / fanIn. The deviation is the root of the whole fraction.",
          "For every entry of the shape, whatever the shape is: a normal number from the generator,"
            + " times the square root of 2 divided by fanIn.",
        ]),
      ExerciseCard(
        "5.7", "Fan-in and fan-out", file: "Fans", section: "Xavier: keep the variance",
        difficulty: 1, minutes: 10,
        hints: [
          "Lesson 5, \"Xavier: keep the variance\": what counts is how many terms the sum of one "
            + "unit has, and how many sums one input is in.",
          "An affine unit adds up all D inputs, and each input is in the sums of all M units. A "
            + "unit of a convolution adds up a window of HH · WW places in each of C maps. An "
            + "input is seen from HH · WW places by each of F filters (borders and stride aside).",
          "Two axes: the first is the fan-in, the second the fan-out. Four axes [F, C, HH, WW]: "
            + "fan-in is C times HH times WW, fan-out is F times HH times WW.",
        ]),
    ])
}
