import Tensors

extension ImageDataset {
  /// Draws the data set `shapes`.
  ///
  /// The first pictures are the same however many are drawn, and the test pictures do not depend on the training pictures.
  static func shapes(seed: UInt64, trainCount: Int?, testCount: Int?) throws -> ImageDataset {
    var generator = SeededGenerator(seed: seed)
    var trainGenerator = generator.split()
    var testGenerator = generator.split()
    let shapes = Shapes()
    let train = try checked(trainCount ?? Shapes.standardTrainCount, "training")
    let test = try checked(testCount ?? Shapes.standardTestCount, "test")
    return ImageDataset(
      name: "shapes", train: shapes.generate(count: train, using: &trainGenerator),
      test: shapes.generate(count: test, using: &testGenerator))
  }

  private static func checked(_ count: Int, _ part: String) throws -> Int {
    guard (1...Shapes.countLimit).contains(count) else {
      throw DatasetError.badCount(
        name: "shapes", part: part, asked: count, available: Shapes.countLimit)
    }
    return count
  }
}
