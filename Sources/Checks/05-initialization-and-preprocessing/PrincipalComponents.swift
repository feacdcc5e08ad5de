import Grading
import Tensors

/// What exercise 5.3 returns: components (one per row), variances, and coordinates of the data.
typealias Components = (components: T, variances: T, coordinates: T)

/// Takes data `(N, D)` and how many components to keep.
typealias ComponentAnalysis = @Sendable (T, Int) throws -> Components

/// 5.3: the principal components of a data set.
let principalComponents = Exercise<ComponentAnalysis>(
  "5.3",
  check: { check, analyze in
    func ask(_ situation: String, _ data: T, _ count: Int) {
      let right = withFixedSigns(analysis(data, count), count: count)
      let n = Factor(
        "N", Double(data.rowCount), whenTooLarge: "the variance is a mean over the N examples",
        whenTooSmall: "it is divided by N one time too many")
      func answer() throws -> Components {
        withFixedSigns(try analyze(data, count), count: count)
      }
      func askFor(_ name: String, _ part: (Components) -> T, _ facts: Facts = Facts()) {
        check.value(
          name, of: situation, is: part(right),
          within: Tolerance(relative: 1e-7, absolute: 1e-8), knowing: facts
        ) { part(try answer()) }
      }
      askFor("components", { $0.components })
      askFor("variances", { $0.variances }, Facts(factors: [n]))
      askFor("coordinates", { $0.coordinates })
    }
    ask(
      "\(fourPoints.situation): mean (5, 2), directions (0.8, 0.6) and (-0.6, 0.8)",
      fourPoints.data, 2)
    for (n, d, count) in [(17, 3, 2), (23, 5, 3), (31, 2, 1), (19, 4, 4), (29, 3, 3)] {
      ask("\(n) examples of \(d) features, \(count) components", cloud(check, n, d), count)
    }
  },
  mutants: mutants
    + components.mutants { wrong in answer { $0.components = wrong($1) } }
    + variances.mutants { wrong in answer { $0.variances = wrong($1) } }
    + coordinates.mutants { wrong in answer { $0.coordinates = wrong($1) } })

/// Four points around (5, 2): 6, -3, -2 and -1 along (0.8, 0.6), and 1, 5, -3 and -3 along
/// (-0.6, 0.8).
let fourPoints: (situation: String, data: T) = (
  "[[9.2, 6.4], [-0.4, 4.2], [5.2, -1.6], [6, -1]]",
  [[9.2, 6.4], [-0.4, 4.2], [5.2, -1.6], [6, -1]]
)

/// Data with distinct variances along random directions, away from the origin.
func cloud(_ check: Check, _ n: Int, _ d: Int) -> T {
  let scales = T((0..<d).map { Double(d - $0) * Double(d - $0) })
  let directions = singularValueDecomposition(check.normal([d, d])).vt
  return matmul(check.normal([n, d]) * scales, directions) + check.normal([d]) * 5
}

/// The covariance of centred data by the definition.
private func covariance(_ centered: T) -> T {
  matmul(centered, centered, transposeA: true) / Double(centered.rowCount)
}

/// Components by the definition: eigenvectors of the covariance, the largest eigenvalue first.
///
/// A wrong answer may centre the data otherwise, take another matrix than their covariance, or
/// take something else than the columns of the eigenvectors' matrix.
func analysis(
  _ data: T, _ count: Int, centered: T? = nil, of matrix: T? = nil,
  directions: (T) -> T = { $0.transposed() }
) -> Components {
  let centered = centered ?? data - meanExample(data)
  let (values, vectors) = symmetricEigenDecomposition(matrix ?? covariance(centered))
  let order = Array((0..<data.rowSize).reversed().prefix(count))
  let components = directions(vectors).gathering(rows: order)
  return (
    components, values.gathering(rows: order), matmul(centered, components, transposeB: true)
  )
}

/// A direction and its opposite are equally right: each is turned so that its entry of largest
/// magnitude is positive, and its coordinates with it.
private func withFixedSigns(_ answer: Components, count: Int) -> Components {
  guard answer.components.rank == 2 else { return answer }
  let areRows = answer.components.shape[0] == count
  let signs = peakSigns(ofRows: areRows ? answer.components : answer.components.transposed())
  let fits = answer.coordinates.rank == 2 && answer.coordinates.shape[1] == signs.count
  return (
    answer.components * (areRows ? signs.reshaped(to: [signs.count, 1]) : signs), answer.variances,
    fits ? answer.coordinates * signs : answer.coordinates
  )
}

/// For each row 1 if its entry of largest magnitude is positive, and -1 otherwise.
func peakSigns(ofRows matrix: T) -> T {
  T(
    (0..<matrix.rowCount).map {
      (matrix.row($0).scalars.max { abs($0) < abs($1) } ?? 1) < 0 ? -1 : 1
    })
}

func reversedRows(_ x: T) -> T { x.gathering(rows: Array((0..<x.rowCount).reversed())) }

func reversedColumns(_ x: T) -> T { reversedRows(x.transposed()).transposed() }

/// The components of the smallest variances, those first.
private func ascending(_ data: T, _ count: Int) -> Components {
  let all = analysis(data, data.rowSize)
  let components = reversedRows(all.components)[rows: 0..<count]
  return (
    components, reversedRows(all.variances)[rows: 0..<count],
    matmul(data - meanExample(data), components, transposeB: true)
  )
}

