import Foundation

extension ExerciseItem {
  /// Every exercise that belongs to a lesson, in order.
  ///
  /// A lesson must not wait for the grader to be built, so what it says of its exercises stands here once more. A test holds
  /// this list equal to the declarations in `Grading`.
  public static let course: [ExerciseItem] = [
    ExerciseItem(
      number: "1.1", title: "L1 distance", difficulty: 1, minutes: 5, isCore: true),
    ExerciseItem(
      number: "1.2", title: "L2 distances, two loops", difficulty: 1, minutes: 10, isCore: true),
    ExerciseItem(
      number: "1.3", title: "L2 distances, one loop", difficulty: 2, minutes: 15, isCore: false),
    ExerciseItem(
      number: "1.4", title: "L2 distances, no loop", difficulty: 2, minutes: 20, isCore: true),
    ExerciseItem(
      number: "1.5", title: "Majority vote", difficulty: 2, minutes: 15, isCore: true),
    ExerciseItem(
      number: "1.6", title: "k-fold split", difficulty: 2, minutes: 15, isCore: false),
    ExerciseItem(
      number: "1.7", title: "Choose k by cross-validation", difficulty: 2, minutes: 15,
      isCore: false),
    ExerciseItem(
      number: "2.1", title: "Scores with the bias trick", difficulty: 1, minutes: 10, isCore: true),
    ExerciseItem(
      number: "2.2", title: "The numerical gradient", difficulty: 1, minutes: 15, isCore: true),
    ExerciseItem(
      number: "2.3", title: "SVM loss, loops", difficulty: 1, minutes: 15, isCore: true),
    ExerciseItem(
      number: "2.4", title: "The gradient of the SVM loss", difficulty: 2, minutes: 30, isCore: true
    ),
    ExerciseItem(
      number: "2.5", title: "SVM loss and gradient, vectorised", difficulty: 2, minutes: 25,
      isCore: false),
    ExerciseItem(
      number: "2.6", title: "Softmax loss, stable", difficulty: 2, minutes: 20, isCore: true),
    ExerciseItem(
      number: "2.7", title: "The gradient of the softmax loss", difficulty: 2, minutes: 30,
      isCore: true),
    ExerciseItem(
      number: "2.8", title: "Softmax loss and gradient, vectorised", difficulty: 2, minutes: 20,
      isCore: false),
    ExerciseItem(
      number: "2.9", title: "Binary cross-entropy from scores", difficulty: 2, minutes: 15,
      isCore: false),
    ExerciseItem(
      number: "2.10", title: "L2, L1 and the elastic net", difficulty: 1, minutes: 15, isCore: false
    ),
    ExerciseItem(
      number: "2.11", title: "Max-norm projection", difficulty: 1, minutes: 10, isCore: false),
    ExerciseItem(
      number: "2.12", title: "Gradient descent with mini-batches", difficulty: 2, minutes: 20,
      isCore: true),
    ExerciseItem(
      number: "2.13", title: "Colour histogram", difficulty: 2, minutes: 20, isCore: false),
    ExerciseItem(
      number: "2.14", title: "Histograms of oriented gradients", difficulty: 3, minutes: 30,
      isCore: false),
    ExerciseItem(
      number: "3.1", title: "Add, multiply and max gates", difficulty: 1, minutes: 10, isCore: true),
    ExerciseItem(
      number: "3.2", title: "Sigmoid gate", difficulty: 1, minutes: 10, isCore: true),
    ExerciseItem(
      number: "3.3", title: "Reciprocal, exp and log gates", difficulty: 1, minutes: 10,
      isCore: false),
    ExerciseItem(
      number: "3.4", title: "Reverse topological order", difficulty: 2, minutes: 20, isCore: true),
    ExerciseItem(
      number: "3.5", title: "Backward through a graph", difficulty: 2, minutes: 25, isCore: true),
    ExerciseItem(
      number: "3.6", title: "Matrix multiply gate", difficulty: 2, minutes: 20, isCore: true),
    ExerciseItem(
      number: "3.7", title: "Bias gate", difficulty: 1, minutes: 10, isCore: true),
    ExerciseItem(
      number: "3.8", title: "Softmax gate", difficulty: 3, minutes: 30, isCore: false),
    ExerciseItem(
      number: "3.9", title: "Affine gate", difficulty: 2, minutes: 20, isCore: true),
    ExerciseItem(
      number: "4.1", title: "tanh and ReLU", difficulty: 1, minutes: 15, isCore: true),
    ExerciseItem(
      number: "4.2", title: "Leaky ReLU and ELU", difficulty: 1, minutes: 15, isCore: false),
    ExerciseItem(
      number: "4.3", title: "PReLU", difficulty: 2, minutes: 15, isCore: false),
    ExerciseItem(
      number: "4.4", title: "Maxout", difficulty: 2, minutes: 25, isCore: false),
    ExerciseItem(
      number: "4.5", title: "Two-layer network, forward and loss", difficulty: 2, minutes: 20,
      isCore: true),
    ExerciseItem(
      number: "4.6", title: "The gradients of a two-layer network", difficulty: 3, minutes: 40,
      isCore: true),
    ExerciseItem(
      number: "4.7", title: "N-layer network, forward", difficulty: 2, minutes: 20, isCore: false),
    ExerciseItem(
      number: "4.8", title: "The gradients of an N-layer network", difficulty: 3, minutes: 45,
      isCore: false),
    ExerciseItem(
      number: "5.1", title: "Centre with training statistics", difficulty: 1, minutes: 10,
      isCore: true),
    ExerciseItem(
      number: "5.2", title: "Normalise", difficulty: 1, minutes: 15, isCore: false),
    ExerciseItem(
      number: "5.3", title: "Principal components", difficulty: 2, minutes: 25, isCore: false),
    ExerciseItem(
      number: "5.4", title: "Whitening", difficulty: 2, minutes: 20, isCore: false),
    ExerciseItem(
      number: "5.5", title: "Xavier", difficulty: 2, minutes: 15, isCore: true),
    ExerciseItem(
      number: "5.6", title: "He", difficulty: 1, minutes: 10, isCore: true),
    ExerciseItem(
      number: "5.7", title: "Fan-in and fan-out", difficulty: 1, minutes: 10, isCore: false),
  ]
}

