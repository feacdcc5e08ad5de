import Grading
import Tensors

/// How many inputs a unit adds up, and how many units an input goes to.
typealias FanPair = (fanIn: Int, fanOut: Int)

/// Takes the shape of weights; returns their fans.
typealias FanCount = @Sendable ([Int]) throws -> FanPair

/// 5.7: fan-in and fan-out of weights.
let fans = Exercise<FanCount>(
  "5.7",
  check: { check, count in
    for (shape, name) in [
      ([2, 3], "affine weights"), ([3072, 100], "affine weights"), ([100, 10], "affine weights"),
      ([7, 7], "affine weights"), ([2, 3, 1, 1], "filters"), ([64, 3, 3, 3], "filters"),
      ([96, 3, 11, 11], "the filters of AlexNet's first layer,"), ([32, 16, 5, 3], "filters"),
      ([8, 8, 2, 7], "filters"),
    ] {
      let situation = "\(name) of shape \(shape)"
      let right = shape.count == 2 ? ofAffine(shape) : ofFilters(Window(shape))
      let window = Factor(
        "HH · WW", Double(shape.dropFirst(2).reduce(1, *)), id: "window",
        whenTooSmall: "the places of the window are missing")
      let facts = Facts(factors: [window])
      check.integer("fan-in", of: situation, is: right.fanIn, knowing: facts) {
        try count(shape).fanIn
      }
      check.integer("fan-out", of: situation, is: right.fanOut, knowing: facts) {
        try count(shape).fanOut
      }
    }
  },
  mutants: mutants
    + filterSlips.mutants { wrong in
      { @Sendable in $0.count == 2 ? ofAffine($0) : wrong(Window($0)) }
    })

/// The four axes of a convolution's weights.
private struct Window {
  let f, c, h, w: Int

  init(_ shape: [Int]) { (f, c, h, w) = (shape[0], shape[1], shape[2], shape[3]) }
}

@Sendable private func ofAffine(_ shape: [Int]) -> FanPair { (shape[0], shape[1]) }

@Sendable private func ofFilters(_ window: Window) -> FanPair {
  (window.c * window.h * window.w, window.f * window.h * window.w)
}

/// Wrong fans of filters.
private let filterSlips: [Slip<Window, FanPair>] = [
  Slip("no-window", expecting: "factor.1/window") { ($0.c, $0.f) },
  Slip("no-window-back", expecting: "factor.1/window") { (ofFilters($0).fanIn, $0.f) },
  Slip(
    "filters-as-rows",
    "The filters' fans are swapped: in [F, C, HH, WW] the units come first, the maps second."
  ) { (ofFilters($0).fanOut, ofFilters($0).fanIn) },
  Slip(
    "first-two-axes",
    "It takes the first two axes, whatever the shape: of filters [F, C, HH, WW], count windows too."
  ) { ($0.f, $0.c) },
  Slip("window-last", "It reads filters as [HH, WW, C, F], like TensorFlow: here, [F, C, HH, WW].")
  {
    ($0.f * $0.c * $0.h, $0.f * $0.c * $0.w)
  },
  Slip("height-only", "Only the height of the window is counted: it has HH · WW places.") {
    ($0.c * $0.h, $0.f * $0.h)
  },
  Slip("width-only", "Only the width of the window is counted: it has HH · WW places.") {
    ($0.c * $0.w, $0.f * $0.w)
  },
  Slip("window-squared", "The height is taken twice, as if the window were square: HH · WW.") {
    ($0.c * $0.h * $0.h, $0.f * $0.h * $0.h)
  },
  Slip("all-weights", "The fan-in is the number of all weights: a unit has those of one filter.") {
    let all = $0.f * $0.c * $0.h * $0.w
    return (all, all)
  },
  Slip("window-alone", "The maps are missing: a filter sees a window in each of C maps.") {
    ($0.h * $0.w, ofFilters($0).fanOut)
  },
  Slip("filters-missing", "The filters are missing in the fan-out: F of them see an input.") {
    (ofFilters($0).fanIn, $0.h * $0.w)
  },
  Slip("one-fan", "It returns the fan-in of filters twice: the fan-out has F instead of C.") {
    (ofFilters($0).fanIn, ofFilters($0).fanIn)
  },
  Slip("sums", "The axes are added: multiply them.") { ($0.c + $0.h + $0.w, $0.f + $0.h + $0.w) },
]

private let mutants: [Mutant<FanCount>] = [
  Mutant(
    "affine-transposed", "The affine fans are swapped: weights are [D, M] here, not as in PyTorch."
  ) { $0.count == 2 ? ($0[1], $0[0]) : ofFilters(Window($0)) },
  Mutant("both-swapped", expecting: "swapped") {
    let right = $0.count == 2 ? ofAffine($0) : ofFilters(Window($0))
    return (right.fanOut, right.fanIn)
  },
  Mutant("bias-counted", "The fan-in is one too large: a bias is no input, so do not count it.") {
    let right = $0.count == 2 ? ofAffine($0) : ofFilters(Window($0))
    return (right.fanIn + 1, right.fanOut)
  },
]
