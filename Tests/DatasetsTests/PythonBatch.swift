/// A batch of CIFAR-10's Python version, pickled as Python does it.
///
/// The instructions are those of the published files, which Python 2 wrote (`pickletools.dis` shows them), and of what
/// Python 3 writes with `pickle.dump({b'labels': [...], b'data': numpy.array(...)}, file, protocol=2)`.
struct PythonBatch {
  var labels: [UInt8]
  var pixels: [UInt8]

  /// Whether Python 3 wrote it: byte strings are then texts with a call that turns them into bytes.
  var isFromPython3 = false

  /// Names of the entries, to be changed by tests.
  var names = ["batch_label", "labels", "data", "filenames"]
  var type = "u1"
  var isInFortranOrder = false
  var width = 3072

  init(records: [[UInt8]], isFromPython3: Bool = false) {
    labels = records.map { $0[0] }
    pixels = records.flatMap { $0.dropFirst() }
    self.isFromPython3 = isFromPython3
  }

  var bytes: [UInt8] {
    var file: [UInt8] = [0x80, 2, 0x7D, 0x71, 1, 0x28]
    file += key(names[0]) + string(Array("training batch 1 of 5".utf8))
    file += key(names[1]) + [0x5D, 0x71, 5, 0x28] + labels.flatMap { [0x4B, $0] } + [0x65]
    file += key(names[2]) + array
    file += key(names[3]) + [0x5D, 0x28] + labels.flatMap { _ in string(Array("a.png".utf8)) }
    return file + [0x65, 0x75, 0x2E]
  }

  private var array: [UInt8] {
    var array = name("numpy.core.multiarray", "_reconstruct") + name("numpy", "ndarray")
    array += [0x4B, 0, 0x85] + string(Array("b".utf8)) + [0x87, 0x52, 0x71, 9]
    array += [0x28, 0x4B, 1] + [0x4D] + little(labels.count, 2) + [0x4D] + little(width, 2)
    array += [0x86] + name("numpy", "dtype") + short(type) + [0x4B, 0, 0x4B, 1, 0x87, 0x52]
    array += [0x71, 10, 0x28, 0x4B, 3] + short("|") + [0x4E, 0x4E, 0x4E]
    array += [0x4A, 255, 255, 255, 255, 0x4A, 255, 255, 255, 255, 0x4B, 0, 0x74, 0x62]
    return array + [isInFortranOrder ? 0x88 : 0x89] + string(pixels) + [0x74, 0x62]
  }

  private func key(_ text: String) -> [UInt8] { string(Array(text.utf8)) }

  private func short(_ text: String) -> [UInt8] {
    isFromPython3
      ? [0x58] + little(text.utf8.count, 4) + text.utf8
      : [0x55, UInt8(text.utf8.count)] + text.utf8
  }

  private func string(_ bytes: [UInt8]) -> [UInt8] {
    if isFromPython3 {
      let text = bytes.flatMap { $0 < 128 ? [$0] : [0xC0 | $0 >> 6, 0x80 | $0 & 0x3F] }
      return name("_codecs", "encode") + [0x58] + little(text.count, 4) + text + short("latin1")
        + [0x86, 0x52]
    }
    return bytes.count < 256
      ? [0x55, UInt8(bytes.count)] + bytes : [0x54] + little(bytes.count, 4) + bytes
  }

  private func name(_ module: String, _ name: String) -> [UInt8] {
    [0x63] + Array((module + "\n" + name + "\n").utf8)
  }

  private func little(_ number: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
