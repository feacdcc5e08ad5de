import Foundation

/// CIFAR-10 in its binary version: records of one label byte and 3,072 pixels, plane after plane.
///
/// *Source:* A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009,
/// https://www.cs.toronto.edu/~kriz/cifar.html
enum CIFAR10 {
  static let classNames = [
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
  ]
  static let folder = "cifar-10-batches-bin"
  static let trainFiles = (1...5).map { "data_batch_\($0).bin" }
  static let testFiles = ["test_batch.bin"]
  static let pixelCount = 3 * 32 * 32
  static let recordSize = 1 + pixelCount

  /// More records in one file than this and it is not CIFAR-10; the official files hold 10,000.
  static let recordLimit = 100_000

  private static let advice =
    "fetch the data again with 'swift run data fetch cifar10' or choose another folder with --data-dir"

  /// Reads the first pictures of `files` taken together; later files are not opened when earlier ones suffice.
  static func read(_ files: [String], in directory: String, part: String, limit: Int?) throws
    -> LabeledImages
  {
    if let limit, limit < 1 {
      let available = try files.reduce(0) { sum, name in
        sum + (try recordCount(of: try DataFile(path: directory + "/" + name)))
      }
      throw DatasetError.badCount(name: "cifar10", part: part, asked: limit, available: available)
    }
    var pixels: [UInt8] = []
    var labels: [Int] = []
    let wanted = limit ?? Int.max
    for name in files where labels.count < wanted {
      let path = directory + "/" + name
      let file = try DataFile(path: path)
      let records = try recordCount(of: file)
      try append(
        min(records, wanted - labels.count), of: file, to: &pixels, labels: &labels)
    }
    if let limit, limit > labels.count {
      throw DatasetError.badCount(
        name: "cifar10", part: part, asked: limit, available: labels.count)
    }
    return LabeledImages(
      pixels: pixels, labels: labels, classNames: classNames, channels: 3, height: 32, width: 32)
  }

  private static func recordCount(of file: borrowing DataFile) throws -> Int {
    let (records, rest) = file.size.quotientAndRemainder(dividingBy: recordSize)
    let expected = "CIFAR-10 records of \(recordSize) bytes (one label and 32x32x3 pixels)"
    guard file.size > 0 else {
      throw DatasetError.wrongFile(
        path: file.path, expected: expected, found: "an empty file", advice: advice)
    }
    guard records <= recordLimit else {
      throw DatasetError.wrongFile(
        path: file.path, expected: expected + ", at most \(recordLimit) of them",
        found: "\(file.size) bytes", advice: advice)
    }
    guard rest == 0 else {
      throw DatasetError.wrongFile(
        path: file.path, expected: expected,
        found: "\(file.size) bytes, which is \(records) records and \(rest) bytes over",
        advice: advice)
    }
    return records
  }

  /// Reads `count` records, some hundreds at a time, so that no second copy of the file is in memory.
  private static func append(
    _ count: Int, of file: borrowing DataFile, to pixels: inout [UInt8], labels: inout [Int]
  ) throws {
    pixels.reserveCapacity(pixels.count + count * pixelCount)
    labels.reserveCapacity(labels.count + count)
    var block = [UInt8](repeating: 0, count: min(count, 512) * recordSize)
    var done = 0
    while done < count {
      let records = min(512, count - done)
      try block.withUnsafeMutableBytes { block in
        try file.read(
          into: UnsafeMutableRawBufferPointer(rebasing: block[..<(records * recordSize)]))
      }
      for record in 0..<records {
        let start = record * recordSize
        let label = Int(block[start])
        guard label < classNames.count else {
          let kind = done + record == 0 ? kindOfFile(startingWith: block) : nil
          throw DatasetError.wrongFile(
            path: file.path, expected: "labels from 0 to 9",
            found: kind ?? "label \(label) in record \(done + record)", advice: advice)
        }
        labels.append(label)
        pixels.append(contentsOf: block[start + 1..<start + recordSize])
      }
      done += records
    }
  }
}
