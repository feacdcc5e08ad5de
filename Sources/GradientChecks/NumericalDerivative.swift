import Tensors

/// A slope found from values of the function alone, with an estimate of how far off it may be.
///
/// Central differences at a step `h` and at eight times that step are combined by Richardson's
/// extrapolation:
///
///     value = (64 D(h) - D(8h)) / 63        rounding ≈ ulp(f) / h
///
/// The slopes to the left and to the right of a smooth function differ by `f'' h`, eight times as
/// much at `8h`. What does not grow with the step is a kink (ReLU, max, hinge), where the slope
/// jumps and no derivative exists.
public struct NumericalDerivative: Sendable, Equatable {
  /// The extrapolated slope.
  public let value: Double

  /// An upper estimate of what the finite step still does to the value: several times of what the
  /// extrapolation corrected, since beside a kink it corrects too little.
  public private(set) var truncation: Double

  /// What the rounding of the function's values does to the slope, as a standard deviation.
  public let rounding: Double

  /// The size of the jump between the slopes to the left and to the right; 0 where the function is
  /// smooth.
  public let jump: Double

  /// What may hide below the last digit of outputs that did not move at all.
  public let hidden: Double

  /// The weighted slopes of all outputs, added without their signs: what the value is made of.
  public let contributions: Double

  /// The step `h` that was used.
  public let step: Double

  /// How far the value may be from the derivative, all causes together, unless something hides in
  /// outputs that did not move.
  ///
  /// Within the jump lie the slopes on both sides of a kink.
  public var error: Double { noise + truncation + jump }

  /// The most that rounding does to the value, that of the moved variables included.
  var noise: Double { Self.noiseFactor * rounding + Double.ulpOfOne / step * abs(value) }

  /// Whether the function has finite values at all points that were asked for.
  var isFinite: Bool { value.isFinite && error.isFinite }
}

extension NumericalDerivative {
  /// How many times the rounding error a difference may be off without meaning anything.
  static let noiseFactor = 30.0

  /// How many times the step is the second, longer step.
  static let ratio = 8.0

  /// How many times the correction by extrapolation the value may be off: where a kink lies just
  /// within the shorter step, the value is off by eight times of it.
  private static let caution = 16.0

  /// The outputs at both ends of a step.
  typealias Ends = (left: [Double], right: [Double])

  /// The slope of `Σ weights * f` along a line.
  ///
  /// The outputs are subtracted before they are weighted and added: those that the line does not
  /// touch then bring no rounding error along.
  ///
  /// - Parameters:
  ///   - here: the outputs at the point itself.
  ///   - weights: the upstream gradient, one number for each output.
  ///   - noise: how far each output may be off by rounding.
  ///   - h: the step.
  ///   - near: the outputs at both ends of the step.
  ///   - far: those at both ends of a step eight times as long.
  init(
    here: [Double], weights: [Double], noise: OutputNoise, step h: Double, near: Ends, far: Ends
  ) {
    let ratio = Self.ratio
    var (nearSlope, farSlope, jump, contributions) = (0.0, 0.0, 0.0, 0.0)
    var (squaredNoise, squaredHidden) = (0.0, 0.0)
    for k in here.indices where weights[k] != 0 {
      let weight = weights[k]
      let values = [far.left[k], near.left[k], near.right[k], far.right[k]]
      let outputNoise = noise.deviations[k] / h
      // An output that the line does not touch has no rounding error either; but it may have moved
      // by less than its last digit.
      if values.allSatisfy({ $0 == here[k] }) {
        squaredHidden += (weight * outputNoise) * (weight * outputNoise)
        continue
      }
      let slope = (near.right[k] - near.left[k]) / (2 * h)
      nearSlope += weight * slope
      farSlope += weight * (far.right[k] - far.left[k]) / (2 * ratio * h)
      if abs(slope) > Self.noiseFactor * outputNoise { contributions += abs(weight * slope) }
      squaredNoise += (weight * outputNoise) * (weight * outputNoise)
      // What is left of the left-right difference when the part that grows with the step is taken
      // out. The jump shrinks the farther the kink is from the point, down to nothing at nearly a
      // whole step: then the two slopes tell. Only what rounding cannot explain is a jump.
      let nearBend = ((near.right[k] - here[k]) - (here[k] - near.left[k])) / h
      let farBend = ((far.right[k] - here[k]) - (here[k] - far.left[k])) / (ratio * h)
      let kink = abs(ratio * nearBend - farBend) / (ratio - 1)
      if !(kink <= Self.noiseFactor * outputNoise) { jump += abs(weight) * kink }
    }
    let square = ratio * ratio
    value = (square * nearSlope - farSlope) / (square - 1)
    truncation = Self.caution * abs(value - nearSlope)
    rounding = squaredNoise.squareRoot()
    hidden = Self.noiseFactor * squaredHidden.squareRoot()
    (self.jump, self.contributions, step) = (jump, contributions, h)
  }
}

