/// A data set of labelled pictures, divided into training and test pictures.
public struct ImageDataset: Sendable {
  /// What it is called on the command line, such as "cifar10".
  public let name: String

  /// The pictures to learn from.
  public let train: LabeledImages

  /// The pictures to judge by, which no decision may depend on.
  public let test: LabeledImages

  /// How many training pictures were asked for; nil if all.
  let askedTrain: Int?

  /// How many test pictures were asked for; nil if all.
  let askedTest: Int?

  /// Creates a data set from its two parts.
  public init(name: String, train: LabeledImages, test: LabeledImages) {
    self.init(name: name, train: train, test: test, askedTrain: nil, askedTest: nil)
  }

  init(
    name: String, train: LabeledImages, test: LabeledImages, askedTrain: Int?, askedTest: Int?
  ) {
    self.name = name
    self.train = train
    self.test = test
    self.askedTrain = askedTrain
    self.askedTest = askedTest
  }

  /// The data sets that `load` knows.
  public static let names = ["shapes", "cifar10", "fashion-mnist", "mnist"]

  /// The name in `names` that a reader means, in any case, with dashes, underscores or neither.
  ///
  /// - Parameter spelling: such as "CIFAR-10" or "FashionMNIST".
  /// - Returns: the name, or nil if there is none.
  public static func name(spelled spelling: String) -> String? {
    func letters(_ text: String) -> String {
      text.lowercased().filter { !"-_ ".contains($0) }
    }
    return names.first { letters($0) == letters(spelling) }
  }

  /// One line: how many pictures, of what size, in how many classes, and whether they are fewer
  /// than were asked for.
  public var summary: String {
    "\(name): \(train.count) training and \(test.count) test pictures, "
      + "\(train.width)x\(train.height) pixels\(train.channels == 3 ? " in colour" : ", grey"), "
      + "\(train.classNames.count) classes" + shortfall
  }

  /// What to say when there are fewer pictures than were asked for: all there are are used.
  private var shortfall: String {
    let missing = [(askedTrain, train.count, "training"), (askedTest, test.count, "test")]
      .compactMap { asked, count, part in
        asked.flatMap { $0 > count ? "\($0) \(part)" : nil }
      }
    return missing.isEmpty
      ? "" : "; \(missing.joined(separator: " and ")) pictures were wanted, there are no more"
  }

  /// Loads a data set, or draws it if it is `shapes`.
  ///
  /// - Parameters:
  ///   - name: one of `names`, in any spelling that `name(spelled:)` understands.
  ///   - directory: the folder that holds the files, or its parent; nil searches the usual places.
  ///   - seed: for `shapes`, which is drawn; the others ignore it.
  ///   - trainCount: take only the first so many training pictures, or all if there are fewer; nil
  ///     takes all (5,000 of `shapes`).
  ///   - testCount: take only the first so many test pictures, or all if there are fewer; nil takes
  ///     all (1,000 of `shapes`).
  /// - Returns: the data set.
  /// - Throws: `DatasetError`, whose text says what to do.
  public static func load(
    named name: String, from directory: String? = nil, seed: UInt64 = 0,
    trainCount: Int? = nil, testCount: Int? = nil
  ) throws -> ImageDataset {
    guard let name = self.name(spelled: name) else {
      throw DatasetError.unknownName(name, known: names)
    }
    if name == "shapes" {
      return try shapes(seed: seed, trainCount: trainCount, testCount: testCount)
    }
    let folder = try DataFolders.locate(name, from: directory)
    func read(_ part: String, _ limit: Int?) throws -> LabeledImages {
      let isTraining = part == "training"
      if name == "cifar10" {
        let files = isTraining ? CIFAR10.trainFiles : CIFAR10.testFiles
        return try CIFAR10.read(files, in: folder, part: part, limit: limit)
      }
      let source = name == "mnist" ? MNIST.digits : MNIST.fashion
      let files = isTraining ? MNIST.trainFiles : MNIST.testFiles
      return try source.read(files, in: folder, part: part, limit: limit)
    }
    return ImageDataset(
      name: name, train: try read("training", trainCount), test: try read("test", testCount),
      askedTrain: trainCount, askedTest: testCount)
  }

  /// The data set itself, if it has enough pictures for the work at hand.
  ///
  /// - Parameters:
  ///   - needed: how many training pictures are needed.
  ///   - neededTest: how many test pictures are needed.
  /// - Returns: this data set.
  /// - Throws: `DatasetError.tooFew`.
  public func requiring(train needed: Int, test neededTest: Int) throws -> ImageDataset {
    for (part, images, needed) in [("training", train, needed), ("test", test, neededTest)]
    where images.count < needed {
      throw DatasetError.tooFew(
        name: name, part: part, needed: needed, available: images.count)
    }
    return self
  }
}
