/// How that is written here which someone who comes from Foundation or NumPy has written otherwise.
enum CompilerAdvice {
  /// What to write instead, by the first error of a known kind.
  ///
  /// - Parameter errors: the compiler's own lines.
  /// - Returns: a line with a line feed before it; empty where there is nothing to say.
  static func text(on errors: [String]) -> String {
    errors.lazy.compactMap(advice).first.map { "\n" + $0 } ?? ""
  }

  private static func advice(_ error: String) -> String? {
    if let name = error.firstMatch(of: /cannot find '(\w+)' in scope/)?.1 {
      return spelling(String(name))
    }
    if error.contains(/assign through subscript: 'scalars'|'scalars' (?:is a get-only|setter is)/) {
      return """
        `scalars` can only be read. Write to a tensor by its indices, t[i] = v or t[i, j] = v, or
        collect the numbers in an array and make the tensor last:
        Tensor(shape: t.shape, scalars: array)
        """
    }
    if let name = error.firstMatch(of: /'(\w+)' is a 'let' constant/)?.1 {
      return
        "What a function is given cannot be changed; a copy can: var result = \(name)"
    }
    if error.contains("unable to type-check this expression in reasonable time") {
      return """
        Split the line into several, each with a `let` of its own. Often an Int and a Double are
        mixed in it: Double(n) is n as a Double.
        """
    }
    if error.contains(/value of type 'Tensor<\w+>' has no member/) { return table }
    if error.contains(
      /operands of type '(?:Int' and '(?:Double|Float)|(?:Double|Float)' and 'Int)'/)
      || error.contains(/convert value of type 'Int' to expected argument type 'Double'/)
    {
      return "Swift does not mix whole numbers with others by itself: Double(n) is n as a Double."
    }
    return nil
  }

  private static let table =
    "What a tensor can do, beside its name in NumPy: docs/numpy-to-sightline.md"

  /// How a function or constant is written here that has another name elsewhere.
  private static func spelling(_ name: String) -> String? {
    if let (number, tensor) = both[name] {
      return "Of a number x it is \(number), of a tensor t it is \(tensor)."
    }
    if let number = numbers[name] {
      let loop = constants.contains(name) ? "" : ", one number at a time"
      return "Here it is \(number)\(loop)."
    }
    return elsewhere.contains(name) ? table : nil
  }

  /// Functions of a number and of a tensor.
  private static let both = [
    "exp": ("Double.exp(x)", "t.exp()"), "log": ("Double.log(x)", "t.log()"),
    "tanh": ("Double.tanh(x)", "t.tanh()"), "sqrt": ("x.squareRoot()", "t.squareRoot()"),
    "pow": ("Double.pow(x, y)", "t.power(2)"), "fabs": ("abs(x)", "t.absolute()"),
    "sigmoid": ("1 / (1 + Double.exp(-x))", "t.sigmoid()"),
  ]

  /// Functions of numbers alone, and constants.
  private static let numbers = [
    "log1p": "Double.log(onePlus: x)", "expm1": "Double.expMinusOne(x)",
    "log2": "Double.log2(x)", "log10": "Double.log10(x)", "exp2": "Double.exp2(x)",
    "atan2": "Double.atan2(y: y, x: x)", "hypot": "Double.hypot(x, y)",
    "cbrt": "Double.root(x, 3)", "sin": "Double.sin(x)", "cos": "Double.cos(x)",
    "tan": "Double.tan(x)", "asin": "Double.asin(x)", "acos": "Double.acos(x)",
    "atan": "Double.atan(x)", "sinh": "Double.sinh(x)", "cosh": "Double.cosh(x)",
    "floor": "x.rounded(.down)", "ceil": "x.rounded(.up)", "round": "x.rounded()",
    "trunc": "x.rounded(.towardZero)", "fmax": "max(x, y)", "fmin": "min(x, y)",
    "fmod": "x.truncatingRemainder(dividingBy: y)", "isnan": "x.isNaN", "isinf": "x.isInfinite",
    "erf": "Double.erf(x)",
    "M_PI": "Double.pi", "INFINITY": "Double.infinity", "NAN": "Double.nan",
    "DBL_MAX": "Double.greatestFiniteMagnitude", "DBL_EPSILON": "Double.ulpOfOne",
  ]

  private static let constants: Set = ["M_PI", "INFINITY", "NAN", "DBL_MAX", "DBL_EPSILON"]

  /// Names of NumPy and PyTorch that the table translates.
  private static let elsewhere: Set = [
    "np", "torch", "numpy", "zeros", "ones", "zeros_like", "ones_like", "arange", "argmax",
    "argmin", "sum", "mean", "dot", "where", "clip", "concatenate", "stack", "transpose",
  ]
}
