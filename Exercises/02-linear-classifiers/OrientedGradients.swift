import Foundation
import Grading
import Tensors

/// Which way the edges run in each part of a grey picture: histograms of
/// oriented gradients.
///
/// 1. The gradient at a pixel is dx, the pixel on its right minus the pixel
///    itself, and dy, the pixel below minus the pixel itself. dx is 0 in the
///    last column, and dy is 0 in the last row.
/// 2. Its magnitude is √(dx² + dy²). Its angle is that of the vector (dx, dy),
///    modulo 180°: an edge from dark to bright and one from bright to dark
///    count alike, and 180° is 0°.
/// 3. The angles 0° ..< 180° are cut into `orientations` equal bins, the first
///    of which begins at 0°.
/// 4. The picture is cut into cells of `cellSize` x `cellSize` pixels, from its
///    upper left. Pixels beyond the last whole cell are in no cell, but they
///    are neighbours. A cell's histogram is, for each bin, the sum of the
///    magnitudes of its pixels whose angle lies in the bin, divided by the
///    number of pixels of a cell.
///
/// Lesson 2, "Better questions: features".
///
/// - Parameters:
///   - picture: the brightness of each pixel, shape `[H, W]`.
///   - cellSize: the side of a cell in pixels.
///   - orientations: the number of bins.
/// - Returns: the histograms, with both quotients rounded down, shape
///   `[H / cellSize, W / cellSize, orientations]`.
/// - Throws: `Unattempted` until it is written.
public func orientedGradients(
  _ picture: Tensor<Double>, cellSize: Int, orientations: Int
) throws -> Tensor<Double> {
  // TODO: add each pixel's magnitude to its cell's histogram, in the bin of its
  // angle modulo 180°.
  throw Unattempted()
}
