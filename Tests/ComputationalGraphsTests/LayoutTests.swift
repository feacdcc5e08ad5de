import Pictures
import Testing

@testable import ComputationalGraphs

@Suite("The drawing of a graph")
struct LayoutTests {
  /// The lecture's examples, with the names that it gives them.
  private static func firstExample() -> Value {
    (Value(-2, "x") + Value(5, "y")) * Value(-4, "z")
  }

  private static func stagedSigmoid() -> Value {
    let w = [Value(2, "w0"), Value(-3, "w1"), Value(-3, "w2")]
    let x = [Value(-1, "x0"), Value(-2, "x1")]
    return 1 / (1 + exp(-(w[0] * x[0] + w[1] * x[1] + w[2])))
  }

  @Test("has no crossing wires for the lecture's examples")
  func noCrossings() {
    for f in [Self.firstExample(), Self.stagedSigmoid()] {
      f.backward()
      #expect(plan(f).crossings.isEmpty)
    }
  }

  @Test("runs from the left to the right: every gate stands right of its inputs")
  func leftToRight() {
    for seed in 1...20 as ClosedRange<UInt64> {
      let f = RandomGraph(seed: seed, gateCount: 20).result
      let plan = plan(f)
      for wire in plan.wires {
        for (a, b) in zip(wire.points, wire.points.dropFirst()) { #expect(b.x >= a.x) }
      }
    }
  }

  @Test("draws trees of any shape without a crossing")
  func trees() {
    func tree(_ depth: Int, _ shape: Int) -> Value {
      if depth == 0 { return Value(1.5, "x") }
      let isDeepLeft = shape % 3 == 0
      let left = tree(isDeepLeft ? depth - 1 : depth / 2, shape + 1)
      let right = tree(isDeepLeft ? depth / 2 : depth - 1, shape + 2)
      return shape % 2 == 0 ? left + right : left / right
    }
    for shape in 0..<6 {
      let f = tree(5, shape)
      f.backward()
      #expect(plan(f).crossings.isEmpty, "shape \(shape)")
    }
  }

  @Test(
    "keeps numbers, names, circles and wires apart, whatever the graph",
    arguments: 1...40 as ClosedRange<UInt64>)
  func noOverlaps(seed: UInt64) {
    let f = RandomGraph(
      seed: seed, gateCount: Int(seed), extremes: seed.isMultiple(of: 3)
    ).result
    f.backward()
    if seed.isMultiple(of: 2) { f.inputs.first?.named("an intermediate result") }
    #expect(plan(f).overlaps == [])
  }

  @Test("notices overlaps and crossings when there are some")
  func noticesOverlaps() {
    var plan = plan(Self.firstExample())
    plan.labels[1].center = plan.labels[0].center
    #expect(!plan.overlaps.isEmpty)
    plan = self.plan(Self.firstExample())
    plan.labels[0].center = plan.circles[0].center
    #expect(!plan.overlaps.isEmpty)
    plan = self.plan(Self.firstExample())
    let (top, bottom) = (plan.wires[0].points, plan.wires[1].points)
    plan.wires[0].points = [top[0], bottom[bottom.count - 1]]
    plan.wires[1].points = [bottom[0], top[top.count - 1]]
    #expect(!plan.crossings.isEmpty)
  }

  @Test("writes constants into the gates that read them")
  func constants() {
    let x = Value(2, "x")
    let texts: [(Value, String)] = [
      (x + 1, "+1"), (1 + x, "+1"), (x - 1, "−1"), (1 - x, "1−x"), (x * 2.5, "×2.5"),
      (1 / x, "1/x"), (x / 4, "/4"), (max(0, x), "max 0"), (-x, "×−1"), (x * -2, "×−2"),
    ]
    for (value, text) in texts {
      let sketch = GraphSketch(of: value, showsGradients: true)
      #expect(sketch.nodes.map(\.text) == ["x", text])
      #expect(sketch.wires.count == 1)
    }
  }

  @Test("shows each branch's share of the gradient where a value is read twice")
  func shares() {
    let (x, y) = (Value(3, "x"), Value(2, "y"))
    let f = (x + y) * (x - y)
    f.backward()
    let sketch = GraphSketch(of: f, showsGradients: true)
    #expect(sketch.nodes[0].label?.gradient == "6.00")
    let shares = sketch.wires.filter { $0.source == 0 }.compactMap { $0.label?.gradient }
    #expect(shares == ["1.00", "5.00"])
  }

  @Test("is a picture that shows something, at most as large as can be drawn")
  func pictures() {
    let x = Value(1, "x")
    var chain = x
    for _ in 0..<GraphDrawing.gateLimit { chain = sin(chain) }
    let forked = (0..<50).reduce(x) { value, _ in value + value }
    for value in [x, 3, Self.firstExample(), chain, forked, max(x, x), sin(chain)] {
      value.backward()
      let image = value.drawing(title: "A graph").image()
      #expect(image.width <= 32_767 && image.height <= 32_767)
      #expect(Set(image.pixels).count > 2)
    }
  }

  private func plan(_ value: Value) -> GraphPlan {
    GraphPlan(GraphSketch(of: value, showsGradients: true))
  }
}
