import Foundation
import Testing

/// Generic code that is not compiled for Float and Double is up to 160 times slower, and nothing
/// warns.
@Suite("Specialisation")
struct SpecializationTests {
  static let sources = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources").resolvingSymlinksInPath()

  static func files() throws -> [(path: String, text: String)] {
    let paths = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String }
    return try (paths ?? []).filter { $0.hasSuffix(".swift") }.sorted().map {
      ($0, try String(contentsOf: sources.appending(path: $0), encoding: .utf8))
    }
  }

  /// Functions whose loops are not over elements, and what they are over.
  static let exceptions = [
    "Activation.swift fullyConnected": "layers",
    "Check.swift isIdentical": "in an extension of Tensor<Double>, so it is not generic",
    "DifferenceQuotient.swift gradient": "evaluations of a whole loss",
    "DistanceLoops.swift oneLoop": "rows",
    "DistanceLoops.swift twoLoops": "pairs of rows",
    "Explain.swift isClose": "in an extension of Tensor<Double>, so it is not generic",
    "Image+Tensor.swift batch": "images",
    "Image+Tensor.swift init": "pixels that are Floats already",
    "KNearestNeighbors+Search.swift neighborsByDefinition": "rows",
    "KNearestNeighbors+Search.swift neighborsByExpansion": "rows",
    "KNearestNeighbors+Search.swift rowNorms": "rows",
    "KNearestNeighbors+Search.swift search": "blocks of rows",
    "KNearestNeighbors+Search.swift store": "candidates",
    "KNearestNeighbors.swift predict": "values of k",
    "KNearestNeighbors.swift vote": "labels",
    "LinearAlgebra.swift singularValueDecomposition": "singular vectors",
    "LinearAlgebra.swift symmetricEigenDecomposition": "eigenvectors",
    "LabeledExamples.swift labels": "labels",
    "LinearClassifier+Loss.swift dataLossAndGradients": "blocks of rows",
    "Network.swift absorb": "layers",
    "Network.swift backward": "layers",
    "Network.swift forward": "layers",
    "Network.swift inputGradient": "layers",
    "Network.swift output": "layers",
    "Network.swift parameterGradients": "layers",
    "Network.swift records": "layers",
    "Network.swift visitParameters": "layers",
    "NumericalGradient.swift moved": "the entries of an exercise's small input",
    "Network.swift visitState": "layers",
    "Tensor+Description.swift description": "a thousand elements at most",
    "Tensor+Description.swift scientific": "digits",
    "Tensor+Description.swift words": "a thousand elements at most",
    "Tensor+Indexing.swift gathering": "rows",
    "Tensor+Reductions.swift reduced": "nothing: it makes room",
    "Tensor+Reductions.swift sumAlong": "blocks of rows",
    "VectorMath.swift transform": "blocks",
  ]

  @Test("covers every generic function that loops over elements, in all modules")
  func everyLoop() throws {
    let files = try Self.files()
    #expect(files.count > 20)
    let genericTypes = files.reduce(into: Set<String>()) {
      $0.formUnion(GenericLoop.genericTypes(in: $1.text))
    }
    #expect(genericTypes.contains("Tensor"))
    let loops = files.flatMap {
      GenericLoop.unspecialized(in: $0.text, file: $0.path, genericTypes: genericTypes)
    }
    for loop in loops where Self.exceptions[loop.key] == nil {
      Issue.record(
        """
        \(loop)
        loops in generic code without @specialized(where Scalar == Float) and @specialized(where Scalar == \
        Double). If the loop is not over elements, add "\(loop.key)" to the exceptions in \(#fileID).
        """)
    }
    let outdated = Set(Self.exceptions.keys).subtracting(loops.map(\.key))
    #expect(outdated.isEmpty, "These exceptions are no longer needed.")
  }

  /// Each sample is a piece of source, and whether the test should object to it.
  @Test(
    "is missed where it is missing, and only there",
    arguments: [
      ("func f<Scalar: TensorScalar>(_ x: Tensor<Scalar>) {\n  for i in 0..<9 { g(i) }\n}", true),
      ("func f<Scalar>(\n  _ x: Tensor<Scalar>\n) -> Int {\n  while true {}\n}", true),
      ("extension Tensor {\n  func f() -> [Scalar] { scalars.map { $0 + 1 } }\n}", true),
      ("extension Tensor {\n  var f: [Scalar] {\n    scalars.map { $0 + 1 }\n  }\n}", true),
      ("extension Tensor {\n  init(a: Int) {\n    for i in 0..<9 { g(i) }\n  }\n}", true),
      ("@specialized(where Scalar == Float)\nfunc f<Scalar>() {\n  for i in 0..<9 {}\n}", true),
      (
        """
        @specialized(where Scalar == Float)
        @specialized(where Scalar == Double)
        func f<Scalar>(_ x: Tensor<Scalar>) { for i in 0..<9 { g(i) } }
        """, false
      ),
      ("extension Tensor {\n  @inlinable\n  func f() { for i in 0..<9 { g(i) } }\n}", false),
      ("func f(_ x: Tensor<Float>) {\n  for i in 0..<9 { g(i) }\n}", false),
      ("func f<Scalar>(_ x: Tensor<Scalar>) -> T {\n  Tensor(x, y.z) { x, z in x * z }\n}", true),
      ("func f<Scalar>(_ x: Tensor<Scalar>) -> T {\n  Tensor<Scalar>(x) { x in 1 }\n}", true),
      ("extension Tensor {\n  mutating func f() {\n    update { x in x += 1 }\n  }\n}", true),
      ("extension Tensor {\n  mutating func f() {\n    a.update { x in x += 1 }\n  }\n}", true),
      (
        """
        func f<Scalar>(_ x: inout Tensor<Scalar>) {
          x.update(and: &v, with: y.z) { x, v, z in x += z }
        }
        """, true
      ),
      (
        """
        @specialized(where Scalar == Float)
        @specialized(where Scalar == Double)
        func f<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Tensor(x) { x in x + 1 } }
        """, false
      ),
      ("func f(_ x: Tensor<Float>) -> T {\n  Tensor(x) { x in x + 1 }\n}", false),
      ("extension Tensor {}\nfunc f() {\n  for i in 0..<9 { g(i) }\n}", false),
      (
        "extension Tensor {\n  func f() {\n    for axis in shape.indices { g(axis) }\n  }\n}", false
      ),
    ])
  func samples(_ source: String, _ isFault: Bool) {
    let found = GenericLoop.unspecialized(in: source, file: "", genericTypes: ["Tensor"])
    #expect(found.isEmpty != isFault)
  }
}
