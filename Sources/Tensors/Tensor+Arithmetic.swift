// Elementwise arithmetic. All operators broadcast as NumPy's do: `[N, D] - [D]` takes a row from
// every row, `[N, D] / [N, 1]` divides each row by a number of its own.

extension Tensor {
  /// Adds element by element, broadcast.
  public static func + (a: Tensor, b: Tensor) -> Tensor { Tensor(a, .add, b) }

  /// Subtracts element by element, broadcast.
  public static func - (a: Tensor, b: Tensor) -> Tensor { Tensor(a, .subtract, b) }

  /// Multiplies element by element, broadcast; the product of matrices is `matmul`.
  public static func * (a: Tensor, b: Tensor) -> Tensor { Tensor(a, .multiply, b) }

  /// Divides element by element, broadcast.
  public static func / (a: Tensor, b: Tensor) -> Tensor { Tensor(a, .divide, b) }

  /// Adds in place; `b` broadcasts to the shape of `a`.
  public static func += (a: inout Tensor, b: Tensor) { a.combine(.add, b) }

  /// Subtracts in place; `b` broadcasts to the shape of `a`.
  public static func -= (a: inout Tensor, b: Tensor) { a.combine(.subtract, b) }

  /// Multiplies in place; `b` broadcasts to the shape of `a`.
  public static func *= (a: inout Tensor, b: Tensor) { a.combine(.multiply, b) }

  /// Divides in place; `b` broadcasts to the shape of `a`.
  public static func /= (a: inout Tensor, b: Tensor) { a.combine(.divide, b) }

  /// The negative of each element.
  public static prefix func - (a: Tensor) -> Tensor { Tensor(a, .multiply, Tensor(-1)) }
}

// MARK: - With a single number

extension Tensor {
  /// Adds a number to each element.
  public static func + (a: Tensor, b: Scalar) -> Tensor { Tensor(a, .add, Tensor(b)) }

  /// Subtracts a number from each element.
  public static func - (a: Tensor, b: Scalar) -> Tensor { Tensor(a, .subtract, Tensor(b)) }

  /// Multiplies each element by a number.
  public static func * (a: Tensor, b: Scalar) -> Tensor { Tensor(a, .multiply, Tensor(b)) }

  /// Divides each element by a number.
  public static func / (a: Tensor, b: Scalar) -> Tensor { Tensor(a, .divide, Tensor(b)) }

  /// Adds each element to a number.
  public static func + (a: Scalar, b: Tensor) -> Tensor { Tensor(Tensor(a), .add, b) }

  /// Subtracts each element from a number.
  public static func - (a: Scalar, b: Tensor) -> Tensor { Tensor(Tensor(a), .subtract, b) }

  /// Multiplies a number by each element.
  public static func * (a: Scalar, b: Tensor) -> Tensor { Tensor(Tensor(a), .multiply, b) }

  /// Divides a number by each element.
  public static func / (a: Scalar, b: Tensor) -> Tensor { Tensor(Tensor(a), .divide, b) }

  /// Adds a number to each element, in place.
  public static func += (a: inout Tensor, b: Scalar) { a.combine(.add, Tensor(b)) }

  /// Subtracts a number from each element, in place.
  public static func -= (a: inout Tensor, b: Scalar) { a.combine(.subtract, Tensor(b)) }

  /// Multiplies each element by a number, in place.
  public static func *= (a: inout Tensor, b: Scalar) { a.combine(.multiply, Tensor(b)) }

  /// Divides each element by a number, in place.
  public static func /= (a: inout Tensor, b: Scalar) { a.combine(.divide, Tensor(b)) }
}

// MARK: - The larger and the smaller

/// The larger of each pair of elements, broadcast; NaN if either is NaN, as NumPy's `maximum`.
public func maximum<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Tensor<Scalar> {
  Tensor(a, .maximum, b)
}

/// The larger of each element and a number; `maximum(x, 0)` is the ReLU of `x`.
public func maximum<Scalar>(_ a: Tensor<Scalar>, _ b: Scalar) -> Tensor<Scalar> {
  Tensor(a, .maximum, Tensor(b))
}

/// The smaller of each pair of elements, broadcast; NaN if either is NaN, as NumPy's `minimum`.
public func minimum<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Tensor<Scalar> {
  Tensor(a, .minimum, b)
}

/// The smaller of each element and a number.
public func minimum<Scalar>(_ a: Tensor<Scalar>, _ b: Scalar) -> Tensor<Scalar> {
  Tensor(a, .minimum, Tensor(b))
}
