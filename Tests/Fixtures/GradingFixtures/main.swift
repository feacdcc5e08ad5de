import Course
import Foundation
import Grading

// Answers that do what answers should not do. Each is an exercise of a lesson that does not exist, numbered by its place.

typealias Answer = @Sendable (Int) throws -> Int

func exercise(_ place: Int) -> Exercise<Answer> {
  Exercise<Answer>(
    card: ExerciseCard(
      "99.\(place)", "Fixture", file: "Fixture", section: nil, difficulty: 1, minutes: 1, hints: []),
    check: { check, answer in
      check.integer("value", of: "the number 3", is: 3) { try answer(3) }
    },
    mutants: [])
}

struct Complaint: Error, CustomStringConvertible {
  var description: String { "no such row" }
}

func countDown(_ n: Int) -> Int { n == Int.min ? 0 : countDown(n - 1) + 1 }

let answers: [Answer] = [
  { $0 },
  { n in [1, 2, 3][n + 4] },
  { n in
    var sum = Int.max - n
    sum += n + 1
    return sum
  },
  { n in
    let found = [1, 2].firstIndex(of: n)
    // swift-format-ignore: NeverForceUnwrap
    return found!
  },
  { n in
    var i = 0
    while true { i = (i &+ n) % 7 }
  },
  { n in countDown(n) },
  { n in
    let big = [Double](repeating: 1, count: n << 32)
    return Int(big[n])
  },
  { _ in exit(0) },
  { n in
    for i in 0..<1_000_000 { print("line", i) }
    return n
  },
  { n in
    try "scribble".write(toFile: "left-behind.txt", atomically: true, encoding: .utf8)
    return n
  },
  { _ in throw Complaint() },
  { _ in throw Unattempted() },
  { n in
    print("a first word")
    return n + 1
  },
  { n in
    var all: [[Double]] = []
    while all.count < 1 << 20 { all.append([Double](repeating: 1, count: n << 20)) }
    return all.count
  },
  { n in
    sleep(100)
    return n
  },
  { n in
    close(3)
    return n
  },
  { n in 12 / (n - 3) },
]

GradingProcess.main(
  answers.enumerated().map {
    // The last one has nothing to show.
    Submission(
      exercise($0 + 1), $1, solution: { $0 }, picture: $0 + 1 < answers.count ? picture : nil)
  } + [
    Submission(trappingCheck(18, isInside: false), { $0 }, solution: { $0 }),
    Submission(trappingCheck(19, isInside: true), { $0 }, solution: { $0 }),
    Submission(trappingDiagnosis(20), { $0 + 1 }, solution: { $0 }),
    Submission(exercise(21), forging(21), solution: { $0 }),
    Submission(exercise(22), leavingBehind, solution: { $0 }),
  ])
