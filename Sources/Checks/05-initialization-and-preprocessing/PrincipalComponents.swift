import Grading
import Tensors

/// What exercise 5.3 returns: components (a row each), variances, and the coordinates of the data.
typealias Components = (
  components: Tensor<Double>, variances: Tensor<Double>, coordinates: Tensor<Double>
)

/// Takes data `(N, D)` and how many components to keep.
typealias ComponentAnalysis = @Sendable (Tensor<Double>, Int) throws -> Components

/// 5.3: the principal components of a data set.
let principalComponents = Exercise<ComponentAnalysis>(
  "5.3",
  check: { check, analyze in
    func ask(_ situation: String, _ data: Tensor<Double>, _ count: Int) {
      let right = withFixedSigns(analysis(data, count), count: count)
      let facts = Facts(factors: [
        Factor(
          "N", Double(data.rowCount), whenTooLarge: "the variance is a mean over the N examples",
          whenTooSmall: "it is divided by N once too often")
      ])
      func answer() throws -> Components {
        withFixedSigns(try analyze(data, count), count: count)
      }
      check.value("components", of: situation, is: right.components, within: close) {
        try answer().components
      }
      check.value(
        "variances", of: situation, is: right.variances, within: close, knowing: facts
      ) { try answer().variances }
      check.value("coordinates", of: situation, is: right.coordinates, within: close) {
        try answer().coordinates
      }
    }
    ask(
      "\(fourPoints.situation): mean (5, 2), directions (0.8, 0.6) and (-0.6, 0.8)",
      fourPoints.data, 2)
    for (n, d, count) in [(17, 3, 2), (23, 5, 3), (31, 2, 1), (19, 4, 4), (29, 3, 3)] {
      ask("\(n) examples of \(d) features, \(count) components", cloud(check, n, d), count)
    }
  },
  mutants: componentMutants)

private let close = Tolerance(relative: 1e-7, absolute: 1e-8)

/// Four points around (5, 2): 6, -3, -2 and -1 along (0.8, 0.6), and 1, 5, -3 and -3 along (-0.6, 0.8).
let fourPoints: (situation: String, data: Tensor<Double>) = (
  "[[9.2, 6.4], [-0.4, 4.2], [5.2, -1.6], [6, -1]]",
  [[9.2, 6.4], [-0.4, 4.2], [5.2, -1.6], [6, -1]]
)

/// Data with distinct variances along random directions, away from the origin.
func cloud(_ check: Check, _ n: Int, _ d: Int) -> Tensor<Double> {
  let scales = Tensor((0..<d).map { Double(d - $0) * Double(d - $0) })
  let directions = singularValueDecomposition(check.normal([d, d])).vt
  return matmul(check.normal([n, d]) * scales, directions) + check.normal([d]) * 5
}

/// The covariance of centred data by the definition.
private func covariance(_ centered: Tensor<Double>) -> Tensor<Double> {
  matmul(centered, centered, transposeA: true) / Double(centered.rowCount)
}

/// Components by the definition: eigenvectors of the covariance, the largest eigenvalue first.
func analysis(_ data: Tensor<Double>, _ count: Int) -> Components {
  let centered = data - meanExample(data)
  let (values, vectors) = symmetricEigenDecomposition(covariance(centered))
  let order = Array((0..<data.rowSize).reversed().prefix(count))
  let components = vectors.transposed().gathering(rows: order)
  return (
    components, values.gathering(rows: order), matmul(centered, components, transposeB: true)
  )
}

/// A direction and its opposite are equally right: each is turned so that its entry of largest magnitude is positive, and its
/// coordinates with it.
private func withFixedSigns(_ answer: Components, count: Int) -> Components {
  guard answer.components.rank == 2 else { return answer }
  let areRows = answer.components.shape[0] == count
  let signs = peakSigns(
    ofRows: areRows ? answer.components : answer.components.transposed())
  let fits = answer.coordinates.rank == 2 && answer.coordinates.shape[1] == signs.count
  return (
    answer.components * (areRows ? signs.reshaped(to: [signs.count, 1]) : signs), answer.variances,
    fits ? answer.coordinates * signs : answer.coordinates
  )
}

/// For each row 1 if its entry of largest magnitude is positive, and -1 otherwise.
func peakSigns(ofRows matrix: Tensor<Double>) -> Tensor<Double> {
  Tensor(
    (0..<matrix.rowCount).map { row in
      let entries = matrix.row(row).scalars
      let peak = entries.max { abs($0) < abs($1) } ?? 1
      return peak < 0 ? -1 : 1
    })
}

private typealias Change = @Sendable (Tensor<Double>, Int, Components) -> Components

/// A wrong answer, made from the right one.
private func changing(_ change: @escaping Change) -> ComponentAnalysis {
  { data, count in change(data, count, analysis(data, count)) }
}

/// The right directions, of another symmetric matrix than the covariance.
private func directions(
  of matrix: @escaping @Sendable (Tensor<Double>) -> Tensor<Double>
) -> ComponentAnalysis {
  { data, count in
    let (values, vectors) = symmetricEigenDecomposition(matrix(data))
    let order = Array((0..<data.rowSize).reversed().prefix(count))
    let components = vectors.transposed().gathering(rows: order)
    let centered = data - meanExample(data)
    return (
      components, values.gathering(rows: order), matmul(centered, components, transposeB: true)
    )
  }
}

