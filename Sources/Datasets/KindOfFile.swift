/// A name for what a foreign file seems to be, from its first bytes; nil if nothing is recognised.
///
/// - Parameter bytes: the first 512 bytes or so of a file.
/// - Returns: a name with its article, such as "a web page".
package func kindOfFile(startingWith bytes: some Collection<UInt8>) -> String? {
  let start = Array(bytes.prefix(512))
  if let known = signatures.first(where: { start.starts(with: $0.bytes) }) { return known.kind }
  if start.count >= 262 && start[257..<262].elementsEqual("ustar".utf8) {
    return "a tar archive that is not unpacked"
  }
  return kindOfText(startingWith: start)
}

private let signatures: [(bytes: [UInt8], kind: String)] = [
  ([0x1F, 0x8B], "a gzip archive"),
  ([0x50, 0x4B, 3, 4], "a zip archive"),
  (Array("BZh".utf8), "a bzip2 archive"),
  ([0xFD] + Array("7zXZ".utf8), "an xz archive"),
  ([0x89] + Array("PNG".utf8), "a PNG picture"),
  ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
  (Array("GIF8".utf8), "a GIF picture"),
  (Array("%PDF".utf8), "a PDF document"),
  (Array("MATLAB 5.0 MAT-file".utf8), "a MATLAB file"),
  ([0x89] + Array("HDF".utf8), "an HDF5 file"),
  ([0x93] + Array("NUMPY".utf8), "a NumPy array"),
  (Array("PAR1".utf8), "a Parquet file"),
  (Array("version https://git-lfs".utf8), "a pointer of Git LFS, not the file itself"),
  ([0x80, 2], "a Python pickle"),
  ([0x80, 3], "a Python pickle"),
  ([0x80, 4], "a Python pickle"),
  ([0x80, 5], "a Python pickle"),
]

/// A name for a kind of text: all 8 first bytes are printable, perhaps after the mark that some
/// programs begin with.
private func kindOfText(startingWith bytes: [UInt8]) -> String? {
  let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
  let isBlank: (UInt8) -> Bool = { $0 == 32 || (9...13).contains($0) }
  guard text.count >= 4, text.prefix(8).allSatisfy({ (32..<127).contains($0) || isBlank($0) })
  else { return nil }
  let start = String(decoding: text.drop(while: isBlank).prefix(300), as: UTF8.self).lowercased()
  if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") || start.contains("<html")
    || start.hasPrefix("<head") || start.hasPrefix("<!doctyp")
  {
    return "a web page"
  }
  return start.hasPrefix("<?xml") ? "an XML document" : "text"
}
