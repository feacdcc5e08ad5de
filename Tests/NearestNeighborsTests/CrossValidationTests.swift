import Tensors
import Testing

@testable import NearestNeighbors

@Suite("Cross-validation")
struct CrossValidationTests {
  @Test(
    "every row is validated once, in order, by folds whose sizes differ by at most one",
    arguments: [(10, 5), (11, 5), (14, 5), (7, 7), (5000, 5), (3, 2)])
  func folds(count: Int, folds: Int) {
    let split = CrossValidation(count: count, folds: folds)
    #expect(split.folds.count == folds)
    #expect(split.folds.flatMap { Array($0) } == Array(0..<count))
    let sizes = split.folds.map(\.count)
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    #expect(sizes == sizes.sorted(by: >))
    for fold in 0..<folds {
      let training = split.trainingRows(without: fold)
      #expect((training + Array(split.folds[fold])).sorted() == Array(0..<count))
      #expect(training == training.sorted())
    }
  }

  @Test("cuts as NumPy's array_split: np.array_split(np.arange(11), 3) has 4, 4 and 3")
  func arraySplit() {
    #expect(CrossValidation(count: 11, folds: 3).folds == [0..<4, 4..<8, 8..<11])
  }

  @Test("each fold is predicted from the others alone")
  func predictsFromTheOthers() {
    // Pairs of equal points, one of each pair in either fold, labels that agree for the first two pairs only.
    let examples: Tensor<Double> = [[0], [10], [20], [0], [10], [20]]
    let model = KNearestNeighbors(examples: examples, labels: [0, 1, 2, 0, 1, 5])
    let found = model.crossValidated(ks: [1, 3], folds: 2)
    #expect(found.ks == [1, 3])
    #expect(found.accuracies.map(\.count) == [2, 2])
    #expect(found.accuracies[0] == [2.0 / 3, 2.0 / 3])
    // With three voters of three labels the smallest wins: right for the first point of each fold only.
    #expect(found.accuracies[1] == [1.0 / 3, 1.0 / 3])
    #expect(found.best == 1)
  }

  @Test("mean, deviation and best value are those of the accuracies, ties to the first")
  func summary() {
    let found = CrossValidationAccuracies(
      ks: [1, 3, 5], accuracies: [[0.25, 0.75], [0.5, 0.75], [0.75, 0.5]])
    #expect(found.means == [0.5, 0.625, 0.625])
    #expect(found.standardDeviations == [0.25, 0.125, 0.125])
    #expect(found.best == 3)
  }
}
