import Grading
import Tensors

/// Takes a picture `[3, H, W]` and the number of bins.
typealias ColorHistogram = @Sendable (Tensor<Double>, Int) throws -> Tensor<Double>

/// 2.13: a histogram of hues.
let colorHistogram = Exercise<ColorHistogram>(
  "2.13",
  check: { check, histogram in
    func ask(_ situation: String, _ picture: Tensor<Double>, _ bins: Int) {
      let (h, w) = (Double(picture.shape[1]), Double(picture.shape[2]))
      let mean = "the counts are to be divided by the number of pixels"
      let facts = Facts(factors: [
        Factor("H", h), Factor("W", w), Factor("H·W", h * w, whenTooLarge: mean),
      ])
      check.value(
        "histogram", of: situation, is: Hues().histogram(picture, bins), knowing: facts
      ) { try histogram(picture, bins) }
    }
    let (red, green, blue) = ([255.0, 0, 0], [0.0, 255, 0], [0.0, 0, 255])
    let (black, gray, white) = ([0.0, 0, 0], [128.0, 128, 128], [255.0, 255, 255])
    ask("one green pixel, 4 bins", picture([green]), 4)
    ask("a red, a green, a blue and a blue pixel, 4 bins", picture([red, green, blue, blue]), 4)
    ask("a purple pixel (200, 0, 100), 5 bins", picture([[200, 0, 100]]), 5)
    ask("black, grey, white and a blue pixel, 4 bins", picture([black, gray, white, blue]), 4)
    for (height, width, bins) in [(5, 7, 10), (11, 3, 7), (13, 17, 24)] {
      ask(
        "\(height) x \(width) random pixels, \(bins) bins",
        check.uniform([3, height, width], in: 0..<255), bins)
    }
    ask("7 x 5 dark random pixels, 11 bins", check.uniform([3, 7, 5], in: 0..<20), 11)
    var half = check.uniform([3, 5, 11], in: 0..<255)
    for y in 0..<5 {
      for x in 0..<4 { for c in 1..<3 { half[c, y, x] = half[0, y, x] } }
    }
    ask("5 x 11 random pixels, the first 4 columns grey, 10 bins", half, 10)
  },
  mutants: hueMutants + countMutants)

/// A picture one pixel high.
private func picture(_ pixels: [[Double]]) -> Tensor<Double> {
  Tensor(shape: [1, pixels.count, 3], scalars: pixels.flatMap { $0 }).transposed(axes: [2, 0, 1])
}

/// Red, green and blue, and the largest and smallest of them.
private struct Pixel {
  let (r, g, b): (Double, Double, Double)
  var largest: Double
  var smallest: Double
  var range: Double { largest - smallest }
  var saturation: Double { largest > 0 ? range / largest : 0 }

  init(_ picture: Tensor<Double>, _ y: Int, _ x: Int) {
    (r, g, b) = (picture[0, y, x], picture[1, y, x], picture[2, y, x])
    (largest, smallest) = (max(r, g, b), min(r, g, b))
  }
}

/// The steps of the definition, each of which a mutant may replace.
private struct Hues: Sendable {
  /// The pixel that is counted at a place.
  var pixel: @Sendable (_ picture: Tensor<Double>, _ y: Int, _ x: Int) -> Pixel = {
    Pixel($0, $1, $2)
  }
  /// The hue of a grey pixel; nil leaves it out.
  var grey: @Sendable (_ last: Double) -> Double? = { _ in 0 }
  var isStoppingAtGrey = false
  /// Where red, green and blue stand on the circle, in sixths.
  var sectors = [0.0, 2, 4]
  var lean = 1.0
  var range: @Sendable (Pixel) -> Double = { $0.range }
  /// Brings a hue to 0 ..< 1; nil leaves it out.
  var wrap: @Sendable (Double) -> Double? = { $0 < 0 ? $0 + 1 : $0 }
  /// What is counted instead of the hue.
  var other: (@Sendable (Pixel) -> Double)?
  var bin: @Sendable (_ hue: Double, _ bins: Int) -> Int = { min(Int($0 * Double($1)), $1 - 1) }
  var weight: @Sendable (Pixel) -> Double = { _ in 1 }
  var isAdding = true
  var isSquare = false
  var share:
    @Sendable (_ counts: Tensor<Double>, _ height: Double, _ width: Double) -> Tensor<Double> = {
      $0 / ($1 * $2)
    }

