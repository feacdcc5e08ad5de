extension CourseLesson {
  static let lesson4 = CourseLesson(
    number: 4, title: "Activation functions", folder: "04-activation-functions",
    cards: [
      ExerciseCard(
        "4.1", "tanh and ReLU", file: "TanhAndReLU", section: "Seven ways to bend a line",
        difficulty: 1, minutes: 15, path: .core,
        hints: [
          "Lesson 4, \"Seven ways to bend a line\", draws both with their derivatives. Lesson "
            + "3 has the rule: upstream gradient times local gradient.",
          "tanh: the quotient rule on (eˣ - e⁻ˣ) / (eˣ + e⁻ˣ) gives 1 - tanh²(x), and tanh(x) "
            + "is the output you are given. ReLU: slope 1 where x > 0, 0 where x < 0; at x = 0 "
            + "take 0.",
          "tanhForward: tanh of each entry. tanhBackward: dout times (1 minus the output "
            + "squared). reluForward: x if it is above 0, else 0. reluBackward: dout if the INPUT "
            + "is above 0, else 0.",
        ]),
      ExerciseCard(
        "4.2", "Leaky ReLU and ELU", file: "LeakyReLUAndELU", section: "Seven ways to bend a line",
        difficulty: 1, minutes: 15,
        hints: [
          "Lesson 4, \"Seven ways to bend a line\", draws both, each with its derivative "
            + "below it.",
          "Both are x where x > 0, with slope 1. Elsewhere slope · x has the derivative "
            + "slope, and alpha · (eˣ - 1) has alpha · eˣ. Multiply each by dout.",
          "leakyReLUForward: x if above 0, else slope times x. leakyReLUBackward: dout, else "
            + "slope times dout. eluForward: x, else alpha times (exp(x) minus 1). eluBackward: "
            + "dout, else dout times alpha times exp(x). Take exp only where x is not above 0.",
        ]),
      ExerciseCard(
        "4.3", "PReLU", file: "PReLU", section: "Seven ways to bend a line",
        difficulty: 2, minutes: 15,
        hints: [
          "Lesson 4, \"Seven ways to bend a line\", has PReLU: leaky ReLU with slopes that "
            + "are learned. What is learned needs a gradient of its own.",
          "Vary slopes[j] alone. It matters only where x[i, j] is not positive: there out[i, "
            + "j] = slopes[j] · x[i, j], with local gradient x[i, j]. Every row uses the same "
            + "slope, and the gradients of copies add up.",
          "forward: x if above 0, else slopes[j] times x. backward: start with dslopes = "
            + "zeros, one per column. For each i and j: if x is above 0, dx is dout; else dx is "
            + "slopes[j] times dout, and dslopes[j] grows by dout times x.",
        ]),
      ExerciseCard(
        "4.4", "Maxout", file: "Maxout", section: "Maxout, and what it contains",
        difficulty: 2, minutes: 25,
        hints: [
          "Lesson 4, \"Maxout, and what it contains\", has the formula. Lesson 3 has the rule "
            + "for a maximum: the larger input gets all of the gradient, the other none.",
          "Let A = X·W1 + b1 and B = X·W2 + b2. dA is dout where A >= B, else 0; dB is dout "
            + "where A < B, else 0. Each piece is an affine gate: dW = Xᵀ·dA, db = the sum of the "
            + "rows of dA. X went into both: dX = dA·W1ᵀ + dB·W2ᵀ.",
          "forward: the larger of the two, entry by entry. backward: compute A and B again. "
            + "Where A is at least B, dA gets dout and dB 0; elsewhere the reverse. Then two "
            + "products for dW1 and dW2, two sums over the rows for db1 and db2, and two products "
            + "added for dx.",
        ]),
      ExerciseCard(
        "4.5", "Two-layer network, forward and loss", file: "TwoLayerLoss",
        section: "A network of two layers", difficulty: 2, minutes: 20, path: .core,
        hints: [
          "Lesson 4, \"A network of two layers\", walks through the forward pass. The loss is "
            + "that of exercise 2.6, with two matrices to regularise.",
          "H has one row per picture and one column per hidden unit: X times W1, plus b1, "
            + "then max(0, ·). S comes from H as in a linear classifier. A row's loss is ln Σ "
            + "exp(S - m) - (S of the label - m), with m its largest score: that neither "
            + "overflows nor takes the logarithm of 0.",
          "hidden: maximum of 0 and (x times w1 plus b1). scores: hidden times w2 plus b2. "
            + "shifted: scores minus the largest of each row. For each picture add ln of the sum "
            + "of exp of its shifted row, minus the shifted score of its label. Divide by the "
            + "number of pictures. Then add reg times (the sum of squares of w1 plus that of w2).",
        ]),
      ExerciseCard(
        "4.6", "The gradients of a two-layer network", file: "TwoLayerGradients",
        section: "A network of two layers", difficulty: 3, minutes: 40, path: .core,
        hints: [
          "Lesson 4, \"A network of two layers\", draws it as a row of gates: affine, ReLU, "
            + "affine, softmax loss. Lesson 3 has the way back through an affine gate, exercise "
            + "2.7 that through the loss. Go forward as in 4.5 and keep H and the input of the "
            + "ReLU.",
          "dS = (P - Y) / N, with P the softmax of each row and Y 1 at the labels. S = H·W2 + "
            + "b2 gives dW2 = Hᵀ·dS, db2 = the sum of the rows of dS, dH = dS·W2ᵀ. With A = X·W1 "
            + "+ b1, dA is dH where A > 0, else 0; dW1 = Xᵀ·dA, db1 = the sum of its rows. The "
            + "regularisation adds 2·reg·W1 and 2·reg·W2. The shapes allow hardly anything else.",
          "inner = x times w1 plus b1, hidden = its positive part, scores = hidden times w2 "
            + "plus b2. dScores: the probabilities of the shifted scores, minus 1 at each label, "
            + "divided by the number of pictures. dw2: hidden transposed times dScores, plus 2 "
            + "reg w2. db2: dScores summed over axis 0. dHidden: dScores times w2 transposed. "
            + "dInner: dHidden, 0 where inner is not above 0. dw1: x transposed times dInner, "
            + "plus 2 reg w1. db1: dInner summed over axis 0.",
        ]),
      ExerciseCard(
        "4.7", "N-layer network, forward", file: "NetworkLoss", section: "Wider, deeper, smoother",
        difficulty: 2, minutes: 20,
        hints: [
          "Lesson 4, \"Wider, deeper, smoother\", has networks of any depth. What your 4.5 "
            + "does twice is done in a loop here.",
          "Keep one tensor that flows from layer to layer: it starts as X and ends as S. "
            + "Every layer multiplies and adds its bias; max(0, ·) follows every layer except the "
            + "last, so one layer has no ReLU at all. The penalty is a sum over the layers.",
          "h = x. For each layer, counted: h becomes h times the weights plus the bias; "
            + "unless it is the last layer, negative entries of h become 0. scores = h. The loss "
            + "as in 4.5; at the end add, for each layer, reg times the sum of the squares of its "
            + "weights.",
        ]),
      ExerciseCard(
        "4.8", "The gradients of an N-layer network", file: "NetworkGradients",
        section: "Wider, deeper, smoother", difficulty: 3, minutes: 45,
        hints: [
          "Lesson 4, \"Wider, deeper, smoother\", and the way back of your own 4.6, in a loop "
            + "from the last layer to the first. On the way forward, keep the input of each "
            + "layer.",
          "Let dA be the gradient of a layer's result, before any ReLU; for the last layer it "
            + "is dS = (P - Y) / N. With input H: dW = Hᵀ·dA + 2·reg·W, db = the sum of the rows "
            + "of dA, dH = dA·Wᵀ. That H came out of a ReLU: the dA of the layer before is dH "
            + "where H > 0, else 0. Nothing comes before the first layer.",
          "Forward: an empty list of inputs; h = x; for each layer append h, then h becomes h "
            + "times weights plus bias, its positive part unless it is the last layer. Gradient "
            + "of the scores as in 4.6. Back, from the last layer to the first: make dW and db "
            + "from its input and upstream, and keep them; then upstream becomes upstream times "
            + "the weights transposed, 0 where the input is not above 0. Reverse the list of "
            + "gradients before you return it.",
        ]),
    ])
}
