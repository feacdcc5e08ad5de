import GradientChecks
import NeuralNets
import Tensors

/// How far a numerical gradient of the neuron is from the true one, over the step.
///
/// The error of a single slope may happen to be nothing at some step; the largest of the five inputs' is taken.
struct StepCurve {
  let steps: [Double]
  private(set) var errors: [Double] = []

  init<Scalar: TensorScalar>(
    _ quotient: DifferenceQuotient, _ type: Scalar.Type
  ) {
    steps = (0...56).map { Double.pow(10, -Double($0) / 4) }
    let inputs: [Double] = [2, -3, -3, -1, -2]
    let s = neuron(inputs)
    let slope = s * (1 - s)
    let truth = [inputs[3], inputs[4], 1, inputs[0], inputs[1]].map {
      slope * $0
    }
    errors = steps.map { step in
      let wrong = inputs.indices.map { i -> Double in
        var moved = inputs.map { Scalar($0) }
        let felt = quotient.slope(
          of: { value in
            moved[i] = value
            return neuron(moved)
          }, at: Scalar(inputs[i]), step: Scalar(step))
        return felt.isFinite
          ? abs(Double(felt) - truth[i]) / abs(truth[i]) : 1
      }
      return max(wrong.max() ?? 1, 1e-17)
    }
  }

  /// The exponent with which the error grows between two steps.
  func slope(from low: Double, to high: Double) -> Double {
    let range = steps.indices.filter {
      steps[$0] >= low * 0.99 && steps[$0] <= high * 1.01
    }
    return logSlope(range.map { steps[$0] }, range.map { errors[$0] })
  }

  /// The error at the step nearest to this one.
  func error(at step: Double) -> Double {
    let nearest = steps.indices.min {
      abs(Double.log(steps[$0] / step)) < abs(Double.log(steps[$1] / step))
    }
    return errors[nearest ?? 0]
  }

  /// The smallest error, where its neighbours are as small: the larger of three in a row counts.
  var best: (step: Double, error: Double) {
    let middles = steps.indices.dropFirst().dropLast()
    let candidates = middles.map {
      (steps[$0], max(errors[$0 - 1], errors[$0], errors[$0 + 1]))
    }
    return candidates.min { $0.1 < $1.1 } ?? (1, 1)
  }
}

/// The lecture's neuron, the sigmoid of w0 x0 + w1 x1 + w2, as a function of w0, w1, w2, x0, x1.
private func neuron<Scalar: TensorScalar>(_ v: [Scalar]) -> Scalar {
  let score = v[0] * v[3] + v[1] * v[4] + v[2]
  return 1 / (1 + Scalar.exp(-score))
}
