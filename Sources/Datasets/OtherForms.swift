import Foundation

/// Forms of the data sets that are not read, recognised so that a message can name them.
enum OtherForms {
  /// What lies in `folders`, or in their place, that a reader may take for the data set; nil if
  /// nothing does.
  static func found(in folders: [String]) -> String? {
    for folder in folders {
      if let kind = fileInPlace(of: folder) { return "\(folder), \(kind) instead of a folder" }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for name in names.sorted() {
        if let form = form(named: name.lowercased()) { return "\(folder)/\(name), \(form)" }
      }
    }
    return nil
  }

  /// What the file is that has a folder's name; nil if there is none.
  private static func fileInPlace(of folder: String) -> String? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
      !isFolder.boolValue
    else { return nil }
    if let form = form(named: (folder as NSString).lastPathComponent.lowercased()) {
      return form + ","
    }
    guard let file = try? DataFile(path: folder) else { return "not a file," }
    return (kindOfFile(startingWith: file.start(512)) ?? "a file") + ","
  }

  /// What a file or folder is by its name in lower case, if that has to do with these data sets.
  private static func form(named name: String) -> String? {
    let parts = ["cifar", "mnist", "data_batch", "test_batch", "train-", "t10k-"]
    guard parts.contains(where: { name.contains($0) }) || exact[name] != nil else { return nil }
    if let form = exact[name] { return form }
    if name.contains("mat") && (name.contains("cifar") || name.hasSuffix(".mat")) {
      return "the MATLAB version, which is not read"
    }
    if name.contains("cifar-100") || name.contains("cifar100") {
      return "CIFAR-100, which no lesson reads"
    }
    return endings.first { name.hasSuffix($0.ending) }?.form
  }

  private static let exact = [
    "batches.meta.mat": "the MATLAB version, which is not read",
    "training.pt": "torchvision's processed form, which is not read; its raw folder is",
  ]

  private static let endings = [
    (".tar.gz", "an archive that is not unpacked; unpack it with tar -xzf"),
    (".tgz", "an archive that is not unpacked; unpack it with tar -xzf"),
    (".tar", "an archive that is not unpacked; unpack it with tar -xf"),
    (".zip", "an archive that is not unpacked; unpack it with unzip"),
    (".mat", "the MATLAB version, which is not read"),
    (".npz", "a file of NumPy's, as Keras keeps it, which is not read"),
    (".npy", "a file of NumPy's, which is not read"),
    (".pkl.gz", "a pickle of another layout, which is not read"),
    (".pkl", "a pickle of another layout, which is not read"),
    (".csv", "a table of numbers, which is not read"),
    (".parquet", "a Parquet file, which is not read"),
    (".pt", "torchvision's processed form, which is not read; its raw folder is"),
    (".part", "an unfinished download"), (".crdownload", "an unfinished download"),
    (".download", "an unfinished download"),
  ].map { (ending: $0.0, form: $0.1) }
}