  @Sendable func histogram(_ picture: Tensor<Double>, _ bins: Int) -> Tensor<Double> {
    let (height, width) = (picture.shape[1], picture.shape[2])
    var (counts, last) = (Tensor<Double>(zeros: [bins]), 0.0)
    for y in 0..<(isSquare ? min(height, width) : height) {
      for x in 0..<(isSquare ? min(height, width) : width) {
        let pixel = pixel(picture, y, x)
        if pixel.range == 0 && isStoppingAtGrey { break }
        guard let hue = hue(pixel, last) else { continue }
        let bin = max(0, bin(hue, bins))
        counts[bin] = (isAdding ? counts[bin] : 0) + weight(pixel)
        last = hue
      }
    }
    return share(counts, Double(height), Double(width))
  }

  private func hue(_ pixel: Pixel, _ last: Double) -> Double? {
    if let other { return other(pixel) }
    if pixel.range == 0 { return grey(last) }
    let (r, g, b) = (pixel.r, pixel.g, pixel.b)
    let (place, difference) =
      r == pixel.largest ? (0, g - b) : g == pixel.largest ? (1, b - r) : (2, r - g)
    return wrap((sectors[place] + lean * difference / range(pixel)) / 6)
  }
}

private let hueMutants: [Mutant<ColorHistogram>] = [
  Mutant(
    "grey-skipped", "It leaves out grey pixels: count them as hue 0.",
    Hues(grey: { _ in nil }).histogram),
  Mutant(
    "grey-skipped-and-rest-normalised",
    "It leaves out grey pixels and divides by the number of the others: count grey as hue 0.",
    Hues(grey: { _ in nil }, share: { counts, _, _ in counts / max(counts.sum(), 1e-300) })
      .histogram),
  Mutant(
    "grey-last", "Grey pixels are in the last bin: count them as hue 0.",
    Hues(grey: { _ in 0.999_999 }).histogram),
  Mutant(
    "grey-not-a-number", "It divides 0 by 0 for a grey pixel: set its hue to 0 before that.",
    Hues(weight: { $0.range / $0.range }, share: { ($0 + 0 * $0.sum()) / ($1 * $2) }).histogram),
  Mutant(
    "grey-as-before", "A grey pixel has the hue of the one before: set hue to 0 for each pixel.",
    Hues(grey: { $0 }).histogram),
  Mutant(
    "grey-ends-row", "It ends the row at a grey pixel: do not leave the loop with break.",
    Hues(isStoppingAtGrey: true).histogram),
  Mutant(
    "negative-to-0", "It takes a negative hue for 0: add 1 to it.",
    Hues(wrap: { max(0, $0) }).histogram),
  Mutant(
    "negative-dropped", "It loses pixels with a negative hue: add 1 to it.",
    Hues(wrap: { $0 < 0 ? nil : $0 }).histogram),
  Mutant(
    "negative-to-absolute", "A negative hue loses its sign: add 1 to it.",
    Hues(wrap: { abs($0) }).histogram),
  Mutant(
    "six-added-late", "It adds 6 to a negative hue after dividing by 6: add 1.",
    Hues(wrap: { $0 < 0 ? $0 + 6 : $0 }).histogram),
  Mutant(
    "no-sectors", "The 2 for green and the 4 for blue are missing.",
    Hues(sectors: [0, 0, 0]).histogram),
  Mutant(
    "sectors-1-2", "Green begins at 2 and blue at 4, in sixths of the circle: you have 1 and 2.",
    Hues(sectors: [0, 1, 2]).histogram),
  Mutant(
    "sectors-swapped", "Green and blue are swapped: 2 belongs to green and 4 to blue.",
    Hues(sectors: [0, 4, 2]).histogram),
  Mutant(
    "not-over-6", "It does not divide by 6: the circle has six sixths.",
    Hues(wrap: { $0 < 0 ? 6 * $0 + 1 : 6 * $0 }).histogram),
  Mutant(
    "difference-over-6", "It divides only the difference by 6: put 2 + and 4 + into the brackets.",
    Hues(sectors: [0, 12, 24]).histogram),
  Mutant(
    "leaning-reversed", "The differences have the wrong sign: red has green - blue.",
    Hues(lean: -1).histogram),
  Mutant(
    "no-leaning", "It looks only at the largest of the three: add the difference of the others.",
    Hues(lean: 0).histogram),
  Mutant(
    "over-largest", "It divides the difference by M: divide by M - m.",
    Hues(range: { $0.largest }).histogram),
  Mutant(
    "over-sum", "It divides the difference by M + m: divide by M - m.",
    Hues(range: { $0.largest + $0.smallest }).histogram),
  Mutant(
    "over-255", "It divides the difference by 255: divide by M - m.",
    Hues(range: { _ in 255 }).histogram),
  Mutant(
    "extremes-of-picture", "M and m are those of the whole picture: each pixel has its own.",
    Hues(pixel: {
      changing(Pixel($0, $1, $2)) { [all = $0] in
        ($0.largest, $0.smallest) = (all.max(), all.min())
      }
    }).histogram),
  Mutant(
    "blue-green-red", "It reads the channels as blue, green, red: they are red, green, blue.",
    Hues(pixel: { Pixel($0.gathering(rows: [2, 1, 0]), $1, $2) }).histogram),
  Mutant(
    "interleaved", "It reads three numbers in a row as one pixel: the shape is [3, H, W].",
    Hues(pixel: {
      Pixel($0.reshaped(to: $0.shape.dropFirst() + [3]).transposed(axes: [2, 0, 1]), $1, $2)
    }).histogram),
  Mutant(
    "brightness", "That is a histogram of the brightness, M: count hues.",
    Hues(other: { $0.largest / 256 }).histogram),
  Mutant(
    "mean-brightness", "That is a histogram of the mean of the three: count hues.",
    Hues(other: { ($0.r + $0.g + $0.b) / 768 }).histogram),
  Mutant(
    "red-only", "That is a histogram of red alone: count hues.",
    Hues(other: { $0.r / 256 }).histogram),
  Mutant(
    "saturation", "That is a histogram of the saturation, (M - m) / M: count hues.",
    Hues(other: { $0.saturation }).histogram),
]

