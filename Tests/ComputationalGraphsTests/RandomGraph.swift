import ComputationalGraphs

/// A graph of gates chosen at random, the same for the same seed.
struct RandomGraph {
  let inputs: [Value]
  let result: Value

  /// - Parameters:
  ///   - seed: which graph.
  ///   - gateCount: how many gates it has at least.
  ///   - extremes: whether the numbers are of very different sizes, not finite ones among them.
  init(seed: UInt64, gateCount: Int, extremes: Bool = false) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state >> 33) % bound
    }
    let names = ["x", "w0", "bias", "learning_rate", "h"]
    let numbers =
      extremes ? [1e-12, -1.234e-9, 1e100, .infinity, .nan] : [0.7, -1.3, 0.4, 1.9, -0.2]
    inputs = (0..<2 + next(4)).map { Value(numbers[$0], names[$0]) }
    // Values that nobody has read yet go first, so that all gates are part of one graph.
    var unread = inputs
    var all = inputs
    func pick() -> Value {
      if unread.count > 1 && next(3) > 0 { return unread.remove(at: next(unread.count)) }
      return all[next(all.count)]
    }
    var count = 0
    while count < gateCount || unread.count > 1 {
      let isClosing = count >= gateCount
      let x = isClosing ? unread.removeFirst() : pick()
      let y = isClosing ? unread.removeFirst() : pick()
      let value: Value =
        switch isClosing ? 0 : next(10) {
        case 0, 1: x + y
        case 2, 3: x * y
        case 4: x - y
        case 5: tanh(x)
        case 6: sigmoid(x)
        case 7: max(x, y)
        case 8: sin(x)
        default: x * 0.5
        }
      count += 1
      unread.removeAll { $0 === x || $0 === y && value.inputs.contains { $0 === y } }
      unread.append(value)
      all.append(value)
    }
    result = unread[0].named("f")
  }
}
