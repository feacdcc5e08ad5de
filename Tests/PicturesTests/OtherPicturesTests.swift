import Tensors
import Testing

@testable import Pictures

@Suite("Grids, maps and diagrams")
struct OtherPicturesTests {
  @Test("an image grid holds every tile's pixels, enlarged and unsmoothed")
  func imageGrid() {
    let colors = (0..<6).map { Color.series($0) }
    let grid = ImageGrid(
      "Title", tiles: colors.map { .init(Image(width: 5, height: 4, fill: $0), caption: "x") },
      columns: 3, enlargement: 3, rowLabels: ["a", "b"], columnLabels: ["1", "2", "3"])
    let image = grid.image()
    for color in colors { #expect(image.count(of: color) == 5 * 4 * 36) }
  }

  @Test("a frame surrounds its tile")
  func frames() {
    let tile = ImageGrid.Tile(Image(width: 10, height: 10, fill: .black), frame: .wrong)
    let image = ImageGrid(tiles: [tile, nil], columns: 2, enlargement: 2).image()
    #expect(image.count(of: .black) == 40 * 40)
    // Three points on each side of a square of 20, less the rounded corners.
    #expect((900...(52 * 52 - 40 * 40)).contains(image.count(of: .wrong)))
  }

  @Test("a tensor becomes an image in each layout")
  func tensor() {
    let chw = Tensor<Float>(shape: [3, 2, 2], scalars: (0..<12).map { Float($0 * 10) })
    let image = Image(tensor: chw)
    #expect(image[1, 1] == Color(red: 30, green: 70, blue: 110))
    let hwc = Tensor<Double>(shape: [1, 2, 3], scalars: [1, 2, 3, 4, 5, 600])
    let other = Image(tensor: hwc, layout: .heightWidthChannels)
    #expect(other.width == 2 && other[1, 0] == Color(red: 4, green: 5, blue: 255))
    let gray = Tensor<Float>(shape: [1, 3], scalars: [-1, 0, 1])
    #expect(
      (0..<3).map { Image(tensor: gray, range: .own)[$0, 0].red } == [0, 128, 255])
    #expect(Image(tensor: gray, range: .symmetric, colorMap: .diverging)[2, 0].red == 0x67)
    let nan = Tensor<Float>(shape: [1, 3], scalars: [.nan, .infinity, 1])
    #expect((0..<3).map { Image(tensor: nan)[$0, 0].red } == [0, 255, 1])
  }

  @Test("a batch shares its range or not")
  func batch() {
    let batch = Tensor<Float>(shape: [2, 1, 2], scalars: [0, 1, 0, 4])
    let own = Image.batch(batch, range: .own)
    #expect(own[0][1, 0].red == 255 && own[1][1, 0].red == 255)
    let shared = Image.batch(batch, range: .shared)
    #expect(shared[0][1, 0].red == 64 && shared[1][1, 0].red == 255)
  }

  @Test("a heat map paints each cell in the colour of its number")
  func heatMap() {
    let matrix: Tensor<Float> = [[0, 1], [1, 0]]
    let map = HeatMap("t", matrix, colorMap: .gray)
    let image = map.image()
    #expect(image.count(of: .black) > 50_000)
    let large = HeatMap("t", Tensor<Float>(zeros: [300, 5000]), barLabel: "distance").image()
    #expect(large.width <= 1200)
  }

  @Test("contours lie where the function has their value")
  func contours() {
    let grid = PlaneGrid(x: -2...2, y: -2...2, columns: 80, rows: 80)
    let pieces = contour(of: grid.map { x, y in x * x + y * y }, on: grid, at: 1)
    #expect(pieces.count > 100)
    for (a, b) in pieces {
      #expect(abs(a.length - 1) < 0.001 && abs(b.length - 1) < 0.001)
    }
    let line = contour(of: grid.map { x, y in x }, on: grid, at: 0.5)
    #expect(line.map { min($0.0.y, $0.1.y) }.min() == -2)
    #expect(line.map { max($0.0.y, $0.1.y) }.max() == 2)
  }

  @Test("decision regions have their classes' colours on the right sides")
  func regions() {
    let grid = PlaneGrid(x: 0...1, y: 0...1, columns: 40, rows: 40)
    let picture = DecisionRegions(
      "t", grid, labels: grid.map { x, _ in x < 0.5 ? 0 : 1 }, points: [Point(0.2, 0.5)],
      pointLabels: [0])
    let image = picture.image()
    let left = image.count(of: Color.series(0).lightened(0.72))
    let right = image.count(of: Color.series(1).lightened(0.72))
    #expect(left > 50_000 && right > 50_000)
    #expect(abs(left - right) < left / 50)
    #expect(grid.point(0) == Point(0.0125, 0.0125))
    #expect(grid.tensor(Float.self).shape == [1600, 2])
  }

  @Test("a grid of plots holds plots, maps and images")
  func plotGrid() {
    let tile = Image(width: 30, height: 20, fill: .wrong)
    let grid = PlotGrid(
      "All", panels: [Plot(x: "x", y: "y", marks: [.line([1, 2])]), tile], columns: 2)
    let image = grid.image()
    #expect(image.count(of: .wrong) == 60 * 40)
    #expect(image.count(of: .series(0)) > 100)
  }

  @Test("a diagram shows values in green and gradients in red")
  func diagram() {
    let image = Diagram(shapes: [
      .circle("+", at: Point(140, 40)),
      .arrow(
        from: Point(20, 40), to: Point(140, 40), above: "3.00", below: "−4.00", endGap: 20),
    ]).image()
    #expect(image.count(of: .right) > 10 && image.count(of: .wrong) > 10)
  }

  @Test("a timeline has a dot for each year and stays on its page")
  func timeline() {
    let image = Timeline("Vision", events: [(1959, "cells"), (2012, "AlexNet")]).image()
    #expect(image.width == 1440)
    #expect(image.count(of: .series(0)) > 400)
  }

  @Test("colour maps run from end to end, viridis ever brighter")
  func colorMaps() {
    #expect(ColorMap.viridis[0] == Color(hex: 0x440154))
    #expect(ColorMap.viridis[1] == Color(hex: 0xFDE725))
    #expect(ColorMap.diverging[0.5] == Color(hex: 0xF7F7F7))
    let brightness = (0...50).map { ColorMap.viridis[Double($0) / 50].luminance }
    #expect(zip(brightness, brightness.dropFirst()).allSatisfy { $0 < $1 })
  }
}
