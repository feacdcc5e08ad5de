import Datasets
import Tensors

/// Pictures as an exercise takes them: a row a picture, reduced to few pixels so that plain loops are quick.
package struct PictureRows {
  /// The pictures as they are.
  package let pictures: LabeledImages
  /// The reduced pictures, each number 0...1, shape `[N, C·side·side]`, one colour after the other.
  package let rows: Tensor<Double>
  /// The shape of one reduced picture, `[C, side, side]`.
  package let shape: [Int]

  /// Reduces pictures to `side` x `side` pixels, each the mean of those that it stands for.
  package init(_ pictures: LabeledImages, side: Int) {
    let (height, width) = (pictures.height, pictures.width)
    let planes = pictures.count * pictures.channels
    var sums = [Double](repeating: 0, count: planes * side * side)
    var counts = sums
    for plane in 0..<planes {
      for y in 0..<height {
        let source = (plane * height + y) * width
        let target = (plane * side + y * side / height) * side
        for x in 0..<width {
          let place = target + x * side / width
          sums[place] += Double(pictures.pixels[source + x])
          counts[place] += 255
        }
      }
    }
    self.pictures = pictures
    shape = [pictures.channels, side, side]
    rows = Tensor(
      shape: [pictures.count, pictures.channels * side * side],
      scalars: zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 })
  }

  package var labels: [Int] { pictures.labels }
  package var classNames: [String] { pictures.classNames }
}

extension Easel {
  /// Training and test pictures of the data set that was asked for.
  ///
  /// - Throws: `DatasetError` if it is not there.
  package func dataset(train: Int, test: Int = 1) throws -> ImageDataset {
    try ImageDataset.load(
      named: request.data, from: request.dataDirectory, seed: request.seed, trainCount: train,
      testCount: test)
  }

  /// Random numbers that begin with the seed.
  package var random: SeededGenerator { SeededGenerator(seed: request.seed) }
}
