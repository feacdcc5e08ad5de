import Tensors

/// The folds of a data set: each part takes its turn as validation data for a model trained on the others.
///
/// The data stay in their order and are cut as NumPy's `array_split` cuts them: the first folds are one longer if the count
/// does not divide. Shuffle beforehand if the order means something.
///
/// *Source:* the course's second lecture.
public struct CrossValidation: Sendable, Equatable {
  /// The rows of each fold, in order; together they are all rows, each once.
  public let folds: [Range<Int>]

  /// Cuts `0..<count` into folds.
  ///
  /// - Parameters:
  ///   - count: the number of examples.
  ///   - foldCount: the number of folds, 2 to `count`.
  public init(count: Int, folds foldCount: Int) {
    precondition(
      foldCount >= 2 && foldCount <= count,
      "CrossValidation: \(count) examples cannot make \(foldCount) folds")
    let (size, longer) = count.quotientAndRemainder(dividingBy: foldCount)
    folds = (0..<foldCount).map { fold in
      let start = fold * size + min(fold, longer)
      return start..<start + size + (fold < longer ? 1 : 0)
    }
  }

  /// The rows to train on while `fold` validates: all others, in order.
  public func trainingRows(without fold: Int) -> [Int] {
    folds.indices.filter { $0 != fold }.flatMap { Array(folds[$0]) }
  }
}

/// The accuracies of a cross-validation over several values of a hyperparameter.
public struct CrossValidationAccuracies: Sendable, Equatable {
  /// The values tried.
  public let ks: [Int]

  /// For each value the accuracy on each fold, from 0 to 1.
  public let accuracies: [[Double]]

  /// The mean over the folds, for each value.
  public var means: [Double] {
    accuracies.map { $0.reduce(0, +) / Double($0.count) }
  }

  /// The standard deviation over the folds, for each value: the root of the mean squared deviation.
  public var standardDeviations: [Double] {
    zip(accuracies, means).map { values, mean in
      (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
    }
  }

  /// The value with the best mean, the first of them if several are equally good.
  public var best: Int {
    var winner = 0
    for i in means.indices where means[i] > means[winner] { winner = i }
    return ks[winner]
  }
}

extension KNearestNeighbors {
  /// Cross-validates the number of neighbours: every fold is predicted from
  /// the others, once for all `ks`.
  ///
  /// - Parameters:
  ///   - ks: the numbers of neighbours to try, each at most the examples
  ///     outside the longest fold.
  ///   - foldCount: the number of folds.
  ///   - advance: called after each fold.
  /// - Returns: the accuracy of each of `ks` on each fold.
  public func crossValidated(
    ks: [Int], folds foldCount: Int = 5, advance: () -> Void = {}
  ) -> CrossValidationAccuracies {
    let split = CrossValidation(count: labels.count, folds: foldCount)
    var accuracies = [[Double]](repeating: [], count: ks.count)
    for (fold, held) in split.folds.enumerated() {
      let rows = split.trainingRows(without: fold)
      let model = KNearestNeighbors(
        examples: examples.gathering(rows: rows),
        labels: rows.map { labels[$0] }, distance: distance)
      let predicted = model.predict(examples[rows: held], ks: ks)
      let truth = Array(labels[held])
      for i in ks.indices {
        accuracies[i].append(share(of: predicted[i], equalTo: truth))
      }
      advance()
    }
    return CrossValidationAccuracies(ks: ks, accuracies: accuracies)
  }
}
