import Grading
import Tensors

// Exercises 4.1 to 4.3 ask for functions that are applied to every entry by itself; what they share stands here.

/// A function of one number, with its slope; where there is a kink at 0, the slope is that of the left side.
struct Activation: Sendable {
  let name: String
  let value: @Sendable (Double) -> Double
  let slope: @Sendable (Double) -> Double
  /// Numbers beside N that an answer may have been multiplied with.
  var factors: [Factor] = []

  func forward(_ x: Tensor<Double>) -> Tensor<Double> { x.map(value) }

  /// Asks for the function at `x`.
  func askForward(
    _ check: Check, _ situation: String, at x: Tensor<Double>,
    _ answer: (Tensor<Double>) throws -> Tensor<Double>
  ) {
    check.value(
      "\(name) forward", of: situation, is: forward(x),
      knowing: Facts(factors: factors, places: signs(of: x))
    ) { try answer(x) }
  }

  /// Asks for the gradient at `x`; the numerical one decides, but by the definition where `x` is on a kink or huge.
  func askBackward(
    _ check: Check, _ situation: String, at x: Tensor<Double>, upstream dout: Tensor<Double>,
    byDefinition: Bool = false, _ answer: (Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>
  ) {
    if byDefinition {
      check.value(
        "\(name) backward", of: situation, is: dout * x.map(slope),
        knowing: Facts(factors: factors, multipliers: [.upstream(dout)], places: signs(of: x))
      ) { try answer(dout, x) }
    } else {
      check.gradient(
        "\(name) backward", of: situation, at: x, upstream: dout, of: forward,
        knowing: Facts(factors: factors, places: signs(of: x))
      ) { try answer(dout, x) }
    }
  }
}

/// Where the input is exactly 0, at most 0, above 0.
func signs(of x: Tensor<Double>) -> [Place] {
  [
    Place("zero", "with x = 0", x.map { $0 == 0 ? 1 : 0 }),
    Place("negative", "with x ≤ 0", x.map { $0 <= 0 ? 1 : 0 }),
    Place("positive", "with x > 0", x.map { $0 > 0 ? 1 : 0 }),
  ]
}

/// Two tensors of one shape, entry by entry.
func combine(
  _ a: Tensor<Double>, _ b: Tensor<Double>, _ function: (Double, Double) -> Double
) -> Tensor<Double> {
  Tensor(shape: a.shape, scalars: zip(a.scalars, b.scalars).map(function))
}

/// A wrong function of the input, or a wrong gradient made from the upstream one and the input, of one entry at a time.
enum Misstep: Sendable {
  case forward(@Sendable (Double) -> Double)
  case backward(@Sendable (_ dout: Double, _ saved: Double) -> Double)
}
