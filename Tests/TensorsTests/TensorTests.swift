import Tensors
import Testing

@Suite("A tensor")
struct TensorTests {
  let x: Tensor<Double> = [[1, 2, 3], [4, 5, 6]]

  @Test("has the shape and the elements of its literal, row by row")
  func literals() {
    #expect(x.shape == [2, 3])
    #expect(x.scalars == [1, 2, 3, 4, 5, 6])
    #expect(([1.5, -2] as Tensor<Float>).shape == [2])
    #expect(([[[1], [2]]] as Tensor<Float>).shape == [1, 2, 1])
  }

  @Test("reads and writes single elements at one to four indices")
  func subscripts() {
    let count = 2 * 3 * 4 * 5
    let flat = Tensor<Double>(linspace: 0, Double(count - 1), shape: [count])
    var four = flat.reshaped(to: [2, 3, 4, 5])
    #expect(flat[7] == 7)
    #expect(flat.reshaped(to: [24, 5])[3, 2] == 17)
    #expect(flat.reshaped(to: [6, 4, 5])[2, 3, 1] == 56)
    #expect(four[1, 2, 3, 4] == 119)
    four[1, 0, 2, 3] = -1
    #expect(four.scalars[((1 * 3 + 0) * 4 + 2) * 5 + 3] == -1)
  }

  @Test("is a value: changing a copy leaves the original alone")
  func valueSemantics() {
    var copy = x
    copy[0, 0] = 100
    copy += 1
    #expect(x[0, 0] == 1)
    #expect(copy.scalars == [101, 3, 4, 5, 6, 7])
  }

  @Test("gives its rows by index, by range and in any order")
  func rows() {
    #expect(x.row(1) == [4, 5, 6])
    #expect(x[rows: 1..<2] == [[4, 5, 6]])
    #expect(x[rows: 1..<1].shape == [0, 3])
    #expect(x.gathering(rows: [1, 0, 1]) == [[4, 5, 6], [1, 2, 3], [4, 5, 6]])
    var y = x
    y[rows: 0..<1] = [[7, 8, 9]]
    #expect(y == [[7, 8, 9], [4, 5, 6]])
  }

  @Test("spaces numbers evenly, both ends included, as NumPy's linspace")
  func linspace() {
    // np.linspace(-0.2, 0.4, 4)
    let y = Tensor<Double>(linspace: -0.2, 0.4, shape: [2, 2])
    expectClose(y, [[-0.2, 0], [0.2, 0.4]], within: 1e-16)
    #expect(Tensor<Double>(linspace: 3, 5, shape: [1]).scalars == [3])
  }

  @Test("changes precision by rounding")
  func cast() {
    let third: Tensor<Double> = Tensor([1.0 / 3])
    #expect(third.cast(to: Float.self).scalars == [Float(1.0 / 3)])
    #expect(third.cast(to: Double.self) == third)
  }

  @Test("refuses indices and shapes that do not fit")
  func contracts() async {
    await #expect(processExitsWith: .failure) { _ = ([1, 2] as Tensor<Double>)[2] }
    await #expect(processExitsWith: .failure) { _ = ([1, 2] as Tensor<Double>)[0, 0] }
    await #expect(processExitsWith: .failure) { _ = ([[1, 2]] as Tensor<Double>)[0, -1] }
    await #expect(processExitsWith: .failure) { _ = Tensor<Float>(shape: [2], scalars: [1]) }
    await #expect(processExitsWith: .failure) { _ = Tensor<Float>(stacking: [[1], [1, 2]]) }
    await #expect(processExitsWith: .failure) {
      _ = ([1, 2] as Tensor<Double>).gathering(rows: [2])
    }
  }
}
