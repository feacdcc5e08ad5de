extension CourseLesson {
  static let lesson3 = CourseLesson(
    number: 3, title: "Backpropagation: gates", folder: "03-backprop-gates",
    cards: [
      ExerciseCard(
        "3.1", "Add, multiply and max gates", file: "TwoInputGates",
        section: "What each gate does to the gradient", difficulty: 1, minutes: 10, path: .core,
        hints: [
          "Lesson 3, \"What each gate does to the gradient\", shows all three on numbers: add "
            + "distributes, multiply swaps, max routes.",
          "The gradient of an input is the upstream gradient times the local gradient, the "
            + "derivative of the output by that input. For x + y both are 1. For x · y they are y "
            + "and x. For max it is 1 for the input that went through and 0 for the other.",
          "add: dx and dy are both dout. multiply: dx is dout times y, dy is dout times x. max: "
            + "if x is at least y, dx is dout and dy is 0; otherwise dx is 0 and dy is dout.",
        ]),
      ExerciseCard(
        "3.2", "Sigmoid gate", file: "SigmoidGate", section: "A gate of gates: the sigmoid",
        difficulty: 1, minutes: 10, path: .core,
        hints: [
          "Lesson 3, \"A gate of gates: the sigmoid\", joins four gates into one and finds its "
            + "local gradient in terms of its output.",
          "With s = 1 / (1 + exp(-x)), ds/dx = exp(-x) / (1 + exp(-x))², and exp(-x) / (1 + "
            + "exp(-x)) is 1 - s. So ds/dx = s · (1 - s), of the output s, not of x.",
          "forward: one over (one plus exp of minus x), entry by entry. backward: dout times "
            + "output times (one minus output), entry by entry; the input is not needed.",
        ]),
      ExerciseCard(
        "3.3", "Reciprocal, exp and log gates", file: "OneInputGates",
        section: "What each gate does to the gradient", difficulty: 1, minutes: 10,
        hints: [
          "Lesson 3, \"What each gate does to the gradient\": for any gate, the gradient of its "
            + "input is the upstream gradient times the local gradient.",
          "The derivative of 1/x is -1/x². That of exp(x) is exp(x) itself, the output, which "
            + "need not be computed again. That of the natural logarithm of x is 1/x.",
          "Entry by entry. reciprocal: minus dout times output times output, or minus dout "
            + "divided by x times x. exp: dout times output. log: dout divided by the input.",
        ]),
      ExerciseCard(
        "3.4", "Reverse topological order", file: "ReverseTopologicalOrder",
        section: "When a value is used twice", difficulty: 2, minutes: 20, path: .core,
        hints: [
          "Lesson 3, \"When a value is used twice\": a node's gradient is complete only when "
            + "every gate that uses the node has handed its part back.",
          "Two ways lead there. Depth first: visit the inputs of a node, then put the node itself "
            + "on a list, unless you have visited it before. That list has inputs first, so "
            + "reverse it. Or count how many times needed nodes use each node: a node's turn "
            + "comes when its count has fallen to 0.",
          "The counting way. Find the needed nodes: begin with the output, and add the inputs of "
            + "each node found, once. Then count: for every needed node, one for each of its "
            + "inputs. Begin with the output as the only ready node: take a ready node, append it "
            + "to the order, and take one off the count of each of its inputs. An input whose "
            + "count is 0 is ready.",
        ]),
      ExerciseCard(
        "3.5", "Backward through a graph", file: "GraphBackward",
        section: "When a value is used twice", difficulty: 2, minutes: 25, path: .core,
        hints: [
          "Lesson 3, \"When a value is used twice\": a copy goes to every gate that uses a value, "
            + "and the gradients that come back from them add up.",
          "The derivative of the output by itself is 1. From there, node by node in the given "
            + "order: the node's own gradient is its gate's upstream gradient, and each input of "
            + "the gate adds upstream times local gradient to what it has. In x · x, x receives "
            + "twice.",
          "Set the gradient of every node to 0 and that of the output to 1. For each node of the "
            + "order: add: add its gradient to those of both inputs. multiply: add gradient times "
            + "the value of the second to the first, and the other way round. exp: add gradient "
            + "times the node's own value. reciprocal: subtract gradient times the node's own "
            + "value squared. input: nothing to do.",
        ]),
      ExerciseCard(
        "3.6", "Matrix multiply gate", file: "MatrixMultiplyGate",
        section: "Gates on whole tensors", difficulty: 2, minutes: 20, path: .core,
        hints: [
          "Lesson 3, \"Gates on whole tensors\": it is the multiply gate again, and each factor's "
            + "gradient is made of dout and the other factor.",
          "out[i, j] = Σ_p x[i, p] · w[p, j]. So x[i, p] moves every out[i, j] of its row, by "
            + "w[p, j]: dx[i, p] = Σ_j dout[i, j] · w[p, j]. In the same way dw[p, j] = Σ_i x[i, "
            + "p] · dout[i, j]. Both are matrix products, and the shapes say which factor to "
            + "transpose.",
          "dx: the product of dout and w transposed. dw: the product of x transposed and dout. "
            + "matmul can read a factor as transposed (transposeA, transposeB). With loops: for "
            + "all i, j and p, add dout[i, j] · w[p, j] to dx[i, p] and x[i, p] · dout[i, j] to "
            + "dw[p, j].",
        ]),
      ExerciseCard(
        "3.7", "Bias gate", file: "BiasGate", section: "Gates on whole tensors", difficulty: 1,
        minutes: 10, path: .core,
        hints: [
          "Lesson 3, \"Gates on whole tensors\": adding a bias to every row is one copy per row, "
            + "and an add gate for each entry.",
          "An add gate passes the upstream gradient on to both inputs. b[j] was copied to every "
            + "row, and the gradients of the copies add up: db[j] is the sum of dout[i, j] over "
            + "all rows i. With more than two axes, sum over all of them except the last.",
          "forward: x plus b, which the + of tensors repeats along the leading axes. backward: dx "
            + "is dout. For db, read dout as a matrix with as many columns as its last axis has "
            + "(reshaped, with -1 for the number of rows), and sum it over axis 0.",
        ]),
      ExerciseCard(
        "3.8", "Softmax gate", file: "SoftmaxGate", section: "The Jacobian that nobody forms",
        difficulty: 3, minutes: 30,
        hints: [
          "Lesson 3, \"The Jacobian that nobody forms\": a gate needs the product of the upstream "
            + "gradient and the Jacobian, and that product often has a short form.",
          "For one row, p_j = exp(s_j) / Σ_k exp(s_k), and the derivative of p_j by s_k is p_j · "
            + "((1 if j = k, else 0) - p_k): every score is in every probability. So ds_k = dp_k "
            + "· p_k - p_k · Σ_j dp_j · p_j, and that sum is one number for the whole row.",
          "forward: from each row subtract its largest score, take exp, divide by the sum of the "
            + "row. backward: multiply dout and the probabilities entry by entry and sum each "
            + "row; subtract that number from every dout of the row; multiply by the "
            + "probabilities.",
        ]),
      ExerciseCard(
        "3.9", "Affine gate", file: "AffineGate", section: "The affine gate", difficulty: 2,
        minutes: 20, path: .core,
        hints: [
          "Lesson 3, \"The affine gate\", puts the matrix multiply gate (3.6) and the bias gate "
            + "(3.7) one behind the other.",
          "Read x as a matrix of N rows, one picture per row, whatever its shape. Then out = x · "
            + "w + b, and dx = dout · wᵀ, dw = xᵀ · dout, db = dout summed over the rows. Give dx "
            + "the shape of x again.",
          "rows: x reshaped to [number of examples, number of rows of w]. forward: the product of "
            + "rows and w, plus b. backward: dx is the product of dout and w transposed, reshaped "
            + "to the shape of x; dw is that of rows transposed and dout; db is the sum of dout "
            + "over axis 0.",
        ]),
    ])
}
