import Course
import Grading
import Tensors
import Testing

private typealias Vector = Tensor<Double>
private typealias Gate = @Sendable (Vector, Vector) throws -> Vector
private typealias Both = @Sendable (Vector) throws -> (rows: Vector, columns: Vector)

private func card() -> ExerciseCard {
  ExerciseCard("99.1", "Test", file: "Test", section: nil, difficulty: 1, minutes: 1, hints: [])
}

/// The gradient of a gate of slope 0.25 where x is not positive.
private let gate = Exercise<Gate>(
  card: card(),
  check: { check, answer in
    for shape in [[5, 3], [2, 7]] {
      let (x, dout) = (check.normal(shape), check.normal(shape))
      check.value(
        "dx", of: "\(shape)", is: right(dout, x),
        knowing: Facts(
          factors: [Factor("slope", 0.25)], multipliers: [.upstream(dout)],
          places: [Place("negative", "with x ≤ 0", x.map { $0 > 0 ? 0 : 1 })])
      ) { try answer(dout, x) }
    }
  }, mutants: [])

private func right(_ dout: Vector, _ x: Vector) -> Vector {
  dout * x.map { $0 > 0 ? 1 : 0.25 }
}

/// The right answer where x is positive, another one elsewhere.
private func changing(_ function: @escaping @Sendable (_ dout: Double) -> Double) -> Gate {
  { dout, x in
    Tensor(
      shape: x.shape,
      scalars: zip(dout.scalars, x.scalars).map { $1 > 0 ? $0 : function($0) })
  }
}

/// Sums over rows and over columns; with N examples they have a mean and a penalty, or no penalty.
private let sums = Exercise<Both>(
  card: card(),
  check: { check, answer in
    for n in [5, 3] {
      let x = check.normal([n, 7])
      for (name, axis, own) in [
        ("rows", 0, \.rows), ("columns", 1, \.columns),
      ] as [(String, Int, KeyPath<(rows: Vector, columns: Vector), Vector> & Sendable)] {
        check.value(name, of: "\(n) x 7", is: x.sum(axis: axis)) { try answer(x)[keyPath: own] }
      }
    }
  },
  mutants: [
    Mutant("no-signs", "The signs are lost.") {
      ($0.absolute().sum(axis: 0), $0.absolute().sum(axis: 1))
    },
    Mutant("doubled-both", "Both are doubled.") { (2 * $0.sum(axis: 0), 2 * $0.sum(axis: 1)) },
  ])

/// A mean of squares with a penalty that some inputs do not have.
private let penalized = Exercise<Gate>(
  card: card(),
  check: { check, answer in
    for (n, reg) in [(5, 0), (3, 2), (7, 0.5)] as [(Int, Double)] {
      let (x, w) = (check.normal([n, 2]), check.normal([2]))
      check.value(
        "dw", of: "\(n), \(reg)", is: data(x) + 2 * reg * w,
        knowing: Facts(
          factors: [.batch(n)],
          terms: reg == 0 ? [] : [Term("reg", "the regularisation", 2 * reg * w)])
      ) { try answer(x, Tensor(w.scalars + [reg])) }
    }
  }, mutants: [])

private func data(_ x: Vector) -> Vector { x.mean(axis: 0) }

private func decay(_ w: Vector) -> Vector { 2 * w[2] * w[rows: 0..<2] }

/// Twice x, of inputs that grow; a known mistake adds x cubed to it.
private let doubling = Exercise<@Sendable (Vector) throws -> Vector>(
  card: card(),
  check: { check, answer in
    for scale in [1, 2, 3000] as [Double] {
      let x = check.uniform([7], in: 1..<2) * scale
      check.value("out", of: "x up to \(2 * scale)", is: 2 * x) { try answer(x) }
    }
  },
  mutants: [Mutant("cubed", "x is cubed and added.") { 2 * $0 + $0 * $0 * $0 }])

