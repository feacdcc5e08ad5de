import Testing

@testable import Tensors

@Suite("Numbers in words")
struct NumbersInWordsTests {
  @Test("a share is a percentage, and two shares are compared in points")
  func shares() {
    #expect(percent(0.4832) == "48.3 %")
    #expect(percent(0.1, digits: 0) == "10 %")
    #expect(
      comparison(0.4, with: 0.385) == "better by 1.5 points (40.0 % against 38.5 %)")
    #expect(comparison(0.385, with: 0.4) == "worse by 1.5 points (38.5 % against 40.0 %)")
    #expect(comparison(0.4, with: 0.4004) == "as good (40.0 %)")
  }

  @Test("decimals keep the places after the point, and a count has commas")
  func places() {
    #expect(decimals(-2) == "-2.00")
    #expect(decimals(2.34567, 3) == "2.346")
    #expect(scientific(3.1e-9) == "3.1e-09")
    #expect([0, 999, 1000, -1_234_567].map(grouped) == ["0", "999", "1,000", "-1,234,567"])
  }

  @Test(
    "significant digits are kept from the first that counts, and no zeros behind them",
    arguments: [
      (0, "0"), (5, "5"), (0.25, "0.25"), (2.0 / 3, "0.667"), (999.4, "999"), (999.6, "1,000"),
      (-12_345, "-12,300"), (999_499, "999,000"), (999_501, "1e+06"), (0.000_012_34, "1.23e-05"),
      (7.888e69, "7.89e+69"), (.nan, "NaN"), (.infinity, "∞"), (-.infinity, "-∞"),
    ] as [(Double, String)])
  func significantDigits(value: Double, text: String) {
    #expect(significant(value) == text)
  }

  @Test("more digits can be asked for, with commas or without")
  func moreDigits() {
    #expect(significant(1234.5678, digits: 6) == "1,234.57")
    #expect(significant(1234.5678, digits: 6, isGrouped: false) == "1234.57")
    #expect(significant(123_456.7, digits: 6) == "123,457")
    #expect(significant(100_000, digits: 5, isGrouped: false) == "1e+05")
    #expect(significant(-0.196_611_9, digits: 6) == "-0.196612")
  }

  @Test(
    "a time has the unit that suits it",
    arguments: [
      (0.000_045_2, "45.2 µs"), (0.0015, "1.5 ms"), (0.0123, "12 ms"), (0.96, "1.0 s"),
      (3.14, "3.1 s"), (45, "45 s"), (125, "2 min 5 s"),
    ] as [(Double, String)])
  func times(seconds: Double, text: String) {
    #expect(duration(seconds) == text)
  }

  @Test(
    "a label in a drawing has two decimals, and more where they are needed",
    arguments: [
      (-0.196_611, "−0.20"), (-12, "−12.00"), (0.0437, "0.044"), (1234.5, "1234.5"),
      (-1.234e-12, "−1.23e−12"), (6.17e8, "6.17e8"), (-0.0, "0.00"), (.nan, "NaN"),
      (-.infinity, "−∞"),
    ] as [(Double, String)])
  func labels(value: Double, text: String) {
    #expect(label(for: value) == text)
  }
}
