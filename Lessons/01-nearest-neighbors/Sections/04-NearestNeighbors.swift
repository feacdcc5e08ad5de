import NearestNeighbors
import Notebooks
import Tensors

extension Chapter {
  /// The classifier of the lesson, and how often it is right.
  mutating func nearestNeighbors() -> Votes {
    let classes = train.classNames.count
    note.section("Let the data decide")
    note.text(
      """
      Nobody has managed to write down what a cat is in pixels. The **data-driven approach** turns \
      the question round: collect pictures with their labels, let a program make something of them \
      (*train*), then ask it about new ones (*predict*). The nearest neighbour is the laziest such \
      program. To train is to remember everything; to predict is to find the most similar picture \
      and repeat its label. With **k nearest neighbours**, k of them vote:
      """)
    note.listing("public func vote", in: "Sources/NearestNeighbors/KNearestNeighbors.swift")
    note.predict(
      """
      \(classes) classes: guessing gets \(percent(1 / Double(classes), digits: 0)). What will one \
      neighbour get?
      """, answeredBy: "one-neighbor")
    let model = note.code {
      KNearestNeighbors(examples: train.rows(Float.self), labels: train.labels)
    }
    note.text(
      """
      We call it `model`. The neighbours of every test picture are found once, and then 1, 2, 3 \
      and more of them vote: `right[k - 1]` says for each test picture whether k neighbours name \
      it rightly.
      """)
    let votes = Votes(of: model, on: test, most: max(100, k))
    note.claim(
      "One nearest neighbour is right at least half as often again as guessing",
      answering: "one-neighbor",
      measured: votes.described(k: 1), holds: votes.accuracy[0] > 1.5 / Double(classes))
    note.finding("The dial, `--k \(k)`", measured: votes.described(k: k))
    show(votes)
    return votes
  }

  /// The neighbours of a few test pictures, and the course's own figures where they are known.
  func show(_ votes: Votes) {
    note.figure(
      "neighbors",
      neighborSheet(
        test, train, votes.found, votes: votes.model.vote(votes.found, k: k),
        columns: min(8, max(3, k))),
      caption: """
        Test pictures on the left, framed by the vote of \(k): green if it is right, orange if it \
        is wrong. Beside them their nearest training pictures: green if of the same class, orange \
        if of another.
        """,
      see: """
        One or two votes can win where the others are scattered over many classes, and a tie goes \
        to the smaller label. The wrong neighbours are not silly: light and dark, colour and \
        background are in the right places.
        """)
    CourseReference(data)?.claimVotes(in: note)
  }

  /// What remembering everything costs, and when.
  func costOfRemembering(_ model: KNearestNeighbors<Float>) {
    note.text(
      """
      Training compares nothing, and prediction looks at everything that was ever remembered. That \
      is the wrong way round: we can wait for training, but an answer is wanted at once, on a \
      telephone. From lesson 2 on it is the other way.
      """)
    note.finding(
      "Distances to work out in training, and then to label one picture",
      measured: "0, and \(grouped(train.count))")
    note.finding(
      "Multiplications for them, one for each number of each picture",
      measured: "0, and \(grouped(train.count * train.pixelsPerImage))")
    let training = timed {
      KNearestNeighbors(examples: model.examples, labels: train.labels)
    }.seconds
    let asking = timed { model.predict(test.rows(Float.self), k: k) }.seconds / Double(test.count)
    note.timing("Remembering \(train.count) pictures", measured: duration(training))
    note.timing("Labelling a picture", measured: duration(asking))
  }
}