@Suite("The diagnosis of an answer that is wrong in part")
struct PartialDiagnosisTests {
  @Test("says what is wrong in the places where alone it is wrong")
  func places() {
    let answers: [(String, Gate)] = [
      ("only.negative+factor.-1", changing { -0.25 * $0 }),
      ("only.negative+factor.slope", changing { 0.25 * 0.25 * $0 }),
      ("only.negative+factor.1/slope", changing { $0 }),
      ("only.negative+factor", changing { 0.1 * $0 }),
      ("only.negative+without.upstream", changing { _ in 0.25 }),
      ("only.negative+twice.upstream", changing { 0.25 * $0 * $0 }),
      ("only.negative", changing { 0.25 * $0 + $0 * $0 * $0 }),
      ("only.negative", changing { _ in 0 }),
    ]
    for (diagnosis, answer) in answers {
      #expect(gate.grade(answer).ids == [diagnosis])
    }
  }

  @Test("keeps a summand that is right out of the account, also where an input has none")
  func besides() {
    let answers: [(String, Gate)] = [
      ("besides.reg.factor.N", { x, w in data(x) * Double(x.rowCount) + decay(w) }),
      ("besides.reg.factor.1/N", { x, w in data(x) / Double(x.rowCount) + decay(w) }),
      ("besides.reg.factor.-1", { x, w in decay(w) - data(x) }),
      ("within.reg.factor.N", { x, w in data(x) + decay(w) * Double(x.rowCount) }),
      ("within.reg.factor.1/N", { x, w in data(x) + decay(w) / Double(x.rowCount) }),
      ("scaled.reg", { x, w in data(x) + 0.3 * decay(w) }),
      ("missing.reg", { x, _ in data(x) }),
    ]
    for (diagnosis, answer) in answers {
      #expect(penalized.grade(answer).ids == [diagnosis])
    }
  }

  @Test("finds a known mistake below a factor")
  func compound() {
    let report = sums.grade {
      (rows: -$0.absolute().sum(axis: 0), columns: $0.absolute().sum(axis: 1))
    }
    #expect(report.ids == ["factor.-1+no-signs", "no-signs"])
    #expect(report.diagnoses.first?.text.contains("The signs are lost.") == true)
  }

  @Test("does not take one right result away to make a known mistake fit")
  func contradiction() {
    // The first is wrong as the known mistake would have it; that would get the second wrong, too.
    let one = sums.grade { (rows: 2 * $0.sum(axis: 0), columns: $0.sum(axis: 1)) }
    #expect(one.ids == ["factor.2"])
    let other = sums.grade { (rows: $0.absolute().sum(axis: 0), columns: $0.sum(axis: 1)) }
    #expect(other.ids == ["no-signs"])
    let both = sums.grade { (rows: 2 * $0.sum(axis: 0), columns: 2 * $0.sum(axis: 1)) }
    #expect(both.ids == ["doubled-both", "doubled-both"])
  }

  @Test("names a cause that explains some of what is wrong, and says for how many inputs")
  func someOfIt() throws {
    let more = doubling.grade { x in
      x[0] > 100 ? 2 * x + x * x * 0.37 : 2 * x + x * x * x
    }
    let diagnosis = try #require(more.diagnoses.first)
    #expect(diagnosis.id == "partly.cubed")
    #expect(diagnosis.isVerified)
    #expect(diagnosis.text.contains("x is cubed and added. That explains 2 of the 3 inputs"))
    #expect(diagnosis.text.hasSuffix("for x up to 6000.0."))
    // What is no number does not hide it.
    let noNumber = doubling.grade { x in x[0] > 100 ? x * .nan : 2 * x + x * x * x }
    #expect(noNumber.diagnoses.map(\.id) == ["nan"])
    #expect(noNumber.text().contains("x is cubed and added."))
    // A mistake that would get wrong what is right is not named.
    let other = doubling.grade { x in x[0] > 100 ? 2 * x : 2 * x + x * x }
    #expect(other.diagnoses.map(\.id) == ["unexplained"])
  }
}

extension Report {
  fileprivate var ids: [String] { diagnoses.map(\.id) }
}
