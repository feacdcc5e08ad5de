import Tensors
import Testing

@testable import Datasets

@Suite("Shapes")
struct ShapesTests {
  static let dials: [WritableKeyPath<Shapes.Dials, Double> & Sendable] = [
    \.viewpoint, \.illumination, \.deformation, \.occlusion, \.clutter, \.variation,
  ]

  static func draw(_ dials: Shapes.Dials, count: Int = 50, seed: UInt64 = 5) -> LabeledImages {
    var generator = SeededGenerator(seed: seed)
    return Shapes(dials: dials).generate(count: count, using: &generator)
  }

  @Test("hold each class once in every ten pictures")
  func balance() {
    let images = Self.draw(.standard, count: 200)
    #expect(images.count == 200)
    #expect([images.channels, images.height, images.width] == [3, 32, 32])
    #expect(images.classNames.count == 10)
    for start in stride(from: 0, to: 200, by: 10) {
      #expect(Set(images.labels[start..<start + 10]).count == 10)
    }
    #expect(Array(images.labels[0..<10]) != Array(images.labels[10..<20]))
  }

  @Test("come out the same for the same seed and others for another")
  func seeds() {
    #expect(Self.draw(.standard) == Self.draw(.standard))
    #expect(Self.draw(.standard).pixels != Self.draw(.standard, seed: 6).pixels)
  }

  @Test("do not depend on how many are drawn, nor on how the work is divided")
  func prefix() {
    // Blocks of pictures are painted by several threads; one picture alone is painted by this one.
    let many = Self.draw(.standard, count: 500)
    #expect(Self.draw(.standard, count: 137) == many[0..<137])
    #expect(Self.draw(.standard, count: 1) == many[0..<1])
  }

  @Test("of a class are all alike and of different classes differ, with every dial at 0")
  func plain() {
    let images = Self.draw(Shapes.Dials(), count: 30)
    for label in 0..<10 {
      let pictures = images.indices(ofClass: label).map { images[$0..<$0 + 1].pixels }
      #expect(pictures.count == 3)
      #expect(pictures.allSatisfy { $0 == pictures[0] })
    }
    #expect(Set((0..<10).map { images[$0..<$0 + 1].pixels }).count == 10)
  }

  @Test("change with each dial, the more the further it is turned", arguments: dials.indices)
  func dial(index: Int) {
    let dial = Self.dials[index]
    let plain = Self.draw(Shapes.Dials(), count: 100)
    var last = 0.0
    for position in [0.25, 0.5, 1] {
      var dials = Shapes.Dials()
      dials[keyPath: dial] = position
      let difference = Self.meanSquare(Self.draw(dials, count: 100), plain)
      #expect(difference > last, "\(Shapes.Dials.names[index]) at \(position)")
      last = difference
    }
    #expect(last > 100, "\(Shapes.Dials.names[index]) at 1 hardly shows")
  }

  @Test("keep what the other dials do when one is turned")
  func independence() {
    // The shape's own pixels differ, the corners of the background do not.
    var other = Shapes.Dials(clutter: 0.8)
    let first = Self.draw(other, count: 20)
    other.viewpoint = 0.2
    let second = Self.draw(other, count: 20)
    #expect(first != second)
    for i in 0..<20 { #expect(first.pixels[i * 3072] == second.pixels[i * 3072]) }
  }

  @Test("show every class large enough to be seen")
  func size() {
    let images = Self.draw(Shapes.Dials(), count: 10)
    for i in 0..<10 {
      let picture = Array(images[i..<i + 1].pixels)
      let background = picture[0]
      let covered = picture[..<1024].filter { $0 != background }.count
      #expect((150...700).contains(covered), "\(images.classNames[images.labels[i]])")
    }
  }

  @Test("of training and test are not the same, and neither depends on the other's number")
  func parts() throws {
    let one = try ImageDataset.load(named: "shapes", seed: 3, trainCount: 40, testCount: 20)
    let two = try ImageDataset.load(named: "shapes", seed: 3, trainCount: 90, testCount: 10)
    #expect(one.train == two.train[0..<40])
    #expect(two.test == one.test[0..<10])
    #expect(one.train[0..<20].pixels != one.test.pixels)
    #expect(one.name == "shapes")
  }

  @Test("are refused in absurd numbers", arguments: [-1, 0, 1_000_001, Int.max])
  func absurdCounts(count: Int) {
    #expect(throws: DatasetError.self) {
      try ImageDataset.load(named: "shapes", trainCount: count)
    }
    #expect(throws: DatasetError.self) {
      try ImageDataset.load(named: "shapes", testCount: count)
    }
  }

  static func meanSquare(_ a: LabeledImages, _ b: LabeledImages) -> Double {
    let sum = zip(a.pixels, b.pixels).reduce(0) { sum, pair in
      let difference = Int(pair.0) - Int(pair.1)
      return sum + difference * difference
    }
    return Double(sum) / Double(a.pixels.count)
  }
}