private let countMutants: [Mutant<ColorHistogram>] = [
  Mutant("counts", expecting: "factor.H·W", Hues(share: { counts, _, _ in counts }).histogram),
  Mutant("over-height", expecting: "factor.W", Hues(share: { n, h, _ in n / h }).histogram),
  Mutant(
    "weighed", "Each pixel counts M - m: count 1 for each.", Hues(weight: { $0.range }).histogram),
  Mutant(
    "weighed-by-saturation", "Each pixel counts its saturation: count 1 for each.",
    Hues(weight: { $0.saturation }).histogram),
  Mutant(
    "overwritten", "A bin has 1 at most: add 1 to it for each pixel.",
    Hues(isAdding: false).histogram),
  Mutant(
    "rounded", "It rounds the bin to the nearest: round down.",
    Hues(bin: { min(Int(($0 * Double($1)).rounded()), $1 - 1) }).histogram),
  Mutant(
    "rounded-round", "It rounds the bin to the nearest, round the circle: round down.",
    Hues(bin: { Int(($0 * Double($1)).rounded()) % $1 }).histogram),
  Mutant(
    "one-bin-on", "Every pixel is one bin too far on: bins count from 0.",
    Hues(bin: { min(Int($0 * Double($1)) + 1, $1 - 1) }).histogram),
  Mutant(
    "one-bin-less", "It cuts the circle into bins - 1 parts: multiply hue by bins.",
    Hues(bin: { Int($0 * Double($1 - 1)) }).histogram),
  Mutant(
    "largest-is-1", "It divides by the largest count: divide by the number of pixels.",
    Hues(share: { n, _, _ in n / n.max() }).histogram),
  Mutant(
    "length-1", "It divides by the histogram's length: divide by the number of pixels.",
    Hues(share: { n, _, _ in n / n.norm() }).histogram),
  Mutant(
    "over-bins", "It divides by the number of bins: divide by the number of pixels.",
    Hues(share: { n, _, _ in n / Double(n.count) }).histogram),
  Mutant(
    "over-numbers", "It divides by all 3·H·W numbers: divide by the H·W pixels.",
    Hues(share: { $0 / (3 * $1 * $2) }).histogram),
  Mutant(
    "square-part", "It goes through a square of pixels only: H and W differ.",
    Hues(isSquare: true).histogram),
  Mutant(
    "first-row-only", "It reads the first row of pixels every time: read row y.",
    Hues(pixel: { picture, _, x in Pixel(picture, 0, x) }).histogram),
]
