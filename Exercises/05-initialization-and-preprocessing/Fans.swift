import Grading
import Tensors

/// How many inputs a unit adds up, and how many units an input goes to.
///
/// A unit of a convolution is one place of one output map: it sees a window of
/// HH x WW places in each of the C input maps, and as many places of each of
/// the F output maps see one input place. Lesson 5, "Xavier: keep the
/// variance".
///
/// - Parameter shape: the shape of the weights: `[D, M]` of an affine layer,
///   D inputs and M units; or `[F, C, HH, WW]` of a convolution, F filters over
///   C maps.
/// - Returns: fan-in (inputs of a unit) and fan-out (units of an input).
/// - Throws: `Unattempted` until it is written.
public func fans(ofShape shape: [Int]) throws -> (fanIn: Int, fanOut: Int) {
  // TODO: tell the two kinds of shapes apart and count; ignore the borders.
  throw Unattempted()
}
