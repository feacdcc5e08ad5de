import Tensors

/// Small squares cut out of pictures, each flattened to a vector, channel by channel.
public enum Patches {
  /// Cuts patches at random places out of random pictures.
  ///
  /// - Parameters:
  ///   - count: the number of patches.
  ///   - size: the side of a patch in pixels.
  ///   - pictures: shape `[N, C, H, W]`.
  ///   - generator: the source of the choice.
  /// - Returns: shape `[count, C * size * size]`.
  public static func random(
    count: Int, size: Int, from pictures: Tensor<Float>,
    using generator: inout some RandomSource
  ) -> Tensor<Float> {
    checkSize(size, pictures.shape)
    let (height, width) = (pictures.shape[2], pictures.shape[3])
    let places = (0..<count).map { _ in
      (
        generator.integer(below: pictures.rowCount),
        generator.integer(below: height - size + 1),
        generator.integer(below: width - size + 1)
      )
    }
    let grid = PatchGrid(size: size, shape: pictures.shape)
    return Tensor(shape: [count, grid.patchLength]) { patches in
      pictures.scalars.withUnsafeBufferPointer { pixels in
        for (i, (n, y, x)) in places.enumerated() {
          let picture = UnsafeBufferPointer(
            rebasing: pixels[n * pictures.rowSize..<(n + 1) * pictures.rowSize])
          grid.copyPatch(
            of: picture, y: y, x: x,
            to: UnsafeMutableBufferPointer(
              rebasing: patches[i * grid.patchLength..<(i + 1) * grid.patchLength]))
        }
      }
    }
  }

  /// Subtracts from each patch its mean and divides it by its standard deviation, so that neither brightness nor
  /// contrast is left: `(p - mean(p)) / √(var(p) + 10)`.
  ///
  /// The 10, in squared grey levels of 0...255, keeps an almost even patch from being blown up to noise.
  ///
  /// - Parameter patches: shape `[N, D]`.
  /// - Returns: shape `[N, D]`.
  public static func contrastNormalized(_ patches: Tensor<Float>) -> Tensor<Float> {
    var result = patches
    let length = patches.rowSize
    result.withUnsafeMutableScalars { values in
      for n in 0..<patches.rowCount {
        normalizeContrast(
          UnsafeMutableBufferPointer(rebasing: values[n * length..<(n + 1) * length]))
      }
    }
    return result
  }

  static func checkSize(_ size: Int, _ shape: [Int]) {
    precondition(
      shape.count == 4 && size > 0 && size <= shape[2] && size <= shape[3],
      "Patches: no patches of \(size) x \(size) in pictures of shape \(shape)")
  }

  /// Normalises one patch in place.
  static func normalizeContrast(_ patch: UnsafeMutableBufferPointer<Float>) {
    let count = Float(patch.count)
    let mean = vectorSum(patch) / count
    for i in patch.indices { patch[i] -= mean }
    let scale = 1 / (vectorSumOfSquares(patch) / count + 10).squareRoot()
    for i in patch.indices { patch[i] *= scale }
  }
}

/// Where the patches of a picture `[C, H, W]` lie: `spacing` pixels apart, wherever a whole patch fits.
struct PatchGrid {
  let size: Int
  let spacing: Int
  let channels: Int
  let height: Int
  let width: Int

  init(size: Int, spacing: Int = 1, shape: [Int]) {
    Patches.checkSize(size, shape)
    self.size = size
    self.spacing = spacing
    (channels, height, width) = (shape[1], shape[2], shape[3])
  }

  var rows: Int { (height - size) / spacing + 1 }
  var columns: Int { (width - size) / spacing + 1 }
  var count: Int { rows * columns }
  var patchLength: Int { channels * size * size }

  func copyPatch(
    of picture: UnsafeBufferPointer<Float>, y: Int, x: Int,
    to patch: UnsafeMutableBufferPointer<Float>
  ) {
    var i = 0
    for c in 0..<channels {
      for row in y..<y + size {
        let start = (c * height + row) * width + x
        for offset in 0..<size { patch[i + offset] = picture[start + offset] }
        i += size
      }
    }
  }

  /// Copies the patches at all places, row by row, each with its contrast normalised.
  func copyNormalizedPatches(
    of picture: UnsafeBufferPointer<Float>, to patches: UnsafeMutableBufferPointer<Float>
  ) {
    for y in 0..<rows {
      for x in 0..<columns {
        let start = (y * columns + x) * patchLength
        let patch = UnsafeMutableBufferPointer(rebasing: patches[start..<start + patchLength])
        copyPatch(of: picture, y: y * spacing, x: x * spacing, to: patch)
        Patches.normalizeContrast(patch)
      }
    }
  }
}
