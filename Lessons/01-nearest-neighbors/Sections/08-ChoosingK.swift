import NearestNeighbors
import Notebooks
import Tensors

extension Chapter {
  /// Which pictures a choice may be made on, and why not on those that were remembered.
  func choosingK(_ model: KNearestNeighbors<Float>) {
    note.section("Choosing k honestly")
    note.text(
      """
      How many neighbours, and which distance? Such choices, which training itself does not make, \
      are **hyperparameters**. One tries several and keeps the best. But best *on what*?
      """)
    note.figure(
      "splits", dataSplits, caption: "Four ways to split the data for a choice.",
      see: """
        The first two fool us. The third is the usual one; the fourth makes the most of few data, \
        at a price.
        """)
    note.predict(
      "On the very pictures that were remembered: how accurate are 1, 10 and 100 neighbours?",
      answeredBy: "on-training-pictures")
    let sample = 0..<min(1000, train.count)
    note.text("Here `sample` is the first \(grouped(sample.count)) of the training pictures:")
    let onTraining = note.code {
      let asked = model.examples[rows: sample]
      return model.predict(asked, ks: [1, 10, 100]).map { labels in
        let right = zip(labels, train.labels[sample]).count { $0 == $1 }
        return Double(right) / Double(sample.count)
      }
    }
    note.claim(
      "One neighbour is perfect on its own training pictures", measured: percent(onTraining[0]),
      holds: onTraining[0] == 1)
    note.claim(
      "More neighbours are worse there, and ever worse: 1, 10, 100",
      answering: "on-training-pictures",
      measured: onTraining.map { percent($0) }.joined(separator: ", "),
      holds: onTraining[0] > onTraining[1] && onTraining[1] > onTraining[2])
  }

  /// A choice by cross-validation, among the pictures to learn from.
  ///
  /// - Returns: The accuracies of each fold.
  func crossValidation(_ model: KNearestNeighbors<Float>) -> CrossValidationAccuracies {
    note.text(
      """
      Judged by its training pictures k = 1 always wins: each picture finds itself. So we hold \
      some back. In **5-fold cross-validation** each fifth of the training set takes its turn as \
      validation data:
      """)
    note.listing(
      "public func crossValidated", in: "Sources/NearestNeighbors/CrossValidation.swift")
    let folds = note.progress("Cross-validation", total: 5) { bar in
      model.crossValidated(ks: sizes.ks, advance: { bar.advance() })
    }
    note.table(["k"] + (1...5).map { "fold \($0)" } + ["mean"], crossValidationRows(folds))
    note.figure(
      "cross-validation", crossValidationPlot(folds, dial: k),
      caption: "Accuracy of each fold, with the mean and the standard deviation of the five.",
      see: "Are the error bars longer than the differences between the values of k?")
    let best = folds.best
    note.finding(
      "Cross-validation chooses",
      measured: "k = \(best), mean accuracy \(percent(folds.means.max() ?? 0))")
    let beside = "\(best), beside 1, whose mean is \(percent(folds.means[0]))"
    if data.name == "shapes" {
      note.claim(
        "That is not the k that the training pictures would choose", measured: beside,
        holds: best != 1)
    } else {
      // Among all pictures of CIFAR-10 k = 1 wins; among a tenth of them it loses.
      note.finding("Beside the k that the training pictures would choose", measured: beside)
    }
    note.finding(
      "Its price: five trainings instead of one, each with its own predictions",
      measured: "\(train.count * train.count / 5 * 4) distances for \(train.count) pictures")
    CourseReference(data)?.claimFolds(train.count == 5000 ? folds : nil, in: note)
    return folds
  }

  /// A choice made on the test pictures, and what its figure is worth.
  mutating func choosingOnTheTestSet(_ votes: Votes, after folds: CrossValidationAccuracies) {
    let right = votes.right
    note.text(
      """
      And the test data? Suppose we choose k on them. We do it \(sizes.repeats) times: draw \
      \(sizes.choiceSize) of the test pictures, keep the k of 1 to \(sizes.mostChoices) that does \
      best on them, and report that best accuracy. Then we ask all other test pictures, which had \
      no part in the choice, what that k is worth.
      """)
    note.text(
      """
      `right` is the table from above, `sizes` holds the three numbers just named, and `random` is \
      where the random numbers of this lesson come from.
      """)
    note.predict("By how many points will the reported accuracy flatter?", answeredBy: "flattery")
    let choice = note.code {
      TestSetChoice(
        isRight: Array(right.prefix(sizes.mostChoices)),
        size: sizes.choiceSize, repeats: sizes.repeats,
        using: &random)
    }
    note.claim(
      "Choosing k on the test set reports a better figure than fresh pictures give",
      answering: "flattery",
      measured: """
        \(percent(choice.reported)) reported, \(percent(choice.fresh)) fresh: means of \
        \(sizes.repeats) repeats
        """,
      holds: choice.reported > choice.fresh)
    note.text(
      """
      Test data are for the end, and for once. So, this once, what cross-validation chose:
      """)
    note.finding(
      "k = \(folds.best) on the \(test.count) test pictures",
      measured: "\(percent(votes.accuracy[folds.best - 1])); "
        + "cross-validation promised \(percent(folds.means.max() ?? 0))")
  }
}
