import Grading
import Tensors

/// Takes the shape of weights; returns how many inputs a unit adds up, and how many units an input goes to.
typealias FanCount = @Sendable ([Int]) throws -> (fanIn: Int, fanOut: Int)

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
      let window = shape.dropFirst(2).reduce(1, *)
      let fans =
        shape.count == 2 ? (shape[0], shape[1]) : (shape[1] * window, shape[0] * window)
      let facts = Facts(
        factors: [
          Factor(
            "HH · WW", Double(window), id: "window",
            whenTooSmall: "the places of the window are missing")
        ])
      check.integer("fan-in", of: situation, is: fans.0, knowing: facts) {
        try count(shape).fanIn
      }
      check.integer("fan-out", of: situation, is: fans.1, knowing: facts) {
        try count(shape).fanOut
      }
    }
  },
  mutants: fanMutants)

private typealias Pair = (fanIn: Int, fanOut: Int)

private func mutant(
  _ id: String, _ text: String, affine: (@Sendable ([Int]) -> Pair)? = nil,
  filters: (@Sendable ([Int]) -> Pair)? = nil
) -> Mutant<FanCount> {
  Mutant(id, text, answer(affine, filters))
}

private func mutant(
  _ id: String, expecting diagnosis: String, affine: (@Sendable ([Int]) -> Pair)? = nil,
  filters: (@Sendable ([Int]) -> Pair)? = nil
) -> Mutant<FanCount> {
  Mutant(id, expecting: diagnosis, answer(affine, filters))
}

private func answer(
  _ affine: (@Sendable ([Int]) -> Pair)?, _ filters: (@Sendable ([Int]) -> Pair)?
) -> FanCount {
  { shape in
    if shape.count == 2 { return affine?(shape) ?? (shape[0], shape[1]) }
    let window = shape[2] * shape[3]
    return filters?(shape) ?? (shape[1] * window, shape[0] * window)
  }
}

private let fanMutants: [Mutant<FanCount>] = [
  mutant(
    "no-window", expecting: "factor.1/window", filters: { ($0[1], $0[0]) }),
  mutant(
    "no-window-back", expecting: "factor.1/window", filters: { ($0[1] * $0[2] * $0[3], $0[0]) }),
  mutant(
    "filters-as-rows",
    "The filters' fans are the other way round: [F, C, HH, WW] has the filters, the units, first and the maps that they see second.",
    filters: { ($0[0] * $0[2] * $0[3], $0[1] * $0[2] * $0[3]) }),
  mutant(
    "affine-transposed",
    "The affine fans are the other way round. PyTorch stores the weights with the units first; here they are [D, M], inputs first.",
    affine: { ($0[1], $0[0]) }),
  mutant(
    "both-swapped", expecting: "swapped", affine: { ($0[1], $0[0]) },
    filters: { ($0[0] * $0[2] * $0[3], $0[1] * $0[2] * $0[3]) }),
  mutant(
    "first-two-axes",
    "It takes the first two axes, whatever the shape. Filters are [F, C, HH, WW]: the units come first, and a window belongs to each map.",
    filters: { ($0[0], $0[1]) }),
  mutant(
    "window-last",
    "It reads filters as [HH, WW, C, F], as TensorFlow stores them; here they are [F, C, HH, WW].",
    filters: { ($0[0] * $0[1] * $0[2], $0[0] * $0[1] * $0[3]) }),
  mutant(
    "height-only", "Only the height of the window is counted: it has HH · WW places.",
    filters: { ($0[1] * $0[2], $0[0] * $0[2]) }),
  mutant(
    "window-squared", "The height of the window is taken twice, as if it were square: HH · WW.",
    filters: { ($0[1] * $0[2] * $0[2], $0[0] * $0[2] * $0[2]) }),
  mutant(
    "all-weights",
    "The fan-in of a filter is the number of all weights. One unit belongs to one filter, C · HH · WW of them.",
    filters: { ($0.reduce(1, *), $0.reduce(1, *)) }),
  mutant(
    "window-alone", "The maps are missing: a filter sees a window in each of C maps.",
    filters: { ($0[2] * $0[3], $0[0] * $0[2] * $0[3]) }),
  mutant(
    "bias-counted",
    "There is one too many: the bias is not a term that the variance of an input goes through.",
    affine: { ($0[0] + 1, $0[1]) }, filters: { ($0[1] * $0[2] * $0[3] + 1, $0[0] * $0[2] * $0[3]) }),
  mutant(
    "sums", "The axes are added; they are multiplied.",
    filters: { ($0[1] + $0[2] + $0[3], $0[0] + $0[2] + $0[3]) }),
]
