import Tensors

extension LabeledImages {
  /// All pictures as numbers from 0 to 255, shape (N, C, H, W).
  public func tensor<Scalar: TensorScalar>(_ type: Scalar.Type) -> Tensor<Scalar> {
    converted(pixels, shape: [count, channels, height, width])
  }

  /// All pictures as numbers from 0 to 255, a row a picture, shape (N, C·H·W).
  ///
  /// Within a row the colour planes follow one another: first all of red, then green, then blue.
  public func rows<Scalar: TensorScalar>(_ type: Scalar.Type) -> Tensor<Scalar> {
    converted(pixels, shape: [count, pixelsPerImage])
  }

  /// The mean of all pictures, shape (C, H, W), from exact integer sums; zeros if there is no picture.
  public func meanImage() -> Tensor<Double> {
    let size = pixelsPerImage
    var sums = [UInt64](repeating: 0, count: size)
    pixels.withUnsafeBufferPointer { pixels in
      sums.withUnsafeMutableBufferPointer { sums in
        for i in 0..<count {
          for j in 0..<size { sums[j] &+= UInt64(pixels[i &* size &+ j]) }
        }
      }
    }
    let divisor = Double(max(1, count))
    return Tensor(shape: [channels, height, width], scalars: sums.map { Double($0) / divisor })
  }
}

@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func converted<Scalar: TensorScalar>(_ bytes: [UInt8], shape: [Int]) -> Tensor<Scalar> {
  Tensor(shape: shape) { target in
    nonisolated(unsafe) let target = target
    bytes.withUnsafeBufferPointer { bytes in
      nonisolated(unsafe) let bytes = bytes
      parallelFor(blocksOf: 1 << 20, in: bytes.count) { range in
        for i in range { target[i] = Scalar(bytes[i]) }
      }
    }
  }
}
