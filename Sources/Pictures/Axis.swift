/// One direction of a plot: what it measures, and how its numbers are laid out.
///
/// A string will do where the label is all there is to say: `x: "step", y: "loss"`.
public struct Axis: Sendable, ExpressibleByStringInterpolation {
  /// How distances on the page follow from numbers.
  public enum Scale: Sendable {
    /// Equal differences are equally long.
    case linear

    /// Equal ratios are equally long; only positive numbers are shown.
    case log
  }

  /// What the numbers are, with their unit: "distance (pixels)".
  public var label: String

  /// Whether differences or ratios are shown as lengths.
  public var scale: Scale

  /// The numbers at both ends, or nil for what the data need.
  public var range: ClosedRange<Double>?

  /// Where to write numbers, or nil for round ones at a good distance.
  public var ticks: [Double]?

  /// Names for 0, 1, 2, ..., written instead of numbers.
  public var categories: [String]

  /// Creates an axis.
  public init(
    _ label: String, scale: Scale = .linear, range: ClosedRange<Double>? = nil,
    ticks: [Double]? = nil, categories: [String] = []
  ) {
    self.label = label
    self.scale = scale
    self.range = range
    self.ticks = ticks
    self.categories = categories
  }

  /// Creates a linear axis from its label alone.
  public init(stringLiteral label: String) {
    self.init(label)
  }

  /// A logarithmic axis.
  public static func log(
    _ label: String, range: ClosedRange<Double>? = nil, ticks: [Double]? = nil
  ) -> Axis {
    Axis(label, scale: .log, range: range, ticks: ticks)
  }
}

/// A number that a plot accepts; lessons pass integers, floats and doubles as they have them.
public protocol Plottable {
  /// The number in double precision.
  var plotValue: Double { get }
}

extension Double: Plottable {
  /// The number itself.
  public var plotValue: Double { self }
}

extension Float: Plottable {
  /// The number in double precision.
  public var plotValue: Double { Double(self) }
}

extension Int: Plottable {
  /// The number in double precision.
  public var plotValue: Double { Double(self) }
}
