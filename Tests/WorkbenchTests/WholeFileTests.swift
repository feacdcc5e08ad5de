import Foundation
import Testing

@testable import Workbench

@Suite("Writing a file whole or not at all")
struct WholeFileTests {
  /// A folder of its own, removed at the end.
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/whole-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  @Test("creates and replaces, and leaves nothing beside it", arguments: [0, 3, 1_000_000])
  func replaces(size: Int) throws {
    try withFolder { folder in
      let path = folder + "/größe.bin"
      try WholeFile.write([9, 9], to: path)
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      try WholeFile.write(bytes, to: path)
      #expect(FileManager.default.contents(atPath: path) == Data(bytes))
      #expect(names(in: folder) == ["größe.bin"])
    }
  }

  @Test("takes names as long as the system does")
  func longNames() throws {
    try withFolder { folder in
      for name in [
        String(repeating: "a", count: 255), String(repeating: "ö", count: 127),
        String(repeating: "👩‍👩‍👧‍👦", count: 10),
      ] {
        try WholeFile.write([1], to: folder + "/" + name)
        #expect(FileManager.default.fileExists(atPath: folder + "/" + name))
      }
      #expect(names(in: folder).count == 3)
    }
  }

  @Test("never writes through a planted link, and its temporary name cannot be guessed")
  func plantedLink() throws {
    try withFolder { folder in
      let victim = folder + "/victim"
      try Data("precious".utf8).write(to: URL(fileURLWithPath: victim))
      // The name that an earlier version used could be foretold from the process's number.
      for name in [".x.png.\(getpid())", "x.png"] {
        try FileManager.default.createSymbolicLink(
          atPath: folder + "/" + name, withDestinationPath: victim)
      }
      try WholeFile.write([1, 2, 3], to: folder + "/x.png")
      #expect(try String(contentsOfFile: victim, encoding: .utf8) == "precious")
      #expect(FileManager.default.contents(atPath: folder + "/x.png") == Data([1, 2, 3]))
      let temporary = (0..<100).map { _ in WholeFile.temporaryName(for: folder + "/x.png") }
      #expect(Set(temporary).count == 100)
      #expect(temporary.allSatisfy { ($0 as NSString).deletingLastPathComponent == folder })
    }
  }

  @Test("says what stands in the way, and leaves what was there")
  func refused() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/taken", withIntermediateDirectories: false)
      #expect(throws: WholeFile.Failure(path: folder + "/taken", code: EISDIR)) {
        try WholeFile.write([1], to: folder + "/taken")
      }
      #expect(throws: WholeFile.Failure(path: folder + "/none/x", code: ENOENT)) {
        try WholeFile.write([1], to: folder + "/none/x")
      }
      #expect(names(in: folder) == ["taken"])
    }
  }

  @Test(
    "a read-only folder is left as it is",
    .enabled(if: geteuid() != 0, "the superuser may write anywhere"))
  func readOnly() throws {
    try withFolder { folder in
      try WholeFile.write([1], to: folder + "/x")
      chmod(folder, 0o555)
      defer { chmod(folder, 0o755) }
      #expect(throws: WholeFile.Failure(path: folder + "/x", code: EACCES)) {
        try WholeFile.write([2], to: folder + "/x")
      }
      #expect(FileManager.default.contents(atPath: folder + "/x") == Data([1]))
    }
  }

  @Test("without room the old file stays whole and nothing is left behind")
  func noRoom() async {
    await #expect(processExitsWith: .success) {
      let folder = FileManager.default.temporaryDirectory.path + "/whole-\(UUID().uuidString)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try WholeFile.write([1, 2, 3], to: folder + "/x")
      // A limit on the size of files stands for a full disk.
      signal(SIGXFSZ, SIG_IGN)
      limitFileSize(to: 1000)
      #expect(throws: WholeFile.Failure(path: folder + "/x", code: EFBIG)) {
        try WholeFile.write([UInt8](repeating: 7, count: 5000), to: folder + "/x")
      }
      #expect(FileManager.default.contents(atPath: folder + "/x") == Data([1, 2, 3]))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["x"])
    }
  }

  @Test("a program killed in the middle leaves the old file whole")
  func killed() async throws {
    let path = FileManager.default.temporaryDirectory.path + "/whole-killed-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try WholeFile.write([1, 2, 3], to: path + "/x")
    await #expect(processExitsWith: .signal(SIGXFSZ)) { [path = path as String] in
      // The kernel kills a process that writes beyond its limit: here after 1,000 of 5,000 bytes.
      signal(SIGXFSZ, SIG_DFL)
      // Threads that the system lends to tasks block all signals.
      var signals = sigset_t()
      sigemptyset(&signals)
      sigaddset(&signals, SIGXFSZ)
      pthread_sigmask(SIG_UNBLOCK, &signals, nil)
      limitFileSize(to: 1000)
      try WholeFile.write([UInt8](repeating: 7, count: 5000), to: path + "/x")
    }
    #expect(FileManager.default.contents(atPath: path + "/x") == Data([1, 2, 3]))
    // It was in the middle: the part that was written is still there, under its own name.
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).count == 2)
  }

  #if os(Linux)
    @Test("a full device is noticed")
    func full() {
      let descriptor = open("/dev/full", O_WRONLY)
      defer { close(descriptor) }
      #expect(descriptor >= 0)
      #expect(WholeFile.append([1, 2, 3], to: descriptor) == ENOSPC)
    }
  #endif
}

/// Makes the system refuse files of this process beyond `size` bytes.
private func limitFileSize(to size: Int) {
  var limit = rlimit(rlim_cur: rlim_t(size), rlim_max: rlim_t(size))
  #if os(Linux)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
  #else
    setrlimit(RLIMIT_FSIZE, &limit)
  #endif
}
