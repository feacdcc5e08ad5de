// swift-tools-version: 6.2

import PackageDescription

/// The benchmarks live in a package of their own, so that nobody who only wants a lesson builds them.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v14)],
  dependencies: [.package(name: "Sightline", path: "..")],
  targets: [
    .executableTarget(
      name: "SightlineBenchmarks",
      dependencies: [
        .product(name: "Tensors", package: "Sightline"),
        .product(name: "NearestNeighbors", package: "Sightline"),
        .product(name: "NeuralNets", package: "Sightline"),
      ],
      swiftSettings: [.unsafeFlags(["-O"], .when(configuration: .debug))])
  ],
  swiftLanguageModes: [.v6]
)
