import Tensors

/// One thing that a plot shows: a line, points, bars, a band, a note.
///
/// Marks are made by the functions below (`.line`, `.points`, `.bars`, ...). A mark with a `label` has an entry in the
/// legend. Marks without a colour take the next one of the palette; marks with equal labels share one, and
/// error bars and bands take that of the mark before them.
public struct Mark: Sendable {
  /// How a line is drawn.
  public enum Dash: Sendable {
    /// Without gaps.
    case solid

    /// In strokes.
    case dashed

    /// In dots.
    case dotted
  }

  enum Kind: Sendable {
    case line([Point], width: Double, dash: Dash, marker: Marker?)
    case points([Point], marker: Marker?, size: Double)
    case bars([Double], deviations: [Double], texts: [String])
    case histogram(edges: [Double], heights: [Double])
    case errorBars([Point], deviations: [Double])
    case band([Point], [Point])
    case verticalLine(Double)
    case horizontalLine(Double)
    case text(Point, Placement)
    case arrow(from: Point, to: Point)
    case trajectory([Point])
    case regions(PlaneGrid, labels: [Int])
    case field(PlaneGrid, values: [Double], FieldStyle)
  }

  var kind: Kind
  var label: String?
  var color: Color?
}

/// Where a note stands, seen from its point.
public enum Placement: Sendable {
  /// Above the point.
  case above

  /// Below the point.
  case below

  /// To the left of the point.
  case left

  /// To the right of the point.
  case right

  /// On the point.
  case center
}

// MARK: - Series

extension Mark {
  /// A line through points, in the order given; a number that is not finite interrupts it.
  ///
  /// - Parameters:
  ///   - xs: horizontal coordinates.
  ///   - ys: vertical coordinates, as many.
  ///   - label: the entry in the legend.
  ///   - color: the colour, or nil for the next of the palette.
  ///   - width: the thickness in points.
  ///   - dash: solid, dashed or dotted.
  ///   - marker: what to draw at each point, if anything.
  /// - Returns: the mark.
  /// - Precondition: there are as many `xs` as `ys`.
  public static func line(
    _ xs: [some Plottable], _ ys: [some Plottable], label: String? = nil, color: Color? = nil,
    width: Double = 2, dash: Dash = .solid, marker: Marker? = nil
  ) -> Mark {
    Mark(
      kind: .line(paired(xs, ys, "line"), width: width, dash: dash, marker: marker), label: label,
      color: color)
  }

  /// A line through `ys` at 1, 2, 3, ...: a value a step, or an epoch.
  public static func line(
    _ ys: [some Plottable], label: String? = nil, color: Color? = nil, width: Double = 2,
    dash: Dash = .solid, marker: Marker? = nil
  ) -> Mark {
    line(
      Array(1..<ys.count + 1), ys, label: label, color: color, width: width, dash: dash,
      marker: marker)
  }

  /// Separate points.
  ///
  /// - Parameters:
  ///   - xs: horizontal coordinates.
  ///   - ys: vertical coordinates, as many.
  ///   - label: the entry in the legend.
  ///   - color: the colour, or nil for the next of the palette.
  ///   - marker: their shape, or nil for one that differs from series to series.
  ///   - size: their diameter in points.
  /// - Returns: the mark.
  /// - Precondition: there are as many `xs` as `ys`.
  public static func points(
    _ xs: [some Plottable], _ ys: [some Plottable], label: String? = nil, color: Color? = nil,
    marker: Marker? = nil, size: Double = 7
  ) -> Mark {
    Mark(
      kind: .points(paired(xs, ys, "points"), marker: marker, size: size), label: label,
      color: color)
  }

  /// Vertical bars at 0, 1, 2, ..., usually the `categories` of the x axis; several such marks stand side by side.
  ///
  /// - Parameters:
  ///   - values: the height of each bar.
  ///   - deviations: half the length of an error bar on each, or none.
  ///   - texts: what to write on each bar, or nothing.
  ///   - label: the entry in the legend.
  ///   - color: the colour, or nil for the next of the palette.
  /// - Returns: the mark.
  public static func bars(
    _ values: [some Plottable], deviations: [Double] = [], texts: [String] = [],
    label: String? = nil, color: Color? = nil
  ) -> Mark {
    precondition(
      deviations.isEmpty || deviations.count == values.count,
      "bars: expected \(values.count) deviations, got \(deviations.count)")
    precondition(
      texts.isEmpty || texts.count == values.count,
      "bars: expected \(values.count) texts, got \(texts.count)")
    return Mark(
      kind: .bars(values.map(\.plotValue), deviations: deviations, texts: texts), label: label,
      color: color)
  }