// MARK: - The step

extension NumericalDerivative {
  /// The powers of eight by which the first step, 8e-6, may be multiplied: from 4e-12 to 0.03.
  private static let rungs = -7...4

  /// Powers of two: a variable moved by one of them is seldom rounded.
  private static func step(_ rung: Int) -> Double {
    Double(sign: .plus, exponent: 3 * rung - 17, significand: 1)
  }

  /// The slope along a line at the step that suits the function: a longer one as long as rounding
  /// is the larger part of the error, a shorter one as long as the step itself is, or leads to
  /// where the function is not finite.
  ///
  /// Where a shorter step disagrees by more than both errors, the difference counts as an error.
  ///
  /// - Parameters:
  ///   - here: the outputs at the point itself.
  ///   - weights: the upstream gradient, one number for each output.
  ///   - noise: how far each output may be off by rounding.
  ///   - claim: the slope to judge; a slope that is good enough for that ends the search.
  ///   - f: the outputs at a signed distance along the line.
  /// - Returns: the slope with the smallest error; not finite if the function is at no step.
  static func measured(
    here: [Double], weights: [Double], noise: OutputNoise, claim: Double,
    of f: (Double) throws -> [Double]
  ) rethrows -> NumericalDerivative {
    var ends: [Int: Ends] = [:]
    var found: [Int: NumericalDerivative] = [:]
    var rung = 0
    while rungs.contains(rung), found[rung] == nil {
      for end in [rung, rung + 1] where ends[end] == nil {
        let h = step(end)
        ends[end] = (left: try f(-h), right: try f(h))
      }
      guard let near = ends[rung], let far = ends[rung + 1] else { break }
      let slope = NumericalDerivative(
        here: here, weights: weights, noise: noise, step: step(rung), near: near, far: far)
      found[rung] = slope
      if slope.isGood(for: claim) { break }
      rung += slope.isFinite && slope.isMostlyNoise ? 1 : -1
    }
    let finite = found.values.filter(\.isFinite)
    guard var best = finite.min(by: { $0.error + $0.hidden < $1.error + $1.hidden }) else {
      return .unknown
    }
    best.truncation += finite.filter { $0.step < best.step }.reduce(0) { largest, other in
      max(largest, abs(other.value - best.value) - other.error - best.error - other.hidden)
    }
    return best
  }

  /// The function is not finite at any step.
  private static let unknown = NumericalDerivative()

  private init() {
    (value, truncation, rounding, jump) = (.nan, .infinity, 0, 0)
    (hidden, contributions, step) = (0, 0, 0)
  }

  /// Whether rounding is the larger part of the error.
  var isMostlyNoise: Bool { noise + hidden >= truncation + jump }

  /// What an error must be small beside to be negligible: the slope that was found or claimed, and,
  /// less strictly, the parts that it is the sum of.
  func size(beside claim: Double) -> Double {
    max(abs(value), abs(claim), 1e-4 * contributions)
  }

  /// Whether no better step is needed.
  private func isGood(for claim: Double) -> Bool {
    let negligible = 1e-5 * size(beside: claim)
    guard isFinite, error <= negligible else { return false }
    return hidden <= negligible || abs(value - claim) <= error
  }
}
