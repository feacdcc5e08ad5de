// swift-tools-version: 6.2

import PackageDescription

/// Set `SIGHTLINE_PORTABLE=1` for a build that must run on another machine than the one that built it.
let isPortable = Context.environment["SIGHTLINE_PORTABLE"] != nil

/// `swift run` builds for debugging, and plain debug code is some fifty times too slow for this
/// work: every target that computes or draws is optimised in debug builds too.
///
/// Not optimised are the tests, the learner's exercises, and what only handles text (`Notebooks`, `GradeCommand`): there it
/// would save a tenth of a second a run and cost several at the first build.
let optimized: [SwiftSetting] =
  [
    .unsafeFlags(["-O"], .when(configuration: .debug)),
    .unsafeFlags(["-Xcc", "-fno-math-errno"]),
    .unsafeFlags(["-Xcc", "-DACCELERATE_NEW_LAPACK"], .when(platforms: [.macOS])),
  ]
  + (isPortable
    ? []
    : [
      .unsafeFlags(["-target-cpu", "native"], .when(platforms: [.linux])),
      .define("FUSED_MULTIPLY_ADD", .when(platforms: [.linux])),
    ])

/// A lesson is a script that reads from top to bottom, alone on the main thread.
///
/// It names the modules whose learning it shows, so that the first lesson waits for no network to be compiled.
func lesson(_ number: Int, _ folder: String, _ models: [Target.Dependency] = []) -> Target {
  .executableTarget(
    name: "lesson-\(number)",
    dependencies: models + [
      "Tensors", "Datasets", "Pictures", "Notebooks",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    path: "Lessons/\(folder)",
    swiftSettings: optimized + [.defaultIsolation(MainActor.self)])
}

/// The learner's exercises of a lesson, their solutions, and the program that grades them.
///
/// Exercises stay unoptimised: there a trap says what it was and where.
func exercises(_ number: Int, _ folder: String) -> [Target] {
  let plain: [SwiftSetting] = [.unsafeFlags(["-Onone"], .when(configuration: .release))]
  return [
    .target(
      name: "Exercises\(number)", dependencies: ["Grading", "Tensors"],
      path: "Exercises/\(folder)", swiftSettings: plain),
    .target(
      name: "Solutions\(number)", dependencies: ["Grading", "Tensors"],
      path: "Exercises/Solutions/\(folder)", swiftSettings: plain),
    .executableTarget(
      name: "grade-lesson-\(number)",
      dependencies: [
        "Grading", "ExercisePictures", .byName(name: "Exercises\(number)"),
        .byName(name: "Solutions\(number)"),
      ],
      path: "Sources/GradeLessons/\(folder)", swiftSettings: optimized),
  ]
}

let package = Package(
  name: "Sightline",
  platforms: [.macOS(.v14)],
  products: [
    .library(name: "Tensors", targets: ["Tensors"]),
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

    .target(
      name: "Tensors",
      dependencies: [
        .target(name: "COpenBLAS", condition: .when(platforms: [.linux])),
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: optimized),
    .target(name: "NearestNeighbors", dependencies: ["Tensors"], swiftSettings: optimized),
    .target(name: "NeuralNets", dependencies: ["Tensors"], swiftSettings: optimized),
    .target(
      name: "Pictures", dependencies: ["Tensors", "Workbench", "CPNG", "CCairo", "CZlib"],
      swiftSettings: optimized),
    .target(
      name: "ComputationalGraphs",
      dependencies: ["Pictures", .product(name: "RealModule", package: "swift-numerics")],
      swiftSettings: optimized),
    .target(
      name: "Datasets", dependencies: ["Tensors", "Pictures", "CZlib"], swiftSettings: optimized),
    .target(name: "Workbench", swiftSettings: optimized),
    .target(
      name: "Notebooks",
      dependencies: [
        "Pictures", "Workbench", "CMark",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "Grading", dependencies: ["NeuralNets", "Tensors", "Workbench"],
      swiftSettings: optimized),
    .target(
      name: "ExercisePictures",
      dependencies: [
        "ComputationalGraphs", "Datasets", "Grading", "NearestNeighbors", "Pictures", "Tensors",
        "Workbench",
      ],
      swiftSettings: optimized),
    .executableTarget(
      name: "GradeCommand",
      dependencies: [
        "Grading", "Workbench",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "DataCommand",
      dependencies: [
        "Datasets", "Pictures", "Workbench",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: optimized),

    lesson(1, "01-nearest-neighbors", ["NearestNeighbors"]),
    lesson(2, "02-linear-classifiers", ["NearestNeighbors", "NeuralNets"]),
    lesson(3, "03-backprop-gates", ["ComputationalGraphs", "NeuralNets"]),
    lesson(4, "04-activation-functions", ["NeuralNets"]),
    lesson(5, "05-initialization-and-preprocessing", ["NeuralNets"]),

    // For tests: where the built programs lie, and answers that crash.
    .target(name: "BuiltProducts", path: "Tests/Fixtures/BuiltProducts"),
    .executableTarget(
      name: "grading-fixtures", dependencies: ["Grading", "Workbench"],
      path: "Tests/Fixtures/GradingFixtures"),

    .testTarget(name: "TensorsTests", dependencies: ["Tensors"]),
    .testTarget(name: "NearestNeighborsTests", dependencies: ["NearestNeighbors", "Tensors"]),
    .testTarget(name: "NeuralNetsTests", dependencies: ["NeuralNets", "Tensors"]),
    .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "Pictures", "Tensors"]),
    .testTarget(name: "PicturesTests", dependencies: ["Pictures"]),
    .testTarget(
      name: "ComputationalGraphsTests", dependencies: ["ComputationalGraphs", "Pictures"]),
    .testTarget(
      name: "NotebooksTests", dependencies: ["Notebooks", "Datasets", "Pictures", "Workbench"]),
    .testTarget(
      name: "DataCommandTests", dependencies: ["BuiltProducts", "DataCommand", "Datasets"]),
    .testTarget(name: "WorkbenchTests", dependencies: ["Workbench"]),
    .testTarget(
      name: "GradingTests",
      dependencies: ["Grading", "Tensors", "Workbench", "BuiltProducts", "grading-fixtures"]),
    .testTarget(
      name: "GradeCommandTests",
      dependencies: ["GradeCommand", "Grading", "Workbench", "BuiltProducts"]),
    .testTarget(
      name: "ExercisesTests",
      dependencies: [
        "Notebooks",
        "Grading", "NearestNeighbors", "NeuralNets", "Tensors", "BuiltProducts", "grade-lesson-0",
        "grade-lesson-1", "grade-lesson-2", "grade-lesson-3", "grade-lesson-4", "grade-lesson-5",
        "ComputationalGraphs", "Solutions0", "Solutions1", "Solutions2", "Solutions3", "Solutions4",
        "Solutions5",
      ]),
    .testTarget(
      name: "LessonsTests",
      dependencies: ["Pictures", "lesson-1", "lesson-2", "lesson-3", "lesson-4", "lesson-5"]),
  ],
  swiftLanguageModes: [.v6]
)

// Added afterwards: inside the literal they would keep the manifest from being type-checked.
package.targets += exercises(0, "00-hello")
package.targets += exercises(1, "01-nearest-neighbors")
package.targets += exercises(2, "02-linear-classifiers")
package.targets += exercises(3, "03-backprop-gates")
package.targets += exercises(4, "04-activation-functions")
package.targets += exercises(5, "05-initialization-and-preprocessing")
