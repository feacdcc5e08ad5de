import NeuralNets
import Tensors
import Testing

@Suite("Colour histogram")
struct ColorHistogramTests {
  // Python: colorsys.rgb_to_hsv(r / 255, g / 255, b / 255)[0]
  @Test(
    "gives the hue that Python's colorsys gives",
    arguments: [
      (255, 0, 0, 0.0), (200, 100, 50, 0.05555555555555556), (10, 20, 30, 0.5833333333333334),
      (30, 200, 10, 0.31578947368421045), (90, 20, 80, 0.8571428571428572),
      (255, 254, 0, 0.16601307189542483), (77, 77, 77, 0.0),
    ] as [(Float, Float, Float, Double)])
  func hue(red: Float, green: Float, blue: Float, expected: Double) {
    let hue = ColorHistogram.hue(red: red, green: green, blue: blue)
    #expect(abs(Double(hue) - expected) < 1e-6)
  }

  @Test("counts each pixel in the bin of its hue, grey as red")
  func counts() {
    // Four pixels: red, green, blue, grey; three bins that start at red, green and blue.
    let picture = Tensor<Float>(
      shape: [1, 3, 2, 2],
      scalars: [
        200, 0, 0, 9,
        0, 100, 0, 9,
        0, 0, 50, 9,
      ])
    let histogram = ColorHistogram(bins: 3).features(of: picture)
    #expect(histogram == Tensor(shape: [1, 3], scalars: [0.5, 0.25, 0.25]))
  }

  @Test("adds up to 1, and dimming a picture changes nothing")
  func dimming() {
    var generator = SystemRandomNumberGenerator()
    let pixels = (0..<2 * 3 * 64).map { _ in Float(Int.random(in: 0...127, using: &generator) * 2) }
    let bright = ColorHistogram().features(of: Tensor(shape: [2, 3, 8, 8], scalars: pixels))
    let dim = ColorHistogram().features(
      of: Tensor(shape: [2, 3, 8, 8], scalars: pixels.map { $0 / 2 }))
    #expect(bright.shape == [2, 10])
    #expect(bright == dim)
    for n in 0..<2 { #expect(abs(bright.row(n).scalars.reduce(0, +) - 1) < 1e-5) }
  }
}
