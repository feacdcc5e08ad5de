import RealModule

/// A gate: a function of a few numbers that knows its own local gradient, and nothing of the graph around it.
///
/// Forward turns the inputs into one output. The local gradient says how fast that output changes with each input; backward
/// needs nothing else of a gate, because
///
///     gradient of an input = upstream gradient × local gradient
///
/// Every function whose local gradient can be written down is a gate, yours too:
///
///     let square = Gate("x²") { x in x * x } localGradient: { x, _ in 2 * x }
///     let y = Value(square, x)
///
/// *Source:* CS231n, lecture 4.
public struct Gate: Sendable {
  /// What is written in the gate's circle.
  public let symbol: String

  /// Whether exchanging the inputs leaves the output as it is.
  public let isSymmetric: Bool

  /// The output, from the inputs.
  public let forward: @Sendable (_ inputs: [Double]) -> Double

  /// How fast the output changes with each input, from the inputs and the output.
  public let localGradients: @Sendable (_ inputs: [Double], _ output: Double) -> [Double]

  /// A gate with any number of inputs.
  ///
  /// - Parameters:
  ///   - symbol: what is written in its circle.
  ///   - isSymmetric: whether exchanging the inputs leaves the output as it is.
  ///   - forward: the output, from the inputs.
  ///   - localGradients: one number for each input, from the inputs and the output.
  public init(
    _ symbol: String, isSymmetric: Bool = false,
    forward: @escaping @Sendable (_ inputs: [Double]) -> Double,
    localGradients: @escaping @Sendable (_ inputs: [Double], _ output: Double) -> [Double]
  ) {
    (self.symbol, self.isSymmetric) = (symbol, isSymmetric)
    (self.forward, self.localGradients) = (forward, localGradients)
  }

  /// A gate with one input.
  ///
  /// - Parameters:
  ///   - symbol: what is written in its circle.
  ///   - forward: the output, from the input.
  ///   - localGradient: the slope, from the input and the output, whichever says it more simply.
  public init(
    _ symbol: String, forward: @escaping @Sendable (_ x: Double) -> Double,
    localGradient: @escaping @Sendable (_ x: Double, _ output: Double) -> Double
  ) {
    self.init(symbol) { inputs in
      forward(inputs[0])
    } localGradients: { inputs, output in
      [localGradient(inputs[0], output)]
    }
  }

  /// A gate with two inputs.
  ///
  /// - Parameters:
  ///   - symbol: what is written in its circle.
  ///   - isSymmetric: whether exchanging the inputs leaves the output as it is.
  ///   - forward: the output, from the inputs.
  ///   - localGradient: the slopes, from the inputs.
  public init(
    _ symbol: String, isSymmetric: Bool = false,
    forward: @escaping @Sendable (_ x: Double, _ y: Double) -> Double,
    localGradient: @escaping @Sendable (_ x: Double, _ y: Double) -> (dx: Double, dy: Double)
  ) {
    self.init(symbol, isSymmetric: isSymmetric) { inputs in
      forward(inputs[0], inputs[1])
    } localGradients: { inputs, _ in
      let local = localGradient(inputs[0], inputs[1])
      return [local.dx, local.dy]
    }
  }

  /// A group of gates as one gate: forward runs through the group, backward runs back through it.
  ///
  /// - Parameters:
  ///   - symbol: what is written in its circle.
  ///   - body: builds the group on the inputs it is given.
  public init(_ symbol: String, group body: @escaping @Sendable (_ inputs: [Value]) -> Value) {
    self.init(symbol) { inputs in
      body(inputs.map { Value($0) }).data
    } localGradients: { inputs, _ in
      let values = inputs.map { Value($0) }
      body(values).backward()
      return values.map(\.gradient)
    }
  }
}

// MARK: - Gates with two inputs

extension Gate {
  /// `x + y`: hands the upstream gradient to both inputs, as it is.
  public static let add = Gate("+", isSymmetric: true) { x, y in
    x + y
  } localGradient: { _, _ in
    (1, 1)
  }

  /// `x - y`: hands the upstream gradient on, and turns its sign for `y`.
  public static let subtract = Gate("−") { x, y in
    x - y
  } localGradient: { _, _ in
    (1, -1)
  }

  /// `x * y`: each input gets upstream times the *other* input.
  public static let multiply = Gate("×", isSymmetric: true) { x, y in
    x * y
  } localGradient: { x, y in
    (y, x)
  }