private let componentMutants: [Mutant<ComponentAnalysis>] = [
  Mutant(
    "not-centered",
    "The data are not centred before their covariance is taken: the first direction then points to where they lie, not along what varies.",
    { data, count in
      let (values, vectors) = symmetricEigenDecomposition(covariance(data))
      let order = Array((0..<data.rowSize).reversed().prefix(count))
      let components = vectors.transposed().gathering(rows: order)
      return (components, values.gathering(rows: order), matmul(data, components, transposeB: true))
    }),
  Mutant(
    "covariance-not-centered",
    "The covariance is taken of data that are not centred: its first direction then points to where they lie, not along what varies.",
    directions { covariance($0) }),
  Mutant(
    "ascending",
    "The smallest variances come first: symmetricEigenDecomposition gives them in ascending order, and the largest are wanted.",
    { data, count in
      let all = analysis(data, data.rowSize)
      let order = Array((0..<data.rowSize).reversed().prefix(count))
      let components = all.components.gathering(rows: order)
      return (
        components, all.variances.gathering(rows: order),
        matmul(data - meanExample(data), components, transposeB: true)
      )
    }),
  Mutant(
    "rows-of-vectors",
    "It takes rows of the matrix of eigenvectors; they are its columns. Transpose it first.",
    { data, count in
      let centered = data - meanExample(data)
      let (values, vectors) = symmetricEigenDecomposition(covariance(centered))
      let order = Array((0..<data.rowSize).reversed().prefix(count))
      let components = vectors.gathering(rows: order)
      return (
        components, values.gathering(rows: order), matmul(centered, components, transposeB: true)
      )
    }),
  Mutant(
    "first-rows-of-vectors",
    "It takes the first rows of the matrix of eigenvectors. The directions are its columns, and the last of them has the largest variance.",
    { data, count in
      let centered = data - meanExample(data)
      let (values, vectors) = symmetricEigenDecomposition(covariance(centered))
      let components = vectors[rows: 0..<count]
      return (
        components, values[rows: 0..<count], matmul(centered, components, transposeB: true)
      )
    }),
  Mutant(
    "components-as-columns", expecting: "shape.transposed",
    changing { _, _, right in (right.components.transposed(), right.variances, right.coordinates) }),
  Mutant(
    "components-scaled",
    "The directions are multiplied by the standard deviations along them. They have length 1.",
    changing { _, _, right in
      let scale = right.variances.squareRoot().reshaped(to: [-1, 1])
      return (right.components * scale, right.variances, right.coordinates)
    }),
  Mutant(
    "of-correlations",
    "The features are divided by their standard deviations first: these are the directions of the correlations, and those of the covariance are wanted.",
    directions { data in
      let centered = data - meanExample(data)
      return covariance(centered / centered.power(2).mean(axis: 0).squareRoot())
    }),
  Mutant(
    "not-all-features",
    "It keeps all components; count of them are wanted.",
    { data, _ in analysis(data, data.rowSize) }),
  Mutant(
    "variances-unbiased",
    "The variances are divided by N - 1. Here the variance is the mean of the squares: divide by N.",
    changing { data, _, right in
      let n = Double(data.rowCount)
      return (right.components, right.variances * (n / (n - 1)), right.coordinates)
    }),
  Mutant(
    "variances-summed", expecting: "factor.N",
    changing { data, _, right in
      (right.components, right.variances * Double(data.rowCount), right.coordinates)
    }),
  Mutant(
    "deviations", expecting: "map.square",
    changing { _, _, right in (right.components, right.variances.squareRoot(), right.coordinates) }),
  Mutant(
    "singular-values",
    "These are the singular values of the centred data. The variances are their squares, divided by N.",
    changing { data, _, right in
      let singular = (right.variances * Double(data.rowCount)).squareRoot()
      return (right.components, singular, right.coordinates)
    }),
  Mutant(
    "shares",
    "These are shares of the whole variance, which add up to 1 at most. The variances themselves are wanted.",
    changing { data, _, right in
      let all = analysis(data, data.rowSize).variances.sum()
      return (right.components, right.variances / all, right.coordinates)
    }),
  Mutant(
    "coordinates-not-centered",
    "The coordinates are those of the data as they were: project the centred ones.",
    changing { data, _, right in
      (right.components, right.variances, matmul(data, right.components, transposeB: true))
    }),
  Mutant(
    "coordinates-whitened",
    "The coordinates are divided by the standard deviations along the directions: that is the next exercise.",
    changing { _, _, right in
      (right.components, right.variances, right.coordinates / right.variances.squareRoot())
    }),
  Mutant(
    "coordinates-u",
    "These are the columns of u, all of length 1. The coordinates are u times the singular values.",
    changing { data, _, right in
      let lengths = (right.variances * Double(data.rowCount)).squareRoot()
      return (right.components, right.variances, right.coordinates / lengths)
    }),
  Mutant(
    "coordinates-transposed", expecting: "shape.transposed",
    changing { _, _, right in (right.components, right.variances, right.coordinates.transposed()) }),
  Mutant(
    "reconstructed",
    "These are the data rebuilt from their coordinates. The coordinates themselves are wanted, count of them for each example.",
    changing { data, _, right in
      let rebuilt = matmul(right.coordinates, right.components) + meanExample(data)
      return (right.components, right.variances, rebuilt)
    }),
  Mutant(
    "centered-by-example",
    "Each example loses the mean of its own features. Centring takes away the mean over the examples: axis 0.",
    { data, count in
      let centered = data - data.mean(axis: 1, keepingDimension: true)
      let (values, vectors) = symmetricEigenDecomposition(covariance(centered))
      let order = Array((0..<data.rowSize).reversed().prefix(count))
      let components = vectors.transposed().gathering(rows: order)
      return (
        components, values.gathering(rows: order), matmul(centered, components, transposeB: true)
      )
    }),
]
