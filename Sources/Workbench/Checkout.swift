import Foundation

/// The folder of the package, and the programs that are built from it.
///
/// Programs find one another here: they lie beside the one that is running, and are built when something that they are made
/// of has changed.
public struct Checkout: Sendable {
  /// The folder of the package.
  public let root: URL
  /// The folder with the built programs, this one among them.
  public let products: URL
  /// Whether programs are taken as they are.
  public let skipsBuild: Bool
  private let configuration: String

  /// Finds the package: the folder given, or the nearest one above it; nil if there is none.
  ///
  /// - Parameters:
  ///   - path: where to begin.
  ///   - skipsBuild: whether to take programs as they are. The variable `SIGHTLINE_SKIP_BUILD` has the same effect.
  public init?(at path: String, skipsBuild: Bool = false) {
    guard let root = Self.package(above: URL(fileURLWithPath: path)) else { return nil }
    self.init(
      root: root, products: Self.executable.deletingLastPathComponent(), skipsBuild: skipsBuild)
  }

  /// Finds the package that the running program was built from, or else the nearest one above the
  /// working folder; nil if there is none.
  ///
  /// - Parameter skipsBuild: as for ``init(at:skipsBuild:)``.
  package init?(ofProgramOrHere skipsBuild: Bool) {
    let places = [Self.executable.path, FileManager.default.currentDirectoryPath]
    for place in places {
      if let root = Self.package(above: URL(fileURLWithPath: place)) {
        self.init(
          root: root, products: Self.executable.deletingLastPathComponent(),
          skipsBuild: skipsBuild)
        return
      }
    }
    return nil
  }

  /// A package whose programs are built to another place than where this one lies.
  ///
  /// - Parameters:
  ///   - root: the folder of the package.
  ///   - products: the folder with its built programs, `debug` or `release` in a folder named after
  ///     the system, in what SwiftPM calls the scratch path.
  ///   - skipsBuild: as for ``init(at:skipsBuild:)``.
  package init(root: URL, products: URL, skipsBuild: Bool) {
    self.root = root
    self.products = products
    self.skipsBuild =
      skipsBuild || ProcessInfo.processInfo.environment["SIGHTLINE_SKIP_BUILD"] != nil
    configuration = products.lastPathComponent == "release" ? "release" : "debug"
  }

  /// What SwiftPM calls the scratch path: `.build`, where the products are
  /// `.build/x86_64-unknown-linux-gnu/debug`.
  package var scratch: URL { products.deletingLastPathComponent().deletingLastPathComponent() }

  private static var executable: URL {
    let path = Bundle.main.executablePath ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: path).resolvingSymlinksInPath()
  }

  private static func package(above folder: URL) -> URL? {
    var folder = folder.standardizedFileURL
    while true {
      if FileManager.default.fileExists(atPath: folder.appendingPathComponent("Exercises").path),
        FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path)
      {
        return folder
      }
      if folder.path == "/" { return nil }
      folder = folder.deletingLastPathComponent()
    }
  }

  /// A file of the package.
  public func url(_ path: String) -> URL { root.appendingPathComponent(path) }

  /// The path of a built program.
  public func program(_ name: String) -> String { products.appendingPathComponent(name).path }

  /// When a program was built, so that what it said can be reused until it is built again.
  public func stamp(_ program: String) -> String {
    Self.stamp(URL(fileURLWithPath: self.program(program)))
  }

  /// Builds a program if anything that goes into it has changed since the last time.
  ///
  /// - Parameters:
  ///   - program: its name.
  ///   - folders: the folders of the package that it is made of.
  ///   - timeLimit: the seconds after which the build is given up; never if nil.
  ///   - isInput: whether a file in them, named from its folder on, has a part in it.
  /// - Returns: what the compiler has against it; nil if it is built.
  /// - Throws: `BuildRefusal` if nothing can be built here.
  public func build(
    _ program: String, from folders: [String], timeLimit: Double? = nil,
    where isInput: (String) -> Bool = { _ in true }
  ) throws -> String? {
    let exists = FileManager.default.isExecutableFile(atPath: self.program(program))
    if skipsBuild {
      guard exists else {
        throw BuildRefusal("\(program) is not built yet, and nothing may be built.")
      }
      return nil
    }
    let record = products.appendingPathComponent("\(program).inputs")
    let inputs = fingerprint(of: folders, where: isInput)
    if exists, let known = try? String(contentsOf: record, encoding: .utf8),
      known == inputs + stamp(program)
    {
      return nil
    }
    try? FileManager.default.removeItem(at: record)
    let child: ChildProcess
    do {
      var request = request(for: program)
      request.timeLimit = timeLimit
      child = try ChildProcess(running: request)
    } catch let error as ChildProcessError {
      throw BuildRefusal("\(program) must be built first, but \(error). Is Swift in your PATH?")
    }
    if child.timedOut, let timeLimit {
      return "The compiler was not done after \(Int(timeLimit)) seconds and was stopped."
    }
    guard child.end == .exited(0) else { return child.output.text + child.errors.text }
    // Best effort: without the record the next run asks the build system again.
    try? (inputs + stamp(program)).write(to: record, atomically: true, encoding: .utf8)
    return nil
  }

  private func request(for program: String) -> ChildProcess.Request {
    var request = ChildProcess.Request([
      "swift", "build", "--package-path", root.path, "--scratch-path", scratch.path,
      "--configuration", configuration, "--product", program,
    ])
    request.isolated = false
    request.endsWithParent = true
    request.firstSignal = SIGINT
    request.cap = 1 << 20
    return request
  }

  /// Path, size and time of every file that a program is built from.
  private func fingerprint(of folders: [String], where isInput: (String) -> Bool) -> String {
    var lines = [Self.stamp(url("Package.swift"))]
    for folder in folders {
      let below = (try? FileManager.default.subpathsOfDirectory(atPath: url(folder).path)) ?? []
      for path in below.sorted() where isInput(path) {
        lines.append(path + " " + Self.stamp(url(folder).appendingPathComponent(path)))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What changes when a file does: its size, its time and its identity.
  public static func stamp(_ file: URL) -> String {
    var information = stat()
    guard stat(file.path, &information) == 0 else { return "none" }
    guard information.st_mode & S_IFMT != S_IFDIR else { return "folder" }
    #if canImport(Darwin)
      let time = information.st_mtimespec
    #else
      let time = information.st_mtim
    #endif
    return "\(information.st_size) \(time.tv_sec).\(time.tv_nsec) \(information.st_ino)"
  }
}

/// Why a program cannot be built here, in a line that says what to do.
public struct BuildRefusal: Error, CustomStringConvertible {
  /// The line.
  public let description: String

  init(_ description: String) { self.description = description }
}
