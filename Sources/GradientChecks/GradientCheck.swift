import Tensors

/// Judges a gradient by the values of the function alone.
///
/// There are three verdicts. An entry `a` is *wrong* if it differs from its numerical counterpart
/// `n` by more than the error `e` of that:
///
///     |n - a| > relativeTolerance * max(|n|, |a|) + e
///
/// It is *right* if it does not, and `e` is small beside it: at most 3 % of it. Otherwise it is
/// *undecided*: nothing that was seen speaks for it or against it. A step much longer than usual
/// may still tell, and is tried: rounding matters less there.
///
/// The usual relative error `|n - a| / max(|n|, |a|)` divides noise by noise where gradients are
/// small and fails correct networks; this criterion does not, and still notices one entry that is
/// off by 1e-4 of itself.
///
/// At a kink (ReLU, max, hinge) the numerical derivative lies. Where the slopes to the left and
/// right disagree, or those at two step sizes, smaller steps are tried; an entry that stays doubtful
/// is left out, never held against the gradient.
///
///     let report = GradientCheck().report("dw", of: dw, at: w) { w in loss(w) }
///     print(report)          // dw: right. All 30 entries agree; ...
///
/// *Source:* course notes, "Neural networks 3", gradient checks; Richardson, 1911.
public struct GradientCheck: Sendable {
  /// The difference that is forgiven in proportion to the entry itself.
  public var relativeTolerance = 1e-6

  /// The largest number of entries that are looked at one by one.
  ///
  /// When there are more, as many are drawn at random, and random directions stand in for the rest.
  public var entryLimit = 500

  /// The number of random directions through all entries, when there are too many entries.
  public var directionCount = 10

  /// The share of entries that must be judged for the gradient to pass.
  public var shareNeeded = 0.5

  /// Whether a gradient that is zero everywhere may pass.
  public var acceptsAllZero = false

  /// Where the random choices come from; the same seed makes the same choices.
  public var seed: UInt64 = 231

  /// Creates a check with the settings that suit nearly all gradients.
  public init() {}

  /// Judges the gradient of a function with one value, such as a loss.
  ///
  /// - Parameters:
  ///   - name: what the gradient is called, for the report.
  ///   - analytic: the gradient to judge.
  ///   - x: where it was taken.
  ///   - f: the function.
  /// - Returns: the verdict and what it rests on.
  public func report(
    _ name: String, of analytic: Tensor<Double>, at x: Tensor<Double>,
    _ f: (Tensor<Double>) throws -> Double
  ) rethrows -> GradientReport {
    try report(name, of: analytic, at: x, upstream: Tensor(1)) { Tensor(try f($0)) }
  }

  /// Judges the gradient of a function with many values, given the gradient that comes from upstream.
  ///
  /// - Parameters:
  ///   - name: what the gradient is called, for the report.
  ///   - analytic: the gradient to judge, what backward makes of `dout`.
  ///   - x: where it was taken.
  ///   - dout: the upstream gradient, in the shape of the function's result; random numbers hide least.
  ///   - f: the function.
  /// - Returns: the verdict and what it rests on.
  public func report(
    _ name: String, of analytic: Tensor<Double>, at x: Tensor<Double>,
    upstream dout: Tensor<Double>, _ f: (Tensor<Double>) throws -> Tensor<Double>
  ) rethrows -> GradientReport {
    if analytic.shape != x.shape {
      return GradientReport(
        name: name, .wrongShape(expected: x.shape, got: analytic.shape), size: x.count)
    }
    if let bad = analytic.scalars.firstIndex(where: { !$0.isFinite }) {
      return GradientReport(
        name: name, .notFinite(index: x.index(at: bad), value: analytic.scalars[bad]), size: x.count
      )
    }
    let here = try f(x)
    precondition(
      here.shape == dout.shape,
      "gradient check: the function's result is \(here.shape), the upstream gradient \(dout.shape)")
    if x.count == 0 { return GradientReport(name: name, .undecided(.nothingToCheck), size: 0) }
    if !here.scalars.allSatisfy(\.isFinite) {
      return GradientReport(name: name, .undecided(.functionNotFinite), size: x.count)
    }
    var probe = GradientProbe(check: self, analytic: analytic, x: x, here: here, dout: dout)
    try probe.measureNoise(f)
    try probe.lookAtEntries(f)
    try probe.lookAlongDirections(f)
    let isSame = try f(x) == here
    return GradientReport(
      name: name, isSame ? probe.verdict : .undecided(.functionChanges), entries: probe.entries,
      directions: probe.directions, size: x.count)
  }

  /// Judges a backward pass with a random upstream gradient.
  ///
  /// - Parameters:
  ///   - name: what the gradient is called, for the report.
  ///   - x: where to take it.
  ///   - f: the function.
  ///   - backward: makes the gradient with respect to `x` from the upstream gradient.
  /// - Returns: the verdict and what it rests on.
  public func report(
    _ name: String, at x: Tensor<Double>, forward f: (Tensor<Double>) throws -> Tensor<Double>,
    backward: (Tensor<Double>) throws -> Tensor<Double>
  ) rethrows -> GradientReport {
    var generator = SeededGenerator(seed: seed)
    let dout = Tensor<Double>(randomNormal: try f(x).shape, using: &generator)
    return try report(name, of: backward(dout), at: x, upstream: dout, f)
  }
}

extension GradientReport {
  init(
    name: String, _ verdict: Verdict, entries: [Entry] = [], directions: [Entry] = [], size: Int
  ) {
    (self.name, self.verdict, self.size) = (name, verdict, size)
    (self.entries, self.directions) = (entries, directions)
  }
}

extension Tensor {
  /// The index of the element at a position in row-major order: position 5 in shape `[2, 3]` is `[1, 2]`.
  func index(at offset: Int) -> [Int] {
    var rest = offset
    let reversed = shape.reversed().map { extent in
      defer { rest /= extent }
      return rest % extent
    }
    return reversed.reversed()
  }
}