  /// How often values fall into each of `bins` equal intervals.
  ///
  /// - Parameters:
  ///   - values: the numbers to count; those that are not finite or lie outside are left out.
  ///   - bins: the number of intervals.
  ///   - range: from where to where, or nil for the smallest to the largest value.
  ///   - asShare: whether to show percentages of all values instead of counts.
  ///   - label: the entry in the legend.
  ///   - color: the colour, or nil for the next of the palette.
  /// - Returns: the mark.
  public static func histogram(
    _ values: [some Plottable], bins: Int = 30, range: ClosedRange<Double>? = nil,
    asShare: Bool = false, label: String? = nil, color: Color? = nil
  ) -> Mark {
    precondition(bins > 0, "histogram: expected at least one bin, got \(bins)")
    let numbers = values.map(\.plotValue)
    let (edges, counts) = binned(numbers, bins: bins, range: range)
    let unit = asShare ? 100 / Double(max(numbers.count, 1)) : 1
    return Mark(
      kind: .histogram(edges: edges, heights: counts.map { Double($0) * unit }), label: label,
      color: color)
  }

  /// Vertical bars from `y - deviation` to `y + deviation`.
  ///
  /// - Precondition: there are as many `xs` as `ys` and `deviations`.
  public static func errorBars(
    _ xs: [some Plottable], _ ys: [some Plottable], deviations: [some Plottable],
    color: Color? = nil
  ) -> Mark {
    precondition(
      deviations.count == ys.count,
      "errorBars: expected \(ys.count) deviations, got \(deviations.count)")
    return Mark(
      kind: .errorBars(paired(xs, ys, "errorBars"), deviations: deviations.map(\.plotValue)),
      color: color)
  }

  /// The area between two lines, pale.
  ///
  /// - Precondition: there are as many `xs` as `lower` and `upper`.
  public static func band(
    _ xs: [some Plottable], lower: [some Plottable], upper: [some Plottable],
    label: String? = nil, color: Color? = nil
  ) -> Mark {
    Mark(
      kind: .band(paired(xs, lower, "band"), paired(xs, upper, "band")), label: label, color: color)
  }

  /// The path of an optimiser: a line with a dot a step, an open circle at its start and a star at its end.
  ///
  /// - Precondition: there are as many `xs` as `ys`.
  public static func trajectory(
    _ xs: [some Plottable], _ ys: [some Plottable], label: String? = nil, color: Color? = nil
  ) -> Mark {
    Mark(kind: .trajectory(paired(xs, ys, "trajectory")), label: label, color: color)
  }
}

// MARK: - Notes

extension Mark {
  /// A dashed line at `x` from bottom to top, with its label beside it.
  public static func verticalLine(
    at x: some Plottable, label: String? = nil, color: Color = .quiet
  ) -> Mark {
    Mark(kind: .verticalLine(x.plotValue), label: label, color: color)
  }

  /// A dashed line at `y` from left to right, with its label beside it.
  public static func horizontalLine(
    at y: some Plottable, label: String? = nil, color: Color = .quiet
  ) -> Mark {
    Mark(kind: .horizontalLine(y.plotValue), label: label, color: color)
  }

  /// A short text at a point of the data; a line break starts a new line.
  public static func text(
    _ text: String, at x: some Plottable, _ y: some Plottable, placement: Placement = .center,
    color: Color = .ink
  ) -> Mark {
    Mark(kind: .text(Point(x.plotValue, y.plotValue), placement), label: text, color: color)
  }

  /// An arrow between two points of the data.
  public static func arrow(from start: Point, to end: Point, color: Color = .ink) -> Mark {
    Mark(kind: .arrow(from: start, to: end), color: color)
  }
}

private func paired(_ xs: [some Plottable], _ ys: [some Plottable], _ name: String) -> [Point] {
  precondition(
    xs.count == ys.count, "\(name): expected as many x as y, got \(xs.count) and \(ys.count)")
  return zip(xs, ys).map { Point($0.plotValue, $1.plotValue) }
}

/// The limits of equal intervals, one more than there are intervals, and the count in each.
func binned(_ values: [Double], bins: Int, range: ClosedRange<Double>?) -> ([Double], [Int]) {
  let finite = values.filter(\.isFinite)
  var low = range?.lowerBound ?? finite.min() ?? 0
  var high = range?.upperBound ?? finite.max() ?? 1
  if high <= low { (low, high) = (low - 0.5, low + 0.5) }
  let width = (high - low) / Double(bins)
  var counts = [Int](repeating: 0, count: bins)
  for value in finite where value >= low && value <= high {
    // The last interval includes its upper limit, as NumPy's does.
    counts[min(Int((value - low) / width), bins - 1)] += 1
  }
  return ((0...bins).map { low + Double($0) * width }, counts)
}
