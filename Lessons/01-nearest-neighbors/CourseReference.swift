import Datasets
import NearestNeighbors
import Notebooks

/// What the course's first assignment gets on CIFAR-10 with the same 5,000 training and 500 test pictures.
///
/// *Source:* published solutions of the assignment from 2016 to 2025, which print the same figures.
struct CourseReference {
  /// How many of 500 test pictures are right, for two numbers of neighbours.
  static let right = [1: 137, 10: 141]

  /// The accuracies of five-fold cross-validation: the folds of each k.
  static let crossValidation: [Int: [Double]] = [
    1: [0.263, 0.257, 0.264, 0.278, 0.266],
    3: [0.239, 0.249, 0.240, 0.266, 0.254],
    5: [0.248, 0.266, 0.280, 0.292, 0.280],
    8: [0.262, 0.282, 0.273, 0.290, 0.273],
    10: [0.265, 0.296, 0.276, 0.284, 0.280],
    12: [0.260, 0.295, 0.279, 0.283, 0.280],
    15: [0.252, 0.289, 0.278, 0.282, 0.274],
    20: [0.270, 0.279, 0.279, 0.282, 0.285],
    50: [0.271, 0.288, 0.278, 0.269, 0.266],
    100: [0.256, 0.270, 0.263, 0.256, 0.263],
  ]

  private let model: KNearestNeighbors<Float>
  private let test: LabeledImages

  /// Takes the course's part of a data set; nil if it is not CIFAR-10 or not all of that part is there.
  init?(_ data: ImageDataset) {
    guard data.name == "cifar10", data.train.count >= 5000, data.test.count >= 500 else {
      return nil
    }
    let train = data.train[0..<5000]
    model = KNearestNeighbors(examples: train.rows(Float.self), labels: train.labels)
    test = data.test[0..<500]
  }

  /// How many of the 500 test pictures `k` neighbours answer rightly.
  func right(k: Int) -> Int {
    zip(model.predict(test.rows(Float.self), k: k), test.labels).count { $0 == $1 }
  }

  /// How many of the fifty published accuracies of cross-validation come out here, to the last digit.
  ///
  /// - Parameter folds: the accuracies on the course's pictures, if they have been measured already.
  /// - Returns: at most 50.
  func agreeingFolds(_ folds: CrossValidationAccuracies?) -> Int {
    let found = folds ?? model.crossValidated(ks: Self.crossValidation.keys.sorted())
    return zip(found.ks, found.accuracies).map { k, accuracies in
      zip(Self.crossValidation[k] ?? [], accuracies).count { abs($0 - $1) < 1e-9 }
    }.reduce(0, +)
  }
}

extension CourseReference {
  /// Claims that as many votes are right as in the course.
  func claimVotes(in note: Notebook) {
    note.text("These pictures are those of the course's first assignment, whose answers are known:")
    for (k, expected) in Self.right.sorted(by: { $0.key < $1.key }) {
      let count = right(k: k)
      note.claim(
        "With k = \(k), \(expected) of the course's 500 test pictures are right",
        measured: "\(count)", holds: count == expected)
    }
  }

  /// Claims that cross-validation gives the course's accuracies; nil works them out on the course's pictures.
  func claimFolds(_ folds: CrossValidationAccuracies?, in note: Notebook) {
    let agreeing = agreeingFolds(folds)
    note.claim(
      "The course's fifty accuracies, on its 5,000 pictures, come out to the last digit",
      measured: "\(agreeing) of 50", holds: agreeing == 50)
  }
}
