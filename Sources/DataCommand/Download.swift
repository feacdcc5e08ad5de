import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Fetches one address into a partial file, going on from where an earlier attempt broke off.
final class Download: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  private let address: String
  private let file: PartialFile
  private let limit: Int
  private let progress: (_ done: Int, _ total: Int?) -> Void

  // Touched on the session's serial queue only, and after it has finished by the caller.
  private var total: Int?
  private var failure: (any Error)?
  private var isWhole = false
  private var isAccepted = false
  private let finished = DispatchSemaphore(value: 0)

  /// How often a connection that broke off after some progress is taken up again.
  static let attempts = 5

  private init(
    _ address: String, into file: PartialFile, limit: Int,
    progress: @escaping (Int, Int?) -> Void
  ) {
    self.address = address
    self.file = file
    self.limit = limit
    self.progress = progress
  }

  /// Fetches `address` into `file`.
  ///
  /// - Parameters:
  ///   - address: begins with http:// or https://.
  ///   - file: may hold the beginning already.
  ///   - limit: the bytes after which the file cannot be the right one; none beyond them is stored.
  ///   - progress: receives the bytes there are and, if the server says, how many there will be.
  /// - Throws: `FetchError` when the server refuses, the connection stays broken or the file cannot
  ///   grow.
  static func fetch(
    _ address: String, into file: PartialFile, limit: Int,
    progress: @escaping (Int, Int?) -> Void
  ) throws {
    guard let url = URL(string: address), url.host != nil else {
      throw FetchError.badAddress(address)
    }
    for attempt in 1...attempts {
      let before = file.size
      let download = Download(address, into: file, limit: limit, progress: progress)
      do {
        return try download.run(url)
      } catch FetchError.brokenOff(let address, let reason, let kept) {
        guard file.size > before && attempt < attempts else {
          throw FetchError.brokenOff(address: address, reason: reason, kept: kept)
        }
      }
    }
  }

  private func run(_ url: URL) throws {
    let settings = URLSessionConfiguration.ephemeral
    settings.timeoutIntervalForRequest = 30
    settings.timeoutIntervalForResource = 24 * 3600
    let queue = OperationQueue()
    queue.maxConcurrentOperationCount = 1
    let session = URLSession(configuration: settings, delegate: self, delegateQueue: queue)
    // Cancelled, for what has been refused may go on arriving without end.
    defer { session.invalidateAndCancel() }
    var request = URLRequest(url: url)
    request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
    if file.size > 0 {
      request.setValue("bytes=\(file.size)-", forHTTPHeaderField: "Range")
    }
    session.dataTask(with: request).resume()
    finished.wait()
    if let failure { throw failure }
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    do {
      completionHandler(try accept(response) ? .allow : .cancel)
    } catch {
      failure = error
      completionHandler(.cancel)
      finished.signal()
    }
  }

  /// Reads the answer's head; returns false if there is nothing more to fetch.
  private func accept(_ response: URLResponse) throws -> Bool {
    guard let response = response as? HTTPURLResponse else {
      throw FetchError.badAddress(address)
    }
    let length = response.value(forHTTPHeaderField: "Content-Length").flatMap { Int($0) }
    let range = response.value(forHTTPHeaderField: "Content-Range") ?? ""
    let size = range.split(separator: "/").last.flatMap { Int($0) }
    switch response.statusCode {
    case 200:
      // The whole file, whether or not a part was asked for.
      try file.restart()
      total = length
    case 206 where range.hasPrefix("bytes \(file.size)-"):
      total = size ?? length.map { file.size + $0 }
    case 416 where size == file.size:
      isWhole = true
      return false
    case 206, 416:
      // What is here does not fit what is there.
      try file.restart()
      throw FetchError.brokenOff(
        address: address, reason: "the server could not go on from there", kept: 0)
    default:
      throw FetchError.refused(address: address, status: response.statusCode)
    }
    if let total, total > limit { throw tooLong }
    isAccepted = true
    progress(file.size, total)
    return true
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    guard failure == nil else { return }
    do {
      guard file.size + data.count <= limit else { throw tooLong }
      try data.withUnsafeBytes { try file.append($0) }
      progress(file.size, total)
    } catch {
      failure = error
      dataTask.cancel()
      // Not to wait for the end: under a flood, the cancelling may come late.
      finished.signal()
    }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    defer { finished.signal() }
    guard failure == nil && !isWhole else { return }
    let isShort = total.map { file.size < $0 } ?? false
    guard error != nil || isShort || !isAccepted else { return }
    let reason = error.map { Self.plain($0) } ?? (isShort ? "it ended early" : "no usable answer")
    failure =
      file.size > 0
      ? FetchError.brokenOff(address: address, reason: reason, kept: file.size)
      : FetchError.unreachable(address: address, reason: reason)
  }

  private var tooLong: FetchError {
    let name = (file.path as NSString).lastPathComponent
    return .endless(
      address: address, file: name.replacingOccurrences(of: ".partial", with: ""), limit: limit)
  }

  private static func plain(_ error: any Error) -> String {
    switch (error as? URLError)?.code {
    case .cannotFindHost, .dnsLookupFailed: "no such host, or no network"
    case .cannotConnectToHost: "nothing answers there"
    case .timedOut: "no answer for 30 seconds"
    case .networkConnectionLost: "it ended early"
    case .notConnectedToInternet: "no network"
    default:
      (error as NSError).localizedDescription.split(separator: "\n").joined(separator: " ")
    }
  }
}
