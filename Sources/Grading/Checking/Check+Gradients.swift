import GradientChecks
import Tensors

extension Check {
  /// Asks for the gradient of a function with one value, such as a loss, and compares it with the numerical gradient.
  ///
  /// - Parameters:
  ///   - quantity: what is asked for, such as "dW"; a row of the report.
  ///   - situation: for which input, in words.
  ///   - x: where the gradient is taken.
  ///   - f: the right function, the reference: a wrong forward pass must not excuse a wrong backward pass.
  ///   - facts: what is known about the input and may explain a wrong answer.
  ///   - answer: calls the function that is graded.
  package func gradient(
    _ quantity: String, of situation: String, at x: Tensor<Double>,
    ofLoss f: (Tensor<Double>) -> Double, knowing facts: Facts = Facts(),
    _ answer: () throws -> Tensor<Double>
  ) {
    gradient(
      quantity, of: situation, at: x, upstream: Tensor(1), of: { Tensor(f($0)) }, knowing: facts,
      answer)
  }

  /// Asks for a gradient, given the one that comes from upstream, and compares it with the numerical gradient.
  ///
  /// The numerical gradient is that of the reference and carries an estimate of its error, entry by entry; an entry on a
  /// kink is left out.
  ///
  /// - Parameters:
  ///   - quantity: what is asked for, such as "dx"; a row of the report.
  ///   - situation: for which input, in words.
  ///   - x: where the gradient is taken.
  ///   - dout: the upstream gradient, in the shape of the function's result; random numbers hide least.
  ///   - f: the right function, the reference: a wrong forward pass must not excuse a wrong backward pass.
  ///   - definition: the gradient by its definition, where `x` lies on a kink and no difference
  ///     quotient can be relied on; nil measures it.
  ///   - facts: what is known about the input and may explain a wrong answer.
  ///   - answer: calls the function that is graded.
  package func gradient(
    _ quantity: String, of situation: String, at x: Tensor<Double>, upstream dout: Tensor<Double>,
    of f: (Tensor<Double>) -> Tensor<Double>, byDefinition definition: Tensor<Double>? = nil,
    knowing facts: Facts = Facts(), _ answer: () throws -> Tensor<Double>
  ) {
    if let definition {
      var facts = facts
      if dout.rank > 0, dout.shape == x.shape { facts.multipliers.append(.upstream(dout)) }
      value(quantity, of: situation, is: definition, knowing: facts, answer)
      return
    }
    let numerical = memory.gradient("\(records.count) \(quantity)") {
      NumericalGradient(of: f, at: x, upstream: dout)
    }
    var facts = facts
    if dout.rank > 0, dout.shape == x.shape { facts.multipliers.append(.upstream(dout)) }
    measured(quantity, situation, numerical, facts: facts, answer)
  }
}

/// A gradient found from values of the function alone, and how far each entry may be off.
struct NumericalGradient {
  let value: Tensor<Double>
  /// Infinite where no difference quotient can be relied on.
  let uncertainty: Tensor<Double>

  init(
    of f: (Tensor<Double>) -> Tensor<Double>, at x: Tensor<Double>, upstream dout: Tensor<Double>
  ) {
    var check = GradientCheck()
    check.entryLimit = max(1, x.count)
    let report = check.report(
      "", of: Tensor(zeros: x.shape), at: x, upstream: dout, f)
    precondition(
      report.entries.count == x.count, "gradient: the reference has no derivative: \(report)")
    value = Tensor(shape: x.shape, scalars: report.entries.map(\.numerical))
    uncertainty = Tensor(
      shape: x.shape,
      scalars: report.entries.map { entry in
        // What is too small to measure has an error all the same.
        entry.isJudged || entry.doubt == .tooSmall ? entry.error : .infinity
      })
  }
}
