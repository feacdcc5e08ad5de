extension CIFAR10 {
  /// Adds the first pictures of a file of the binary version: records of one label byte and 3,072
  /// pixels.
  ///
  /// Some hundred records are read at a time, so that no second copy of the file is in memory.
  static func appendBinary(
    _ path: String, atMost most: Int, to pixels: inout [UInt8], labels: inout [Int]
  ) throws {
    let file = try DataFile(path: path)
    let count = min(try recordCount(of: file), most)
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

  private static func recordCount(of file: DataFile) throws -> Int {
    let (records, rest) = file.size.quotientAndRemainder(dividingBy: recordSize)
    let expected = "CIFAR-10 records of \(recordSize) bytes (one label and 32x32x3 pixels)"
    let path = file.path
    func wrong(_ expected: String, _ found: String) -> DatasetError {
      .wrongFile(path: path, expected: expected, found: found, advice: advice)
    }
    guard file.size > 0 else { throw wrong(expected, "an empty file") }
    guard records <= recordLimit else {
      throw wrong(expected + ", at most \(recordLimit) of them", "\(file.size) bytes")
    }
    guard rest == 0 else {
      if let kind = kindOfFile(startingWith: file.start(512)) {
        throw wrong(expected, "\(file.size) bytes that begin as \(kind)")
      }
      // CIFAR-100 has two labels in front of each picture.
      let other = file.size % (recordSize + 1) == 0 ? ", or whole records of CIFAR-100" : ""
      throw wrong(
        expected, "\(file.size) bytes, which is \(records) records and \(rest) bytes over\(other)")
    }
    return records
  }
}
