import Tensors

// What every right answer of a kind does, whatever its values. Each probe has a message of its own; a comparison of values
// may have noticed the same mistake, but not said so plainly.

extension Check {
  /// A backward pass is linear: twice the upstream gradient gives twice the gradient, and none gives none.
  ///
  /// - Parameters:
  ///   - quantity: the gradient that is asked for; a row of the report.
  ///   - dout: an upstream gradient.
  ///   - answer: calls the backward pass with another upstream gradient.
  package func linear(
    _ quantity: String, inUpstream dout: Tensor<Double>,
    _ answer: (Tensor<Double>) throws -> Tensor<Double>
  ) {
    tell(quantity, "an upstream gradient of zeros")
    guard let zero = try? entering({ try answer(dout * 0) }),
      let once = try? entering({ try answer(dout) }),
      let twice = try? entering({ try answer(dout * 2) })
    else { return }
    require(
      quantity, "zero-upstream",
      "When the gradient that comes from upstream is 0, nothing may flow on; yours gives up to "
        + "\(format(zero.scalars.map { abs($0) }.max() ?? 0)). Is every part of it multiplied by dout, and does every sum begin at 0?",
      zero.scalars.allSatisfy { $0 == 0 })
    require(
      quantity, "not-linear",
      "Twice the upstream gradient must give twice the gradient, and yours does not. Is dout used exactly once?",
      twice.isClose(to: once * 2))
  }

  /// Every example is treated by itself: another example in the batch changes nothing for the first ones.
  ///
  /// - Parameters:
  ///   - quantity: what is asked for; a row of the report.
  ///   - x: a batch of at least two examples, an example a row.
  ///   - answer: calls the function that is graded on a batch.
  package func independentRows(
    _ quantity: String, of x: Tensor<Double>, _ answer: (Tensor<Double>) throws -> Tensor<Double>
  ) {
    tell(quantity, "a batch with and without its last example")
    guard let all = try? entering({ try answer(x) }),
      let fewer = try? entering({ try answer(x[rows: 0..<x.rowCount - 1]) }),
      all.rank > 0, fewer.rank > 0, all.rowCount == x.rowCount, fewer.rowCount == x.rowCount - 1
    else { return }
    require(
      quantity, "rows-depend",
      "Taking the last example out of the batch changes what comes out for the others: each must be treated by itself.",
      all[rows: 0..<x.rowCount - 1].isClose(to: fewer))
  }

  /// The order of the examples does not matter: what comes out is in the order of what went in.
  ///
  /// - Parameters:
  ///   - quantity: what is asked for; a row of the report.
  ///   - x: a batch, an example a row.
  ///   - answer: calls the function that is graded on a batch.
  package func followsOrder(
    _ quantity: String, of x: Tensor<Double>, _ answer: (Tensor<Double>) throws -> Tensor<Double>
  ) {
    tell(quantity, "a batch in another order")
    let order = random.permutation(of: x.rowCount)
    guard let plain = try? entering({ try answer(x) }),
      let moved = try? entering({ try answer(x.gathering(rows: order)) }),
      plain.rank > 0, plain.rowCount == x.rowCount
    else { return }
    require(
      quantity, "order-matters",
      "With the same examples in another order, the same results must come in that order, and yours change.",
      plain.gathering(rows: order).isClose(to: moved))
  }

  /// A mean over the examples stays what it is when every example is there twice.
  ///
  /// - Parameters:
  ///   - quantity: what is asked for; a row of the report.
  ///   - answer: calls the function that is graded, on the data as they are or doubled.
  package func isMean(
    _ quantity: String, _ answer: (_ isDoubled: Bool) throws -> Tensor<Double>
  ) {
    tell(quantity, "the data, and the data twice")
    guard let once = try? entering({ try answer(false) }),
      let twice = try? entering({ try answer(true) }), once.shape == twice.shape
    else { return }
    require(
      quantity, "not-a-mean",
      twice.isClose(to: once * 2)
        ? "With every example there twice it doubles: it is a sum over the examples, and a mean is wanted."
        : "With every example there twice it changes, and a mean over the examples does not.",
      twice.isClose(to: once))
  }
}
