import Datasets
import Pictures
import Tensors

/// One scene with three things in it, answered in the four ways that vision is asked about: a label, a label and a box,
/// all boxes, a label for every pixel.
struct VisionTasks {
  private let scene: Image
  private let classOfPixel: [Int?]
  private let things: [Thing]
  private static let size = (width: 92, height: 64)

  private struct Thing {
    let label: Int
    let box: (left: Int, top: Int, right: Int, bottom: Int)
    var name: String { Shapes.classNames[label] }
  }

  init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let placed: [(label: Int, left: Int, top: Int)] = [(9, 2, 4), (8, 34, 28), (3, 60, 2)]
    let pictures = Shapes(dials: Shapes.Dials(variation: 0.4))
      .generate(labels: placed.map(\.label), using: &generator)
    var scene = Image(width: Self.size.width, height: Self.size.height)
    for y in 0..<scene.height {
      let sky = Color(hex: 0xBCD7EA).mixed(with: Color(hex: 0xE8EEDC), Double(y) / 64)
      for x in 0..<scene.width { scene[x, y] = sky }
    }
    var classOfPixel = [Int?](repeating: nil, count: scene.width * scene.height)
    var things: [Thing] = []
    for (i, place) in placed.enumerated() {
      let picture = pictures.image(at: i)
      let ground = picture[0, 0]
      let paint = picture[picture.width / 2, picture.height / 2]
      var box = (left: scene.width, top: scene.height, right: 0, bottom: 0)
      for y in 0..<picture.height {
        for x in 0..<picture.width {
          // At its border a pixel is partly the thing and partly what is behind it.
          let share = Self.difference(picture[x, y], ground) / Self.difference(paint, ground)
          let (px, py) = (place.left + x, place.top + y)
          scene[px, py] = scene[px, py].mixed(with: paint, min(1, share))
          guard share > 0.5 else { continue }
          classOfPixel[py * scene.width + px] = place.label
          box = (min(box.left, px), min(box.top, py), max(box.right, px), max(box.bottom, py))
        }
      }
      things.append(Thing(label: place.label, box: box))
    }
    self.scene = scene
    self.classOfPixel = classOfPixel
    self.things = things
  }

  private static func difference(_ a: Color, _ b: Color) -> Double {
    [(a.red, b.red), (a.green, b.green), (a.blue, b.blue)]
      .map { abs(Double($0.0) - Double($0.1)) }.reduce(0, +)
  }

  /// The scene with every pixel in the colour of its class.
  private var segmented: Image {
    var image = Image(width: scene.width, height: scene.height)
    for (i, label) in classOfPixel.enumerated() {
      image[i % scene.width, i / scene.width] = label.map { Self.color($0) } ?? Color.faint
    }
    return image
  }

  private static func color(_ label: Int) -> Color { Color.series([9: 2, 8: 1, 3: 3][label] ?? 0) }

  var diagram: Diagram {
    let zoom = 3.0
    let (width, height) = (Double(scene.width) * zoom, Double(scene.height) * zoom)
    let main = 1  // the fish, in the middle
    let panels: [(title: String, answer: String, image: Image, boxes: [Int])] = [
      ("Classification", "what is in front? \u{201C}\(things[main].name)\u{201D}", scene, []),
      (
        "Classification and localisation",
        "what is in front, and where? \u{201C}\(things[main].name)\u{201D}", scene, [main]
      ),
      ("Detection", "every thing and its box", scene, Array(things.indices)),
      ("Segmentation", "a label for every pixel", segmented, []),
    ]
    var shapes: [Diagram.Shape] = []
    for (i, panel) in panels.enumerated() {
      let corner = Point(Double(i % 2) * (width + 28), Double(i / 2) * (height + 62))
      let center = Point(corner.x + width / 2, corner.y + 20 + height / 2)
      shapes.append(.text(panel.title, at: Point(center.x, corner.y + 8), isBold: true))
      shapes.append(.image(panel.image, at: center, enlargement: zoom))
      for thing in panel.boxes {
        shapes += boxLines(things[thing], corner: Point(corner.x, corner.y + 20), zoom: zoom)
      }
      if panel.title == "Segmentation" {
        shapes += things.map { thing in
          name(of: thing, corner: Point(corner.x, corner.y + 20), zoom: zoom)
        }
      }
      shapes.append(
        .text(panel.answer, at: Point(center.x, corner.y + 32 + height), color: .quiet))
    }
    return Diagram(shapes: shapes)
  }

  private func boxLines(_ thing: Thing, corner: Point, zoom: Double) -> [Diagram.Shape] {
    let (left, right) = (
      corner.x + Double(thing.box.left - 1) * zoom, corner.x + Double(thing.box.right + 2) * zoom
    )
    let (top, bottom) = (
      corner.y + Double(thing.box.top - 1) * zoom, corner.y + Double(thing.box.bottom + 2) * zoom
    )
    let corners = [Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom)]
    let sides = corners.indices.map {
      Diagram.Shape.line(from: corners[$0], to: corners[($0 + 1) % 4], color: .ink)
    }
    return sides + [name(of: thing, corner: corner, zoom: zoom)]
  }

  /// What a thing is, written below it.
  private func name(of thing: Thing, corner: Point, zoom: Double) -> Diagram.Shape {
    let middle = Double(thing.box.left + thing.box.right + 1) / 2 * zoom
    let bottom = Double(thing.box.bottom + 2) * zoom
    return .text(
      thing.name, at: Point(corner.x + middle, corner.y + bottom + 8), size: 11, isBold: true)
  }
}
