import Tensors

/// One gradient check under way: asks the function about one line through the point after the other.
struct GradientProbe {
  let check: GradientCheck
  let analytic: Tensor<Double>
  let x: Tensor<Double>
  let here: Tensor<Double>
  let dout: Tensor<Double>

  private(set) var entries: [GradientReport.Entry] = []
  private(set) var directions: [GradientReport.Entry] = []
  private var generator: SeededGenerator
  private var noise: OutputNoise?

  typealias Function = (Tensor<Double>) throws -> Tensor<Double>

  init(
    check: GradientCheck, analytic: Tensor<Double>, x: Tensor<Double>, here: Tensor<Double>,
    dout: Tensor<Double>
  ) {
    (self.check, self.analytic, self.x) = (check, analytic, x)
    (self.here, self.dout) = (here, dout)
    generator = SeededGenerator(seed: check.seed)
  }

  /// Finds out how far each of the function's outputs may be off by rounding, along two lines: a
  /// kink that is in the way of one is rarely in the way of both.
  mutating func measureNoise(_ f: Function) rethrows {
    let lines = (0..<2).map { _ in (0..<x.count).map { ($0, speed(of: $0) * randomSign()) } }
    noise = try OutputNoise(
      at: here.scalars, size: x.scalars.map { abs($0) }.max() ?? 0, lineCount: lines.count
    ) { line, distance in try f(moved(by: distance, along: lines[line])).scalars }
  }

  /// Looks at all entries one by one, or at a random choice of them; a chosen one on a kink is replaced by another.
  mutating func lookAtEntries(_ f: Function) rethrows {
    if x.count <= check.entryLimit {
      entries = try (0..<x.count).map { try entry(at: $0, f) }
      return
    }
    var found: [(offset: Int, entry: GradientReport.Entry)] = []
    var judged = 0
    for offset in generator.permutation(of: x.count).prefix(2 * check.entryLimit)
    where judged < check.entryLimit {
      let entry = try entry(at: offset, f)
      found.append((offset, entry))
      if entry.isJudged { judged += 1 }
    }
    entries = found.sorted { $0.offset < $1.offset }.map(\.entry)
  }

  /// When not every entry was looked at: the slopes along random directions in which all entries take part.
  ///
  /// If a direction differs, halving it again and again leads to an entry that does.
  mutating func lookAlongDirections(_ f: Function) rethrows {
    guard x.count > check.entryLimit else { return }
    for _ in 0..<check.directionCount {
      let signs = (0..<x.count).map { _ in randomSign() }
      let direction = try judge(along: (0..<x.count).map { ($0, signs[$0]) }, index: [], f)
      directions.append(direction)
      if direction.judgement == .wrong && entries.allSatisfy({ $0.judgement != .wrong }),
        let culprit = try search(0..<x.count, signs, f)
      {
        entries.append(culprit)
      }
    }
  }

  /// An entry in this range that differs, found by halving.
  private func search(
    _ range: Range<Int>, _ signs: [Double], _ f: Function
  ) rethrows -> GradientReport.Entry? {
    var range = range
    while range.count > 1 {
      let middle = range.lowerBound + range.count / 2
      let halves = [range.lowerBound..<middle, middle..<range.upperBound]
      let wrong = try halves.first { half in
        try judge(along: half.map { ($0, signs[$0]) }, index: [], f).judgement == .wrong
      }
      guard let wrong else { return nil }
      range = wrong
    }
    let entry = try entry(at: range.lowerBound, f)
    return entry.judgement == .wrong ? entry : nil
  }

  private func entry(at offset: Int, _ f: Function) rethrows -> GradientReport.Entry {
    try judge(along: [(offset, speed(of: offset))], index: x.index(at: offset), f)
  }

  /// A coordinate larger than 1 moves in proportion to its size, by a power of two.
  private func speed(of offset: Int) -> Double {
    let size = max(1, abs(x.scalars[offset]))
    return size.isFinite ? Double(sign: .plus, exponent: size.exponent, significand: 1) : 1
  }

  private mutating func randomSign() -> Double { generator.next() & 1 == 0 ? 1 : -1 }

  /// The point at a signed distance along a line, given by the coordinates that change and how fast.
  private func moved(
    by distance: Double, along line: [(offset: Int, speed: Double)]
  ) -> Tensor<Double> {
    var point = x
    point.withUnsafeMutableScalars { point in
      for (offset, speed) in line { point[offset] += distance * speed }
    }
    return point
  }

  /// Compares both slopes along a line; those of an entry are reported for a change at speed 1.
  private func judge(
    along line: [(offset: Int, speed: Double)], index: [Int], _ f: Function
  ) rethrows -> GradientReport.Entry {
    guard let noise else { preconditionFailure("gradient check: the noise was not measured") }
    let slope = line.reduce(0) { $0 + analytic.scalars[$1.offset] * $1.speed }
    let n = try NumericalDerivative.measured(
      here: here.scalars, weights: dout.scalars, noise: noise, claim: slope
    ) { try f(moved(by: $0, along: line)).scalars }
    let speed = line.count == 1 ? line[0].speed : 1
    return GradientReport.Entry(
      index: index, analytic: slope / speed, numerical: n.value / speed,
      error: (n.error + n.hidden) / speed, judgement: check.judgement(on: slope, n))
  }

  /// What all that was seen amounts to.
  var verdict: GradientReport.Verdict {
    let seen = entries + directions
    if seen.contains(where: { $0.judgement == .wrong }) { return .wrong }
    let judged = entries.filter(\.isJudged)
    let scale = judged.map { abs($0.numerical) }.max() ?? 0
    // What is too small to measure must be small beside what was measured.
    let isHidden = entries.contains {
      $0.judgement == .undecided(.tooSmall) && max(abs($0.analytic), $0.error) > 0.1 * scale
    }
    if isHidden { return .undecided(.tooSmall) }
    if judged.isEmpty || Double(judged.count) < check.shareNeeded * Double(entries.count) {
      return .undecided(commonestObstacle)
    }
    // Those that were judged agree, so where the gradient is zero the numerical one is, too.
    let isZero =
      judged.allSatisfy { $0.analytic == 0 } && directions.allSatisfy { $0.analytic == 0 }
    return isZero && !check.acceptsAllZero ? .undecided(.allZero) : .right
  }

  /// Why most of the entries that were left out were.
  private var commonestObstacle: GradientReport.Obstacle {
    let doubts = entries.compactMap(\.doubt)
    let commonest = GradientReport.Doubt.allCases.max { a, b in
      doubts.count { $0 == a } < doubts.count { $0 == b }
    }
    switch commonest {
    case .tooSmall: return .tooSmall
    case .outsideDomain: return .outsideDomain
    case .tooSharp: return .tooSharp
    case .kink, nil: return .tooManyKinks
    }
  }
}

extension GradientCheck {
  /// What a numerical derivative says of a gradient: wrong is what differs by more than the error,
  /// right what agrees within an error that is small beside the entry.
  func judgement(
    on analytic: Double, _ n: NumericalDerivative
  ) -> GradientReport.Entry.Judgement {
    guard n.isFinite else { return .undecided(.outsideDomain) }
    let difference = abs(n.value - analytic)
    let allowed = relativeTolerance * max(abs(n.value), abs(analytic)) + n.error
    if difference > allowed + n.hidden { return .wrong }
    if difference <= allowed && n.error <= 0.03 * n.size(beside: analytic) { return .right }
    if n.isMostlyNoise { return .undecided(.tooSmall) }
    return .undecided(n.jump >= n.truncation ? .kink : .tooSharp)
  }
}
