import ArgumentParser
import Datasets
import Testing

@testable import Notebooks

@Suite("The options of a lesson")
struct LessonOptionsTests {
  private struct Dials: ParsableArguments {
    @Option(help: "How many neighbours vote.")
    var k = 7

    func validate() throws {
      if k < 1 { throw ValidationError("--k must be 1 or more, not \(k).") }
    }
  }

  private let identity = LessonIdentity(number: 1, title: "Nearest neighbours")

  private func refusal(_ arguments: [String]) -> String? {
    let parsed = ParsedCommandLine<Dials>(arguments, for: identity)
    if case .refused(let line) = parsed { return line }
    return nil
  }

  @Test("has defaults")
  func defaults() {
    guard case .run(let options, let dials) = ParsedCommandLine<Dials>([], for: identity) else {
      Issue.record("refused")
      return
    }
    #expect(options.data == "shapes")
    #expect(options.dataDirectory == nil)
    #expect(options.seed == 231)
    #expect(options.effort == .usual)
    #expect(options.output == "Output")
    #expect(dials.k == 7)
  }

  @Test("reads what is given")
  func given() {
    let arguments = [
      "--data", "cifar10", "--data-dir", "d", "--seed", "5", "--quick", "--output", "o", "--k", "3",
    ]
    guard case .run(let options, let dials) = ParsedCommandLine<Dials>(arguments, for: identity)
    else {
      Issue.record("refused")
      return
    }
    #expect(options.data == "cifar10")
    #expect(options.dataDirectory == "d")
    #expect(options.seed == 5)
    #expect(options.effort == .quick)
    #expect(options.output == "o")
    #expect(dials.k == 3)
  }

  @Test(
    "refuses in one line that says what to do",
    arguments: [
      ["--sed", "3"], ["--seed", "-3"], ["--seed", "x"], ["--seed", "99999999999999999999"],
      ["--quick", "--full"], ["--k", "0"], ["--k", "two"], ["--data"], ["--data", ""],
      ["--data", "imagenet"], ["--data-dir", ""], ["--data-dir", "d"], ["--output", ""],
      ["surplus"],
    ])
  func refuses(arguments: [String]) {
    let line = refusal(arguments)
    #expect(line != nil)
    #expect(line?.contains("\n") == false)
    #expect(line?.hasSuffix("See `swift run lesson-1 --help`.") == true)
  }

  @Test("takes the data sets that there are, and says which")
  func dataNames() {
    #expect(LessonOptions.dataNames == ImageDataset.names)
    #expect(
      refusal(["--data", "imagenet"])?.hasPrefix(
        "--data must be shapes, cifar10, fashion-mnist or mnist, not \"imagenet\".") == true)
  }

  @Test("refuses a folder for the data set that is drawn")
  func folderOfShapes() {
    #expect(refusal(["--data-dir", "d"])?.contains("--data cifar10") == true)
    #expect(refusal(["--data", "shapes", "--data-dir=d"])?.contains("--data cifar10") == true)
    #expect(refusal(["--data", "mnist", "--data-dir", "d"]) == nil)
  }

  @Test("lets an option say what is wrong with a negative number")
  func negative() {
    #expect(refusal(["--k", "-2"])?.hasPrefix("--k must be 1 or more, not -2.") == true)
    #expect(refusal(["--seed", "-2"])?.hasPrefix("--seed must be 0 or more, not -2.") == true)
  }

  @Test("names the lesson and its dial in the help")
  func help() {
    guard case .help(let text) = ParsedCommandLine<Dials>(["--help"], for: identity) else {
      Issue.record("no help")
      return
    }
    #expect(text.contains("Lesson 1: Nearest neighbours."))
    #expect(text.contains("USAGE: swift run lesson-1 [options]"))
    #expect(text.contains("--k <k>"))
    #expect(text.contains("How many neighbours vote."))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test(
    "records the command without what belongs to one machine",
    arguments: [
      ([], "swift run lesson-1"),
      (["--seed", "5", "--data-dir", "/home/x", "--open"], "swift run lesson-1 --seed 5"),
      (["--output=/tmp/x", "--text", "/home/x/a b.txt"], "swift run lesson-1 --text 'a b.txt'"),
      (["--text=~/b.txt"], "swift run lesson-1 --text=b.txt"),
      (["--expression", "(x+y)*z"], "swift run lesson-1 --expression '(x+y)*z'"),
    ])
  func command(arguments: [String], text: String) {
    #expect(CommandRecord.text(lesson: "lesson-1", arguments: arguments) == text)
  }
}
