import Foundation

/// From numbers to places between 0 and 1 along an axis.
struct AxisScale: Equatable {
  let range: ClosedRange<Double>
  let isLog: Bool

  /// The scale for an axis whose data lie in `extent`.
  ///
  /// - Parameters:
  ///   - axis: what the author asked for.
  ///   - extent: what the data need, or nil if there are none.
  ///   - pad: the share of empty space to leave at the lower and the upper end.
  init(_ axis: Axis, extent: ClosedRange<Double>?, pad: (lower: Double, upper: Double)) {
    isLog = axis.scale == .log
    if let range = axis.range, !isLog || range.lowerBound > 0 {
      self.range = AxisScale.widened(range, isLog: isLog)
      return
    }
    let fallback = isLog ? 0.1...10.0 : 0.0...1.0
    let bare = AxisScale.widened(extent ?? fallback, isLog: isLog)
    if isLog {
      let ratio = bare.upperBound / bare.lowerBound
      range = bare.lowerBound / pow(ratio, pad.lower)...bare.upperBound * pow(ratio, pad.upper)
    } else {
      let length = bare.upperBound - bare.lowerBound
      range = bare.lowerBound - length * pad.lower...bare.upperBound + length * pad.upper
    }
  }

  /// A range that is not empty.
  private static func widened(_ range: ClosedRange<Double>, isLog: Bool) -> ClosedRange<Double> {
    let (low, high) = (range.lowerBound, range.upperBound)
    if isLog { return high > low * (1 + 1e-9) ? range : low / 2...high * 2 }
    let margin = max(abs(low) * 0.1, low == 0 ? 0.5 : 0)
    return high - low > abs(low) * 1e-9 ? range : low - margin...high + margin
  }

  /// Where `value` lies: 0 at the lower end, 1 at the upper; not a number if it cannot be shown.
  ///
  /// What lies a thousand axes away is as good as any farther off, and keeps all sums on the page small.
  func fraction(_ value: Double) -> Double {
    guard canShow(value) else { return .nan }
    let exact =
      isLog
      ? log(value / range.lowerBound) / log(range.upperBound / range.lowerBound)
      : (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return min(max(exact, -1000), 1000)
  }

  /// Whether a number can be drawn on such an axis at all.
  func canShow(_ value: Double) -> Bool { isShowable(value, onLog: isLog) }

  /// The numbers to write, at most `count`.
  func ticks(_ axis: Axis, atMost count: Int) -> Ticks {
    if !axis.categories.isEmpty {
      let shown = axis.categories.indices.filter { range.contains(Double($0)) }
      return Ticks(values: shown.map(Double.init), labels: shown.map { axis.categories[$0] })
    }
    if let wanted = axis.ticks {
      let shown = wanted.filter(range.contains)
      return Ticks(values: shown, labels: shown.map { numberLabel($0) })
    }
    return isLog ? .log(in: range, atMost: count) : .linear(in: range, atMost: count)
  }
}

/// Whether a number can be drawn; beyond 1e150 differences overflow.
func isShowable(_ value: Double, onLog isLog: Bool) -> Bool {
  value.isFinite && abs(value) < 1e150 && (!isLog || value > 1e-150)
}

/// The smallest and largest number seen so far.
struct Extent {
  var low = Double.infinity
  var high = -Double.infinity
  let isLog: Bool

  mutating func include(_ value: Double) {
    guard isShowable(value, onLog: isLog) else { return }
    low = min(low, value)
    high = max(high, value)
  }

  var range: ClosedRange<Double>? { low <= high ? low...high : nil }
}
