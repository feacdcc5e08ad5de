import Tensors
import Testing

@Suite("Broadcasting arithmetic")
struct BroadcastingTests {
  let x: Tensor<Double> = [[1, 2, 3], [4, 5, 6]]

  @Test("works element by element on equal shapes")
  func sameShape() {
    #expect(x + x == [[2, 4, 6], [8, 10, 12]])
    #expect(x - x == Tensor(zeros: [2, 3]))
    #expect(x * x == [[1, 4, 9], [16, 25, 36]])
    #expect(x / x == Tensor(ones: [2, 3]))
    #expect(-x == [[-1, -2, -3], [-4, -5, -6]])
  }

  @Test("takes a single number on either side, in the right order")
  func scalars() {
    let two = 2.0
    #expect(x + two == [[3, 4, 5], [6, 7, 8]])
    #expect(two - x == [[1, 0, -1], [-2, -3, -4]])
    #expect(x * 2 == 2 * x)
    #expect(12 / x == [[12, 6, 4], [3, 2.4, 2]])
    #expect(x / 2 - 1 == [[-0.5, 0, 0.5], [1, 1.5, 2]])
    #expect(x * Tensor(3) == x * 3)
  }

  @Test("stretches a row over all rows and a column over all columns")
  func rowsAndColumns() {
    #expect(x - [1, 1, 2] == [[0, 1, 1], [3, 4, 4]])
    #expect([1, 1, 2] - x == [[0, -1, -1], [-3, -4, -4]])
    #expect(x / [[1], [2]] == [[1, 2, 3], [2, 2.5, 3]])
    #expect([10, 20, 30] - ([[1], [2]] as Tensor<Double>) == [[9, 19, 29], [8, 18, 28]])
  }

  /// The definition, an element at a time, as an independent judge of the merged loops.
  static func subtract(_ a: Tensor<Double>, _ b: Tensor<Double>, shape: [Int]) -> Tensor<Double> {
    func element(_ t: Tensor<Double>, _ index: [Int]) -> Double {
      var position = 0
      for axis in t.shape.indices {
        let i = index[axis + shape.count - t.rank]
        position = position * t.shape[axis] + (t.shape[axis] == 1 ? 0 : i)
      }
      return t.scalars[position]
    }
    let scalars = (0..<shape.reduce(1, *)).map { flat in
      var rest = flat
      var index = [Int](repeating: 0, count: shape.count)
      for axis in shape.indices.reversed() {
        index[axis] = rest % shape[axis]
        rest /= shape[axis]
      }
      return element(a, index) - element(b, index)
    }
    return Tensor(shape: shape, scalars: scalars)
  }

  @Test(
    "agrees with the definition on all ranks",
    arguments: [
      ([2, 3, 5, 7], [2, 3, 5, 7], [2, 3, 5, 7]),
      ([2, 3, 5, 7], [1, 3, 1, 1], [2, 3, 5, 7]),
      ([2, 3, 5, 7], [3, 1, 7], [2, 3, 5, 7]),
      ([2, 1, 5, 1], [1, 3, 1, 7], [2, 3, 5, 7]),
      ([7], [2, 3, 5, 1], [2, 3, 5, 7]),
      ([2, 3, 1, 1], [5, 7], [2, 3, 5, 7]),
      ([1, 1], [3], [1, 3]),
      ([], [2, 2], [2, 2]),
      ([1, 3, 1], [2, 1, 1], [2, 3, 1]),
      ([2, 0, 3], [1, 3], [2, 0, 3]),
      ([1, 5], [0, 5], [0, 5]),
    ])
  func definition(_ a: [Int], _ b: [Int], _ shape: [Int]) {
    var generator = SeededGenerator(seed: 1)
    let x = Tensor<Double>(randomNormal: a, using: &generator)
    let y = Tensor<Double>(randomNormal: b, using: &generator)
    #expect(x - y == Self.subtract(x, y, shape: shape))
    #expect(y - x == Self.subtract(y, x, shape: shape))
  }

  @Test("changes a tensor in place, also by itself")
  func inPlace() {
    var y = x
    y += [1, 0, 1]
    y -= 1
    y *= [[1], [2]]
    #expect(y == [[1, 1, 3], [8, 8, 12]])
    y /= y
    #expect(y == Tensor(ones: [2, 3]))
  }

  @Test("takes the larger and the smaller of two, and never loses a NaN")
  func maximumAndMinimum() {
    #expect(maximum(x, 3) == [[3, 3, 3], [4, 5, 6]])
    #expect(minimum(x, [[2], [5]]) == [[1, 2, 2], [4, 5, 5]])
    let nan: Tensor<Float> = Tensor([.nan, 1])
    let one: Tensor<Float> = Tensor([1, .nan])
    for result in [maximum(nan, one), maximum(one, nan), minimum(nan, one), minimum(one, nan)] {
      #expect(result[0].isNaN && result[1].isNaN)
    }
    #expect(x.clamped(to: 2...5) == [[2, 2, 3], [4, 5, 5]])
  }

  @Test("refuses shapes that do not broadcast")
  func contracts() async {
    await #expect(processExitsWith: .failure) {
      _ = Tensor<Float>(zeros: [2, 3]) + Tensor<Float>(zeros: [2])
    }
    await #expect(processExitsWith: .failure) {
      var row = Tensor<Float>(zeros: [3])
      row += Tensor<Float>(zeros: [2, 3])
    }
  }
}
