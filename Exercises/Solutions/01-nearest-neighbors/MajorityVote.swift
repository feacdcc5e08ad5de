import Tensors

/// Predicts the label that most of the `k` nearest training pictures have.
///
/// When labels tie, the smallest of them wins. Every neighbour counts the same,
/// however near it is. Lesson 1, "Let the data decide".
///
/// - Parameters:
///   - distances: from each test picture to each training picture, shape
///     `[Nte, Ntr]`.
///   - trainLabels: the label of each training picture, `Ntr` of them, from 0.
///   - k: how many neighbours vote, 1 to `Ntr`.
/// - Returns: a label for each test picture, `Nte` of them.
/// - Throws: `Unattempted` until it is written.
public func majorityVote(
  _ distances: Tensor<Double>, trainLabels: [Int], k: Int
) throws -> [Int] {
  let labelCount = (trainLabels.max() ?? 0) + 1
  var predictions: [Int] = []
  for i in 0..<distances.shape[0] {
    let byDistance = trainLabels.indices.sorted {
      distances[i, $0] < distances[i, $1]
    }
    var votes = [Int](repeating: 0, count: labelCount)
    for j in byDistance.prefix(k) {
      votes[trainLabels[j]] += 1
    }
    var winner = 0
    for label in 0..<labelCount where votes[label] > votes[winner] {
      winner = label
    }
    predictions.append(winner)
  }
  return predictions
}
