import ComputationalGraphs

/// Two ways to get backward wrong, to be compared with the right one.
enum WrongBackward {
  /// Backward that overwrites gradients in place of adding them up.
  static func withoutAdding(_ f: Value, _ x: Value) -> Double {
    var gradients = [ObjectIdentifier(f): 1.0]
    for value in f.inputsFirst.reversed() {
      let upstream = gradients[ObjectIdentifier(value)] ?? 0
      for (input, local) in zip(value.inputs, value.localGradients) {
        gradients[ObjectIdentifier(input)] = upstream * local  // should be +=
      }
    }
    return gradients[ObjectIdentifier(x)] ?? 0
  }

  /// Backward that takes the gates as it meets them: first the result's
  /// inputs, then theirs, and so on.
  static func breadthFirst(_ f: Value, _ x: Value) -> Double {
    var gradients = [ObjectIdentifier(f): 1.0]
    var queue = [f]
    var seen: Set = [ObjectIdentifier(f)]
    while !queue.isEmpty {
      let value = queue.removeFirst()  // too early for some
      let upstream = gradients[ObjectIdentifier(value)] ?? 0
      for (input, local) in zip(value.inputs, value.localGradients) {
        gradients[ObjectIdentifier(input), default: 0] += upstream * local
        let isNew = seen.insert(ObjectIdentifier(input)).inserted
        if isNew { queue.append(input) }
      }
    }
    return gradients[ObjectIdentifier(x)] ?? 0
  }
}
