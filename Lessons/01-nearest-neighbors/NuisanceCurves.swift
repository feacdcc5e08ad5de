import Datasets
import NearestNeighbors
import Notebooks
import Pictures
import Tensors

/// What each nuisance of vision, by itself, costs the nearest-neighbour classifier.
///
/// The pictures are drawn with one dial turned up from 0 to 1 and all others at 0, so that whatever accuracy is lost is
/// lost to that nuisance alone.
struct NuisanceCurves {
  static let dials: [(name: String, path: WritableKeyPath<Shapes.Dials, Double>)] = [
    ("viewpoint", \.viewpoint), ("illumination", \.illumination), ("deformation", \.deformation),
    ("occlusion", \.occlusion), ("background clutter", \.clutter),
    ("intra-class variation", \.variation),
  ]

  let levels: [Double]

  /// For each nuisance, the accuracy at each level, from 0 to 1.
  private(set) var accuracies: [[Double]] = []

  /// Measures all curves.
  ///
  /// - Parameters:
  ///   - levels: the positions of the dial, from 0 to 1.
  ///   - trainCount: how many pictures are remembered.
  ///   - testCount: how many pictures are asked about.
  ///   - seed: where the random numbers start.
  ///   - advance: called after each measurement.
  init(levels: [Double], trainCount: Int, testCount: Int, seed: UInt64, advance: () -> Void) {
    self.levels = levels
    for dial in Self.dials {
      var curve: [Double] = []
      for level in levels {
        var dials = Shapes.Dials()
        dials[keyPath: dial.path] = level
        var generator = SeededGenerator(seed: seed)
        let pictures = Shapes(dials: dials)
          .generate(count: trainCount + testCount, using: &generator)
        let train = pictures[0..<trainCount]
        let test = pictures[trainCount..<trainCount + testCount]
        let model = KNearestNeighbors(examples: train.rows(Float.self), labels: train.labels)
        curve.append(model.accuracy(on: test.rows(Float.self), labels: test.labels))
        advance()
      }
      accuracies.append(curve)
    }
  }

  /// The name of each nuisance with its accuracy at either end of the dial.
  var ends: [(name: String, absent: Double, full: Double)] {
    zip(Self.dials, accuracies).map { ($0.name, $1.first ?? 0, $1.last ?? 0) }
  }

  var plot: Plot {
    Plot(
      x: "nuisance, 0 (absent) to 1",
      y: Axis("accuracy of the nearest neighbour (%)", range: 0...105),
      marks: zip(zip(Self.dials, Marker.allCases), accuracies).map { series, curve in
        .line(levels, curve.map { 100 * $0 }, label: series.0.name, marker: series.1)
      } + [.horizontalLine(at: 10, label: "chance")],
      legend: .right)
  }

  /// The same picture under each nuisance, from 0 to 1; for variation, another member of the class each time.
  static func samples(seed: UInt64) -> ImageGrid {
    let levels = [0, 0.2, 0.4, 0.6, 0.8, 1]
    let label = 8
    let tiles = Self.dials.flatMap { dial in
      levels.enumerated().map { column, level in
        var dials = Shapes.Dials()
        dials[keyPath: dial.path] = level
        var generator = SeededGenerator(seed: seed)
        let pictures = Shapes(dials: dials).generate(
          labels: Array(repeating: label, count: levels.count), using: &generator)
        return ImageGrid.Tile(pictures.image(at: dial.path == \.variation ? column : 0))
      }
    }
    return ImageGrid(
      tiles: tiles, columns: levels.count, enlargement: 2, rowLabels: Self.dials.map(\.name),
      columnLabels: levels.map { decimals($0, 1) })
  }
}
