import Foundation

/// The number of elements of a shape: its extents multiplied together, 1 for a single number.
///
/// - Parameters:
///   - shape: the extents.
///   - operation: the operation's name, for the message.
/// - Returns: the product.
/// - Precondition: no extent is negative, and the product is a number that `Int` can hold.
func elementCount(_ shape: [Int], operation: String = "Tensor") -> Int {
  precondition(shape.allSatisfy { $0 >= 0 }, "\(operation): negative extent in shape \(shape)")
  if shape.contains(0) { return 0 }
  var count = 1
  for extent in shape {
    let (product, overflows) = count.multipliedReportingOverflow(by: extent)
    precondition(!overflows, "\(operation): shape \(shape) has more elements than can be counted")
    count = product
  }
  return count
}

/// The number of elements of a shape for which room must be found.
///
/// - Parameters:
///   - shape: the extents.
///   - type: the type of an element.
///   - operation: the operation's name, for the message.
/// - Returns: the product of the extents.
/// - Precondition: so many elements would fit into the memory of this machine.
func storableCount<Scalar>(
  _ shape: [Int], of type: Scalar.Type, operation: String = "Tensor"
) -> Int {
  let count = elementCount(shape, operation: operation)
  // Below a gigabyte nobody needs to ask; above, Swift's allocation would trap without a word.
  if count > 1 << 30 / MemoryLayout<Scalar>.stride {
    let room = ProcessInfo.processInfo.physicalMemory / UInt64(MemoryLayout<Scalar>.stride)
    precondition(
      UInt64(count) <= room,
      "\(operation): shape \(shape) has \(count) elements, and memory has room for \(room)")
  }
  return count
}
