import Datasets
import NearestNeighbors
import Tensors

/// What a random rotation of all coordinates does to the distances between pictures.
struct RotationTest {
  let dimensions: Int
  let asked: Int

  /// The largest relative change of any L2 distance.
  let l2Change: Double

  /// How many of the pictures get another nearest neighbour in L1.
  let movedInL1: Int

  init(
    _ test: LabeledImages, _ train: LabeledImages,
    using generator: inout SeededGenerator
  ) {
    let a = shrunk(test.tensor(Double.self), by: 4)
    let b = shrunk(train.tensor(Double.self), by: 4)
    let rotation = randomRotation(of: a.shape[1], using: &generator)
    let turnedA = matmul(a, rotation, transposeB: true)
    let turnedB = matmul(b, rotation, transposeB: true)

    let l1 = Distance.l1.pairwise(from: a, to: b)
    let turnedL1 = Distance.l1.pairwise(from: turnedA, to: turnedB)
    let l2 = Distance.l2.pairwise(from: a, to: b)
    let turnedL2 = Distance.l2.pairwise(from: turnedA, to: turnedB)
    dimensions = a.shape[1]
    asked = a.rowCount
    l2Change = ((turnedL2 - l2) / l2).absolute().max()
    let (before, after) = (l1.argmin(axis: 1), turnedL1.argmin(axis: 1))
    movedInL1 = zip(before, after).count { $0 != $1 }
  }
}

/// A rotation (or reflection) of a space, chosen evenly among all: its rows are unit vectors at right angles.
///
/// Random vectors are made orthogonal one after the other, by Gram and Schmidt's method, twice for the rounding.
func randomRotation<Source: RandomSource>(
  of dimensions: Int, using generator: inout Source
) -> Tensor<Double> {
  var rows: [Tensor<Double>] = []
  for _ in 0..<dimensions {
    var row = Tensor<Double>(randomNormal: [dimensions], using: &generator)
    for _ in 0..<2 {
      for other in rows { row -= other * row.dot(other) }
      row = row / row.norm()
    }
    rows.append(row)
  }
  return Tensor(stacking: rows)
}

/// Pictures made smaller by averaging squares of `factor` x `factor` pixels; a row a picture.
///
/// - Parameters:
///   - pictures: shape (N, C, H, W).
///   - factor: the side of a square.
/// - Returns: shape (N, C·(H / factor)·(W / factor)).
func shrunk(_ pictures: Tensor<Double>, by factor: Int) -> Tensor<Double> {
  let (n, c) = (pictures.shape[0], pictures.shape[1])
  let (h, w) = (pictures.shape[2] / factor, pictures.shape[3] / factor)
  var scalars: [Double] = []
  scalars.reserveCapacity(n * c * h * w)
  for i in 0..<n * c * h * w {
    let (x, y, plane) = (i % w, i / w % h, i / w / h)
    var sum = 0.0
    for dy in 0..<factor {
      for dx in 0..<factor {
        sum += pictures[plane / c, plane % c, y * factor + dy, x * factor + dx]
      }
    }
    scalars.append(sum / Double(factor * factor))
  }
  return Tensor(shape: [n, c * h * w], scalars: scalars)
}
