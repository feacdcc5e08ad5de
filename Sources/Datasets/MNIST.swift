import Foundation

/// The two data sets of 28x28 grey pictures in IDX files: MNIST (digits) and Fashion-MNIST
/// (clothes).
///
/// *Source:* Y. LeCun and others, 1998; H. Xiao, K. Rasul, R. Vollgraf, Fashion-MNIST, 2017,
/// arXiv:1708.07747.
struct MNIST {
  let name: String
  let classNames: [String]

  static let digits = MNIST(name: "mnist", classNames: (0...9).map { "\($0)" })
  static let fashion = MNIST(
    name: "fashion-mnist",
    classNames: [
      "T-shirt", "trouser", "pullover", "dress", "coat",
      "sandal", "shirt", "sneaker", "bag", "ankle boot",
    ])

  static let trainFiles = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"]
  static let testFiles = ["t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"]
  static let side = 28

  private var advice: String {
    "fetch the data again with 'swift run data fetch \(name)' or choose another folder with --data-dir"
  }

  /// Reads the first pictures of one part, from an images file and a labels file.
  func read(_ files: [String], in directory: String, part: String, limit: Int?) throws
    -> LabeledImages
  {
    let images = try IDXFile(
      path: Self.path(of: files[0], in: directory), expected: [nil, Self.side, Self.side],
      kind: "pictures", advice: advice)
    let labelsPath = Self.path(of: files[1], in: directory)
    let available = images.shape[0]
    let labels = try IDXFile(
      path: labelsPath, expected: [available], kind: "labels", advice: advice)
    let count = min(limit ?? available, available)
    guard count >= 1 else {
      throw DatasetError.badCount(name: name, part: part, asked: count, available: available)
    }
    let classes = try labels.values(first: count)
    if let (index, label) = classes.enumerated().first(where: { $1 >= classNames.count }) {
      throw DatasetError.wrongFile(
        path: labelsPath, expected: "labels from 0 to \(classNames.count - 1)",
        found: "label \(label) at position \(index)", advice: advice)
    }
    return LabeledImages(
      pixels: try images.values(first: count), labels: classes.map { Int($0) },
      classNames: classNames, channels: 1, height: Self.side, width: Self.side)
  }

  /// The names under which a file is known: the official one, with a dot as some programs unpack
  /// it, gzipped.
  static func spellings(of file: String) -> [String] {
    let dotted = file.replacingOccurrences(of: "-idx", with: ".idx")
    return [file, dotted, file + ".gz", dotted + ".gz"]
  }

  /// The file under the first of its names that is there; under the official one if none is.
  static func path(of file: String, in directory: String) -> String {
    let paths = spellings(of: file).map { directory + "/" + $0 }
    return paths.first { FileManager.default.fileExists(atPath: $0) } ?? directory + "/" + file
  }
}
