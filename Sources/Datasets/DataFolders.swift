import Foundation

/// Where data sets are looked for.
public enum DataFolders {
  /// The folder that fetched data sets go to: `sightline` in `$XDG_CACHE_HOME`, or `~/.cache/sightline`.
  public static var standard: String {
    standard(in: ProcessInfo.processInfo.environment)
  }

  /// The standard folder under these environment variables; only absolute paths count, as the XDG rules say.
  static func standard(in environment: [String: String]) -> String {
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
      return cache + "/sightline"
    }
    if let home = environment["HOME"], home.hasPrefix("/") {
      return home + "/.cache/sightline"
    }
    return FileManager.default.homeDirectoryForCurrentUser.path + "/.cache/sightline"
  }

  /// Debian's `dataset-fashion-mnist` package puts its files here.
  static let debianFashionMNIST = "/usr/share/datasets/fashion-mnist"

  /// The name of a data set's own folder, inside the folder that holds several.
  public static func folderName(of name: String) -> String {
    name == "cifar10" ? CIFAR10.folder : name
  }

  /// The first folder that holds the files of data set `name`.
  ///
  /// - Parameters:
  ///   - name: of a data set that is read from files.
  ///   - directory: the data set's own folder or its parent; nil searches the usual places.
  /// - Returns: the folder's path.
  /// - Throws: `DatasetError.notFound`, with the folders searched.
  public static func locate(_ name: String, from directory: String?) throws -> String {
    let markers =
      name == "cifar10"
      ? CIFAR10.trainFiles + CIFAR10.testFiles
      : (MNIST.trainFiles + MNIST.testFiles).flatMap { [$0, $0 + ".gz"] }
    let folders = candidates(name, from: directory)
    for folder in folders {
      if markers.contains(where: { FileManager.default.fileExists(atPath: folder + "/" + $0) }) {
        return folder
      }
    }
    throw DatasetError.notFound(
      name: name, searched: folders,
      advice: "fetch it with 'swift run data fetch \(name)' or name its folder with --data-dir")
  }

  private static func candidates(_ name: String, from directory: String?) -> [String] {
    let own = folderName(of: name)
    if let directory { return [directory, directory + "/" + own] }
    return [standard + "/" + own] + (name == "fashion-mnist" ? [debianFashionMNIST] : [])
  }
}
