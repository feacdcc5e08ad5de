extension Pickle {
  /// The bytes that a value stands for: a byte string, or what Python 3 writes for one in protocol
  /// 2.
  func byteString(_ place: Int) -> [UInt8]? {
    if case .bytes(let range) = values[place] { return Array(file[range]) }
    return encodedText(place).flatMap { latin1($0) }
  }

  /// The text in `_codecs.encode('...', 'latin1')`, where every byte is written as the character of
  /// its number.
  func encodedText(_ place: Int) -> Range<Int>? {
    guard case .call(let function, let arguments, nil) = values[place],
      case .name("_codecs.encode") = values[function],
      case .tuple(let parts) = values[arguments], parts.count == 2,
      case .text(let text) = values[parts[0]], case .text(let coding) = values[parts[1]],
      file[coding].elementsEqual("latin1".utf8)
    else { return nil }
    return text
  }

  /// The characters of UTF-8 as bytes of the same numbers; nil if one is above 255.
  private func latin1(_ text: Range<Int>) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var i = text.lowerBound
    while i < text.upperBound {
      let byte = file[i]
      if byte < 0x80 {
        bytes.append(byte)
        i += 1
      } else {
        guard byte == 0xC2 || byte == 0xC3, i + 1 < text.upperBound, file[i + 1] & 0xC0 == 0x80
        else { return nil }
        bytes.append((byte & 3) << 6 | (file[i + 1] & 0x3F))
        i += 2
      }
    }
    return bytes
  }

  /// An array of NumPy's of unsigned bytes in C order: its extents and its content.
  ///
  /// - Returns: nil if the value is none, or of other numbers, or in another order.
  func byteArray(_ place: Int) -> (shape: [Int], bytes: [UInt8])? {
    guard case .call(let function, _, let state?) = values[place],
      case .name(let name) = values[function],
      ["numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct"].contains(name),
      // Version, shape, type, whether in Fortran's order, content.
      case .tuple(let parts) = values[state], parts.count == 5,
      case .tuple(let extents) = values[parts[1]],
      case .bool(false) = values[parts[3]],
      isUnsignedByte(parts[2]), let bytes = byteString(parts[4])
    else { return nil }
    var shape: [Int] = []
    var size = 1
    for extent in extents {
      guard case .integer(let extent) = values[extent], extent >= 0, extent <= bytes.count else {
        return nil
      }
      shape.append(extent)
      let (product, overflow) = size.multipliedReportingOverflow(by: extent)
      guard !overflow else { return nil }
      size = product
    }
    return size == bytes.count ? (shape, bytes) : nil
  }

  private func isUnsignedByte(_ place: Int) -> Bool {
    guard case .call(let function, let arguments, _) = values[place],
      case .name("numpy.dtype") = values[function],
      case .tuple(let parts) = values[arguments], let kind = parts.first
    else { return false }
    return string(kind) == "u1"
  }
}
