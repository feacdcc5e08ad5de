import Datasets
import Foundation

/// Brings a data set into a folder: fetch, check, unpack, and only then give it its final name.
///
/// Everything happens in a hidden folder beside the final one, `.NAME.fetching`. What has been
/// fetched stays there when a connection breaks off; the final name is given by one rename, when
/// all is known to be right.
struct Fetcher {
  let source: DatasetSource

  /// The folder that will hold the data set's folder.
  let target: String

  /// Where to fetch from instead of the official place: an address or path of the file or of its
  /// folder.
  let mirror: String?

  /// Receives what is being done, for a person to read.
  let report: (Report) -> Void

  /// What a fetch tells while it works.
  enum Report: Equatable {
    case fetching(file: String, from: String)
    case progress(file: String, done: Int, total: Int?)
    case checking(file: String)
    case unpacking(file: String)
  }

  private var folderName: String { DataFolders.folderName(of: source.name) }
  private var destination: String { target + "/" + folderName }
  private var staging: String { target + "/." + folderName + ".fetching" }

  /// Fetches the data set.
  ///
  /// - Returns: the data set's folder, and whether it had been there already.
  func run() throws -> (folder: String, wasThere: Bool) {
    if try isThere() { return (destination, true) }
    try prepareStaging()
    removeUnlessFile(staging + "/lock")
    let lock = open(staging + "/lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard lock >= 0 else {
      throw FetchError.cannotWrite(path: staging, reason: lastReason())
    }
    defer { close(lock) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw FetchError.busy(path: staging) }

    defer { tidy() }
    for file in source.files { try fetch(file) }
    let ready = try assemble()
    guard rename(ready, destination) == 0 else {
      throw FetchError.cannotWrite(path: destination, reason: lastReason())
    }
    try? FileManager.default.removeItem(atPath: staging)
    return (destination, false)
  }

  /// Removes what a failed fetch left, unless it is something to go on from.
  private func tidy() {
    let manager = FileManager.default
    try? manager.removeItem(atPath: staging + "/ready")
    for file in source.files {
      let partial = staging + "/" + file.name + ".partial"
      var status = stat()
      if lstat(partial, &status) == 0 && status.st_size == 0 { unlink(partial) }
    }
    if (try? manager.contentsOfDirectory(atPath: staging)) == ["lock"] {
      try? manager.removeItem(atPath: staging)
    }
  }

  /// Whether a whole data set has the final name already; whatever else has it is left alone.
  private func isThere() throws -> Bool {
    guard FileManager.default.fileExists(atPath: destination) else { return false }
    do {
      _ = try ImageDataset.load(named: source.name, from: destination)
      return true
    } catch {
      throw FetchError.occupied(path: destination, reason: "it is not a whole data set: \(error)")
    }
  }

  // MARK: - One file

  private func fetch(_ file: DatasetSource.File) throws {
    let path = staging + "/" + file.name
    if try isStaged(file, at: path) { return }
    let origin = origin(of: file)
    report(.fetching(file: file.name, from: origin))
    let partial = try PartialFile(path: path + ".partial")
    let progress = { (done: Int, total: Int?) in
      report(.progress(file: file.name, done: done, total: total))
    }
    let isRemote = origin.hasPrefix("http://") || origin.hasPrefix("https://")
    if isRemote {
      try download(origin, file, into: partial, progress: progress)
    } else {
      try copy(origin, file, into: partial, progress: progress)
    }
    report(.checking(file: file.name))
    let found = try Tool.sha256(of: partial.path)
    guard try found == file.sha256 || isRepacked(file, at: partial.path) else {
      let kind = DataFolders.kindOfFile(at: partial.path)
      unlink(partial.path)
      if let kind, kind != "a gzip archive" {
        throw FetchError.foreign(address: origin, kind: kind, file: file.name)
      }
      throw isRemote
        ? FetchError.wrongChecksum(file: origin, expected: file.sha256, found: found)
        : FetchError.wrongLocalFile(path: origin, expected: file.sha256, found: found)
    }
    guard rename(partial.path, path) == 0 else {
      throw FetchError.cannotWrite(path: path, reason: lastReason())
    }
  }

  /// Whether an earlier fetch has left the whole file; what else has its name, such as half a file,
  /// is removed.
  private func isStaged(_ file: DatasetSource.File, at path: String) throws -> Bool {
    removeUnlessFile(path)
    guard FileManager.default.fileExists(atPath: path) else { return false }
    report(.checking(file: file.name))
    if try Tool.sha256(of: path) == file.sha256 || isRepacked(file, at: path) { return true }
    unlink(path)
    return false
  }