/// Directions that are wrong, and with them all that follows.
private let mutants: [Mutant<ComponentAnalysis>] = [
  Mutant("not-centered", "The data are not centred: subtract their mean before anything else.") {
    analysis($0, $1, centered: $0)
  },
  Mutant(
    "covariance-not-centered",
    "The covariance is taken of data that are not centred: its first direction then points to "
      + "where they lie, not along what varies."
  ) { analysis($0, $1, of: covariance($0)) },
  Mutant(
    "ascending",
    "The smallest variances come first, as symmetricEigenDecomposition gives them: take the last."
  ) { ascending($0, $1) },
  Mutant(
    "vectors-not-reversed", "The variances are reversed, but not the directions: reverse both."
  ) {
    let right = analysis($0, $1).variances
    return changing(ascending($0, $1)) { $0.variances = right }
  },
  Mutant("columns-of-vt", "It takes columns of vt: the directions are its rows.") { data, count in
    let right = analysis(data, data.rowSize)
    let rows = right.components.transposed()[rows: 0..<count]
    let coordinates = matmul(data - meanExample(data), rows, transposeB: true)
    return (rows, right.variances[rows: 0..<count], coordinates)
  },
  Mutant("rows-of-vectors", "It takes rows of the eigenvectors' matrix: they are its columns.") {
    analysis($0, $1, directions: { $0 })
  },
  Mutant(
    "first-rows-of-vectors",
    "It takes the first rows of the eigenvectors' matrix: the directions are its columns, the "
      + "last one first."
  ) {
    let values = ascending($0, $1).variances
    return changing(analysis($0, $1, directions: reversedRows)) { $0.variances = values }
  },
  Mutant(
    "of-correlations",
    "The features are divided by their standard deviations first: only centre them. These are the "
      + "directions of the correlations."
  ) { data, count in
    let centered = data - meanExample(data)
    let scaled = centered / meanExample(centered.power(2)).squareRoot()
    return analysis(data, count, of: covariance(scaled))
  },
  Mutant("not-all-features", "It keeps all components: keep `count` of them.") { data, _ in
    analysis(data, data.rowSize)
  },
  Mutant(
    "centered-by-example",
    "Each example loses the mean of its own features: average over the examples, axis 0."
  ) { analysis($0, $1, centered: $0 - $0.mean(axis: 1, keepingDimension: true)) },
]

/// The right answer, of which one part goes wrong.
private struct Right {
  let data: T
  let count: Int
  let parts: Components

  init(_ data: T, _ count: Int) {
    (self.data, self.count, parts) = (data, count, analysis(data, count))
  }

  var n: Double { Double(data.rowCount) }
  var variances: T { parts.variances }
  var coordinates: T { parts.coordinates }
}

/// The right answer with one part changed.
private func answer(
  _ change: @escaping @Sendable (inout Components, Right) -> Void
) -> ComponentAnalysis {
  { data, count in
    let right = Right(data, count)
    return changing(right.parts) { change(&$0, right) }
  }
}

private let components: [Slip<Right, T>] = [
  Slip("components-as-columns", expecting: "shape.transposed") { $0.parts.components.transposed() },
  Slip("components-scaled", "The directions are multiplied by a deviation: give them length 1.") {
    $0.parts.components * $0.variances.squareRoot().reshaped(to: [-1, 1])
  },
]

private let variances: [Slip<Right, T>] = [
  Slip("values-not-reversed", "The directions are reversed, but not the variances: reverse both.") {
    ascending($0.data, $0.count).variances
  },
  Slip("variances-unbiased", "The variances are divided by N - 1: here they are means, over N.") {
    $0.variances * ($0.n / ($0.n - 1))
  },
  Slip("divided-by-features", "The covariance is divided by D, the features: divide it by N.") {
    $0.variances * ($0.n / Double($0.data.rowSize))
  },
  Slip("variances-summed", expecting: "factor.N") { $0.variances * $0.n },
  Slip("deviations", expecting: "map.square") { $0.variances.squareRoot() },
  Slip("singular-values", "These are the singular values s of the data: variances are s² / N.") {
    ($0.variances * $0.n).squareRoot()
  },
  Slip("shares", "These are shares of the whole variance: return the variances themselves.") {
    $0.variances / analysis($0.data, $0.data.rowSize).variances.sum()
  },
]

private let coordinates: [Slip<Right, T>] = [
  Slip("coordinates-not-centered", "The data are projected as they were: project the centred ones.")
  {
    matmul($0.data, $0.parts.components, transposeB: true)
  },
  Slip("coordinates-whitened", "The coordinates are divided by the deviations: exercise 5.4 will.")
  {
    $0.coordinates / $0.variances.squareRoot()
  },
  Slip("coordinates-u", "These are the columns of u, of length 1: multiply them by the s.") {
    $0.coordinates / ($0.variances * $0.n).squareRoot()
  },
  Slip("coordinates-transposed", expecting: "shape.transposed") { $0.coordinates.transposed() },
  Slip("reconstructed", "These are data rebuilt from their coordinates: return the coordinates.") {
    matmul($0.coordinates, $0.parts.components) + meanExample($0.data)
  },
]
