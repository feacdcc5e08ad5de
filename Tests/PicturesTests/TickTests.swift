import Testing

@testable import Pictures

@Suite("Numbers along an axis")
struct TickTests {
  @Test("linear axes have round numbers inside their range, three to as many as fit")
  func linear() {
    #expect(
      Ticks.linear(in: 0...1, atMost: 6).labels == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(Ticks.linear(in: -0.02...1.03, atMost: 5).values == [0, 0.25, 0.5, 0.75, 1])
    #expect(Ticks.linear(in: 1959...2017, atMost: 7).labels.first == "1960")
    #expect(
      Ticks.linear(in: 0...40_000, atMost: 5).labels
        == ["0", "10,000", "20,000", "30,000", "40,000"])
    #expect(Ticks.linear(in: -17.85...17.85, atMost: 3).labels == ["−10", "0", "10"])
    #expect(Ticks.linear(in: 0...2e8, atMost: 3).labels == ["0", "10⁸", "2×10⁸"])
  }

  @Test("numbers that differ far behind the point keep the digits that tell them apart")
  func nearlyEqual() {
    let ticks = Ticks.linear(in: 2.302583...2.302586, atMost: 8)
    #expect(Set(ticks.labels).count == ticks.labels.count)
    #expect(ticks.labels.contains("2.3025850"))
  }

  @Test(
    "any range has two or more numbers, all inside, in order, with labels that differ",
    arguments: [
      (0, 1e-9), (-3, 4), (1e6, 1e6 + 1), (0.1, 0.11), (-1e12, 5e12), (17, 17.3), (-1e-5, 0),
    ] as [(Double, Double)])
  func always(low: Double, high: Double) {
    for count in 1...12 {
      let ticks = Ticks.linear(in: low...high, atMost: count)
      #expect(ticks.values.count >= 2 && ticks.values.count <= count + 4)
      #expect(ticks.values == ticks.values.sorted())
      let slack = (high - low) * 1e-6
      #expect(ticks.values.allSatisfy { $0 >= low - slack && $0 <= high + slack })
      #expect(Set(ticks.labels).count == ticks.values.count)
    }
  }

  @Test("logarithmic axes have powers of ten, with 2 and 5 times them where there is room")
  func logarithmic() {
    #expect(Ticks.log(in: 1...100, atMost: 8).labels == ["1", "2", "5", "10", "20", "50", "100"])
    #expect(Ticks.log(in: 1...100, atMost: 5).labels == ["1", "3", "10", "30", "100"])
    #expect(Ticks.log(in: 0.001...1000, atMost: 7).labels.first == "0.001")
    #expect(
      Ticks.log(in: 1e-12...1, atMost: 5).labels == ["10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³", "10⁰"])
    #expect(Ticks.log(in: 1...1000, atMost: 4).minor.contains(20))
    #expect(Ticks.log(in: 1.0...1.5, atMost: 6).values.count >= 3)
  }

  @Test("numbers are written as people write them")
  func labels() {
    #expect(numberLabel(0) == "0")
    #expect(numberLabel(-0.25) == "−0.25")
    #expect(numberLabel(1234) == "1234")
    #expect(numberLabel(12345.6) == "12,346")
    #expect(numberLabel(0.00012346) == "0.0001235")
    #expect(numberLabel(1e-9) == "10⁻⁹")
    #expect(numberLabel(-2.5e10) == "−2.5×10¹⁰")
    #expect(numberLabel(.nan) == "NaN")
    #expect(numberLabel(-.infinity) == "−∞")
  }
}
