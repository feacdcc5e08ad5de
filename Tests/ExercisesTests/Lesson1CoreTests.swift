import NearestNeighbors
import Solutions0
import Solutions1
import Tensors
import Testing

@Suite("The solutions of lesson 1 equal the core")
struct Lesson1CoreTests {
  private var generator = SeededGenerator(seed: 231)

  @Test("in the three ways to L2 distances")
  mutating func distances() throws {
    let test = Tensor<Double>(randomNormal: [7, 13], using: &generator)
    let train = Tensor<Double>(randomNormal: [11, 13], using: &generator)
    let pairs = [
      (try l2DistancesTwoLoops(test, train), DistanceLoops.twoLoops(test, train)),
      (try l2DistancesOneLoop(test, train), DistanceLoops.oneLoop(test, train)),
      (try l2DistancesNoLoop(test, train), DistanceLoops.noLoop(test, train)),
    ]
    for (solution, core) in pairs {
      #expect(solution.shape == core.shape)
      #expect((solution - core).absolute().max() < 1e-12)
    }
  }

  @Test("in the L1 distance")
  mutating func l1() throws {
    let test = Tensor<Double>(randomNormal: [3, 13], using: &generator)
    let train = Tensor<Double>(randomNormal: [5, 13], using: &generator)
    let core = Distance.l1.pairwise(from: test, to: train)
    #expect(core.shape == [3, 5])
    for i in 0..<3 {
      for j in 0..<5 {
        #expect(abs(try l1Distance(test.row(i), train.row(j)) - core[i, j]) < 1e-12)
      }
    }
  }

  @Test("in the vote, ties and all", arguments: [1, 2, 3, 4, 5, 10])
  func vote(k: Int) throws {
    var generator = SeededGenerator(seed: 1)
    let train = Tensor<Double>(randomNormal: [29, 3], using: &generator)
    let test = Tensor<Double>(randomNormal: [31, 3], using: &generator)
    let labels = (0..<29).map { _ in generator.integer(below: 4) }
    let model = KNearestNeighbors(examples: train, labels: labels)
    let distances = DistanceLoops.twoLoops(test, train)
    #expect(try majorityVote(distances, trainLabels: labels, k: k) == model.predict(test, k: k))
  }

  @Test("in the folds: the same sizes, every row once", arguments: [(10, 5), (11, 4), (97, 10)])
  func folds(count: Int, folds: Int) throws {
    let core = CrossValidation(count: count, folds: folds)
    let solution = try kFoldSplit(count: count, folds: folds)
    #expect(
      solution.map(\.validation.count).sorted() == core.folds.map(\.count).sorted())
    #expect(solution.flatMap(\.validation).sorted() == Array(0..<count))
  }

  @Test("in a sum")
  func sum() throws {
    #expect(try addArrays([1, 2], [10, 20]) == [11, 22])
  }
}
