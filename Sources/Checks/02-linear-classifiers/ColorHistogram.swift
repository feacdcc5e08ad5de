import Grading
import Tensors

/// Takes a picture `[3, H, W]` and the number of bins.
typealias ColorHistogram = @Sendable (Tensor<Double>, Int) throws -> Tensor<Double>

/// 2.13: a histogram of hues.
let colorHistogram = Exercise<ColorHistogram>(
  "2.13",
  check: { check, histogram in
    func ask(_ situation: String, _ picture: Tensor<Double>, _ bins: Int) {
      let pixels = Double(picture.shape[1] * picture.shape[2])
      let facts = Facts(factors: [
        Factor("H", Double(picture.shape[1])), Factor("W", Double(picture.shape[2])),
        Factor(
          "H·W", pixels, whenTooLarge: "the counts are to be divided by the number of pixels"),
      ])
      check.value(
        "histogram", of: situation, is: Hues(picture).histogram(bins), knowing: facts
      ) { try histogram(picture, bins) }
    }
    ask("one green pixel, 4 bins", picture([(0, 255, 0)]), 4)
    ask("a red, a green, a blue and a blue pixel, 4 bins", picture([red, green, blue, blue]), 4)
    ask("a purple pixel (200, 0, 100), 5 bins", picture([(200, 0, 100)]), 5)
    ask("black, grey, white and a blue pixel, 4 bins", picture([black, gray, white, blue]), 4)
    for (height, width, bins) in [(5, 7, 10), (11, 3, 7), (13, 17, 24)] {
      ask(
        "\(height) x \(width) random pixels, \(bins) bins",
        check.uniform([3, height, width], in: 0..<255), bins)
    }
    ask(
      "7 x 5 dark random pixels, 11 bins", check.uniform([3, 7, 5], in: 0..<20), 11)
    var half = check.uniform([3, 5, 11], in: 0..<255)
    for y in 0..<5 {
      for x in 0..<4 { for c in 1..<3 { half[c, y, x] = half[0, y, x] } }
    }
    ask("5 x 11 random pixels, the first 4 columns grey, 10 bins", half, 10)
  },
  mutants: mutants)

private typealias Pixel = (Double, Double, Double)
private let red: Pixel = (255, 0, 0)
private let green: Pixel = (0, 255, 0)
private let blue: Pixel = (0, 0, 255)
private let black: Pixel = (0, 0, 0)
private let gray: Pixel = (128, 128, 128)
private let white: Pixel = (255, 255, 255)

/// A picture one pixel high.
private func picture(_ pixels: [Pixel]) -> Tensor<Double> {
  Tensor(
    shape: [3, 1, pixels.count],
    scalars: pixels.map { $0.0 } + pixels.map { $0.1 } + pixels.map { $0.2 })
}

/// The hue of every pixel, nil for one that does not count, with its largest and smallest component.
private struct Hues {
  var hues: [Double?] = []
  var extremes: [(Double, Double, Double)] = []
  let pixelCount: Double

  /// Finds the hues, with whatever is given in the place of the right thing.
  init(
    _ picture: Tensor<Double>, grey: Double? = 0,
    sectors: (red: Double, green: Double, blue: Double) = (0, 2, 4), lean: Double = 1,
    extent: (Int, Int)? = nil,
    wrap: (Double) -> Double = { $0 < 0 ? $0 + 1 : $0 },
    range: (_ largest: Double, _ smallest: Double) -> Double = { $0 - $1 },
    instead: ((Pixel, Double, Double) -> Double)? = nil
  ) {
    let (height, width) = (picture.shape[1], picture.shape[2])
    pixelCount = Double(height * width)
    for y in 0..<(extent?.0 ?? height) {
      for x in 0..<(extent?.1 ?? width) {
        let (r, g, b) = (picture[0, y, x], picture[1, y, x], picture[2, y, x])
        let (largest, smallest) = (max(r, g, b), min(r, g, b))
        extremes.append((0, largest, smallest))
        if let instead {
          hues.append(instead((r, g, b), largest, smallest))
        } else if largest == smallest {
          hues.append(grey)
        } else {
          let range = range(largest, smallest)
          let sixths =
            r == largest
            ? sectors.red + lean * (g - b) / range
            : g == largest
              ? sectors.green + lean * (b - r) / range : sectors.blue + lean * (r - g) / range
          hues.append(wrap(sixths / 6))
        }
      }
    }
  }