  /// `x / y`.
  public static let divide = Gate("/") { x, y in
    x / y
  } localGradient: { x, y in
    (1 / y, -x / (y * y))
  }

  /// The larger of two: the whole upstream gradient goes to it.
  ///
  /// Of two equals the first one gets all.
  public static let max = Gate("max", isSymmetric: true) { x, y in
    x >= y || x.isNaN ? x : y
  } localGradient: { x, y in
    x >= y || x.isNaN ? (1, 0) : (0, 1)
  }

  /// The smaller of two: the whole upstream gradient goes to it.
  ///
  /// Of two equals the first one gets all.
  public static let min = Gate("min", isSymmetric: true) { x, y in
    x <= y || x.isNaN ? x : y
  } localGradient: { x, y in
    x <= y || x.isNaN ? (1, 0) : (0, 1)
  }
}

// MARK: - Gates with one input

extension Gate {
  /// `-x`, which the lectures draw as a multiplication by -1.
  public static let negate = Gate("×−1") { x in
    -x
  } localGradient: { _, _ in
    -1
  }

  /// `1 / x`, whose slope is `-1 / x²`.
  public static let reciprocal = Gate("1/x") { x in
    1 / x
  } localGradient: { _, out in
    -out * out
  }

  /// `eˣ`, whose slope is its own output.
  public static let exp = Gate("exp") { x in
    .exp(x)
  } localGradient: { _, out in
    out
  }

  /// The natural logarithm, whose slope is `1 / x`.
  public static let log = Gate("log") { x in
    .log(x)
  } localGradient: { x, _ in
    1 / x
  }

  /// The square root, whose slope is `1 / 2√x`.
  public static let squareRoot = Gate("√") { x in
    x.squareRoot()
  } localGradient: { _, out in
    1 / (2 * out)
  }

  /// The sigmoid `1 / (1 + e⁻ˣ)`, with slope `s (1 - s)` of its output `s`.
  public static let sigmoid = Gate("σ") { x in
    let small = Double.exp(-abs(x))  // never overflows
    return x >= 0 ? 1 / (1 + small) : small / (1 + small)
  } localGradient: { _, s in
    s * (1 - s)
  }

  /// The hyperbolic tangent, whose slope is `1 - t²` of its own output `t`.
  public static let tanh = Gate("tanh") { x in
    .tanh(x)
  } localGradient: { _, t in
    1 - t * t
  }

  /// The rectified linear unit, `max(0, x)`.
  ///
  /// At 0, where no slope exists, it is taken to be 0.
  public static let relu = Gate("ReLU") { x in
    x > 0 || x.isNaN ? x : 0
  } localGradient: { x, _ in
    x > 0 ? 1 : 0
  }

  /// The sine, whose slope is the cosine.
  public static let sine = Gate("sin") { x in
    .sin(x)
  } localGradient: { x, _ in
    .cos(x)
  }

  /// The cosine, whose slope is minus the sine.
  public static let cosine = Gate("cos") { x in
    .cos(x)
  } localGradient: { x, _ in
    -.sin(x)
  }

  /// `xⁿ` for a constant `n`, whose slope is `n xⁿ⁻¹`.
  ///
  /// - Parameter n: the exponent; if it is not a whole number, `x` must not be negative.
  /// - Returns: the gate.
  public static func power(_ n: Double) -> Gate {
    Gate("x^\(constantText(n))") { x in
      raise(x, to: n)
    } localGradient: { x, _ in
      n == 0 ? 0 : n * raise(x, to: n - 1)
    }
  }
}

extension Gate {
  /// `aˣ` for a constant `a`, whose slope is `ln a` times its own output.
  ///
  /// - Parameter base: the constant `a`, above 0.
  /// - Returns: the gate.
  public static func exponential(base: Double) -> Gate {
    Gate("\(constantText(base))^x") { x in
      .pow(base, x)
    } localGradient: { _, out in
      .log(base) * out
    }
  }
}

/// `xⁿ`, with the sign of negative `x` kept for whole `n`.
private func raise(_ x: Double, to n: Double) -> Double {
  if n == 0 { return 1 }
  if let whole = Int(exactly: n) { return .pow(x, whole) }
  return x == 0 ? (n > 0 ? 0 : .infinity) : .pow(x, n)
}
