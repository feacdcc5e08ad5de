import NeuralNets
import Tensors

/// Shows half of the pictures of a batch in the mirror, at random, while the network learns.
///
/// A cat that looks to the left is as much a cat. It is a layer without parameters; when the network answers it does nothing.
nonisolated struct MirrorLayer: Layer {
  let channels: Int
  let height: Int
  let width: Int

  func forward(
    _ x: Tensor<Float>, mode: NetworkMode,
    using random: inout some RandomSource
  ) -> (out: Tensor<Float>, cache: [Bool]) {
    guard mode == .train else {
      return (x, Array(repeating: false, count: x.rowCount))
    }
    let flips = (0..<x.rowCount).map { _ in random.uniform() < 0.5 }
    return (mirrored(x, flips), flips)
  }

  func backward(
    _ dout: Tensor<Float>, _ flips: [Bool]
  ) -> (dx: Tensor<Float>, gradients: [Tensor<Float>]) {
    (mirrored(dout, flips), [])
  }

  private func mirrored(_ x: Tensor<Float>, _ flips: [Bool]) -> Tensor<Float> {
    var out = x
    let width = width
    out.withUnsafeMutableScalars { pixels in
      for row in 0..<flips.count * channels * height
      where flips[row / (channels * height)] {
        pixels[row * width..<(row + 1) * width].reverse()
      }
    }
    return out
  }
}
