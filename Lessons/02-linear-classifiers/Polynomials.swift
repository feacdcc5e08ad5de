import Foundation
import Pictures
import Tensors

/// Sixteen noisy points of a sine, and polynomials through them.
struct Polynomials {
  let xs: [Double] = (0..<16).map { -1 + 2 * Double($0) / 15 }
  let ys: [Double]

  init(using random: inout some RandomSource) {
    ys = xs.map { truth($0) + 0.2 * random.normal() }
  }

  /// The weights of `1, x, x², ...` that minimise `Σ (f(x) - y)² + strength Σ w²`, by the singular values.
  func fit(degree: Int, strength: Double) -> [Double] {
    let (u, s, vt) = singularValueDecomposition(powers(of: xs, degree))
    let along = matmul(u, Tensor(shape: [16, 1], scalars: ys), transposeA: true).flattened()
    let shrunk = along * s / (s * s + strength)
    return matmul(vt, shrunk.reshaped(to: [-1, 1]), transposeA: true).scalars
  }

  /// The root of the mean squared distance between a polynomial and other numbers.
  func error(_ weights: [Double], at xs: [Double], from ys: [Double]) -> Double {
    let squares = zip(values(weights, at: xs), ys).map { ($0 - $1) * ($0 - $1) }
    return (squares.reduce(0, +) / Double(xs.count)).squareRoot()
  }

  /// How far a polynomial is from the sine, measured between the points too.
  func errorFromTruth(_ weights: [Double]) -> Double {
    let fine = (0...300).map { -1 + 2 * Double($0) / 300 }
    return error(weights, at: fine, from: fine.map(truth))
  }

  func plot(degree: Int, strength: Double) -> Plot {
    let fine = (0...300).map { -1 + 2 * Double($0) / 300 }
    let weights = fit(degree: degree, strength: strength)
    return Plot(
      "degree \(degree)" + (strength > 0 ? ", regularised" : ""), x: Axis("x"),
      y: Axis("y", range: -2.2...2.2),
      marks: [
        .line(fine, fine.map(truth), color: .quiet, width: 1, dash: .dashed),
        .line(fine, values(weights, at: fine), color: .series(0)),
        .points(xs, ys, color: .series(1)),
      ])
  }

  private func values(_ weights: [Double], at xs: [Double]) -> [Double] {
    matmul(powers(of: xs, weights.count - 1), Tensor(shape: [weights.count, 1], scalars: weights))
      .scalars
  }

  private func powers(of xs: [Double], _ degree: Int) -> Tensor<Double> {
    Tensor(
      shape: [xs.count, degree + 1],
      scalars: xs.flatMap { x in (0...degree).map { pow(x, Double($0)) } })
  }
}

/// The curve that the points come from.
private func truth(_ x: Double) -> Double { sin(Double.pi * x) }
