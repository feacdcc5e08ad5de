import Foundation
import Workbench

/// Opens a page in the reader's browser.
enum PageOpener {
  #if os(macOS)
    private static let command = "open"
  #else
    private static let command = "xdg-open"
  #endif

  /// Opens a page, or says in one line that it could not.
  ///
  /// - Parameters:
  ///   - page: The page.
  ///   - program: Who speaks.
  static func open(_ page: URL, for program: String) {
    if !succeeds(with: page) {
      StandardError.write(
        "\(program): Could not open a browser with `\(command)`. Open \(page.path) yourself.")
    }
  }

  /// Whether the opener did not say within seconds that it failed.
  ///
  /// It may stay as long as the browser does, and then the page is being shown.
  private static func succeeds(with page: URL) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [command, page.path]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    do {
      try process.run()
    } catch {
      return false
    }
    guard ended.wait(timeout: .now() + 3) == .success else { return true }
    return process.terminationStatus == 0
  }
}
