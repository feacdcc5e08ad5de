extension CourseLesson {
  static let lesson5 = CourseLesson(
    number: 5, title: "Initialisation and preprocessing",
    folder: "05-initialization-and-preprocessing",
    cards: [
      ExerciseCard(
        "5.1", "Centre with training statistics", file: "Centering",
        section: "Statistics belong to the training set", difficulty: 1, minutes: 10, path: .core,
        hints: [
          "Lesson 5, \"Statistics belong to the training set\": the mean is measured once, on the training set, and subtracted from everything that ever goes into the net.",
          "Each entry of an example has a mean of its own, over the training examples: for pictures, the mean picture. With N training examples, "
            + "mean[d] = Σ_i train[i, d] / N. Training and test data both lose this same mean.",
          "mean: train averaged over axis 0, of the shape of one example. Return train minus mean and test minus mean: - repeats the mean for every example. "
            + "The mean of the test set is not needed.",
        ]),
      ExerciseCard(
        "5.2", "Normalise", file: "Normalizing", section: "Centre, scale, decorrelate",
        difficulty: 1,
        minutes: 15,
        hints: [
          "Lesson 5, \"Centre, scale, decorrelate\": after centring, each feature is divided by its standard deviation; \"Statistics belong to the training set\" says whose.",
          "With N training examples: mean[d] = Σ_i train[i, d] / N, variance[d] = Σ_i (train[i, d] - mean[d])² / N, and the standard deviation is its root. A feature that is the same in all "
            + "training examples has variance 0, and 0/0 is not a number: it is only centred, which is to say divided by 1.",
          "mean: train averaged over axis 0. std: the root of the average of the squared differences from it, over axis 0 again. Wherever std is 0 put 1. Return "
            + "(train - mean) / std and (test - mean) / std, with the same mean and std.",
        ]),
      ExerciseCard(
        "5.3", "Principal components", file: "PrincipalComponents",
        section: "Centre, scale, decorrelate", difficulty: 2, minutes: 25,
        hints: [
          "Lesson 5, \"Centre, scale, decorrelate\", turns the cloud until its long axis lies along the first coordinate.",
          "Centre the data. Their covariance is Xᵀ·X / N, shape [D, D], symmetric. Its eigenvectors are the directions, and each eigenvalue is the variance along its eigenvector. "
            + "The coordinate of an example along a direction is the dot product of the centred example with it. (Or from the singular value decomposition of the centred data: "
            + "the rows of vt are the directions, and s² / N the variances.)",
          "centered: data minus their mean over axis 0. covariance: the product of centered transposed and centered, divided by N. symmetricEigenDecomposition gives the values in *ascending* order and the "
            + "vectors as *columns*: transpose them, take the last row first, and keep count of them. variances: the values in the same order. coordinates: the product of centered and the components "
            + "transposed.",
        ]),
      ExerciseCard(
        "5.4", "Whitening", file: "Whitening", section: "Centre, scale, decorrelate", difficulty: 2,
        minutes: 20,
        hints: [
          "Lesson 5, \"Centre, scale, decorrelate\": turned onto its principal components, each coordinate of the cloud is divided by the standard deviation along it.",
          "Mean, directions and variances λ are those of the training set (exercise 5.3). An example x becomes, along direction j, (x - mean) · v_j / √(λ_j + epsilon). "
            + "A direction in which nothing varies has λ = 0, perhaps -1e-17 after rounding: epsilon under the root keeps the division harmless.",
          "mean, and the covariance of the centred training data; its eigenvalues and eigenvectors, the largest first (reverse both). For train and test alike: subtract mean, multiply by the matrix with a "
            + "direction a column, divide column j by the root of (value j + epsilon).",
        ]),
      ExerciseCard(
        "5.5", "Xavier", file: "XavierWeights", section: "Xavier: keep the variance", difficulty: 2,
        minutes: 15, path: .core,
        hints: [
          "Lesson 5, \"Xavier: keep the variance\", finds the variance of a sum of fan-in terms, and what a weight's variance must be for the sum to vary as its terms do.",
          "Each unit adds up fanIn products of a weight and an input. With independent numbers of mean 0, the variance of the sum is fanIn · variance of a weight · variance of an input. That is "
            + "the variance of an input again if a weight has variance 1 / fanIn, and so the standard deviation 1 / √fanIn.",
          "weights: for every entry a normal number from the generator, divided by the square root of fanIn (generator.normal() in a loop, or a tensor of random normal numbers with that standard deviation, "
            + "`using: &generator`). bias: fanOut zeros.",
        ]),
      ExerciseCard(
        "5.6", "He", file: "HeWeights", section: "ReLU halves it: He", difficulty: 1, minutes: 10,
        path: .core,
        hints: [
          "Lesson 5, \"ReLU halves it: He\": half of what comes out of a layer is cut off by ReLU, and with it half of the mean square.",
          "With weights of variance 1 / fanIn the mean square of the activations is halved from layer to layer. To keep it, a weight's variance must be twice that: "
            + "2 / fanIn. The standard deviation is the root of the whole fraction.",
          "For every entry of the shape, whatever it is: a normal number from the generator, times the square root of 2 divided by fanIn.",
        ]),
      ExerciseCard(
        "5.7", "Fan-in and fan-out", file: "Fans", section: "Xavier: keep the variance",
        difficulty: 1, minutes: 10,
        hints: [
          "Lesson 5, \"Xavier: keep the variance\": what counts is how many terms the sum of one unit has, and how many sums one input is in.",
          "An affine unit adds up all D inputs, and each input is in the sums of all M units. A unit of a convolution adds up one window of HH · WW places in each of C maps. "
            + "Backward, an input is seen from HH · WW places of the window, by each of F filters (borders and stride aside).",
          "Two axes: the first is the fan-in, the second the fan-out. Four axes [F, C, HH, WW]: fan-in is C times HH times WW, fan-out is F times HH times WW.",
        ]),
    ])
}
