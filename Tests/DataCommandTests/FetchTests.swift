import Datasets
import Foundation
import Testing

@testable import DataCommand

@Suite("Fetching over HTTP")
struct FetchTests {
  @Test("brings a data set that loads, and leaves nothing else behind")
  func whole() throws {
    let tiny = try TinyCIFAR()
    let server = try LoopbackServer(.ranged(tiny.archive))
    defer { server.stop() }
    #expect(try tiny.fetch(from: server.address) == false)
    let data = try ImageDataset.load(named: "cifar10", from: tiny.target)
    #expect(data.train.count == 100)
    #expect(data.test.count == 20)
    let left = try FileManager.default.contentsOfDirectory(atPath: tiny.target)
    #expect(left == ["cifar-10-batches-bin"])
    #expect(server.askedRanges == [nil])

    #expect(try tiny.fetch(from: server.address) == true)
    #expect(server.askedRanges.count == 1)
  }

  @Test("goes on where a connection was cut, without being asked")
  func resumes() throws {
    let tiny = try TinyCIFAR()
    let half = tiny.archive.count / 2
    let server = try LoopbackServer(.cut(tiny.archive, after: half), .ranged(tiny.archive))
    defer { server.stop() }
    try tiny.fetch(from: server.address)
    #expect(try ImageDataset.load(named: "cifar10", from: tiny.target).train.count == 100)
    #expect(server.askedRanges == [nil, "bytes=\(half)-"])
  }

  @Test("keeps what it has when the connection stays broken, and goes on in the next run")
  func resumesLater() throws {
    let tiny = try TinyCIFAR()
    let half = tiny.archive.count / 2
    let broken = try LoopbackServer(
      .cut(tiny.archive, after: half), .cut(tiny.archive, after: 0))
    let error = #expect(throws: FetchError.self) { try tiny.fetch(from: broken.address) }
    broken.stop()
    guard case .brokenOff(_, _, half) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!tiny.isDelivered)
    #expect(try Data(contentsOf: URL(fileURLWithPath: tiny.partial)) == tiny.archive.prefix(half))

