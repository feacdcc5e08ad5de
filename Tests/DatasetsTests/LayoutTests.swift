import Foundation
import Testing

@testable import Datasets

@Suite("Data as others lay it out")
struct LayoutTests {
  @Test(
    "names are understood in any case, with dashes, underscores or neither",
    arguments: [
      ("CIFAR-10", "cifar10"), ("cifar_10", "cifar10"), ("Cifar10", "cifar10"),
      ("FashionMNIST", "fashion-mnist"), ("fashion_mnist", "fashion-mnist"), ("MNIST", "mnist"),
      ("Shapes", "shapes"), ("cifar-100", nil), ("", nil), ("fashion", nil),
    ] as [(String, String?)])
  func names(spelling: String, name: String?) {
    #expect(ImageDataset.name(spelled: spelling) == name)
  }

  @Test(
    "torchvision's folders are found from the root, the data set's folder and raw itself",
    arguments: [("mnist", "MNIST"), ("fashion-mnist", "FashionMNIST")])
  func torchvision(name: String, inner: String) throws {
    let folder = try TemporaryFolder()
    let files = [IDXTests.images(5), IDXTests.labels(5), IDXTests.images(2), IDXTests.labels(2)]
    for (file, bytes) in zip(MNIST.trainFiles + MNIST.testFiles, files) {
      try folder.write(bytes, to: "\(inner)/raw/\(file)")
    }
    for place in ["", "/", "/" + inner, "/\(inner)/raw", "/\(inner)/raw//"] {
      let data = try ImageDataset.load(named: name, from: folder.path + place)
      #expect(data.name == name && data.train.count == 5 && data.test.count == 2)
    }
    #expect(
      try DataFolders.locate(inner, from: folder.path) == "\(folder.path)/\(inner)/raw")
  }

  @Test("names with a dot are read, plain and gzipped", arguments: ["", ".gz"])
  func dots(ending: String) throws {
    let folder = try TemporaryFolder()
    try IDXTests.write(to: folder, packed: !ending.isEmpty)
    for file in MNIST.trainFiles + MNIST.testFiles {
      try FileManager.default.moveItem(
        atPath: folder.path + "/" + file + ending,
        toPath: folder.path + "/" + file.replacingOccurrences(of: "-idx", with: ".idx") + ending)
    }
    #expect(try ImageDataset.load(named: "mnist", from: folder.path).train.count == 5)
  }

  @Test(
    "what is not read is named for what it is",
    arguments: [
      ("cifar10", "cifar-10-python.tar.gz", "unpack it with tar -xzf"),
      ("cifar10", "cifar-10-batches-mat/data_batch_1.mat", "the MATLAB version"),
      ("cifar10", "data_batch_1.mat", "the MATLAB version"),
      ("cifar10", "cifar-100-python/train", "CIFAR-100"),
      ("mnist", "mnist.npz", "as Keras keeps it"),
      ("fashion-mnist", "fashion-mnist_train.csv", "a table of numbers"),
      ("mnist", "train-images-idx3-ubyte.gz.part", "an unfinished download"),
    ])
  func otherForms(name: String, file: String, words: String) throws {
    let folder = try TemporaryFolder()
    try folder.write([1, 2, 3], to: file)
    try folder.write([1, 2, 3], to: "holiday.zip")
    let error = #expect(throws: DatasetError.self) {
      try ImageDataset.load(named: name, from: folder.path)
    }
    let text = error?.description ?? ""
    #expect(text.contains("there is \(folder.path)/") && text.contains(words), "\(text)")
    #expect(text.contains("looked for ") && !text.contains("holiday") && !text.contains("\n"))
  }

  @Test("a file in a folder's place is named")
  func fileInPlace() throws {
    let folder = try TemporaryFolder()
    for (bytes, words) in [
      ([0x1F, 0x8B, 8, 0], "a gzip archive"), (Array("<html>".utf8), "a web page"),
      ([0, 1, 2, 3], "a file"),
    ] as [([UInt8], String)] {
      let path = try folder.write(bytes, to: "data")
      let error = #expect(throws: DatasetError.self) {
        try ImageDataset.load(named: "mnist", from: path)
      }
      let text = error?.description ?? ""
      #expect(text.contains("there is \(path), \(words), instead of a folder"), "\(text)")
    }
  }

  @Test("files damaged at random are read or refused, and never end the program")
  func damaged() throws {
    var random = SystemRandomNumberGenerator()
    let folder = try TemporaryFolder()
    try IDXTests.write(to: folder, packed: true)
    let packed = try [UInt8](
      Data(contentsOf: URL(fileURLWithPath: folder.path + "/\(MNIST.trainFiles[0]).gz")))
    let batch = PythonBatch(records: [CIFAR10Tests.record(1)])
    var small = batch
    small.pixels = [1, 2, 3]
    var refused = [Int](repeating: 0, count: 4)
    for trial in 0..<6000 {
      let kind = trial % 4
      var bytes = [packed, IDXTests.labels(5), batch.bytes, small.bytes][kind]
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        // Mostly near an end, where the structure is.
        let place = Int.random(in: 0..<min(bytes.count, 400), using: &random)
        let i = Bool.random(using: &random) ? place : bytes.count - 1 - place
        bytes[i] = UInt8.random(in: 0...255, using: &random)
      }
      if Int.random(in: 0..<4, using: &random) == 0 {
        bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
      }
      do {
        if kind < 2 {
          let path = try folder.write(bytes, to: "damaged")
          let expected: [Int?] = kind == 0 ? [nil, 28, 28] : [nil]
          let file = try IDXFile(path: path, expected: expected, kind: "x", advice: "y")
          _ = try file.values(first: file.shape[0])
        } else if kind == 2 {
          let path = try folder.write(bytes, to: "damaged")
          var (pixels, labels): ([UInt8], [Int]) = ([], [])
          try CIFAR10.appendPython(path, atMost: 9, to: &pixels, labels: &labels)
          #expect(pixels.count == labels.count * 3072)
        } else {
          _ = try Pickle(bytes)
        }
      } catch is DatasetError {
        refused[kind] += 1
      } catch is Pickle.Failure {
        refused[kind] += 1
      }
    }
    #expect(refused.allSatisfy { $0 > 300 && $0 <= 1500 }, "\(refused)")
  }
}
