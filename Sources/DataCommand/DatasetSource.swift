import Datasets

/// Where a data set that is not drawn comes from, and what it should be like.
struct DatasetSource: Sendable {
  /// One file to fetch.
  struct File: Sendable {
    let name: String
    let sha256: String

    /// The bytes of the official file; nil if not known.
    var size: Int?

    /// The SHA-256 of what a gzipped file holds: others may pack the same contents differently.
    var contents: String?

    /// No more bytes than this are fetched: others may pack the same contents worse, but not
    /// without end.
    var limit: Int {
      guard let size else { return 1 << 30 }
      return contents == nil ? size : 8 * size
    }
  }

  /// What it is called on the command line.
  let name: String

  /// What it shows.
  let about: String

  /// Under which terms it may be used.
  let licence: String

  /// The address of the folder that the files lie in, with a slash at its end.
  let base: String

  /// What to fetch.
  let files: [File]

  /// Whether the one file is an archive that holds the data set's folder.
  let isArchive: Bool

  /// How many training and test pictures there are.
  let trainCount: Int
  let testCount: Int

  /// All that can be fetched.
  static let all = [cifar10, fashionMNIST, mnist]

  /// The one that a reader means by `spelling`; nil if it cannot be fetched.
  static func named(_ spelling: String) -> DatasetSource? {
    ImageDataset.name(spelled: spelling).flatMap { name in all.first { $0.name == name } }
  }

  static let cifar10 = DatasetSource(
    name: "cifar10", about: "60,000 photographs of ten kinds of things, 32x32 in colour",
    licence: "free to use, please cite Krizhevsky 2009",
    base: "https://www.cs.toronto.edu/~kriz/",
    files: [
      File(
        name: "cifar-10-binary.tar.gz",
        sha256: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
        size: 170_052_171)
    ],
    isArchive: true, trainCount: 50_000, testCount: 10_000)

  static let fashionMNIST = DatasetSource(
    name: "fashion-mnist", about: "70,000 pictures of clothes, 28x28 in grey",
    licence: "MIT, Zalando SE",
    base: "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
    files: [
      File(
        name: "train-images-idx3-ubyte.gz",
        sha256: "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
        size: 26_421_880,
        contents: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
      File(
        name: "train-labels-idx1-ubyte.gz",
        sha256: "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845", size: 29_515,
        contents: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
      File(
        name: "t10k-images-idx3-ubyte.gz",
        sha256: "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073", size: 4_422_102,
        contents: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
      File(
        name: "t10k-labels-idx1-ubyte.gz",
        sha256: "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5", size: 5_148,
        contents: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
    ],
    isArchive: false, trainCount: 60_000, testCount: 10_000)

  static let mnist = DatasetSource(
    name: "mnist", about: "70,000 handwritten digits, 28x28 in grey",
    licence: "CC BY-SA 3.0, LeCun, Cortes and Burges",
    base: "https://storage.googleapis.com/cvdf-datasets/mnist/",
    files: [
      File(
        name: "train-images-idx3-ubyte.gz",
        sha256: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609", size: 9_912_422,
        contents: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
      File(
        name: "train-labels-idx1-ubyte.gz",
        sha256: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c", size: 28_881,
        contents: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
      File(
        name: "t10k-images-idx3-ubyte.gz",
        sha256: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6", size: 1_648_877,
        contents: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
      File(
        name: "t10k-labels-idx1-ubyte.gz",
        sha256: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6", size: 4_542,
        contents: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    ],
    isArchive: false, trainCount: 60_000, testCount: 10_000)
}
