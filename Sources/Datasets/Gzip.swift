import CZlib

/// Unpacks a gzip file of one or several members piece by piece, by zlib: no more is read than is
/// asked for.
final class GzipReader {
  /// Why unpacking stopped.
  enum Failure: Error, Equatable {
    case truncated
    case corrupt(String)
    case trailingBytes(Int)
  }

  /// Whether a file that begins so is gzipped.
  static func recognizes(_ start: [UInt8]) -> Bool { start.starts(with: [0x1F, 0x8B]) }

  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private let input = UnsafeMutablePointer<UInt8>.allocate(capacity: GzipReader.blockSize)
  /// What has not been read from the file yet.
  private var unread: Int
  private var isAtEnd = false

  private static let blockSize = 1 << 16

  /// Prepares to unpack a file of `size` bytes, to be read from its beginning.
  init(size: Int) throws {
    unread = size
    // zlib keeps a pointer to its stream, so the stream must not move.
    stream.initialize(to: z_stream())
    let gzipHeader: Int32 = 15 + 16
    let status = inflateInit2_(
      stream, gzipHeader, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw Failure.corrupt("zlib did not start") }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  /// The next `count` unpacked bytes, or fewer if the archive ends before.
  ///
  /// - Throws: `Failure`, or what reading `file` throws.
  func read(_ count: Int, from file: DataFile) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { output, filled in
      while filled < count && !isAtEnd {
        guard let base = output.baseAddress else { return }
        // zlib counts in 32 bits.
        let room = min(count - filled, 1 << 30)
        stream.pointee.next_out = base + filled
        stream.pointee.avail_out = UInt32(room)
        try unpack(from: file)
        filled += room - Int(stream.pointee.avail_out)
      }
    }
  }

  /// Fills what room there is, or goes to the next member.
  private func unpack(from file: DataFile) throws {
    try refill(from: file)
    guard stream.pointee.avail_in > 0 else { throw Failure.truncated }
    switch inflate(stream, Z_NO_FLUSH) {
    case Z_OK, Z_BUF_ERROR: return
    case Z_STREAM_END: try goOn(from: file)
    default:
      throw Failure.corrupt(stream.pointee.msg.map { String(cString: $0) } ?? "not gzip data")
    }
  }

  private func refill(from file: DataFile) throws {
    guard stream.pointee.avail_in == 0 && unread > 0 else { return }
    let count = min(unread, Self.blockSize)
    try file.read(into: UnsafeMutableRawBufferPointer(start: input, count: count))
    unread -= count
    stream.pointee.next_in = input
    stream.pointee.avail_in = UInt32(count)
  }

  /// After a member: another one, the end, or zeros, with which some programs fill a file up.
  private func goOn(from file: DataFile) throws {
    var rest = Int(stream.pointee.avail_in) + unread
    while true {
      try refill(from: file)
      guard stream.pointee.avail_in > 0, let next = stream.pointee.next_in else {
        isAtEnd = true
        return
      }
      guard next.pointee == 0 else { break }
      stream.pointee.next_in += 1
      stream.pointee.avail_in -= 1
      rest -= 1
    }
    guard stream.pointee.next_in?.pointee == 0x1F else { throw Failure.trailingBytes(rest) }
    guard inflateReset(stream) == Z_OK else { throw Failure.corrupt("zlib did not go on") }
  }
}
