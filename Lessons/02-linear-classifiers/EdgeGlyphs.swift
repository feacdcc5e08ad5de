import Foundation
import NeuralNets
import Pictures
import Tensors

/// A picture of oriented gradients: in each cell a star of strokes, one a direction, brighter where the edges that run that
/// way are stronger. (An edge runs at right angles to its gradient.)
func edgeGlyphs(
  _ features: Tensor<Float>, rows: Int, columns: Int, orientations: Int = 9, cell: Int = 24
) -> Image {
  var values = Tensor<Float>(zeros: [rows * cell, columns * cell])
  let strongest = max(features.max(), 1e-6)
  let middle = Double(cell - 1) / 2
  for row in 0..<rows {
    for column in 0..<columns {
      for bin in 0..<orientations {
        let strength = features[(row * columns + column) * orientations + bin] / strongest
        let gradient = (Double(bin) + 0.5) * .pi / Double(orientations)
        let (dx, dy) = (-sin(gradient), cos(gradient))
        for t in stride(from: -middle, through: middle, by: 0.25) {
          let y = row * cell + Int((middle + dy * t).rounded())
          let x = column * cell + Int((middle + dx * t).rounded())
          values[y, x] = max(values[y, x], strength)
        }
      }
    }
  }
  return Image(tensor: values, range: .fixed(0...1))
}
