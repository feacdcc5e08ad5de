import Tensors

/// Ten classes of small colour pictures, drawn by the program itself, with each nuisance of vision on a dial.
///
/// With all dials at 0 the pictures of a class are all the same; each dial alone makes them differ
/// in its own way.
///
/// *Source:* the challenges of recognition as CS231n lists them in its lecture on image classification.
public struct Shapes: Sendable {
  /// How strong each nuisance is, from 0 (absent) to 1.
  public struct Dials: Sendable, Equatable {
    /// Where the shape is seen from: shift, turn, size and foreshortening.
    public var viewpoint: Double
    /// The light: its strength, colour and direction, shadows, and the grain of a dim picture.
    public var illumination: Double
    /// Bending and waviness of the shape.
    public var deformation: Double
    /// Something in front of the shape.
    public var occlusion: Double
    /// What is behind the shape: coloured gradients and other things.
    public var clutter: Double
    /// How unlike each other the members of a class are, in colour and proportions.
    public var variation: Double

    /// Creates dials; those not named are at 0.
    ///
    /// - Precondition: every dial is from 0 to 1.
    public init(
      viewpoint: Double = 0, illumination: Double = 0, deformation: Double = 0,
      occlusion: Double = 0, clutter: Double = 0, variation: Double = 0
    ) {
      self.viewpoint = viewpoint
      self.illumination = illumination
      self.deformation = deformation
      self.occlusion = occlusion
      self.clutter = clutter
      self.variation = variation
      for (name, value) in zip(Self.names, values) {
        precondition((0...1).contains(value), "Dials: \(name) is \(value), not from 0 to 1")
      }
    }

    /// The names of the dials, in the order of the course.
    public static let names = [
      "viewpoint", "illumination", "deformation", "occlusion", "clutter", "variation",
    ]

    /// The positions of the dials, in the order of `names`.
    public var values: [Double] {
      [viewpoint, illumination, deformation, occlusion, clutter, variation]
    }

    /// The positions at which the data set `shapes` is drawn.
    public static let standard = Dials(
      viewpoint: 0.25, illumination: 0.5, deformation: 0.25, occlusion: 0.25, clutter: 0.35,
      variation: 0.85)
  }

  /// The names of the ten classes.
  public static let classNames = ShapeOutline.names

  /// Pixels a side.
  public static let side = 32

  /// The number of training pictures of the data set `shapes` if no other is asked for.
  public static let standardTrainCount = 5_000

  /// The number of test pictures of the data set `shapes` if no other is asked for.
  public static let standardTestCount = 1_000

  /// No more pictures than this are drawn at once (3 GB).
  public static let countLimit = 1_000_000

  /// The nuisances.
  public var dials: Dials

  /// Creates a source of pictures.
  public init(dials: Dials = .standard) {
    self.dials = dials
  }

  /// Draws pictures; every ten that follow one another hold each class once, in random order.
  ///
  /// Picture `i` depends on the generator's state and on `i` alone: neither on `count` nor on the number of
  /// cores. Turning one dial leaves what the others do to a picture as it was.
  ///
  /// - Precondition: `count` is from 0 to `countLimit`.
  public func generate(
    count: Int, using generator: inout some RandomNumberGenerator
  ) -> LabeledImages {
    precondition((0...Self.countLimit).contains(count), "Shapes: \(count) pictures")
    var order = SeededGenerator(seed: generator.next())
    var labels: [Int] = []
    while labels.count < count { labels += order.permutation(of: Self.classNames.count) }
    return generate(labels: Array(labels.prefix(count)), using: &generator)
  }

  /// Draws a picture for each of `labels`.
  ///
  /// - Precondition: each label is an index into `classNames`.
  public func generate(
    labels: [Int], using generator: inout some RandomNumberGenerator
  ) -> LabeledImages {
    let seed = generator.next()
    let size = 3 * Self.side * Self.side
    let painter = ShapePainter(dials: dials, side: Self.side)
    let pixels = [UInt8](unsafeUninitializedCapacity: labels.count * size) { pixels, count in
      nonisolated(unsafe) let pixels = pixels
      parallelFor(blocksOf: 64, in: labels.count) { block in
        var canvas = ShapeCanvas(side: Self.side)
        for i in block {
          painter.paint(
            labels[i], seed: seed &+ UInt64(i) &* 0xD134_2543_DE82_EF95, on: &canvas,
            into: UnsafeMutableBufferPointer(rebasing: pixels[i * size..<(i + 1) * size]))
        }
      }
      count = labels.count * size
    }
    return LabeledImages(
      pixels: pixels, labels: labels, classNames: Self.classNames,
      channels: 3, height: Self.side, width: Self.side)
  }
}
