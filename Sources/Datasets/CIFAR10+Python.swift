extension CIFAR10 {
  /// The largest file of the version for Python that is read: bytes above 127 may take two.
  private static let pickleLimit = 2 * recordLimit * recordSize

  /// Adds the first pictures of a file of the version for Python: a pickled dictionary with `data`
  /// and `labels`.
  ///
  /// The pixels are an array of NumPy's of shape (N, 3072), plane after plane, or a plain byte
  /// string; the labels are a list of N numbers. Nothing in the file is run.
  static func appendPython(
    _ path: String, atMost most: Int, to pixels: inout [UInt8], labels: inout [Int]
  ) throws {
    let file = try DataFile(path: path)
    let expected = "a batch of CIFAR-10's Python version (a pickle with 'data' and 'labels')"
    func wrong(_ found: String) -> DatasetError {
      .wrongFile(path: path, expected: expected, found: found, advice: advice)
    }
    guard file.size > 0 else { throw wrong("an empty file") }
    guard file.size <= pickleLimit else { throw wrong("\(file.size) bytes, far too many") }
    let start = file.start(512)
    guard start.first == 0x80 else {
      throw wrong(kindOfFile(startingWith: start) ?? "something that is no pickle")
    }
    let bytes = try file.read(file.size)
    let batch: (labels: [Int], pixels: [UInt8])
    do throws(Pickle.Failure) {
      batch = try contents(of: try Pickle(bytes))
    } catch {
      throw wrong(error.found)
    }
    let count = min(most, batch.labels.count)
    labels += batch.labels.prefix(count)
    pixels += batch.pixels.prefix(count * pixelCount)
  }

  /// The labels and pixels of a batch.
  private static func contents(
    of pickle: Pickle
  ) throws(Pickle.Failure) -> (labels: [Int], pixels: [UInt8]) {
    guard case .dictionary = pickle[pickle.root] else {
      throw Pickle.Failure("a pickle that is no dictionary")
    }
    if pickle.entry("fine_labels", of: pickle.root) != nil {
      throw Pickle.Failure("a file of CIFAR-100, which no lesson reads")
    }
    guard let data = pickle.entry("data", of: pickle.root),
      let list = pickle.entry("labels", of: pickle.root)
    else {
      throw Pickle.Failure("a pickle without 'data' or without 'labels'")
    }
    guard case .list(let members) = pickle[list], !members.isEmpty else {
      throw Pickle.Failure("'labels' that are no list of numbers")
    }
    var labels: [Int] = []
    labels.reserveCapacity(members.count)
    for (record, member) in members.enumerated() {
      guard case .integer(let label) = pickle[member] else {
        throw Pickle.Failure("a label that is no number in record \(record)")
      }
      guard classNames.indices.contains(label) else {
        throw Pickle.Failure("label \(label) in record \(record)")
      }
      labels.append(label)
    }
    guard labels.count <= recordLimit else { throw Pickle.Failure("\(labels.count) labels") }
    return (labels, try pixels(at: data, of: pickle, count: labels.count))
  }

  private static func pixels(
    at data: Int, of pickle: Pickle, count: Int
  ) throws(Pickle.Failure) -> [UInt8] {
    let pixels: [UInt8]
    if let array = pickle.byteArray(data) {
      guard array.shape == [count, pixelCount] || array.shape == [count, 3, 32, 32] else {
        let shape = array.shape.map { "\($0)" }.joined(separator: " x ")
        throw Pickle.Failure("\(count) labels and 'data' of shape \(shape)")
      }
      pixels = array.bytes
    } else if let bytes = pickle.byteString(data) {
      pixels = bytes
    } else {
      throw Pickle.Failure("'data' that is no array of bytes, row after row")
    }
    guard pixels.count == count * pixelCount else {
      throw Pickle.Failure("\(count) labels and \(pixels.count) bytes of 'data'")
    }
    return pixels
  }
}