extension Notebook {
  /// Lists the exercises of this lesson, and how far this learner is with each.
  ///
  /// The progress is what `swift run grade` remembers, in `.grade/progress.json`; without it no exercise counts as begun.
  ///
  /// - Parameter file: a source file of the lesson, from which the package's folder is found.
  public func exercises(file: String = #filePath) {
    let own = ExerciseItem.course.filter { $0.number.hasPrefix("\(document.number).") }
    if own.isEmpty { return }
    let progress = LearnerProgress(
      package: URL(fileURLWithPath: SourceExcerpt.packageRoot(of: file)))
    let items = own.map { item in
      var item = item
      item.progress = progress[item.number]
      return item
    }
    exercises(items)
    text(invitation(items))
  }

  /// What to do next, in Markdown.
  func invitation(_ items: [ExerciseItem]) -> String {
    let open = items.first { $0.progress != .passed }
    var sentences: [String] = []
    if let open {
      sentences.append(
        "`swift run grade watch \(open.number)` grades the next one whenever you save it.")
    }
    if !isMine, items.contains(where: { $0.progress == .passed }) {
      sentences.append(
        "`swift run lesson-\(document.number) --mine` shows what your own functions draw.")
    }
    if open == nil { sentences.insert("All of them are done.", at: 0) }
    return sentences.joined(separator: " ")
  }
}

/// What `swift run grade` remembers of a learner's exercises; nothing if there is no such file.
private struct LearnerProgress {
  private struct File: Decodable {
    var exercises: [String: Entry]
  }

  private struct Entry: Decodable {
    struct Report: Decodable {
      var verdict: String
    }

    var hasPassed: Bool
    var report: Report?
  }

  private var entries: [String: Entry] = [:]

  init(package: URL) {
    let file = package.appendingPathComponent(".grade/progress.json")
    if let data = try? Data(contentsOf: file),
      let read = try? JSONDecoder().decode(File.self, from: data)
    {
      entries = read.exercises
    }
  }

  subscript(number: String) -> ExerciseItem.Progress {
    guard let entry = entries[number] else { return .unattempted }
    if entry.hasPassed { return .passed }
    guard let report = entry.report, report.verdict != "unattempted" else { return .unattempted }
    return .attempted
  }
}
