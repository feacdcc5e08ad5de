import ComputationalGraphs
import Testing

@Suite("A graph of gates")
struct ValueTests {
  @Test("gives the lecture's first example: f = (x + y) z at (-2, 5, -4)")
  func firstExample() {
    let (x, y, z) = (Value(-2, "x"), Value(5, "y"), Value(-4, "z"))
    let q = x + y
    let f = q * z
    #expect(q.data == 3)
    #expect(f.data == -12)
    f.backward()
    #expect([x, y, z].map(\.gradient) == [-4, -4, 3])
    #expect(q.gradient == -4)
    #expect(f.gradient == 1)
  }

  @Test("gives the lecture's second example, the staged sigmoid, to its two decimals")
  func stagedSigmoid() {
    let (w, x) = ([Value(2), Value(-3), Value(-3)], [Value(-1), Value(-2)])
    let f = 1 / (1 + exp(-(w[0] * x[0] + w[1] * x[1] + w[2])))
    f.backward()
    #expect(rounded([f.data]) == [0.73])
    #expect(rounded(w.map(\.gradient)) == [-0.20, -0.39, 0.20])
    #expect(rounded(x.map(\.gradient)) == [0.39, -0.59])
  }

  @Test("adds up the gradients of a value that is used more than once")
  func sharedValues() {
    let (x, y) = (Value(3), Value(2))
    let f = (x + y) * (x - y)
    f.backward()
    #expect(f.data == 5)
    #expect(x.gradient == 6)
    #expect(y.gradient == -4)
    let square = x * x
    square.backward()
    #expect(x.gradient == 6)
    let twice = max(x, x)
    twice.backward()
    #expect(x.gradient == 1)
  }

  @Test("sums over 2^60 paths in 60 gates")
  func manyPaths() {
    let x = Value(1)
    let f = (0..<60).reduce(x) { value, _ in value + value }
    f.backward()
    #expect(f.gateCount == 60)
    #expect(x.gradient == 0x1p60)
  }

  @Test("is not confused by an earlier backward pass")
  func repeatedBackward() {
    let x = Value(2)
    let q = x * x
    let f = q * 3
    f.backward()
    f.backward()
    #expect(x.gradient == 12)
    q.backward()
    #expect(x.gradient == 4)
  }

  @Test("computes its values anew when those that were given change")
  func forwardAgain() {
    let x = Value(2)
    let f = x * x + x
    x.data = 5
    f.forward()
    #expect(f.data == 30)
    f.backward()
    #expect(x.gradient == 11)
  }

  @Test("may be a hundred thousand gates deep")
  func deepChain() {
    let x = Value(1)
    var f = x
    for _ in 0..<100_000 { f = f + 1 }
    f.forward()
    f.backward()
    #expect(f.data == 100_001)
    #expect(x.gradient == 1)
  }

  @Test("puts each value after its inputs, and each of them once")
  func topologicalOrder() {
    let (x, y) = (Value(1), Value(2))
    let q = x * y
    let f = exp(q) + q * (x + q)
    let order = f.inputsFirst
    #expect(order.count == 7)
    #expect(Set(order.map { ObjectIdentifier($0) }).count == order.count)
    #expect(order.last === f)
    for (place, value) in order.enumerated() {
      for input in value.inputs {
        #expect(order[..<place].contains { $0 === input })
      }
    }
  }

  private func rounded(_ values: [Double]) -> [Double] {
    values.map { ($0 * 100).rounded() / 100 }
  }
}
