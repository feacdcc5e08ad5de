// NumPy's broadcasting: shapes are aligned at their last dimension, and an extent of 1 (or a
// missing one) is stretched to the extent of the other operand. Nothing is copied: a stretched
// dimension is one along which the operand's position does not move.

/// The shape that two operands of an elementwise operation have together.
///
/// - Parameters:
///   - a: the shape of the first operand.
///   - b: the shape of the second.
///   - operation: the operation's name, for the message.
/// - Returns: the larger extent of each aligned pair.
/// - Precondition: aligned at the right, each pair of extents is equal or one of them is 1.
public func broadcastShape(_ a: [Int], _ b: [Int], operation: String = "broadcast") -> [Int] {
  if a == b { return a }
  let rank = max(a.count, b.count)
  return (0..<rank).map { axis in
    let extentA = axis < rank - a.count ? 1 : a[axis - (rank - a.count)]
    let extentB = axis < rank - b.count ? 1 : b[axis - (rank - b.count)]
    precondition(
      extentA == extentB || extentA == 1 || extentB == 1,
      "\(operation): shapes \(a) and \(b) do not broadcast")
    return extentA == 1 ? extentB : extentA
  }
}

/// How two operands are walked through together: the dimensions of the result with the step of each
/// operand along them, 0 where it is stretched.
///
/// Neighbouring dimensions along which both operands run on evenly are merged into one, so that the
/// usual cases become long plain loops: one loop for equal shapes or a single number, two for a row
/// or a column.
struct BroadcastWalk {
  /// The merged dimensions, outermost first; never empty.
  private(set) var extents = [1]
  private(set) var stepsA = [0]
  private(set) var stepsB = [0]

  init(_ a: [Int], _ b: [Int], to shape: [Int]) {
    let alongA = Self.steps(a, rank: shape.count)
    let alongB = Self.steps(b, rank: shape.count)
    for axis in shape.indices where shape[axis] != 1 {
      let extent = shape[axis]
      let last = extents.count - 1
      if stepsA[last] == alongA[axis] * extent && stepsB[last] == alongB[axis] * extent {
        extents[last] *= extent
        (stepsA[last], stepsB[last]) = (alongA[axis], alongB[axis])
      } else if extents[last] == 1 {
        (extents[last], stepsA[last], stepsB[last]) = (extent, alongA[axis], alongB[axis])
      } else {
        extents.append(extent)
        stepsA.append(alongA[axis])
        stepsB.append(alongB[axis])
      }
    }
  }

  /// The distance in storage from one index to the next, for each of the result's dimensions.
  private static func steps(_ shape: [Int], rank: Int) -> [Int] {
    var steps = [Int](repeating: 0, count: rank)
    var step = 1
    for axis in shape.indices.reversed() {
      steps[rank - shape.count + axis] = shape[axis] == 1 ? 0 : step
      step *= shape[axis]
    }
    return steps
  }
}

/// The elementwise operations on two operands.
enum BinaryOperation: String {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case maximum, minimum
}

extension Tensor {
  /// `a operation b`, broadcast.
  init(_ a: Tensor, _ operation: BinaryOperation, _ b: Tensor) {
    let shape = broadcastShape(a.shape, b.shape, operation: operation.rawValue)
    self.init(shape: shape) { out in
      let walk = BroadcastWalk(a.shape, b.shape, to: shape)
      a.scalars.withUnsafeBufferPointer { a in
        b.scalars.withUnsafeBufferPointer { b in combineElements(a, operation, b, into: out, walk) }
      }
    }
  }

  /// `self = self operation other` in place; the shape stays.
  mutating func combine(_ operation: BinaryOperation, _ other: Tensor) {
    precondition(
      broadcastShape(shape, other.shape, operation: operation.rawValue + "=") == shape,
      "\(operation.rawValue)=: shape \(other.shape) does not broadcast to \(shape)")
    let walk = BroadcastWalk(shape, other.shape, to: shape)
    withUnsafeMutableScalars { out in
      other.scalars.withUnsafeBufferPointer { other in
        combineElements(UnsafeBufferPointer(out), operation, other, into: out, walk)
      }
    }
  }
}

@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func combineElements<Scalar: TensorScalar>(
  _ a: UnsafeBufferPointer<Scalar>, _ operation: BinaryOperation, _ b: UnsafeBufferPointer<Scalar>,
  into out: UnsafeMutableBufferPointer<Scalar>, _ walk: BroadcastWalk
) {
  switch operation {
  case .add: combineElements(a, b, into: out, walk) { $0 + $1 }
  case .subtract: combineElements(a, b, into: out, walk) { $0 - $1 }
  case .multiply: combineElements(a, b, into: out, walk) { $0 * $1 }
  case .divide: combineElements(a, b, into: out, walk) { $0 / $1 }
  // A comparison with NaN is false; the second condition lets NaN through from either side.
  case .maximum: combineElements(a, b, into: out, walk) { $0 > $1 || $0 != $0 ? $0 : $1 }
  case .minimum: combineElements(a, b, into: out, walk) { $0 < $1 || $0 != $0 ? $0 : $1 }
  }
}

@inline(__always)
private func combineElements<Scalar: TensorScalar>(
  _ a: UnsafeBufferPointer<Scalar>, _ b: UnsafeBufferPointer<Scalar>,
  into out: UnsafeMutableBufferPointer<Scalar>, _ walk: BroadcastWalk,
  _ operation: (Scalar, Scalar) -> Scalar
) {
  guard let a = a.baseAddress, let b = b.baseAddress, let out = out.baseAddress else { return }
  let inner = walk.extents.count - 1
  let count = walk.extents[inner]
  let stepA = walk.stepsA[inner]
  let stepB = walk.stepsB[inner]
  for row in 0..<walk.extents[..<inner].reduce(1, *) {
    var startA = 0
    var startB = 0
    var rest = row
    for axis in (0..<inner).reversed() {
      let i = rest % walk.extents[axis]
      startA += i * walk.stepsA[axis]
      startB += i * walk.stepsB[axis]
      rest /= walk.extents[axis]
    }
    let (x, y, z) = (a + startA, b + startB, out + row * count)
    switch (stepA, stepB) {
    case (1, 1): for i in 0..<count { z[i] = operation(x[i], y[i]) }
    case (1, 0):
      let right = y[0]
      for i in 0..<count { z[i] = operation(x[i], right) }
    case (0, 1):
      let left = x[0]
      for i in 0..<count { z[i] = operation(left, y[i]) }
    default: for i in 0..<count { z[i] = operation(x[i * stepA], y[i * stepB]) }
    }
  }
}