  init(_ picture: Tensor<Double>, _ instead: @escaping (Pixel, Double, Double) -> Double) {
    self.init(picture, instead: instead)
  }

  /// The histogram, with whatever is given in the place of the right thing.
  func histogram(
    _ bins: Int, isDropping: Bool = false,
    weight: ((Double, Double, Double)) -> Double = { _ in 1 },
    bin: ((Double) -> Int)? = nil
  ) -> Tensor<Double> {
    var histogram = Tensor<Double>(zeros: [bins])
    for (hue, extremes) in zip(hues, extremes) {
      guard let hue, !(isDropping && hue >= 1) else { continue }
      let place = bin?(hue) ?? min(Int(hue * Double(bins)), bins - 1)
      histogram[max(0, place)] += weight(extremes) / pixelCount
    }
    return histogram
  }
}

private let mutants: [Mutant<ColorHistogram>] = [
  Mutant("counts", expecting: "factor.H·W") { picture, bins in
    Hues(picture).histogram(bins) * Double(picture.shape[1] * picture.shape[2])
  },
  Mutant("over-height", expecting: "factor.W") { picture, bins in
    Hues(picture).histogram(bins) * Double(picture.shape[2])
  },
  Mutant("grey-skipped", "Grey pixels are left out; they count as hue 0.") { picture, bins in
    Hues(picture, grey: nil).histogram(bins)
  },
  Mutant(
    "grey-skipped-and-rest-normalised",
    "Grey pixels are left out, and the rest is divided by its own number. They count as hue 0."
  ) { picture, bins in
    let counts = Hues(picture, grey: nil).histogram(bins)
    return counts / max(counts.sum(), 1e-300)
  },
  Mutant("grey-last", "Grey pixels are in the last bin; they count as hue 0.") {
    picture, bins in Hues(picture, grey: 0.999_999).histogram(bins)
  },
  Mutant(
    "grey-not-a-number", "For a grey pixel it divides 0 by 0: set its hue to 0 before that."
  ) {
    picture, bins in
    let isGrey = Hues(picture, grey: nil).hues.contains { $0 == nil }
    return isGrey ? Tensor(repeating: .nan, shape: [bins]) : Hues(picture).histogram(bins)
  },
  Mutant(
    "negative-to-0", "A negative hue is taken for 0. It lies on the other side of red: add 1."
  ) {
    picture, bins in Hues(picture, wrap: { max(0, $0) }).histogram(bins)
  },
  Mutant("negative-dropped", "Pixels with a negative hue are lost. Add 1 to it.") {
    picture, bins in
    let counts = Hues(picture, wrap: { $0 < 0 ? 2 : $0 }).histogram(bins, isDropping: true)
    return counts
  },
  Mutant(
    "negative-to-absolute",
    "A negative hue loses its sign; it lies on the other side of red: add 1."
  ) { picture, bins in Hues(picture, wrap: { abs($0) }).histogram(bins) },
  Mutant(
    "six-added-late",
    "A negative hue gets 6 added after the division by 6: on the circle of 0 ..< 1 it is 1."
  ) { picture, bins in Hues(picture, wrap: { $0 < 0 ? $0 + 6 : $0 }).histogram(bins) },
  Mutant("no-sectors", "The 2 for green and the 4 for blue are missing.") { picture, bins in
    Hues(picture, sectors: (0, 0, 0)).histogram(bins)
  },
  Mutant(
    "sectors-1-2",
    "Green begins at 2 and blue at 4, in sixths of the circle; yours has 1 and 2."
  ) {
    picture, bins in Hues(picture, sectors: (0, 1, 2)).histogram(bins)
  },
  Mutant(
    "sectors-swapped",
    "Green and blue have changed places on the circle: 2 belongs to green and 4 to blue."
  ) {
    picture, bins in Hues(picture, sectors: (0, 4, 2)).histogram(bins)
  },
  Mutant(
    "leaning-reversed",
    "The differences have the wrong sign: green minus blue for red, blue minus red for green, red minus green for blue."
  ) {
    picture, bins in Hues(picture, lean: -1).histogram(bins)
  },
  Mutant(
    "no-leaning",
    "Only the largest of the three counts; the difference of the other two is missing."
  ) {
    picture, bins in Hues(picture, lean: 0).histogram(bins)
  },
  Mutant("over-largest", "The difference is divided by M; divide it by M - m.") {
    picture, bins in Hues(picture, range: { largest, _ in largest }).histogram(bins)
  },
  Mutant("over-sum", "The difference is divided by M + m; divide it by M - m.") {
    picture, bins in Hues(picture, range: { $0 + $1 }).histogram(bins)
  },
  Mutant("over-255", "The difference is divided by 255; divide it by M - m.") {
    picture, bins in Hues(picture, range: { _, _ in 255 }).histogram(bins)
  },
  Mutant(
    "blue-green-red", "It reads the channels as blue, green, red; they are red, green, blue."
  ) {
    picture, bins in Hues(picture.gathering(rows: [2, 1, 0])).histogram(bins)
  },
  Mutant(
    "interleaved",
    "It reads the numbers as if each pixel's three lay side by side; the shape is [3, H, W]."
  ) { picture, bins in
    let shape = [picture.shape[1], picture.shape[2], 3]
    return Hues(picture.reshaped(to: shape).transposed(axes: [2, 0, 1])).histogram(bins)
  },
  Mutant("brightness", "That is a histogram of the brightness, M; the hue is wanted.") {
    picture, bins in
    Hues(picture) { _, largest, _ in largest / 256 }.histogram(bins)
  },
  Mutant("mean-brightness", "That is a histogram of the mean of the three; the hue is wanted.") {
    picture, bins in
    Hues(picture) { pixel, _, _ in (pixel.0 + pixel.1 + pixel.2) / 768 }.histogram(bins)
  },
  Mutant("red-only", "That is a histogram of red alone; the hue is wanted.") { picture, bins in
    Hues(picture) { pixel, _, _ in pixel.0 / 256 }.histogram(bins)
  },
  Mutant("saturation", "That is a histogram of the saturation, (M - m) / M; the hue is wanted.") {
    picture, bins in
    Hues(picture) { _, largest, smallest in
      largest > 0 ? (largest - smallest) / largest : 0
    }.histogram(bins)
  },
  Mutant("weighed", "Each pixel counts with its M - m; each is to count 1.") { picture, bins in
    Hues(picture).histogram(bins) { ($0.1 - $0.2) }
  },
  Mutant("weighed-by-saturation", "Each pixel counts with its saturation; each is to count 1.") {
    picture, bins in
    Hues(picture).histogram(bins) { $0.1 > 0 ? ($0.1 - $0.2) / $0.1 : 0 }
  },
  Mutant("rounded", "The bin is rounded to the nearest; it is rounded down.") { picture, bins in
    Hues(picture).histogram(bins) { _ in
      1
    } bin: {
      min(Int(($0 * Double(bins)).rounded()), bins - 1)
    }
  },
  Mutant(
    "rounded-round", "The bin is rounded to the nearest, round the circle; it is rounded down."
  ) {
    picture, bins in
    Hues(picture).histogram(bins) { _ in
      1
    } bin: {
      Int(($0 * Double(bins)).rounded()) % bins
    }
  },
  Mutant(
    "one-bin-on",
    "Every pixel is one bin too far on, and those of the last bin stay there: bins count from 0."
  ) {
    picture, bins in
    Hues(picture).histogram(bins) { _ in
      1
    } bin: {
      min(Int($0 * Double(bins)) + 1, bins - 1)
    }
  },
  Mutant("one-bin-less", "It cuts the circle into bins - 1 parts: hue is multiplied by bins.") {
    picture, bins in
    Hues(picture).histogram(bins) { _ in
      1
    } bin: {
      Int($0 * Double(bins - 1))
    }
  },
  Mutant(
    "largest-is-1", "It divides by the largest count; divide by the number of pixels."
  ) { picture, bins in
    let right = Hues(picture).histogram(bins)
    return right / right.max()
  },
  Mutant(
    "length-1", "It divides by the length of the histogram; divide by the number of pixels."
  ) {
    picture, bins in
    let right = Hues(picture).histogram(bins)
    return right / right.norm()
  },
  Mutant("over-bins", "It divides by the number of bins; divide by the number of pixels.") {
    picture, bins in
    Hues(picture).histogram(bins) * Double(picture.shape[1] * picture.shape[2]) / Double(bins)
  },
  Mutant(
    "over-numbers", "It divides by 3·H·W, all numbers of the picture; divide by the H·W pixels."
  ) {
    picture, bins in Hues(picture).histogram(bins) / 3
  },
  Mutant("square-part", "It goes through a square of pixels only: H and W are different.") {
    picture, bins in
    let (height, width) = (picture.shape[1], picture.shape[2])
    let side = min(height, width)
    return Hues(picture, extent: (side, side)).histogram(bins)
  },
]
