import Foundation
import Pictures
import Tensors
import Testing

@testable import Datasets

@Suite("Labelled images")
struct LabeledImagesTests {
  /// Three colour pictures of two rows and three columns that count up from 0.
  static let colour = LabeledImages(
    pixels: (0..<54).map { UInt8($0 * 4) }, labels: [1, 0, 1], classNames: ["cat", "dog"],
    channels: 3, height: 2, width: 3)

  @Test("become tensors of bytes' values, plane after plane")
  func tensors() {
    let tensor = Self.colour.tensor(Double.self)
    #expect(tensor.shape == [3, 3, 2, 3])
    #expect(tensor[2, 1, 0, 2] == Double((2 * 18 + 6 + 2) * 4))
    let rows = Self.colour.rows(Float.self)
    #expect(rows.shape == [3, 18])
    #expect(rows.scalars == (0..<54).map { Float($0 * 4) })
  }

  @Test("have a mean image")
  func mean() {
    let mean = Self.colour.meanImage()
    #expect(mean.shape == [3, 2, 3])
    let expected: [Double] = (18..<36).map { Double($0 * 4) }
    #expect(mean.scalars == expected)
    #expect(Self.colour[0..<0].meanImage().scalars == [Double](repeating: 0, count: 18))
  }

  @Test("can be cut and chosen from")
  func selecting() {
    let tail = Self.colour[1..<3]
    #expect(tail.labels == [0, 1])
    #expect(tail.pixels == (18..<54).map { UInt8($0 * 4) })
    #expect(Self.colour.selecting([1, 2]) == tail)
    #expect(Self.colour.selecting([2, 2, 0]).labels == [1, 1, 1])
    #expect(Self.colour.classCounts == [1, 2])
    #expect(Self.colour.indices(ofClass: 1) == [0, 2])
  }

  @Test("refuse ranges and indices that are not there")
  func preconditions() async {
    await #expect(processExitsWith: .failure) { _ = LabeledImagesTests.colour[2..<4] }
    await #expect(processExitsWith: .failure) { _ = LabeledImagesTests.colour.selecting([3]) }
    await #expect(processExitsWith: .failure) { _ = LabeledImagesTests.colour.image(at: -1) }
    await #expect(processExitsWith: .failure) {
      _ = LabeledImages(
        pixels: [0], labels: [2], classNames: ["a", "b"], channels: 1, height: 1, width: 1)
    }
  }

  @Test("become pictures, grey ones with three equal colours")
  func pictures() {
    let image = Self.colour.image(at: 1)
    #expect(image.width == 3 && image.height == 2)
    // Pixel (2, 1) is the last of each plane.
    #expect(Array(image.pixels.suffix(3)) == [92, 116, 140])
    let gray = LabeledImages(
      pixels: [10, 20], labels: [0], classNames: ["a"], channels: 1, height: 1, width: 2)
    #expect(gray.image(at: 0).pixels == [10, 10, 10, 20, 20, 20])
  }

  @Test("make a sheet, a row a class")
  func sheet() {
    let sheet = Self.colour.sheet(perClass: 2, title: "Two")
    #expect(sheet.columns == 2)
    #expect(sheet.rowLabels == ["cat", "dog"])
    #expect(sheet.tiles.map { $0 == nil } == [false, true, false, false])
    #expect(sheet.tiles[0]?.image == Self.colour.image(at: 1))
    let image = sheet.image()
    #expect(image.width > 20 && Set(image.pixels).count > 5)
  }
}

@Suite("Loading by name")
struct LoadingTests {
  @Test("refuses a name that it does not know and lists those it does")
  func unknown() {
    let error = #expect(throws: DatasetError.self) {
      try ImageDataset.load(named: "imagenet")
    }
    #expect(
      error?.description
        == "there is no data set 'imagenet'; choose one of shapes, cifar10, fashion-mnist, mnist")
  }

  @Test(
    "looks where it is told and nowhere else", arguments: ["cifar10", "mnist", "fashion-mnist"])
  func elsewhere(name: String) throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: DatasetError.self) {
      try ImageDataset.load(named: name, from: folder.path)
    }
    guard case .notFound(name, let searched, _, nil, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(searched[..<2] == [folder.path, folder.path + "/" + DataFolders.folderName(of: name)])
    #expect(searched.allSatisfy { $0.hasPrefix(folder.path) })
  }

  @Test("keeps data sets in the cache folder or the home folder that the environment names")
  func standardFolder() {
    #expect(
      DataFolders.standard(in: ["XDG_CACHE_HOME": "/cache", "HOME": "/home/a"])
        == "/cache/sightline")
    #expect(
      DataFolders.standard(in: ["XDG_CACHE_HOME": "", "HOME": "/home/a"])
        == "/home/a/.cache/sightline")
    for environment in [[:], ["HOME": ""], ["HOME": "a"]] {
      let folder = DataFolders.standard(in: environment)
      #expect(folder.hasPrefix("/") && folder.hasSuffix("/.cache/sightline"))
    }
  }

  @Test(
    "finds Fashion-MNIST where Debian puts it",
    .enabled(if: FileManager.default.fileExists(atPath: DataFolders.debianFashionMNIST)))
  func debian() throws {
    let place = try DataFolders.locate("fashion-mnist", from: nil)
    let data = try ImageDataset.load(named: "fashion-mnist", from: place, trainCount: 5)
    #expect(data.train.labels == [9, 0, 0, 3, 0])
    #expect(data.test.count == 10_000)
  }
}
