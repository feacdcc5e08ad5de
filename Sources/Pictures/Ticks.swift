import Foundation

/// Where an axis writes numbers, and what it writes there.
struct Ticks: Equatable {
  /// The numbers that are written.
  var values: [Double]

  /// How they are written.
  var labels: [String]

  /// Short marks without a number, on logarithmic axes.
  var minor: [Double] = []

  /// Round numbers that lie in `range`: at most `count` of them, or a few more where that would leave fewer than three.
  static func linear(in range: ClosedRange<Double>, atMost count: Int) -> Ticks {
    let extent = range.upperBound - range.lowerBound
    guard extent > 0, extent.isFinite else {
      return Ticks(values: [range.lowerBound], labels: [numberLabel(range.lowerBound)])
    }
    var best = (values: [Double](), step: extent)
    for most in max(count, 1)...max(count, 1) + 3 where best.values.count < 3 {
      let step = roundStep(atLeast: extent / Double(most))
      let slack = extent * 1e-9
      let first = ((range.lowerBound - slack) / step).rounded(.up)
      let last = ((range.upperBound + slack) / step).rounded(.down)
      guard last >= first, last - first < 1000 else { continue }
      best = (stride(from: first, through: last, by: 1).map { $0 * step + 0 }, step)
    }
    return Ticks(values: best.values, labels: numberLabels(best.values, step: best.step))
  }

  /// Powers of ten in `range`, at most `count` of them; 2 and 5 times them as well while few powers are in sight.
  static func log(in range: ClosedRange<Double>, atMost count: Int) -> Ticks {
    let low = log10(range.lowerBound)
    let high = log10(range.upperBound)
    let decades = high - low
    guard decades > 0, decades.isFinite else { return linear(in: range, atMost: count) }
    let powers = Array(Int((low - 1e-9).rounded(.down))...Int((high + 1e-9).rounded(.up)))
    func inside(_ values: [Double]) -> [Double] {
      values.filter { $0 >= range.lowerBound * (1 - 1e-9) && $0 <= range.upperBound * (1 + 1e-9) }
    }
    func multiples(_ factors: [Double]) -> [Double] {
      inside(powers.flatMap { p in factors.map { $0 * power(p) } })
    }
    let minor = decades <= 8 ? multiples([2, 3, 4, 5, 6, 7, 8, 9]) : []
    for factors in [[1.0, 2, 5], [1.0, 3]] where decades < 3.5 {
      let values = multiples(factors)
      if values.count >= 3 && values.count <= count {
        return Ticks(
          values: values, labels: values.map { numberLabel($0) },
          minor: minor.filter { !values.contains($0) })
      }
    }
    if decades < 1 {
      let few = linear(in: range, atMost: count)
      return Ticks(values: few.values.filter { $0 > 0 }, labels: few.labels)
    }
    let least = decades / Double(max(count, 1))
    let step = [1, 2, 3, 5, 10, 15, 20, 30, 50].first { Double($0) >= least } ?? 100
    let kept = powers.filter { $0 % step == 0 }.filter { !inside([power($0)]).isEmpty }
    let isPlain = kept.allSatisfy { $0 >= -3 && $0 <= 4 }
    return Ticks(
      values: kept.map(power),
      labels: kept.map { isPlain ? numberLabel(power($0)) : "10" + superscript($0) },
      minor: step == 1 ? minor : [])
  }
}

/// 1, 2, 2.5 or 5 times a power of ten, the smallest that is not below `minimum`.
private func roundStep(atLeast minimum: Double) -> Double {
  let magnitude = pow(10, log10(minimum).rounded(.down))
  let steps: [Double] = [1, 2, 2.5, 5, 10]
  return (steps.first { $0 * magnitude >= minimum * (1 - 1e-9) } ?? 10) * magnitude
}

private func power(_ exponent: Int) -> Double { pow(10, Double(exponent)) }

private func superscript(_ n: Int) -> String {
  String(
    String(n).map { c in
      guard let digit = c.wholeNumberValue else { return "⁻" }
      return Array("⁰¹²³⁴⁵⁶⁷⁸⁹")[digit]
    })
}

// MARK: - Numbers as text

/// The labels of evenly spaced numbers: all with the same number of decimals.
func numberLabels(_ values: [Double], step: Double) -> [String] {
  let largest = values.map(abs).max() ?? 0
  if largest >= 1e7 || (largest > 0 && largest < 1e-3) {
    return values.map(powersOfTen)
  }
  var decimals = 0
  var shift = 1.0
  while decimals < 12, step > 0, abs((step * shift).rounded() - step * shift) > 1e-6 * step * shift
  {
    decimals += 1
    shift *= 10
  }
  if step == 0 { return values.map { numberLabel($0) } }
  return values.map { withCommas(String(format: "%.\(decimals)f", $0)) }
}

/// A number as people write it: at most `digits` significant digits, a comma between thousands from 10,000 on.
func numberLabel(_ value: Double, digits: Int = 4) -> String {
  guard value.isFinite else { return value.isNaN ? "NaN" : value > 0 ? "∞" : "−∞" }
  let magnitude = abs(value)
  if magnitude >= 1e7 || (magnitude > 0 && magnitude < 1e-4) { return powersOfTen(value) }
  let whole = magnitude < 1 ? 0 : Int(log10(magnitude)) + 1
  let leadingZeros = magnitude > 0 && magnitude < 1 ? Int(-log10(magnitude)) : 0
  var text = String(format: "%.\(max(0, digits - whole + leadingZeros))f", value)
  if text.contains(".") {
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
  }
  return withCommas(text)
}

private func powersOfTen(_ value: Double) -> String {
  guard value != 0 else { return "0" }
  var exponent = Int(log10(abs(value)).rounded(.down))
  var mantissa = value / power(exponent)
  if abs(mantissa) >= 9.9995 {
    mantissa /= 10
    exponent += 1
  }
  let factor = numberLabel(mantissa)
  let tens = "10" + superscript(exponent)
  return factor == "1" ? tens : factor == "−1" ? "−" + tens : "\(factor)×\(tens)"
}

/// With commas between thousands from 10,000 on (years stay whole) and a true minus sign.
private func withCommas(_ text: String) -> String {
  let isNegative = text.hasPrefix("-") && text.contains { ("1"..."9").contains($0) }
  let digits = text.drop { $0 == "-" }
  var whole = String(digits.prefix { $0 != "." })
  let rest = digits.dropFirst(whole.count)
  if whole.count > 4 {
    var parts: [Substring] = []
    var left = whole[...]
    while left.count > 3 {
      parts.insert(left.suffix(3), at: 0)
      left = left.dropLast(3)
    }
    whole = ([left] + parts).joined(separator: ",")
  }
  return (isNegative ? "−" : "") + whole + rest
}
