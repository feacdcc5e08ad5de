import Tensors
import Testing

@Suite("Formulas, element by element")
struct ElementwiseTests {
  private let a: Tensor<Double> = [[1, -2, 3], [4, 5, -6]]
  private let b: Tensor<Double> = [[10, 20, 30], [40, 50, 60]]
  private let c: Tensor<Double> = [[0, 1, 0], [1, 0, 1]]

  @Test("make a tensor from one, two or three")
  func make() {
    #expect(Tensor(a) { a in a * a } == [[1, 4, 9], [16, 25, 36]])
    #expect(Tensor(a, b) { a, b in a > 0 ? b : 0 } == [[10, 0, 30], [40, 50, 0]])
    #expect(Tensor(a, b, c) { a, b, c in a + b * c } == [[1, 18, 3], [44, 5, 54]])
    let empty = Tensor<Float>(zeros: [0, 3])
    #expect(Tensor(empty, empty) { a, b in a / b } == empty)
    #expect(Tensor(Tensor<Float>(3)) { a in -a } == Tensor(-3))
  }

  @Test("change one in place, alone, beside another, or two at once")
  func change() {
    var x = a
    x.update { x in x += 1 }
    #expect(x == a + 1)
    x.update(with: b) { x, b in x = b - x }
    #expect(x == b - a - 1)
    var (position, velocity) = (a, c)
    position.update(and: &velocity, with: b) { x, v, b in
      v = 2 * v + b
      x += v
    }
    #expect(velocity == c * 2 + b)
    #expect(position == a + c * 2 + b)
  }

  @Test("a copy made before stays as it was")
  func copies() {
    var x = a
    let before = x
    x.update(with: x) { x, other in x += other }
    #expect(before == a && x == a * 2)
  }

  @Test("want equal shapes: nothing broadcasts")
  func shapes() async {
    await #expect(processExitsWith: .failure) {
      _ = Tensor(Tensor<Double>([1, 2]), [1]) { a, b in a + b }
    }
    await #expect(processExitsWith: .failure) {
      _ = Tensor(Tensor<Double>([1, 2]), [1, 2], [1]) { a, b, c in a + b + c }
    }
    await #expect(processExitsWith: .failure) {
      var x: Tensor<Double> = [1, 2]
      x.update(with: [[1, 2]]) { x, y in x += y }
    }
  }
}
