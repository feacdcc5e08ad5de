import CZlib

/// Unpacks a gzip file held in memory, by zlib.
enum Gzip {
  /// Why unpacking stopped.
  enum Failure: Error, Equatable {
    case truncated
    case corrupt(String)
    case trailingBytes(Int)
    case longer
  }

  /// Unpacks `archive`, which must be one whole gzip member, and refuses to make more of it than it may hold.
  ///
  /// - Parameters:
  ///   - archive: the whole file.
  ///   - headSize: how many bytes to unpack before asking for the limit.
  ///   - limit: receives the first `headSize` bytes (fewer if there are no more) and says how many there may be in all.
  /// - Returns: what was packed.
  /// - Throws: `Failure`, or what `limit` throws.
  static func unpack(
    _ archive: [UInt8], headSize: Int, limit: ([UInt8]) throws -> Int
  ) throws -> [UInt8] {
    // zlib keeps a pointer to its stream, so the stream must not move.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    let gzipHeader: Int32 = 15 + 16
    guard
      inflateInit2_(stream, gzipHeader, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw Failure.corrupt("zlib did not start") }
    defer { inflateEnd(stream) }

    return try archive.withUnsafeBufferPointer { archive in
      // zlib's header declares its input mutable but only reads it.
      stream.pointee.next_in = UnsafeMutablePointer(mutating: archive.baseAddress)
      stream.pointee.avail_in = UInt32(archive.count)
      let head = try unpackNext(headSize, of: stream)
      let total = try limit(head)
      // One byte more than allowed shows that there is more.
      let body = try unpackNext(max(total - head.count, 0) + 1, of: stream)
      guard head.count + body.count <= total else { throw Failure.longer }
      let rest = Int(stream.pointee.avail_in)
      guard rest == 0 else { throw Failure.trailingBytes(rest) }
      return head + body
    }
  }

  /// The next `size` bytes, or fewer if the member ends before.
  private static func unpackNext(
    _ size: Int, of stream: UnsafeMutablePointer<z_stream>
  ) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: size) { output, count in
      stream.pointee.next_out = output.baseAddress
      stream.pointee.avail_out = UInt32(size)
      var status = Z_OK
      while stream.pointee.avail_out > 0 && status == Z_OK {
        status = inflate(stream, Z_NO_FLUSH)
      }
      switch status {
      case Z_OK, Z_STREAM_END: count = size - Int(stream.pointee.avail_out)
      case Z_BUF_ERROR: throw Failure.truncated
      default:
        throw Failure.corrupt(stream.pointee.msg.map { String(cString: $0) } ?? "not gzip data")
      }
    }
  }
}
