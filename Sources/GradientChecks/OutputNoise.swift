import Tensors

/// How far each output of a function may be off by rounding.
///
/// At least by the rounding of the output itself, `ulp(f)`. The terms of a long sum may be far
/// larger than the sum, and then so is the error: it is measured at points so close together that
/// only rounding can keep the outputs from lying on a smooth curve, from their second, third and
/// fourth differences.
///
/// An output that gives the same number at two of those points is *granular*: it is flat, or it
/// climbs stairs. The loss of a softmax at scores 0 and -20 is the logarithm of 1 + 2e-9, which
/// has seven digits; how high a stair is cannot be seen where the points lie on one of them.
/// Therefore a granular output is looked at from farther away, too, and is taken to be off by no
/// less than the rounding of 1, of itself and of the variables: numbers of that size are taken to
/// be on the way to it.
///
/// *Source:* Moré and Wild, "Estimating computational noise", 2011, simplified.
struct OutputNoise {
  /// The standard deviation of each output.
  private(set) var deviations: [Double]
  /// The distances between the points; those after the first are for granular outputs.
  private static let spacings = [1e-12, 1e-10, 1e-8]
  private static let pointCount = 10

  /// Measures the noise along lines through a point; a kink in the way of one is rarely in the
  /// way of another.
  ///
  /// - Parameters:
  ///   - here: the outputs at the point itself.
  ///   - size: the size of the variables.
  ///   - lineCount: the number of lines.
  ///   - f: the outputs at a distance along a line, which is given by its number.
  init(
    at here: [Double], size: Double, lineCount: Int,
    of f: (_ line: Int, _ distance: Double) throws -> [Double]
  ) rethrows {
    deviations = here.map { Double.ulpOfOne * abs($0) }
    var isGranular = here.map { _ in false }
    for (round, spacing) in Self.spacings.enumerated() {
      if round > 0 && !isGranular.contains(true) { break }
      let samples = try (0..<lineCount).map { line in
        try [here] + (1..<Self.pointCount).map { try f(line, Double($0) * spacing) }
      }
      for k in here.indices where round == 0 || isGranular[k] {
        let outputs = samples.map { points in points.map { $0[k] } }
        let measured = outputs.map(Self.deviation).filter(\.isFinite).min() ?? 0
        deviations[k] = max(deviations[k], measured)
        guard round == 0 else { continue }
        isGranular[k] = outputs.allSatisfy { values in
          zip(values, values.dropFirst()).contains { $0 == $1 }
        }
        if isGranular[k] {
          deviations[k] = max(deviations[k], Double.ulpOfOne * max(1, size))
        }
      }
    }
  }

  /// The deviation of values from a smooth curve: an order of differences has the variance of the
  /// values times the sum of its squared coefficients, and leaves the less of the curve the higher
  /// it is.
  private static func deviation(of values: [Double]) -> Double {
    var differences = values
    var least = Double.infinity
    for squaredCoefficients in [2.0, 6, 20, 70] {
      differences = zip(differences, differences.dropFirst()).map { $1 - $0 }
      if squaredCoefficients == 2 { continue }
      let squares = differences.reduce(0) { $0 + $1 * $1 }
      let deviation = (squares / (squaredCoefficients * Double(differences.count))).squareRoot()
      if !deviation.isFinite { return .infinity }
      least = min(least, deviation)
    }
    return least
  }
}
