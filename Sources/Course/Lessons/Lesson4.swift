extension CourseLesson {
  static let lesson4 = CourseLesson(
    number: 4, title: "Activation functions", folder: "04-activation-functions",
    cards: [
      ExerciseCard(
        "4.1", "tanh and ReLU", file: "TanhAndReLU", section: "Seven ways to bend a line",
        difficulty: 1, minutes: 15, path: .core,
        hints: [
          "Lesson 4, \"Seven ways to bend a line\", draws both, each with its derivative below it. Lesson 3 has the rule: the gradient that "
            + "comes from upstream times the local one.",
          "tanh: from tanh(x) = (eˣ - e⁻ˣ) / (eˣ + e⁻ˣ) the quotient rule gives 1 - tanh²(x), and tanh(x) is the output that you are handed. "
            + "ReLU: where x > 0 the output is x, slope 1; where x < 0 it is 0 whatever x is, slope 0; at x = 0 there are two slopes, take 0.",
          "tanhForward: the tanh of every entry. tanhBackward: for every entry, dout times (1 minus the square of the output). reluForward: each "
            + "entry if it is above 0, else 0. reluBackward: for every entry, dout if the INPUT is above 0, else 0.",
        ]),
      ExerciseCard(
        "4.2", "Leaky ReLU and ELU", file: "LeakyReLUAndELU", section: "Seven ways to bend a line",
        difficulty: 1, minutes: 15,
        hints: [
          "Lesson 4, \"Seven ways to bend a line\", draws both, each with its derivative below it.",
          "Both are x where x > 0, so that the slope there is 1. Leaky ReLU: the derivative of slope · x is slope. ELU: the derivative of eˣ is eˣ, "
            + "that of the -1 is 0, and alpha stays in front. Every one of these is multiplied with dout.",
          "leakyReLUForward: for every entry, x if it is above 0, else slope times x. leakyReLUBackward: dout if x is above 0, else slope times dout. "
            + "eluForward: x if it is above 0, else alpha times (exp of x, minus 1). eluBackward: dout if x is above 0, else dout times alpha times exp of "
            + "x. Take the exp only where x is not above 0.",
        ]),
      ExerciseCard(
        "4.3", "PReLU", file: "PReLU", section: "Seven ways to bend a line", difficulty: 2,
        minutes: 15,
        hints: [
          "Lesson 4, \"Seven ways to bend a line\", has PReLU: leaky ReLU with slopes that are learned. What is learned needs a gradient of its own.",
          "Hold everything still but slopes[j]. It matters only where x[i, j] is not positive, and there out[i, j] = slopes[j] · x[i, j], "
            + "so that its local gradient is x[i, j]. The same slope is used in every row: it has been copied, and the gradients of copies add up.",
          "forward: for each entry, x if it is above 0, else slopes[j] times x. backward: begin with dslopes = zeros, one for each column. For each row i and column j: "
            + "if x is above 0, dx is dout; else dx is slopes[j] times dout, and dslopes[j] grows by dout times x.",
        ]),
      ExerciseCard(
        "4.4", "Maxout", file: "Maxout", section: "Maxout, and what it contains", difficulty: 2,
        minutes: 25,
        hints: [
          "Lesson 4, \"Maxout, and what it contains\", has the formula, and how ReLU comes out of it. Lesson 3 has the rule for a maximum: "
            + "it routes the gradient to the larger input, and the other one gets nothing.",
          "Call the two pieces A = X·W1 + b1 and B = X·W2 + b2. dA is dout where A >= B (the tie included) and 0 elsewhere; dB is dout where A < B and 0 elsewhere. "
            + "Each piece is an affine gate: dW = Xᵀ·dA, db = the columns of dA summed. X has gone into both, so that dX = dA·W1ᵀ + dB·W2ᵀ.",
          "forward: the larger of the two, entry by entry. backward: compute A and B again. Make dA and dB, of the shape of dout: for each entry, if A is at least B, "
            + "dA gets dout and dB 0, else the other way round. Then two products for dW1 and dW2, two sums over the rows for db1 and db2, and two products that are added for dx.",
        ]),
      ExerciseCard(
        "4.5", "Two-layer network, forward and loss", file: "TwoLayerLoss",
        section: "A network of two layers", difficulty: 2, minutes: 20, path: .core,
        hints: [
          "Lesson 4, \"A network of two layers\", walks through the forward pass. The loss is that of exercise 2.6, with two matrices to regularise.",
          "H has a row for each picture and a column for each hidden unit: a product with W1, the bias b1 added to every row, max(0, ·). S comes from H as in a "
            + "linear classifier. For the loss take ln Σ exp(S - m) - (S of the label - m) of each row, with m its largest score: nothing in it can overflow or "
            + "become the logarithm of 0.",
          "hidden: maximum of 0 and (product of x and w1, plus b1). scores: product of hidden and w2, plus b2. shifted: scores less the largest of each row. For each picture add to "
            + "the loss the logarithm of the sum of the exponentials of its shifted row, less the shifted score of its label. Divide by the number of pictures. Only then add reg times "
            + "(the sum of squares of w1 plus that of w2).",
        ]),
      ExerciseCard(
        "4.6", "The gradients of a two-layer network", file: "TwoLayerGradients",
        section: "A network of two layers", difficulty: 3, minutes: 40, path: .core,
        hints: [
          "Lesson 4, \"A network of two layers\", draws the network as a row of gates: affine, ReLU, affine, softmax loss. Lesson 3 has what an affine gate sends back, exercise "
            + "2.7 what the loss does. Go forward as in 4.5 and keep H and what went into the ReLU.",
          "From the loss to the scores: dS = (P - Y) / N, with P the softmax of each row and Y 1 at the labels. S = H·W2 + b2 is an affine gate: dW2 = Hᵀ·dS, db2 = the rows of dS added up, "
            + "dH = dS·W2ᵀ. H = max(0, A) with A = X·W1 + b1: dA is dH where A > 0 and 0 elsewhere. A is an affine gate again: dW1 = Xᵀ·dA, db1 = the rows of dA added up. "
            + "The regularisation adds 2·reg·W1 and 2·reg·W2. The shapes allow hardly anything else.",
          "Compute inner = x times w1 plus b1, hidden = its positive part, scores = hidden times w2 plus b2. Make the probabilities from the shifted scores, subtract 1 at each label, divide "
            + "everything by the number of pictures: dScores. dw2: hidden transposed times dScores, plus 2 reg w2. db2: dScores summed over axis 0. dHidden: dScores times w2 "
            + "transposed. dInner: dHidden, with 0 where inner is not above 0. dw1: x transposed times dInner, plus 2 reg w1. db1: dInner summed over axis 0.",
        ]),
      ExerciseCard(
        "4.7", "N-layer network, forward", file: "NetworkLoss",
        section: "Wider, deeper, smoother", difficulty: 2, minutes: 20,
        hints: [
          "Lesson 4, \"Wider, deeper, smoother\", has networks of any depth, and \"A network of two layers\" the two that you have written in 4.5. What is done there twice is done in a loop here.",
          "Keep one tensor for what flows from layer to layer: it begins as X and ends as S. Every layer multiplies and adds its bias; every layer but the last is followed by max(0, ·). "
            + "With one layer there is no ReLU at all. The penalty is a sum over the layers.",
          "h = x. For each layer, counted: h becomes h times the weights plus the bias; unless this is the last layer, the negative entries of h become 0. scores = h. The loss as in 4.5; "
            + "in the end, for each layer, add reg times the sum of the squares of its weights.",
        ]),
      ExerciseCard(
        "4.8", "The gradients of an N-layer network", file: "NetworkGradients",
        section: "Wider, deeper, smoother", difficulty: 3, minutes: 45,
        hints: [
          "Lesson 4, \"Wider, deeper, smoother\", and your own 4.6: its way back, in a loop from the last layer to the first. On the way forward, keep what each layer was given.",
          "Let dA be the gradient of what a layer returns, before any ReLU; for the last layer it is dS = (P - Y) / N. A layer that was given H has dW = Hᵀ·dA + 2·reg·W and db = the rows of dA added "
            + "up, and sends dH = dA·Wᵀ to the layer before. That H came out of a ReLU: the dA of the layer before is dH where H > 0, and 0 elsewhere. "
            + "Nothing comes before the first layer.",
          "Forward: an empty list of inputs; h = x; for each layer append h to the list, then h becomes h times weights plus bias, its positive part unless it is the last layer. Gradient of the scores as in 4.6. "
            + "Back: for each layer from the last to the first, from its input and the upstream gradient make dW and db and keep them; then upstream becomes upstream times the weights transposed, with 0 where "
            + "the input is not above 0. Turn the list of gradients round before you return it.",
        ]),
    ])
}
