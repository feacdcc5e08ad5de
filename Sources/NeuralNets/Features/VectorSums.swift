// A plain loop over Floats adds one at a time, each waiting for the one before, since the compiler may not reorder
// roundings. Sixteen running sums do not wait for each other.

/// The sum of the elements.
func vectorSum(_ values: UnsafeMutableBufferPointer<Float>) -> Float {
  var lanes = SIMD16<Float>()
  let whole = values.count / 16 * 16
  let bytes = UnsafeRawPointer(values.baseAddress)
  if let bytes {
    for i in stride(from: 0, to: whole, by: 16) {
      lanes += bytes.loadUnaligned(fromByteOffset: 4 * i, as: SIMD16<Float>.self)
    }
  }
  var total = lanes.sum()
  for i in whole..<values.count { total += values[i] }
  return total
}

/// The sum of the squares of the elements.
func vectorSumOfSquares(_ values: UnsafeMutableBufferPointer<Float>) -> Float {
  var lanes = SIMD16<Float>()
  let whole = values.count / 16 * 16
  let bytes = UnsafeRawPointer(values.baseAddress)
  if let bytes {
    for i in stride(from: 0, to: whole, by: 16) {
      let part = bytes.loadUnaligned(fromByteOffset: 4 * i, as: SIMD16<Float>.self)
      lanes += part * part
    }
  }
  var total = lanes.sum()
  for i in whole..<values.count { total += values[i] * values[i] }
  return total
}
