import Datasets
import NearestNeighbors
import Tensors

/// What 1, 2, 3 and more neighbours say of every test picture.
struct Votes {
  /// The classifier that was asked.
  let model: KNearestNeighbors<Float>
  /// The nearest neighbours, as `model.neighbors` gives them.
  let found: Neighbors
  /// `right[k - 1]` says for each test picture whether `k` neighbours name it rightly.
  let right: [[Bool]]
  /// `accuracy[k - 1]` is the share of test pictures that `k` neighbours name rightly.
  let accuracy: [Double]

  /// Has up to `most` neighbours vote on every test picture.
  init(of model: KNearestNeighbors<Float>, on test: LabeledImages, most: Int) {
    let found = model.neighbors(of: test.rows(Float.self), count: most)
    right = (1...found.count).map { k in
      zip(model.vote(found, k: k), test.labels).map { $0 == $1 }
    }
    accuracy = right.map { Double($0.count { $0 }) / Double(test.count) }
    (self.model, self.found) = (model, found)
  }

  /// How many test pictures `k` neighbours name rightly, such as `201 of 500: 40.2 %`.
  func described(k: Int) -> String {
    let right = right[k - 1]
    return "\(right.count { $0 }) of \(right.count): \(percent(accuracy[k - 1]))"
  }
}
