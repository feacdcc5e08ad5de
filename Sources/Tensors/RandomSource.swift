/// A stream of random numbers that repeats exactly when it is started from the same seed.
///
/// Everything in Sightline that draws random numbers takes `using generator: inout some
/// RandomSource`, so that either generator serves everywhere: `SeededGenerator`, the fast one that
/// lessons use, and `NumPyGenerator`, with which the values printed in the course's own notebooks
/// come out digit for digit.
public protocol RandomSource: RandomNumberGenerator {
  /// The next number, evenly distributed over `0..<1`.
  mutating func uniform() -> Double

  /// The next number of the normal distribution with mean 0 and standard deviation 1.
  mutating func normal() -> Double

  /// The next integer, evenly distributed over `0..<bound`.
  ///
  /// - Precondition: `bound` is positive.
  mutating func integer(below bound: Int) -> Int
}

extension RandomSource {
  /// Brings an array into random order: Fisher and Yates's shuffle, from the end.
  @inlinable
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for i in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(i, integer(below: i + 1))
    }
  }

  /// The numbers `0..<count` in random order.
  @specialized(where Self == SeededGenerator)
  @specialized(where Self == NumPyGenerator)
  public mutating func permutation(of count: Int) -> [Int] {
    precondition(count >= 0, "permutation: of \(count) numbers")
    var indices = Array(0..<count)
    shuffle(&indices)
    return indices
  }

  /// Draws `count` of the numbers below `bound`, each at most once.
  ///
  /// - Precondition: `count` is at most `bound`.
  public mutating func choice(of count: Int, below bound: Int) -> [Int] {
    precondition(count >= 0 && count <= bound, "choice: \(count) of \(bound) numbers")
    return Array(permutation(of: bound).prefix(count))
  }

  /// Draws `count` of the numbers below `bound`, each as often as chance will have it.
  @specialized(where Self == SeededGenerator)
  @specialized(where Self == NumPyGenerator)
  public mutating func integers(_ count: Int, below bound: Int) -> [Int] {
    precondition(count >= 0 && (bound > 0 || count == 0), "integers: \(count) below \(bound)")
    return (0..<count).map { _ in integer(below: bound) }
  }
}

/// Two independent normal numbers from uniform ones: Marsaglia's polar method.
///
/// A point drawn evenly from the unit disc has a random direction and a random squared radius; the
/// radius is transformed, the direction kept. Points outside the disc are drawn again.
@inline(__always)
func polarNormals(_ uniform: () -> Double) -> (first: Double, second: Double) {
  while true {
    let x = 2 * uniform() - 1
    let y = 2 * uniform() - 1
    let r = x * x + y * y
    if r > 0 && r < 1 {
      let factor = (-2 * Double.log(r) / r).squareRoot()
      return (factor * x, factor * y)
    }
  }
}
