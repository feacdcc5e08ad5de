import Tensors
import Foundation

/// A question to the reader and what became of it.
struct OpenPrediction {
  /// How long a question waits for a first key, in seconds, before anybody has answered one.
  static let firstPatience = 8
  /// How long it waits once somebody has, so that there is time to think.
  static let laterPatience = 30
  /// How long it waits at least, however often nobody has answered.
  static let leastPatience = 2

  /// The question, in Markdown.
  var question: String
  /// The name of its answer.
  var answer: String
  /// Where the question stands among the document's cells.
  var index: Int
  /// What the reader guessed.
  var guess: String?
  /// Whether the answer has been given.
  var isAnswered = false
}

extension Notebook {
  /// Asks the reader for a prediction, before the measurement that answers it.
  ///
  /// The web page hides everything from here to the claim or finding that says `answering:` with the
  /// same name; one of them must come before the section ends, and if several do, the last one counts.
  ///
  /// On a terminal the reader may type a guess. The question waits a few seconds for a first key, then
  /// for Return as long as it takes; what is typed until the answer comes still counts. Nobody is waited
  /// for when the lesson runs without a terminal or with `--quick`.
  ///
  /// - Parameters:
  ///   - question: The question, in Markdown.
  ///   - answer: A name for the answer, used for no other question of the lesson.
  public func predict(_ question: String, answeredBy answer: String) {
    requireAnswer()
    precondition(
      !document.cells.contains { $0.answerName == answer },
      "predict: two questions are answered by \"\(answer)\"")
    stopIfInterrupted()
    show(.prediction(question: question, guess: nil, answer: answer))
    let index = document.cells.count
    let guess = askReader()
    prediction = OpenPrediction(question: question, answer: answer, index: index, guess: guess)
    document.cells.append(.prediction(question: question, guess: guess, answer: answer))
    stopIfInterrupted()
  }

  /// Notes that a question has its answer, and reminds the reader of the guess.
  func answered(_ answer: String) {
    precondition(
      prediction?.answer == answer,
      "answering: expected \"\(prediction?.answer ?? "")\", the last question's, got \"\(answer)\"")
    guard var open = prediction, !open.isAnswered else { return }
    if open.guess == nil, let guess = lateGuess() {
      open.guess = guess
      document.cells[open.index] = .prediction(
        question: open.question, guess: guess, answer: answer)
    }
    open.isAnswered = true
    prediction = open
    if let guess = open.guess { print(renderer.note("your guess: \(guess)")) }
  }

  /// Traps if the last question still waits for its answer.
  func requireAnswer() {
    guard let prediction else { return }
    precondition(
      prediction.isAnswered,
      "predict: no claim or finding is answering \"\(prediction.answer)\" before the section ends")
  }

  /// Whether the program may read from its terminal: in the background it would be stopped.
  private var mayRead: Bool { asksReader && tcgetpgrp(STDIN_FILENO) == getpgrp() }

  /// Lets the reader type a guess, if there is one to ask.
  ///
  /// - Returns: The guess, or nil when none was given.
  private func askReader() -> String? {
    guard mayRead else { return nil }
    print(renderer.prompt("your guess, or Return (any key stops the clock, \(patience) s):"))
    let reader = GuessReader(
      mark: renderer.guessMark, width: renderer.terminal.widthNow, print: print)
    let answer = reader.read(patience: patience)
    switch answer.ending {
    case .entered: patience = OpenPrediction.laterPatience
    case .timedOut:
      // Perhaps nobody is there: the next question waits for less.
      patience = max(OpenPrediction.leastPatience, min(patience, OpenPrediction.firstPatience) / 2)
      print(renderer.note("going on; what you type before the answer still counts"))
    case .closed: asksReader = false
    case .interrupted: break
    }
    return answer.guess
  }

  /// What the reader typed after the question had stopped waiting.
  private func lateGuess() -> String? {
    guard mayRead else { return nil }
    return GuessReader.typedAhead()
  }
}

extension Cell {
  /// The name of the answer that the cell asks for, if it is a prediction.
  var answerName: String? {
    if case .prediction(_, _, let name) = self { name } else { nil }
  }
}

extension TerminalRenderer {
  /// A line that asks the reader for something.
  func prompt(_ text: String) -> String { note(text) }

  /// What stands before the reader's own words.
  var guessMark: String { "           > " }
}