  /// Downloads a file; of one that goes on and on nothing is kept.
  private func download(
    _ address: String, _ file: DatasetSource.File, into partial: PartialFile,
    progress: @escaping (Int, Int?) -> Void
  ) throws {
    if partial.size > file.limit { try partial.restart() }
    do {
      try Download.fetch(address, into: partial, limit: file.limit, progress: progress)
    } catch let error as FetchError {
      if case .endless = error { unlink(partial.path) }
      throw error
    }
  }

  /// Whether a file is another gzip archive of the official contents, as Linux distributions make
  /// them.
  private func isRepacked(_ file: DatasetSource.File, at path: String) throws -> Bool {
    guard let contents = file.contents else { return false }
    return try Tool.sha256(unpacking: path) == contents
  }

  /// The address or path of a file: in the mirror, if one was given and it is or may be a folder.
  private func origin(of file: DatasetSource.File) -> String {
    guard var mirror else { return source.base + file.name }
    if mirror.hasPrefix("file://") { mirror = URL(string: mirror)?.path ?? mirror }
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: mirror, isDirectory: &isFolder)
    let names = source.files.map(\.name)
    if mirror.hasSuffix("/") { return mirror + file.name }
    if exists && isFolder.boolValue || names.count > 1 && !names.contains(where: mirror.hasSuffix) {
      return mirror + "/" + file.name
    }
    return mirror
  }

  private func copy(
    _ path: String, _ file: DatasetSource.File, into partial: PartialFile,
    progress: (Int, Int?) -> Void
  ) throws {
    guard FileManager.default.fileExists(atPath: path) else {
      throw path.contains("://") ? FetchError.badAddress(path) : FetchError.missing(path: path)
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw FetchError.unreachable(address: path, reason: lastReason())
    }
    defer { try? handle.close() }
    let total = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    try partial.restart()
    while true {
      let block: Data?
      do {
        block = try handle.read(upToCount: 1 << 20)
      } catch {
        throw FetchError.unreachable(address: path, reason: "it is not a file that can be read")
      }
      guard let block, !block.isEmpty else { return }
      guard partial.size + block.count <= file.limit else {
        unlink(partial.path)
        throw FetchError.foreign(
          address: path, kind: "a file of more than \(file.limit) bytes", file: file.name)
      }
      try block.withUnsafeBytes { try partial.append($0) }
      progress(partial.size, total)
    }
  }

  // MARK: - The whole

  /// Puts the data set together inside the staging folder and reads it once, whole.
  private func assemble() throws -> String {
    let inner = staging + "/ready"
    try? FileManager.default.removeItem(atPath: inner)
    try createFolder(inner)
    var ready = inner
    if source.isArchive, let archive = source.files.first {
      report(.unpacking(file: archive.name))
      try Tool.unpack(staging + "/" + archive.name, into: inner)
      ready = inner + "/" + folderName
    } else {
      for file in source.files {
        guard link(staging + "/" + file.name, inner + "/" + file.name) == 0 else {
          throw FetchError.cannotWrite(path: inner, reason: lastReason())
        }
      }
    }
    _ = try ImageDataset.load(named: source.name, from: ready)
    return ready
  }

  /// Makes the hidden folder, or takes the one that an earlier fetch has left.
  private func prepareStaging() throws {
    var status = stat()
    if lstat(staging, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR {
      throw FetchError.occupied(
        path: staging,
        reason: status.st_mode & S_IFMT == S_IFLNK ? "it is a link" : "it is no folder")
    }
    try createFolder(staging)
  }

  private func createFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw FetchError.cannotWrite(path: path, reason: Self.obstacle(to: path, error))
    }
  }

  /// Why a folder could not be made: a file in its place, or what the system says.
  private static func obstacle(to path: String, _ error: any Error) -> String {
    var parent = path
    while parent.count > 1 {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: parent, isDirectory: &isFolder) {
        if !isFolder.boolValue { return "\(parent) is a file" }
        return access(parent, W_OK) == 0 ? lastReason() : "no permission to write in \(parent)"
      }
      parent = (parent as NSString).deletingLastPathComponent
    }
    return (error as NSError).localizedDescription
  }
}
