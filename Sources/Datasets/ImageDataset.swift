/// A data set of labelled pictures, divided into training and test pictures.
public struct ImageDataset: Sendable {
  /// What it is called on the command line, such as "cifar10".
  public let name: String

  /// The pictures to learn from.
  public let train: LabeledImages

  /// The pictures to judge by, which no decision may depend on.
  public let test: LabeledImages

  /// Creates a data set from its two parts.
  public init(name: String, train: LabeledImages, test: LabeledImages) {
    self.name = name
    self.train = train
    self.test = test
  }

  /// The data sets that `load` knows.
  public static let names = ["shapes", "cifar10", "fashion-mnist", "mnist"]

  /// One line: how many pictures, of what size, in how many classes.
  public var summary: String {
    "\(name): \(train.count) training and \(test.count) test pictures, "
      + "\(train.width)x\(train.height) pixels\(train.channels == 3 ? " in colour" : ", grey"), "
      + "\(train.classNames.count) classes"
  }

  /// Loads a data set, or draws it if it is `shapes`.
  ///
  /// - Parameters:
  ///   - name: one of `names`.
  ///   - directory: the folder that holds the files, or its parent; nil searches the usual places.
  ///   - seed: for `shapes`, which is drawn; the others ignore it.
  ///   - trainCount: take only the first so many training pictures; nil takes all (5,000 of `shapes`).
  ///   - testCount: take only the first so many test pictures; nil takes all (1,000 of `shapes`).
  /// - Returns: the data set.
  /// - Throws: `DatasetError`, whose text says what to do.
  public static func load(
    named name: String, from directory: String? = nil, seed: UInt64 = 0,
    trainCount: Int? = nil, testCount: Int? = nil
  ) throws -> ImageDataset {
    switch name {
    case "shapes":
      return try shapes(seed: seed, trainCount: trainCount, testCount: testCount)
    case "cifar10":
      let folder = try DataFolders.locate(name, from: directory)
      return ImageDataset(
        name: name,
        train: try CIFAR10.read(
          CIFAR10.trainFiles, in: folder, part: "training", limit: trainCount),
        test: try CIFAR10.read(CIFAR10.testFiles, in: folder, part: "test", limit: testCount))
    case "mnist", "fashion-mnist":
      let source = name == "mnist" ? MNIST.digits : MNIST.fashion
      let folder = try DataFolders.locate(name, from: directory)
      return ImageDataset(
        name: name,
        train: try source.read(
          MNIST.trainFiles, in: folder, part: "training", limit: trainCount),
        test: try source.read(MNIST.testFiles, in: folder, part: "test", limit: testCount))
    default:
      throw DatasetError.unknownName(name, known: names)
    }
  }
}
