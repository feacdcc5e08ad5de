import Course
import BuiltProducts
import Foundation
import Grading
import Testing

@testable import grade_lesson_0
@testable import grade_lesson_1
@testable import grade_lesson_2
@testable import grade_lesson_3
@testable import grade_lesson_4
@testable import grade_lesson_5

/// An exercise as a test's argument, named by its number.
struct Subject: Sendable, CustomTestStringConvertible {
  let lesson: CourseLesson
  let exercise: any AnyExercise
  var card: ExerciseCard { exercise.card }
  var testDescription: String { "\(card.number) \(card.title)" }

  /// The exercises that the lessons' graders know of.
  static let all: [Subject] = zip(
    Syllabus.lessons,
    [
      grade_lesson_0.submissions, grade_lesson_1.submissions, grade_lesson_2.submissions,
      grade_lesson_3.submissions, grade_lesson_4.submissions, grade_lesson_5.submissions,
    ]
  ).flatMap { lesson, submissions in
    submissions.map { Subject(lesson: lesson, exercise: $0.exercise) }
  }

  var grader: Grader {
    Grader(executable: BuiltProducts.path(lesson.grader), limits: Limits(seconds: 60))
  }

  func source(_ path: String) throws -> String {
    try String(contentsOf: BuiltProducts.package.appendingPathComponent(path), encoding: .utf8)
  }

  /// The titles of the sections of the lesson.
  func lessonSections() throws -> [String] {
    let folder = BuiltProducts.package.appendingPathComponent("Lessons/\(lesson.folder)")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return try files.filter { $0.hasSuffix(".swift") }.flatMap { file in
      try source("Lessons/\(lesson.folder)/\(file)")
        .matches(of: #/section\(\s*"(.*?)"\)/#).map { String($0.1) }
    }
  }
}

@Suite("The exercises")
struct CourseTests {
  @Test("are right where they are attempted", arguments: Subject.all)
  func learner(_ subject: Subject) throws {
    let report = try subject.grader.grade(subject.card)
    if report.verdict == .unattempted {
      try Test.cancel("\(subject.card.number) is not attempted")
    }
    #expect(report.verdict == .right, "\n\(report.text())")
  }

  @Test("are all attempted, or counted as skipped")
  func attempted() throws {
    let open = try Subject.all.filter {
      try $0.grader.grade($0.card).verdict == .unattempted
    }
    if !open.isEmpty {
      let numbers = open.map(\.card.number.description).joined(separator: ", ")
      try Test.cancel("\(open.count) of \(Subject.all.count) are not attempted: \(numbers)")
    }
  }

  @Test("have a solution that is right", arguments: Subject.all)
  func solution(_ subject: Subject) throws {
    for seed in [231, 1, 2] as [UInt64] {
      let report = try subject.grader.grade(subject.card, .solution, seed: seed)
      #expect(report.verdict == .right, "\n\(report.text(isVerbose: true))")
      #expect(report.remarks.isEmpty)
    }
  }

  @Test("reject every mutant with a diagnosis of its own", arguments: Subject.all)
  func mutants(_ subject: Subject) throws {
    #expect(!subject.exercise.mutants.isEmpty)
    for mutant in subject.exercise.mutants {
      for seed in [231, 5] as [UInt64] {
        // What takes too much time or memory is noticed only in a process of its own.
        let report =
          mutant.isMeasured
          ? try subject.grader.grade(subject.card, .mutant(mutant.id), seed: seed)
          : subject.exercise.gradeMutant(mutant.id, options: CheckOptions(seed: seed)) { _ in }
        let text = report?.text() ?? "no report"
        #expect(report?.verdict == .wrong, "mutant \(mutant.id)\n\(text)")
        #expect(
          report?.diagnoses.contains { $0.id == mutant.diagnosis } == true,
          "mutant \(mutant.id)\n\(text)")
      }
    }
  }

  @Test("have mutants with names of their own", arguments: Subject.all)
  func mutantNames(_ subject: Subject) {
    let ids = subject.exercise.mutants.map(\.id)
    #expect(Set(ids).count == ids.count)
  }

  @Test(
    "have a stub with one TODO, and a solution with the same comment and signature",
    arguments: Subject.all)
  func stub(_ subject: Subject) throws {
    let stub = try subject.source(subject.lesson.file(of: subject.card))
    let solution = try subject.source(subject.lesson.solution(of: subject.card))
    #expect(!solution.contains("Unattempted()"))
    guard stub.contains("throw Unattempted()") else { return }
    #expect(stub.ranges(of: "// TODO: ").count == 1)
    #expect(declarations(in: stub) == declarations(in: solution))
    #expect(!declarations(in: stub).isEmpty)
  }

  /// The doc comments and signatures of the public functions.
  private func declarations(in source: String) -> [String] {
    source.matches(of: #/(?m)^(?:///.*\n)+public func [^{]*\{/#).map { String($0.output) }
  }

  @Test(
    "say how hard they are, how long they take, and give at least two hints", arguments: Subject.all
  )
  func card(_ subject: Subject) {
    #expect((1...3).contains(subject.card.difficulty))
    #expect((1...120).contains(subject.card.minutes))
    #expect(subject.card.hints.count >= 2)
    #expect(subject.card.hints.allSatisfy { $0.count > 40 })
  }

  @Test("rest on a section of their lesson that is there", arguments: Subject.all)
  func section(_ subject: Subject) throws {
    guard let section = subject.card.section else {
      #expect(subject.lesson.number == 0)
      return
    }
    let sections = try subject.lessonSections()
    #expect(sections.contains(section), "lesson \(subject.lesson.number) has \(sections)")
  }

  @Test("are numbered without a gap, each with a file of its own")
  func numbers() {
    for lesson in Syllabus.lessons {
      #expect(lesson.cards.map(\.number.place) == Array(1...lesson.cards.count))
      #expect(lesson.cards.allSatisfy { $0.number.lesson == lesson.number })
      #expect(Set(lesson.cards.map(\.file)).count == lesson.cards.count)
    }
  }

  @Test("are all in the hands of their lesson's grader, in the order of the syllabus")
  func submitted() {
    #expect(Subject.all.map(\.card.number) == Syllabus.cards.map(\.number))
  }
}
