import Foundation

/// A small HTTP server on this machine's loopback address, for one connection after the other.
final class LoopbackServer: @unchecked Sendable {
  /// What the server does with a request.
  enum Answer {
    /// Sends the body, or the part of it that the request's range asks for.
    case ranged(Data)
    /// Sends the whole body whatever range was asked for.
    case whole(Data)
    /// Promises the body (from the range's start) and closes the connection after so many of its bytes.
    case cut(Data, after: Int)
    /// Sends the client to another address.
    case redirect(String)
    /// Sends zeros without saying how many, far more than anybody wants.
    case endless
    /// Promises so many bytes, and sends zeros.
    case promise(Int)
    /// Sends only a status.
    case status(Int)
  }

  private let listener: Int32
  private let lock = NSLock()
  private var answers: [Answer]
  private var ranges: [String?] = []

  /// The address of a file on this server; the name does not matter.
  let address: String

  /// Starts a server that gives these answers in order and goes on with the last one.
  init(_ answers: Answer...) throws {
    self.answers = answers
    let listener = Self.streamSocket()
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, size) + getsockname(listener, pointer, &size)
      }
    }
    guard status == 0, listen(listener, 8) == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
    self.listener = listener
    address = "http://127.0.0.1:\(UInt16(bigEndian: name.sin_port))/data/"
    let thread = Thread { [self] in serve() }
    thread.start()
  }

  private static func streamSocket() -> Int32 {
    #if os(Linux)
      socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      socket(AF_INET, SOCK_STREAM, 0)
    #endif
  }

  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// The range that each request asked for.
  var askedRanges: [String?] { lock.withLock { ranges } }

  private func serve() {
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { return }
      answer(connection)
      shutdown(connection, Int32(SHUT_RDWR))
      close(connection)
    }
  }

  private func answer(_ connection: Int32) {
    var head = Data()
    var block = [UInt8](repeating: 0, count: 4096)
    while head.range(of: Data("\r\n\r\n".utf8)) == nil {
      let count = read(connection, &block, block.count)
      guard count > 0 else { return }
      head.append(contentsOf: block[..<count])
    }
    let range = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
      .first { $0.lowercased().hasPrefix("range:") }
      .map { $0.dropFirst(6).trimmingCharacters(in: .whitespaces) }
    let answer = lock.withLock { () -> Answer in
      ranges.append(range)
      return answers.count > 1 ? answers.removeFirst() : answers[0]
    }
    let start = range.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    switch answer {
    case .redirect(let address):
      send(
        "HTTP/1.1 302 Found\r\nLocation: \(address)\r\nContent-Length: 0\r\n\r\n", to: connection)
    case .status(let status):
      send("HTTP/1.1 \(status) Status\r\nContent-Length: 0\r\n\r\n", to: connection)
    case .endless: flood("HTTP/1.1 200 OK\r\n\r\n", to: connection)
    case .promise(let size):
      flood("HTTP/1.1 200 OK\r\nContent-Length: \(size)\r\n\r\n", to: connection)
    case .whole(let body): send(header(of: body, from: 0, isPart: false), body, to: connection)
    case .ranged(let body):
      guard start < body.count else {
        send(
          "HTTP/1.1 416 Range\r\nContent-Range: bytes */\(body.count)\r\nContent-Length: 0\r\n\r\n",
          to: connection)
        return
      }
      send(
        header(of: body, from: start, isPart: range != nil), body.dropFirst(start), to: connection)
    case .cut(let body, let count):
      send(
        header(of: body, from: start, isPart: range != nil), body.dropFirst(start).prefix(count),
        to: connection)
    }
  }

  private func header(of body: Data, from start: Int, isPart: Bool) -> String {
    let status = isPart ? "206 Partial Content" : "200 OK"
    let range =
      isPart ? "Content-Range: bytes \(start)-\(body.count - 1)/\(body.count)\r\n" : ""
    return "HTTP/1.1 \(status)\r\nContent-Length: \(body.count - start)\r\n\(range)"
      + "Connection: close\r\n\r\n"
  }

  /// Sends zeros until the other side has had enough, but no more than a test can bear.
  private func flood(_ head: String, to connection: Int32) {
    let zeros = Data(repeating: 0, count: 1 << 16)
    guard send(head, to: connection) else { return }
    for _ in 0..<500 where send("", zeros, to: connection) { usleep(1000) }
  }

  @discardableResult
  private func send(_ head: String, _ body: Data = Data(), to connection: Int32) -> Bool {
    let bytes = Array(head.utf8) + body
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        #if os(Linux)
          Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        #else
          Foundation.send(connection, $0.baseAddress, $0.count, 0)
        #endif
      }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}