    let server = try LoopbackServer(.ranged(tiny.archive))
    defer { server.stop() }
    try tiny.fetch(from: server.address)
    #expect(server.askedRanges == ["bytes=\(half)-"])
    #expect(tiny.isDelivered)
  }

  @Test("begins anew with a server that knows no ranges")
  func rangeIgnored() throws {
    let tiny = try TinyCIFAR()
    try tiny.leavePartial(Data(repeating: 7, count: 1000))
    let server = try LoopbackServer(.whole(tiny.archive))
    defer { server.stop() }
    try tiny.fetch(from: server.address)
    #expect(server.askedRanges == ["bytes=1000-"])
    #expect(try ImageDataset.load(named: "cifar10", from: tiny.target).train.count == 100)
  }

  @Test("accepts a partial file that is whole already, and drops one that is too long")
  func rangeBeyond() throws {
    for surplus in [0, 5] {
      let tiny = try TinyCIFAR()
      try tiny.leavePartial(tiny.archive + Data(repeating: 0, count: surplus))
      let server = try LoopbackServer(.ranged(tiny.archive))
      defer { server.stop() }
      if surplus == 0 {
        try tiny.fetch(from: server.address)
        #expect(tiny.isDelivered)
      } else {
        #expect(throws: FetchError.self) { try tiny.fetch(from: server.address) }
        try tiny.fetch(from: server.address)
        #expect(tiny.isDelivered)
      }
    }
  }

  @Test("refuses a file with another checksum and removes it")
  func wrongChecksum() throws {
    let tiny = try TinyCIFAR(sha256: String(repeating: "0", count: 64))
    let server = try LoopbackServer(.ranged(tiny.archive))
    defer { server.stop() }
    let error = #expect(throws: FetchError.self) { try tiny.fetch(from: server.address) }
    #expect(error?.description.contains("expected SHA-256 0000") == true)
    #expect(error?.description.contains("what was fetched is removed") == true)
    #expect(!tiny.isDelivered)
    #expect(try FileManager.default.contentsOfDirectory(atPath: tiny.target).isEmpty)
  }

  @Test("says what the server answered", arguments: [404, 403, 500])
  func refused(status: Int) throws {
    let tiny = try TinyCIFAR()
    let server = try LoopbackServer(.status(status))
    defer { server.stop() }
    let error = #expect(throws: FetchError.self) { try tiny.fetch(from: server.address) }
    #expect(error == .refused(address: server.address + "tiny.tar.gz", status: status))
    #expect(error?.description.contains("\n") == false)
    #expect(!tiny.isDelivered)
  }

  @Test("follows a server that sends it elsewhere, and does not trust one that says not where")
  func redirected() throws {
    let tiny = try TinyCIFAR()
    let server = try LoopbackServer(.ranged(tiny.archive))
    defer { server.stop() }
    let first = try LoopbackServer(.status(302), .redirect(server.address + "elsewhere.tar.gz"))
    defer { first.stop() }
    let error = #expect(throws: FetchError.self) { try tiny.fetch(from: first.address) }
    #expect(error?.description.contains("no usable answer") == true)
    try tiny.fetch(from: first.address)
    #expect(tiny.isDelivered)
  }

  @Test("says so when nothing answers")
  func unreachable() throws {
    let tiny = try TinyCIFAR()
    let server = try LoopbackServer(.status(200))
    server.stop()
    let error = #expect(throws: FetchError.self) { try tiny.fetch(from: server.address) }
    guard case .unreachable = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("keeps the final name free when there is no room, and what fitted stays to go on from")
  func noRoom() async {
    await #expect(processExitsWith: .success) {
      let tiny = try TinyCIFAR()
      let server = try LoopbackServer(.whole(tiny.archive))
      defer { server.stop() }
      // A limit on the size of files stands for a full disk.
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
      #if os(Linux)
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      #else
        setrlimit(RLIMIT_FSIZE, &limit)
      #endif
      let error = #expect(throws: FetchError.self) { try tiny.fetch(from: server.address) }
      #expect(error?.description.contains("file too large") == true)
      #expect(error?.description.contains("--to") == true)
      #expect(!tiny.isDelivered)
    }
  }

  @Test(
    "stops a download that never ends, or promises more than the file has", .serialized,
    arguments: [true, false])
  func endless(isSilent: Bool) throws {
    let tiny = try TinyCIFAR(records: 1, knowsSize: true)
    let size = tiny.archive.count
    let server = try LoopbackServer(isSilent ? .endless : .promise(1 << 40))
    defer { server.stop() }
    let error = #expect(throws: FetchError.self) { try tiny.fetch(from: server.address) }
    #expect(
      error
        == .endless(address: server.address + "tiny.tar.gz", file: "tiny.tar.gz", limit: size))
    #expect(try FileManager.default.contentsOfDirectory(atPath: tiny.target).isEmpty)
  }

  @Test("calls a web page a web page, and is not spoiled by it")
  func webPage() throws {
    let tiny = try TinyCIFAR()
    let page = Data("\n<!DOCTYPE html>\n<html><head><title>Log in</title></head></html>".utf8)
    let server = try LoopbackServer(.whole(page), .ranged(tiny.archive))
    defer { server.stop() }
    let error = #expect(throws: FetchError.self) { try tiny.fetch(from: server.address) }
    let line = error?.description ?? ""
    #expect(line.contains("tiny.tar.gz is a web page, not tiny.tar.gz") && !line.contains("SHA"))
    try tiny.fetch(from: server.address)
    #expect(tiny.isDelivered)
  }
}

extension TinyCIFAR {
  /// Puts `bytes` where an earlier, interrupted fetch would have left them.
  func leavePartial(_ bytes: Data) throws {
    let url = URL(fileURLWithPath: partial)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: url)
  }
}
