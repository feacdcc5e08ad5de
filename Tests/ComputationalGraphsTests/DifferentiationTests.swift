import ComputationalGraphs
import Foundation
import Testing
import _Differentiation

@Suite("Swift's own derivatives, an independent witness")
struct DifferentiationTests {
  typealias Formula = @differentiable(reverse) (Double, Double, Double) -> Double

  @Test("agree on sums and products")
  func products() {
    compare({ x, y, z in (x + y) * z }, { x, y, z in (x + y) * z })
    compare({ x, y, z in x * y - y * z * x }, { x, y, z in x * y - y * z * x })
  }

  @Test("agree on a quotient whose parts share their inputs")
  func quotient() {
    compare({ x, y, z in x * y * z / (x * x + 2) }, { x, y, z in x * y * z / (x * x + 2) })
  }

  @Test("agree on the staged sigmoid")
  func stagedSigmoid() {
    compare(
      { x, y, z in 1 / (1 + exp(-(x * y + z))) },
      { x, y, z in
        let score: Double = x * y + z
        return 1 / (1 + Foundation.exp(-score))
      })
  }

  @Test("agree on waves and exponentials")
  func waves() {
    compare(
      { x, y, z in exp(x * y) * sin(z) + cos(x) - tanh(y) },
      { x, y, z in
        let wave: Double = Foundation.exp(x * y) * Foundation.sin(z)
        let doubled: Double = Foundation.exp(2 * y)
        return wave + Foundation.cos(x) - (doubled - 1) / (doubled + 1)
      })
  }

  @Test("agree on roots, logarithms and powers")
  func roots() {
    compare(
      { x, y, z in log(x * x + y * y + 1) * sqrt(z * z + 1) + pow(x, 3) },
      { x, y, z in
        let squares: Double = x * x + y * y + 1
        let root: Double = (z * z + 1).squareRoot()
        return Foundation.log(squares) * root + x * x * x
      })
  }

  @Test("agree on switches")
  func switches() {
    compare(
      { x, y, z in max(x, y) * relu(z) + min(x * z, y) },
      { x, y, z in
        // Written with `if`: of a product in a `?:`, Swift 6.3 loses a part of the derivative.
        let product = x * z
        var larger = y
        var positive = 0.0
        var smaller = y
        if x >= y { larger = x }
        if z > 0 { positive = z }
        if product <= y { smaller = product }
        return larger * positive + smaller
      })
  }

  /// Compares at fifty points that are spread over the cube from -2 to 2.
  private func compare(
    _ gates: (Value, Value, Value) -> Value, _ formula: Formula,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for i in 1...50 {
      // Fractional parts of multiples of irrational numbers never form a lattice.
      let point = [0.6180339887, 0.7548776662, 0.5698402910].map { step -> Double in
        let fraction = (Double(i) * step).truncatingRemainder(dividingBy: 1)
        return 4 * fraction - 2
      }
      let (x, y, z) = (Value(point[0]), Value(point[1]), Value(point[2]))
      let result = gates(x, y, z)
      result.backward()
      let truth = valueWithGradient(at: point[0], point[1], point[2], of: formula)
      #expect(abs(result.data - truth.value) <= 1e-13 * max(1, abs(truth.value)))
      let slopes = [truth.gradient.0, truth.gradient.1, truth.gradient.2]
      for (value, slope) in zip([x, y, z], slopes) {
        #expect(
          abs(value.gradient - slope) <= 1e-12 * max(1, abs(slope)),
          "at \(point): \(value.gradient), not \(slope)", sourceLocation: sourceLocation)
      }
    }
  }
}
