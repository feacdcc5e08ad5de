import Testing

@testable import Pictures

@Suite("Plots")
struct PlotTests {
  private let ks = [1, 3, 5, 10]
  private let means = [26.6, 24.9, 27.3, 28.1]
  private let deviations = [0.6, 1.2, 1.7, 0.8]

  /// The example of `Plot`'s documentation.
  private var example: Plot {
    Plot(
      "Choosing k", x: .log("k, neighbours asked"), y: "accuracy (%)",
      marks: [
        .line(ks, means, label: "mean of five folds", marker: .circle),
        .errorBars(ks, means, deviations: deviations),
        .verticalLine(at: 10, label: "k = 10"),
      ])
  }

  @Test("are drawn at two pixels a point, and the same plot gives the same bytes")
  func drawn() throws {
    let image = example.image()
    #expect(image.width == 1280 && image.height == 800)
    #expect(example.pixelsPerPoint == 2)
    #expect(try image.pngData() == example.image().pngData())
    #expect(image.count(of: .white) > 500_000)
    #expect(image.count(of: .series(0)) > 500)
  }

  @Test("show a marker in its colour at its place, and nothing of it elsewhere")
  func markers() {
    let plot = Plot(
      x: Axis("x", range: 0...10), y: Axis("y", range: 0...10),
      marks: [.points([2.0, 8], [3.0, 6], color: .wrong)])
    let image = plot.image()
    let layout = plot.layout
    for (x, y) in [(2.0, 3.0), (8.0, 6.0)] {
      let p = layout.place(x, y)
      #expect(image[Int(p.x * 2), Int(p.y * 2)] == .wrong)
    }
    let between = layout.place(5, 4.5)
    #expect(image[Int(between.x * 2), Int(between.y * 2)] != .wrong)
    #expect(layout.place(0, 0).x == layout.area.left && layout.place(0, 0).y == layout.area.bottom)
    // Two discs of 7 points, 14 pixels: 2 * 49 * pi pixels, less their soft edges.
    #expect((220...310).contains(image.count(of: .wrong)))
  }

  @Test("put equal ratios at equal distances on a logarithmic axis")
  func logarithmic() {
    let layout = Plot(
      x: .log("x", range: 1...1000), y: "y", marks: [.line([1, 1000], [0, 1])]
    ).layout
    let steps = [1.0, 10, 100, 1000].map { layout.place($0, 0).x }
    for (a, b) in zip(steps.dropFirst(), steps.dropFirst(2)) {
      #expect(abs((b - a) - (steps[1] - steps[0])) < 1e-9)
    }
    #expect(!layout.place(-1, 0).x.isFinite)
  }

  @Test("keep the legend off the data", arguments: [1, 3, 6, 12])
  func legend(count: Int) {
    let plot = Plot(
      "Title", x: "x", y: "y",
      marks: (0..<count).map { .line([0, 1], [Double($0), 1], label: "series \($0)") })
    let layout = plot.layout
    #expect(layout.entries.count == count)
    if layout.isLegendAtRight {
      let width = LegendEntry.columnWidth(layout.entries, on: Canvas(Size(1, 1)))
      #expect(layout.area.right < layout.frame.right - 12 - width)
    } else {
      let bottom = layout.area.top - 4
      #expect(bottom - Double(layout.legendRows.count) * PlotLayout.legendHeight > 30)
      #expect(layout.legendRows.flatMap { $0 } == Array(0..<count))
    }
  }

  @Test("give marks of one label one colour, and error bars that of the mark before")
  func colors() {
    let colors = PlotLayout.resolvedColors([
      .line([1], [1], label: "a"), .errorBars([1], [1], deviations: [1]),
      .line([1], [1], label: "b"), .points([1], [1], label: "a"),
      .band([1], lower: [0], upper: [1]), .line([1], [1], color: .black),
      .line([1], [1]),
    ])
    #expect(
      colors == [
        .series(0), .series(0), .series(1), .series(0), .series(0), .black, .series(2),
      ])
  }

  @Test("count values into bins as NumPy does")
  func histogram() {
    // numpy.histogram([0, 0.1, 0.5, 0.5, 0.99, 1.0, 2.0], bins=4, range=(0, 1)) -> [2, 0, 2, 2]
    let (edges, counts) = binned([0, 0.1, 0.5, 0.5, 0.99, 1.0, 2.0, .nan], bins: 4, range: 0...1)
    #expect(edges == [0, 0.25, 0.5, 0.75, 1])
    #expect(counts == [2, 0, 2, 2])
    #expect(binned([], bins: 3, range: nil).1 == [0, 0, 0])
    #expect(binned([5, 5], bins: 2, range: nil).1.reduce(0, +) == 2)
  }

  @Test(
    "survive whatever numbers they are given",
    arguments: [
      [], [Double.nan], [Double.infinity, -Double.infinity], [0, 0, 0], [1e300, -1e300],
      [1, Double.nan, 3], [1e-200, 1], [-1, -2],
    ] as [[Double]])
  func odd(values: [Double]) {
    for axis in [Axis("y"), Axis.log("y"), Axis("y", range: 0...1)] {
      let plot = Plot(
        "odd", x: axis, y: axis,
        marks: [
          .line(values, values, label: "line"), .points(values, values), .line(values),
          .bars(values), .histogram(values), .errorBars(values, values, deviations: values),
          .band(values, lower: values, upper: values), .trajectory(values, values),
          .verticalLine(at: values.first ?? 0, label: "here"),
          .horizontalLine(at: values.last ?? 0, label: "there"),
          .text("note", at: values.first ?? 0, 1),
        ])
      #expect(plot.image().count(of: .white) > 100_000)
    }
  }

  @Test("draw text that holds zeros, line breaks, emoji and damaged bytes")
  func text() {
    let damaged = String(decoding: [0x61, 0xFF, 0xC3, 0x28, 0x00, 0x62], as: UTF8.self)
    let plot = Plot(
      damaged, x: "\u{0}", y: "漢字 🎉\nσ′", marks: [.line([1, 2], label: damaged)])
    #expect(plot.image().count(of: .ink) > 100)
    #expect(printable("a\u{0}b\nc\u{7F}") == "abc")
  }

  @Test("thin a long line without losing its peaks")
  func longLine() {
    var values = [Double](repeating: 0, count: 50_000)
    values[31_234] = 1
    let plot = Plot(x: "x", y: Axis("y", range: 0...1), marks: [.line(values)])
    let p = plot.layout.place(31_235, 0.5)
    let image = plot.image()
    let colored = (-4...4).count { image[Int(p.x * 2) + $0, Int(p.y * 2)] != .white }
    #expect(colored >= 2)
  }
}

extension Plot {
  /// The plan of the whole picture.
  fileprivate var layout: PlotLayout {
    PlotLayout(
      self, in: Rectangle(left: 0, top: 0, width: size.width, height: size.height),
      on: Canvas(Size(1, 1)))
  }
}
