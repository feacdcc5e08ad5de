import Tensors

/// A slope found from values of the function alone, with an estimate of how far off it may be.
///
/// Central differences at a step `h` and at ten times that step are combined by Richardson's extrapolation:
///
///     value = (100 D(h) - D(10h)) / 99        truncation ≈ |value - D(h)|        rounding ≈ ulp(f) / h
///
/// The slopes to the left and to the right of a smooth function differ by `f'' h`, ten times as much at `10h`. What does
/// not grow with the step is a kink (ReLU, max, hinge), where the slope jumps and no derivative exists.
public struct NumericalDerivative: Sendable, Equatable {
  /// The extrapolated slope.
  public let value: Double

  /// What the extrapolation corrected: an upper estimate of what the finite step still does to the value.
  public let truncation: Double

  /// What the rounding of the function's values does to the slope.
  public let rounding: Double

  /// The size of the jump between the slopes to the left and to the right; 0 where the function is smooth.
  public let jump: Double

  /// The step `h` that was used.
  public let step: Double

  /// How far the value may be from the derivative, all causes together.
  public var error: Double { truncation + rounding + jump / 2 }
}

extension NumericalDerivative {
  /// How many times the rounding error a difference may be off without meaning anything.
  static let noiseFactor = 50.0

  /// The slope of `Σ weights * f` along a line.
  ///
  /// The outputs are subtracted before they are weighted and added: those that the line does not touch then bring no
  /// rounding error along.
  ///
  /// - Parameters:
  ///   - here: the outputs at the point itself.
  ///   - weights: the upstream gradient, one number for each output.
  ///   - noise: how far each output may be off by rounding.
  ///   - h: the step.
  ///   - f: the outputs at a signed distance along the line.
  init(
    here: [Double], weights: [Double], noise: [Double], step h: Double,
    of f: (Double) throws -> [Double]
  ) rethrows {
    let near = try Differences(left: f(-h), here: here, right: f(h))
    let far = try Differences(left: f(-10 * h), here: here, right: f(10 * h))
    var (nearSlope, farSlope, jump, squaredNoise) = (0.0, 0.0, 0.0, 0.0)
    for k in here.indices where weights[k] != 0 {
      nearSlope += weights[k] * near.across(k) / (2 * h)
      farSlope += weights[k] * far.across(k) / (20 * h)
      // An output that the line does not touch has no rounding error either.
      let outputNoise = far.moves(k) ? noise[k] / h : 0
      squaredNoise += (weights[k] * outputNoise) * (weights[k] * outputNoise)
      // What is left of the left-right difference when the part that grows with the step is taken out.
      let kink = abs(10 * near.bend(k) / h - far.bend(k) / (10 * h)) / 9
      // The jump shrinks the farther the kink is from the point, down to nothing at a whole step: then the two
      // slopes tell. Only what rounding cannot explain is a jump.
      if !(kink <= Self.noiseFactor * outputNoise) { jump += abs(weights[k]) * kink }
    }
    value = (100 * nearSlope - farSlope) / 99
    truncation = abs(value - nearSlope)
    rounding = squaredNoise.squareRoot()
    (self.jump, step) = (jump, h)
  }
}

/// The outputs at both ends of a step and in its middle.
private struct Differences {
  let left: [Double]
  let here: [Double]
  let right: [Double]

  func across(_ k: Int) -> Double { right[k] - left[k] }

  func bend(_ k: Int) -> Double { (right[k] - here[k]) - (here[k] - left[k]) }

  func moves(_ k: Int) -> Bool { left[k] != here[k] || right[k] != here[k] }
}

/// How far each output of a function may be off by rounding.
///
/// At least by the rounding of the output itself, `ulp(f)`. The terms of a long sum may be far larger than the sum,
/// and then so is the error: it is measured along a line of points so close together (1e-12) that only rounding can
/// make the outputs bend, from second differences, whose variance is six times that of the outputs.
///
/// - Parameters:
///   - here: the outputs at the point itself.
///   - f: the outputs at a distance along a line through the point.
/// - Returns: a standard deviation for each output.
///
/// *Source:* Moré and Wild, "Estimating computational noise", 2011, simplified.
func roundingNoise(
  at here: [Double], of f: (Double) throws -> [Double]
) rethrows -> [Double] {
  let count = 8
  let values = try [here] + (1..<count).map { try f(Double($0) * 1e-12) }
  return here.indices.map { k in
    var squares = 0.0
    for j in 1..<count - 1 {
      let bend = values[j - 1][k] - 2 * values[j][k] + values[j + 1][k]
      squares += bend * bend
    }
    let measured = (squares / Double(6 * (count - 2))).squareRoot()
    let own = Double.ulpOfOne * abs(here[k])
    return measured.isFinite ? max(own, measured) : own
  }
}
