import Tensors
import Testing

@Suite("Reshaping and transposing")
struct ShapingTests {
  // x = np.linspace(0, 23, 24).reshape(2, 3, 4)
  let x = Tensor<Float>(linspace: 0, 23, shape: [2, 3, 4])

  @Test("keeps the elements in row-major order and works out one extent")
  func reshape() {
    #expect(x.reshaped(to: [4, 6]).shape == [4, 6])
    #expect(x.reshaped(to: [-1, 8]).shape == [3, 8])
    #expect(x.reshaped(to: [2, -1]).shape == [2, 12])
    #expect(x.reshaped(to: [-1]).scalars == x.scalars)
    #expect(x.flattened().shape == [24])
    #expect(Tensor<Float>(5).reshaped(to: [1, 1]).shape == [1, 1])
  }

  @Test("transposes a matrix")
  func transpose() {
    let m: Tensor<Double> = [[1, 2, 3], [4, 5, 6]]
    #expect(m.transposed() == [[1, 4], [2, 5], [3, 6]])
    #expect(m.transposed().transposed() == m)
    #expect(Tensor<Double>(zeros: [0, 3]).transposed().shape == [3, 0])
  }

  @Test("puts axes into any order, as NumPy's transpose")
  func axes() {
    // x.transpose(2, 0, 1).ravel()
    let y = x.transposed(axes: [2, 0, 1])
    #expect(y.shape == [4, 2, 3])
    #expect(
      y.scalars == [
        0, 4, 8, 12, 16, 20, 1, 5, 9, 13, 17, 21, 2, 6, 10, 14, 18, 22, 3, 7, 11, 15, 19, 23,
      ])
    #expect(y.transposed(axes: [1, 2, 0]) == x)
    for (i, j, k) in [(0, 0, 0), (1, 2, 3), (1, 0, 2)] {
      #expect(x.transposed(axes: [1, 2, 0])[j, k, i] == x[i, j, k])
    }
  }

  @Test("joins tensors along any axis")
  func concatenation() {
    let a: Tensor<Double> = [[1, 2], [3, 4]]
    let b: Tensor<Double> = [[5], [6]]
    #expect(Tensor(concatenating: [a, b], axis: 1) == [[1, 2, 5], [3, 4, 6]])
    #expect(Tensor(concatenating: [a, a[rows: 0..<1]]) == [[1, 2], [3, 4], [1, 2]])
    #expect(Tensor(concatenating: [x, x], axis: 2).shape == [2, 3, 8])
  }

  @Test("refuses shapes and axes that do not fit")
  func contracts() async {
    await #expect(processExitsWith: .failure) {
      _ = Tensor<Float>(zeros: [6]).reshaped(to: [4, -1])
    }
    await #expect(processExitsWith: .failure) {
      _ = Tensor<Float>(zeros: [6]).reshaped(to: [-1, -1])
    }
    await #expect(processExitsWith: .failure) { _ = Tensor<Float>(zeros: [6]).reshaped(to: [7]) }
    await #expect(processExitsWith: .failure) {
      _ = Tensor<Float>(zeros: [2, 2]).transposed(axes: [0, 0])
    }
    await #expect(processExitsWith: .failure) {
      _ = Tensor<Float>(concatenating: [[[1, 2]], [[1]]], axis: 0)
    }
  }
}
