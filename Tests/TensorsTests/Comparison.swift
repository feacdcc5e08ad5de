import Tensors
import Testing

/// Records an issue unless both tensors have one shape and their elements lie within `tolerance` of
/// each other.
func expectClose<Scalar>(
  _ value: Tensor<Scalar>, _ expected: Tensor<Scalar>, within tolerance: Scalar,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(value.shape == expected.shape, sourceLocation: sourceLocation)
  guard value.shape == expected.shape else { return }
  for (i, (a, b)) in zip(value.scalars, expected.scalars).enumerated()
  where !(abs(a - b) <= tolerance) {
    Issue.record("element \(i) is \(a), expected \(b)", sourceLocation: sourceLocation)
    return
  }
}

@Suite("The comparison of tensors used by these tests")
struct ComparisonTests {
  let expected: Tensor<Double> = [[1, 2], [3, 4]]

  @Test("accepts what lies within the tolerance")
  func accepts() {
    expectClose([[1, 2], [3, 4.05]], expected, within: 0.1)
  }

  @Test("rejects another value, another shape, nothing at all, and NaN")
  func rejects() {
    withKnownIssue { expectClose([[1, 2], [3, 4.2]], expected, within: 0.1) }
    withKnownIssue { expectClose([1, 2, 3, 4], expected, within: 0.1) }
    withKnownIssue { expectClose(Tensor(zeros: [0, 2]), expected, within: 0.1) }
    withKnownIssue { expectClose(expected * Double.nan, expected, within: 0.1) }
  }
}
