// swift-tools-version: 6.2

import PackageDescription

/// Set `SIGHTLINE_PORTABLE=1` for a build that must run on another machine than the one that built it.
let isPortable = Context.environment["SIGHTLINE_PORTABLE"] != nil

/// `swift run` builds for debugging, and plain debug code is some fifty times too slow for this
/// work: every target that computes or draws is optimised in debug builds too.
///
/// Not optimised are the tests, the learner's exercises, and what only handles text (`Course`,
/// `Notebooks`, `GradeCommand`): there it would save a tenth of a second a run and cost several at
/// the first build.
let optimized: [SwiftSetting] =
  [
    .unsafeFlags(["-O"], .when(configuration: .debug)),
    .unsafeFlags(["-Xcc", "-fno-math-errno"]),
    .unsafeFlags(["-Xcc", "-DACCELERATE_NEW_LAPACK"], .when(platforms: [.macOS])),
  ]
  + (isPortable
    ? []
    : [.unsafeFlags(["-target-cpu", "native"], .when(platforms: [.linux]))])

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let realModule = Target.Dependency.product(name: "RealModule", package: "swift-numerics")

let package = Package(
  name: "Sightline",
  platforms: [.macOS(.v14)],
  products: [
    .library(name: "Tensors", targets: ["Tensors"]),
    .library(name: "GradientChecks", targets: ["GradientChecks"]),
    .library(name: "NearestNeighbors", targets: ["NearestNeighbors"]),
    .library(name: "NeuralNets", targets: ["NeuralNets"]),
    .library(name: "Datasets", targets: ["Datasets"]),
    .library(name: "Pictures", targets: ["Pictures"]),
    .library(name: "ComputationalGraphs", targets: ["ComputationalGraphs"]),
    .library(name: "Notebooks", targets: ["Notebooks"]),
    .executable(name: "data", targets: ["DataCommand"]),
    .executable(name: "grade", targets: ["GradeCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.0.0"),
  ],
  targets: [
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
    .systemLibrary(
      name: "CPNG", pkgConfig: "libpng",
      providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(
      name: "CCairo", pkgConfig: "cairo",
      providers: [.apt(["libcairo2-dev"]), .brew(["cairo"])]),
    .systemLibrary(
      name: "CMark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

    .systemLibrary(name: "CProcessor"),
    .target(
      name: "Tensors",
      dependencies: [
        .target(name: "COpenBLAS", condition: .when(platforms: [.linux])), "CProcessor", realModule,
      ],
      swiftSettings: optimized),
    .target(name: "GradientChecks", dependencies: ["Tensors"], swiftSettings: optimized),
    .target(name: "NearestNeighbors", dependencies: ["Tensors"], swiftSettings: optimized),
    .target(name: "NeuralNets", dependencies: ["Tensors"], swiftSettings: optimized),
    .target(
      name: "Pictures", dependencies: ["Tensors", "Workbench", "CPNG", "CCairo", "CZlib"],
      swiftSettings: optimized),
    .target(
      name: "ComputationalGraphs", dependencies: ["Pictures", "Tensors", realModule],
      swiftSettings: optimized),
    .target(
      name: "Datasets", dependencies: ["Tensors", "Pictures", "CZlib"], swiftSettings: optimized),
    .target(name: "Course"),
    .target(name: "Workbench", swiftSettings: optimized),
    .target(
      name: "Notebooks",
      dependencies: ["Course", "Pictures", "Tensors", "Workbench", "CMark", argumentParser]),
    .target(
      name: "Grading",
      dependencies: ["Course", "GradientChecks", "Datasets", "Pictures", "Tensors", "Workbench"],
      swiftSettings: optimized),
    .executableTarget(
      name: "GradeCommand", dependencies: ["Course", "Grading", "Workbench", argumentParser]),
    .executableTarget(
      name: "DataCommand", dependencies: ["Datasets", "Pictures", "Workbench", argumentParser],
      swiftSettings: optimized),

    // For tests: where the built programs lie, and answers that crash.
    .target(name: "BuiltProducts", path: "Tests/Fixtures/BuiltProducts"),
    .executableTarget(
      name: "grading-fixtures", dependencies: ["Course", "Grading", "Workbench"],
      path: "Tests/Fixtures/GradingFixtures"),

    .testTarget(name: "TensorsTests", dependencies: ["Tensors"]),
    .testTarget(
      name: "GradientChecksTests", dependencies: ["GradientChecks", "NeuralNets", "Tensors"]),
    .testTarget(name: "NearestNeighborsTests", dependencies: ["NearestNeighbors", "Tensors"]),
    .testTarget(
      name: "NeuralNetsTests", dependencies: ["GradientChecks", "NeuralNets", "Tensors"]),
    .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "Pictures", "Tensors"]),
    .testTarget(name: "PicturesTests", dependencies: ["Pictures"]),
    .testTarget(
      name: "ComputationalGraphsTests", dependencies: ["ComputationalGraphs", "Pictures"]),
    .testTarget(name: "CourseTests", dependencies: ["Course"]),
    .testTarget(
      name: "NotebooksTests",
      dependencies: ["Course", "Notebooks", "Datasets", "Pictures", "Workbench"]),
    .testTarget(
      name: "DataCommandTests", dependencies: ["BuiltProducts", "DataCommand", "Datasets"]),
    .testTarget(name: "WorkbenchTests", dependencies: ["Workbench"]),
    .testTarget(
      name: "GradingTests",
      dependencies: [
        "Course", "Grading", "Tensors", "Workbench", "BuiltProducts", "grading-fixtures",
      ]),
    .testTarget(
      name: "GradeCommandTests",
      dependencies: ["Course", "GradeCommand", "Grading", "Workbench", "BuiltProducts"]),
  ],
  swiftLanguageModes: [.v6]
)

// The chapters. Inside the literal above they would keep the manifest from being type-checked.

func modules(_ names: [String]) -> [Target.Dependency] { names.map { .byName(name: $0) } }

/// A chapter of the course: the lesson, the learner's exercises, their solutions, and the program
/// that grades them.
///
/// - Parameters:
///   - number: the lesson's number.
///   - folder: the name of its folder in `Lessons`, `Exercises`, `Exercises/Solutions` and
///     `Sources/Checks`.
///   - models: the modules whose learning it shows, so that the first lesson waits for no network
///     to be compiled.
///   - given: those of them that the exercises are written with, beside `Tensors`.
/// - Returns: their targets.
func chapter(
  _ number: Int, _ folder: String, models: [String], given: [String] = []
) -> [Target] {
  let lesson = Target.executableTarget(
    name: "lesson-\(number)",
    dependencies: modules(models) + [
      "Tensors", "Datasets", "Pictures", "Notebooks", argumentParser,
    ],
    path: "Lessons/\(folder)",
    // A lesson is a script that reads from top to bottom, alone on the main thread.
    swiftSettings: optimized + [.defaultIsolation(MainActor.self)])
  return [lesson] + exercises(number, folder, checkedWith: models, given: given)
}

/// The learner's exercises of a lesson, their solutions, and the program that grades them.
func exercises(
  _ number: Int, _ folder: String, checkedWith models: [String] = [], given: [String] = []
) -> [Target] {
  // Unoptimised: there a trap says what it was and where.
  let plain: [SwiftSetting] = [.unsafeFlags(["-Onone"], .when(configuration: .release))]
  return [
    .target(
      name: "Exercises\(number)", dependencies: ["Grading", "Tensors"] + modules(given),
      path: "Exercises/\(folder)", swiftSettings: plain),
    .target(
      name: "Solutions\(number)", dependencies: ["Grading", "Tensors"] + modules(given),
      path: "Exercises/Solutions/\(folder)", swiftSettings: plain),
    .executableTarget(
      name: "grade-lesson-\(number)",
      dependencies: modules(models) + [
        "Course", "Grading", "Datasets", "Pictures", "Tensors",
        .byName(name: "Exercises\(number)"), .byName(name: "Solutions\(number)"),
      ],
      path: "Sources/Checks/\(folder)", swiftSettings: optimized),
  ]
}

package.targets += exercises(0, "00-hello")
package.targets += chapter(1, "01-nearest-neighbors", models: ["NearestNeighbors"])
package.targets += chapter(
  2, "02-linear-classifiers", models: ["GradientChecks", "NearestNeighbors", "NeuralNets"])
package.targets += chapter(
  3, "03-backprop-gates", models: ["ComputationalGraphs", "GradientChecks", "NeuralNets"],
  given: ["ComputationalGraphs"])
package.targets += chapter(
  4, "04-activation-functions", models: ["GradientChecks", "NeuralNets"])
package.targets += chapter(
  5, "05-initialization-and-preprocessing", models: ["NeuralNets"])

/// The programs and modules of all chapters whose names begin so.
@MainActor func made(_ prefix: String) -> [Target.Dependency] {
  modules(package.targets.map(\.name).filter { $0.hasPrefix(prefix) })
}

package.targets += [
  .testTarget(
    name: "LessonsTests", dependencies: ["Pictures"] + made("lesson-"), path: "Tests/LessonsTests"),
  .testTarget(
    name: "ExercisesTests",
    dependencies: [
      "ComputationalGraphs", "Course", "Grading", "NearestNeighbors", "NeuralNets", "Tensors",
      "BuiltProducts",
    ] + made("grade-lesson-") + made("Solutions"),
    path: "Tests/ExercisesTests"),
]
