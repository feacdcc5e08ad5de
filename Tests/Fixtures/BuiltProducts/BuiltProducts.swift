import Foundation

/// Where the programs lie that were built with the tests, and where their sources are.
public enum BuiltProducts {
  /// The path of a built program.
  public static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// The folder of the package.
  public static let package: URL = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }

  private static let folder: URL = {
    #if os(macOS)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
      return (bundle ?? .main).bundleURL.deletingLastPathComponent()
    #else
      return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    #endif
  }()
}
