extension CourseLesson {
  static let lesson2 = CourseLesson(
    number: 2, title: "Linear classifiers", folder: "02-linear-classifiers",
    cards: [
      ExerciseCard(
        "2.1", "Scores with the bias trick", file: "ScoresWithBiasTrick",
        section: "A template for each class", difficulty: 1, minutes: 10, path: .core,
        hints: [
          "Lesson 2, \"A template for each class\", has the bias trick in one sentence: append a "
            + "1 to every picture, and the bias to W as a last row.",
          "S[i, c] = Σ_p X[i, p] · W[p, c] + 1 · W[D, c]: the bias is one more term of the sum, "
            + "the product of the appended 1 and the last row of W.",
          "Make a tensor of ones of shape [N, 1]. Join it to the pictures, after them, with "
            + "Tensor(concatenating:axis:) along axis 1. Return the matrix product of that and "
            + "the weights.",
        ]),
      ExerciseCard(
        "2.2", "The numerical gradient", file: "NumericalGradient",
        section: "Which way is down? The gradient, twice", difficulty: 1, minutes: 15, path: .core,
        hints: [
          "Lesson 2, \"Which way is down? The gradient, twice\": nudge a weight by h to either "
            + "side and see what the loss does.",
          "For each entry p: gradient[p] = (f(x + h·e_p) - f(x - h·e_p)) / 2h, where e_p is 1 at "
            + "p and 0 elsewhere. The two points lie 2h apart, hence the 2.",
          "x.scalars is an array of all entries in order, whatever the shape. For each place p: "
            + "copy that array, add h at p, and call f on a tensor of the shape of x made from "
            + "it. Do the same with h subtracted from x's own entry. The difference over 2h "
            + "belongs at place p. At the end make a tensor of the shape of x from the slopes.",
        ]),
      ExerciseCard(
        "2.3", "SVM loss, loops", file: "SVMLoss",
        section: "How wrong is it? Two losses", difficulty: 1, minutes: 15, path: .core,
        hints: [
          "Lesson 2, \"How wrong is it? Two losses\", has the hinge loss and computes it for a "
            + "cat, a car and a frog.",
          "With s = row i of X·W and y = labels[i]: L_i = Σ over j ≠ y of max(0, s_j - s_y + 1). "
            + "The loss is the mean of all L_i, plus reg times the sum of the squares of all "
            + "weights, added once.",
          "Scores: matmul of pictures and weights. total = 0. For each picture i, for each class "
            + "j except its label: margin = score of j minus score of the label plus 1; if it is "
            + "positive, add it to total. Divide total by the number of pictures. Add reg times the "
            + "sum of weights times weights.",
        ]),
      ExerciseCard(
        "2.4", "The gradient of the SVM loss", file: "SVMGradient",
        section: "Which way is down? The gradient, twice", difficulty: 2, minutes: 30, path: .core,
        hints: [
          "Lesson 2, \"Which way is down? The gradient, twice\", has the derivative of the hinge "
            + "loss with respect to the scores. From there go on to W.",
          "One term: max(0, m) with m = s_j - s_y + 1. Where m < 0 it is 0, and so is its slope. "
            + "Where m > 0 it is m, with slope +1 with respect to s_j and -1 with respect to s_y. "
            + "At m = 0 take 0.",
          "From scores to weights: s_j = Σ_p x_p · W[p, j], so its derivative with respect to "
            + "column j of W is x, and 0 for any other column. A term with m > 0 adds x to column j "
            + "and subtracts x from column y; three such terms subtract x from column y three "
            + "times. The derivative of reg · W[p, j]² is 2 · reg · W[p, j].",
          "gradient = zeros in the shape of weights. For each picture i with label y, for each "
            + "class j except y: margin = score of j minus score of y plus 1. If it is positive: "
            + "for each feature p, add X[i, p] to the gradient at [p, j] and subtract it at [p, y]. "
            + "After the loops divide the gradient by N, and only then add 2 · reg · weights.",
        ]),
      ExerciseCard(
        "2.5", "SVM loss and gradient, vectorised", file: "SVMLossVectorized",
        section: "Which way is down? The gradient, twice", difficulty: 2, minutes: 25,
        hints: [
          "Lesson 2, \"How wrong is it? Two losses\" and \"Which way is down? The gradient, "
            + "twice\". Compare with your 2.3 and 2.4, which give the same numbers.",
          "All margins at once: M = max(0, S - s + 1), where S = X·W is [N, C] and s, of shape "
            + "[N, 1], holds the score of each label. Set M to 0 at the labels. The loss of the "
            + "data is the sum of M over N. Its derivative with respect to S is 1 where M > 0, and "
            + "at the label minus the number of ones in its row. The gradient is Xᵀ·dS.",
          "scores: matmul of pictures and weights. own: zeros [N, 1]; over the labels, put the "
            + "label's score there. margins: maximum of (scores - own + 1) and 0. Over the labels, "
            + "set the label's margin to 0. dS: map the margins, 1 if above 0, else 0. counts: the "
            + "sum of dS over axis 1. Over the labels, set dS at the label to minus the count. "
            + "loss: sum of margins over N, plus reg times the sum of squares. gradient: matmul of "
            + "pictures and dS with transposeA: true, over N, plus 2 · reg · weights.",
        ]),
      ExerciseCard(
        "2.6", "Softmax loss, stable", file: "SoftmaxLoss",
        section: "How wrong is it? Two losses", difficulty: 2, minutes: 20, path: .core,
        hints: [
          "Lesson 2, \"How wrong is it? Two losses\", has the softmax loss, and shows where the "
            + "formula as written fails.",
          "-ln(exp(s_y) / Σ_j exp(s_j)) = ln Σ_j exp(s_j) - s_y. Subtracting the largest score m "
            + "from every score of a row changes nothing: then no exponential is above 1, and the "
            + "sum is at least 1. The logarithm of the sum, minus the shifted score of the label, "
            + "is finite for all scores.",
          "Scores: matmul of pictures and weights. total = 0. For each picture i: m = the largest "
            + "score of the row; sum = 0; for each class j add exp(score of j minus m) to sum; add "
            + "log(sum) minus (the label's score minus m) to total. Divide total by N. Add reg "
            + "times the sum of the squares of weights. exp and log of a number come with "
            + "Foundation, which the file imports; a row as a tensor has exp() as well.",
        ]),
      ExerciseCard(
        "2.7", "The gradient of the softmax loss", file: "SoftmaxGradient",
        section: "Which way is down? The gradient, twice", difficulty: 2, minutes: 30, path: .core,
        hints: [
          "Lesson 2, \"Which way is down? The gradient, twice\", checks this gradient; \"How "
            + "wrong is it? Two losses\" has the loss, L_i = ln Σ_k exp(s_k) - s_y.",
          "Differentiate with respect to s_j. The logarithm gives one over the sum, in which only "
            + "exp(s_j) depends on s_j: together exp(s_j) / Σ_k exp(s_k), the probability p_j. The "
            + "second part, -s_y, gives -1 if j is y and 0 otherwise. So dL_i/ds_j = p_j - [j = y].",
          "From scores to weights: s_j = Σ_p x_p · W[p, j], so column j of W gets x times (p_j - "
            + "[j = y]). The mean divides by N; the derivative of reg · W² is 2 · reg · W.",
          "gradient = zeros in the shape of weights. For each picture i: shift its scores by "
            + "their largest, take exp, divide by their sum: p. Subtract 1 from p at the label. For "
            + "each feature f and each class j: add X[i, f] times p[j] to the gradient at [f, j]. "
            + "After the loops divide the gradient by N, and only then add 2 · reg · weights.",
        ]),
      ExerciseCard(
        "2.8", "Softmax loss and gradient, vectorised", file: "SoftmaxLossVectorized",
        section: "Which way is down? The gradient, twice", difficulty: 2, minutes: 20,
        hints: [
          "Lesson 2, \"How wrong is it? Two losses\", has the loss and the shift that keeps it "
            + "finite; \"Which way is down? The gradient, twice\" has the gradient. Compare with "
            + "your 2.6 and 2.7.",
          "With S = X·W shifted row by row, the loss of picture i is ln Σ_c exp(S[i, c]) - S[i, "
            + "y_i]. Its derivative with respect to S[i, c] is P[i, c], minus 1 where c is y_i. "
            + "From S = X·W: dW = Xᵀ·dS. Divide loss and gradient by N once, and add the "
            + "regularisation after that.",
          "scores: matmul of pictures and weights. Subtract their max over axis 1, keeping the "
            + "dimension. Take exp; sum over axis 1, keeping the dimension. loss: over the labels, "
            + "add the log of the row's sum minus the shifted score of the label. dS: exponentials "
            + "over sums; over the labels, subtract 1 at [i, label]. gradient: matmul of pictures "
            + "and dS with transposeA: true, divided by N, plus 2 · reg · weights.",
        ]),
      ExerciseCard(
        "2.9", "Binary cross-entropy from scores", file: "BinaryCrossEntropyLoss",
        section: "How wrong is it? Two losses", difficulty: 2, minutes: 15,
        hints: [
          "Lesson 2, \"How wrong is it? Two losses\", shows how a shift keeps the softmax finite. "
            + "Do the same here: take something out of the exponential so that what remains cannot "
            + "overflow.",
          "Put p into the loss of one entry and simplify: ln(1 + exp(s)) - t s. For s > 0 take s "
            + "out of the logarithm: ln(1 + exp(s)) = s + ln(1 + exp(-s)). Both cases in one: "
            + "max(s, 0) - t s + ln(1 + exp(-|s|)). The derivative of ln(1 + exp(s)) is p, so that "
            + "of the loss is p - t.",
          "loss: for every entry max(s, 0) - s · t + log of 1 + exp of -|s|; then the mean of all "
            + "entries. p: for s >= 0, 1 over 1 + exp(-s); for s < 0, exp(s) over 1 + exp(s). "
            + "gradient: p - t, divided by the number of entries.",
        ]),
      ExerciseCard(
        "2.10", "L2, L1 and the elastic net", file: "Penalties",
        section: "A preference among weights", difficulty: 1, minutes: 15,
        hints: [
          "Lesson 2, \"A preference among weights\", has the three penalties and what each "
            + "prefers.",
          "The derivative of w² is 2w. That of |w| is the sign of w: 1, -1, or 0 at 0. A sum has "
            + "the sum of the derivatives. reg multiplies everything, beta only the squares.",
          "l2: value reg · sum of w times w; gradient 2 · reg · w. l1: value reg · sum of "
            + "absolute values; gradient: for each entry reg if it is above 0, -reg if below, "
            + "else 0. elasticNet: the L2 penalty of strength reg · beta plus the L1 penalty of "
            + "strength reg, values and gradients alike.",
        ]),
      ExerciseCard(
        "2.11", "Max-norm projection", file: "MaxNorm", section: "A preference among weights",
        difficulty: 1, minutes: 10,
        hints: [
          "Lesson 2, \"A preference among weights\": max-norm adds nothing to the loss. After "
            + "each step it cuts back the units whose weights, a column of W, have grown too "
            + "long.",
          "A vector of length n, multiplied by c / n, has length c and its old direction. So the "
            + "factor of a column is c / n if n > c, and 1 otherwise. Take care where n is 0.",
          "For each column j: add up the squares of weights[i, j] over all i and take the root. "
            + "If that is greater than maxNorm, multiply every entry of the column by maxNorm "
            + "over it.",
        ]),
      ExerciseCard(
        "2.12", "Gradient descent with mini-batches", file: "GradientDescent",
        section: "A little of the data at a time", difficulty: 2, minutes: 20, path: .core,
        hints: [
          "Lesson 2, \"Downhill, step by step\", has the loop for all the data. \"A little of the "
            + "data at a time\" cuts them into batches.",
          "One step is w = w - learningRate · gradient, at the current weights, on one batch. N "
            + "examples in batches of B make N / B steps per epoch, rounded up: the last batch "
            + "may be smaller. The loss is a mean, so a smaller batch needs no special treatment.",
          "Begin with a variable for the weights, set to start, and an empty list of losses. In "
            + "each epoch get the order and go through it from 0 in strides of batchSize. A batch "
            + "is the order from there to batchSize further on, or to its end if that comes "
            + "first. Ask for loss and gradient at the current weights, append the loss, take the "
            + "step.",
        ]),
      ExerciseCard(
        "2.13", "Colour histogram", file: "ColorHistogram",
        section: "Better questions: features", difficulty: 2, minutes: 20,
        hints: [
          "Lesson 2, \"Better questions: features\", shows the histograms and what they know "
            + "about a picture: its colours, and nothing about where they are.",
          "The circle of colours has red at 0, green at 1/3 and blue at 2/3. The largest of the "
            + "three says which of them the hue is near. The difference of the other two, over M "
            + "- m, says how far it leans to either side: at most a sixth of the circle. Red "
            + "leaning to blue comes out negative; add 1, to go on from the other end.",
          "A tensor of zeros, [bins]. For every pixel: the three numbers at [0, y, x], [1, y, x] "
            + "and [2, y, x]; their largest and smallest. If those are equal the hue is 0; else "
            + "take the case of the largest, and add 1 if it is negative. The bin is hue times "
            + "bins, rounded down, and at most bins - 1. Add 1 to it. At the end divide by H "
            + "times W.",
        ]),
      ExerciseCard(
        "2.14", "Histograms of oriented gradients", file: "OrientedGradients",
        section: "Better questions: features", difficulty: 3, minutes: 30,
        hints: [
          "Lesson 2, \"Better questions: features\", draws these histograms over a picture.",
          "The angle of (dx, dy) is atan2(dy, dx), between -π and π. Opposite directions are the "
            + "same modulo 180°: add π to a negative angle. Then angle / π · orientations, "
            + "rounded down, is the bin; π itself is bin 0.",
          "A tensor of zeros, [H / cellSize, W / cellSize, orientations]. For all y below the "
            + "first times cellSize and all x below the second times cellSize: dx and dy, each 0 "
            + "where the neighbour is outside the picture; the magnitude; the angle; the bin. Add "
            + "the magnitude at [y / cellSize, x / cellSize, bin]. At the end divide by cellSize "
            + "times cellSize.",
        ]),
    ])
}
