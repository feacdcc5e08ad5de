import Foundation

/// CIFAR-10 as its author publishes it: in a binary version, and in a version for Python.
///
/// *Source:* A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009,
/// https://www.cs.toronto.edu/~kriz/cifar.html
enum CIFAR10 {
  static let classNames = [
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
  ]
  static let folder = "cifar-10-batches-bin"
  static let pythonFolder = "cifar-10-batches-py"
  static let trainFiles = (1...5).map { "data_batch_\($0).bin" }
  static let testFiles = ["test_batch.bin"]
  static let pixelCount = 3 * 32 * 32
  static let recordSize = 1 + pixelCount

  /// More records in one file than this and it is not CIFAR-10; the official files hold 10,000.
  static let recordLimit = 100_000

  static let advice =
    "fetch the data again with 'swift run data fetch cifar10' or choose another folder with --data-dir"

  /// The name that a file of the binary version has in the version for Python.
  static func pythonName(of file: String) -> String { String(file.dropLast(".bin".count)) }

  /// Reads the first pictures of `files` taken together; later files are not opened when earlier
  /// ones suffice.
  ///
  /// - Parameters:
  ///   - files: the names of the binary version.
  ///   - directory: holds them, or those of the version for Python.
  ///   - part: what they are called in messages.
  ///   - limit: how many pictures to read at most; nil reads all.
  /// - Returns: the pictures, fewer than `limit` if there are no more.
  /// - Throws: `DatasetError` for the first file that is not as it should be.
  static func read(_ files: [String], in directory: String, part: String, limit: Int?) throws
    -> LabeledImages
  {
    let isBinary = (trainFiles + testFiles).contains {
      FileManager.default.fileExists(atPath: directory + "/" + $0)
    }
    var pixels: [UInt8] = []
    var labels: [Int] = []
    let wanted = limit.map { $0 < 1 ? Int.max : $0 } ?? Int.max
    for name in files where labels.count < wanted {
      let path = directory + "/" + (isBinary ? name : pythonName(of: name))
      let most = wanted - labels.count
      if isBinary {
        try appendBinary(path, atMost: most, to: &pixels, labels: &labels)
      } else {
        try appendPython(path, atMost: most, to: &pixels, labels: &labels)
      }
    }
    if let limit, limit < 1 {
      throw DatasetError.badCount(
        name: "cifar10", part: part, asked: limit, available: labels.count)
    }
    return LabeledImages(
      pixels: pixels, labels: labels, classNames: classNames, channels: 3, height: 32, width: 32)
  }
}
