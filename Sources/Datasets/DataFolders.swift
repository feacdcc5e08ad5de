import Foundation

/// Where data sets are looked for.
public enum DataFolders {
  /// The folder that fetched data sets go to: `sightline` in `$XDG_CACHE_HOME`, or
  /// `~/.cache/sightline`.
  public static var standard: String {
    standard(in: ProcessInfo.processInfo.environment)
  }

  /// The standard folder under these environment variables; only absolute paths count, as the XDG
  /// rules say.
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

  /// The first folder that holds files of data set `name`, in any of the forms that are read.
  ///
  /// - Parameters:
  ///   - name: of a data set that is read from files, in any spelling.
  ///   - directory: the data set's own folder, or one around it; nil searches the usual places.
  /// - Returns: the folder's path.
  /// - Throws: `DatasetError.notFound`, with the folders searched, what was looked for and what
  ///   lies there instead.
  public static func locate(_ name: String, from directory: String?) throws -> String {
    let name = ImageDataset.name(spelled: name) ?? name
    let isCIFAR = name == "cifar10"
    let files =
      isCIFAR ? CIFAR10.trainFiles + CIFAR10.testFiles : MNIST.trainFiles + MNIST.testFiles
    let markers = files.flatMap {
      isCIFAR ? [$0, CIFAR10.pythonName(of: $0)] : MNIST.spellings(of: $0)
    }
    let folders = candidates(name, from: directory)
    for folder in folders where markers.contains(where: { isFile(folder + "/" + $0) }) {
      return folder
    }
    throw DatasetError.notFound(
      name: name, searched: folders,
      lookedFor: isCIFAR
        ? "data_batch_1.bin and its like (binary version), data_batch_1 and its like (Python version)"
        : "train-images-idx3-ubyte and its like, with a dash or a dot, plain or .gz",
      found: OtherForms.found(in: folders),
      advice: "fetch it with 'swift run data fetch \(name)' or name its folder with --data-dir")
  }

  private static func isFile(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  /// The folders in which a data set may lie, as its author, torchvision or this package lay it
  /// out.
  private static func candidates(_ name: String, from directory: String?) -> [String] {
    let own: [String]
    switch name {
    case "cifar10": own = [CIFAR10.folder, CIFAR10.pythonFolder]
    case "mnist": own = [name, "MNIST/raw", "raw"]
    default: own = [name, "FashionMNIST/raw", "raw"]
    }
    if var directory {
      while directory.count > 1 && directory.hasSuffix("/") { directory.removeLast() }
      return [directory] + own.map { (directory == "/" ? "" : directory) + "/" + $0 }
    }
    return own.filter { $0 != "raw" }.map { standard + "/" + $0 }
      + (name == "fashion-mnist" ? [debianFashionMNIST] : [])
  }
}

extension DataFolders {
  /// The path of a data file in `folder`, under whichever of its names it has there.
  ///
  /// - Parameters:
  ///   - file: its official name, without `.gz`.
  ///   - folder: the data set's folder.
  /// - Returns: the first path that exists, or the one of the official name.
  package static func path(ofFile file: String, in folder: String) -> String {
    MNIST.path(of: file, in: folder)
  }

  /// What the file at `path` seems to be, such as "a web page"; nil if it cannot be told.
  package static func kindOfFile(at path: String) -> String? {
    (try? DataFile(path: path)).flatMap { Datasets.kindOfFile(startingWith: $0.start(512)) }
  }
}
