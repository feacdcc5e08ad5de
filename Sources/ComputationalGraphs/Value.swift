/// A number that remembers how it was computed, so that it can say how it would change.
///
/// Ordinary Swift expressions build the graph:
///
///     let (x, y, z) = (Value(-2, "x"), Value(5, "y"), Value(-4, "z"))
///     let f = (x + y) * z
///     f.backward()
///     print(f.data, x.gradient, y.gradient, z.gradient)    // -12.0 -4.0 -4.0 3.0
///
/// *Source:* CS231n, lecture 4; Karpathy's micrograd, which is the same idea in Python.
public final class Value {
  /// The gate that computes this value; nil if it was given.
  public let gate: Gate?

  /// The values that go into the gate.
  public private(set) var inputs: [Value] = []

  /// The number itself.
  ///
  /// Change it where it was given, and call `forward()` on the result.
  public var data: Double

  /// How fast the value on which `backward()` was called changes with this one.
  ///
  /// Set it to draw a gradient that was found in another way.
  public var gradient = 0.0

  /// What to call it in a drawing.
  public private(set) var name = ""

  /// Whether it is a number of the formula, such as the 1 in `x + 1`, and not a variable.
  public private(set) var isConstant = false

  /// A value that is given.
  ///
  /// - Parameters:
  ///   - data: the number.
  ///   - name: what to call it in a drawing.
  public init(_ data: Double, _ name: String = "") {
    (self.gate, self.data, self.name) = (nil, data, name)
  }

  /// What a gate makes of its inputs.
  ///
  /// - Parameters:
  ///   - gate: the gate.
  ///   - inputs: as many values as the gate takes.
  public init(_ gate: Gate, _ inputs: Value...) {
    (self.gate, self.inputs) = (gate, inputs)
    data = gate.forward(inputs.map(\.data))
  }

  /// Gives the value a name to be drawn with.
  ///
  /// - Parameter name: the name.
  /// - Returns: the value itself.
  @discardableResult
  public func named(_ name: String) -> Value {
    self.name = name
    return self
  }

  // A chain of 100,000 gates must not be torn down by 100,000 nested calls.
  deinit {
    var orphans = inputs
    inputs = []
    while var orphan = orphans.popLast() {
      if isKnownUniquelyReferenced(&orphan) {
        orphans += orphan.inputs
        orphan.inputs = []
      }
    }
  }
}

// MARK: - Forward and backward

extension Value {
  /// Computes this value anew from those that were given.
  public func forward() {
    for value in inputsFirst {
      guard let gate = value.gate else { continue }
      value.data = gate.forward(value.inputs.map(\.data))
    }
  }

  /// Finds the gradient of this value with respect to all it was made of.
  ///
  /// The chain rule, a gate at a time. When a gate's turn comes, all its
  /// readers have had theirs, so its gradient is complete. What several
  /// gates read gets a share from each, and the shares add up.
  public func backward() {
    let order = inputsFirst
    for value in order { value.gradient = 0 }
    gradient = 1
    for value in order.reversed() {
      for (input, local) in zip(value.inputs, value.localGradients) {
        input.gradient += value.gradient * local  // upstream × local
      }
    }
  }

  /// How fast this value changes with each of its gate's inputs.
  public var localGradients: [Double] {
    gate.map { $0.localGradients(inputs.map(\.data), data) } ?? []
  }

  /// All that this value was made of and the value itself, each after its
  /// inputs: a topological order.
  public var inputsFirst: [Value] {
    var order: [Value] = []
    var seen: Set = [ObjectIdentifier(self)]
    var path = [(value: self, inputsTaken: 0)]  // in place of recursion
    while let (value, taken) = path.last {
      if taken == value.inputs.count {
        order.append(value)
        path.removeLast()
      } else {
        path[path.count - 1].inputsTaken += 1
        let input = value.inputs[taken]
        let isNew = seen.insert(ObjectIdentifier(input)).inserted
        if isNew { path.append((input, 0)) }
      }
    }
    return order
  }

  /// The number of gates in the graph that ends in this value.
  public var gateCount: Int { inputsFirst.count { $0.gate != nil } }
}

// MARK: - Constants

extension Value: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// A number of the formula.
  public convenience init(floatLiteral number: Double) {
    self.init(constant: number)
  }

  /// A whole number of the formula.
  public convenience init(integerLiteral number: Int) {
    self.init(constant: Double(number))
  }

  /// A number of the formula, not a variable: drawn within the gate that reads it, and without a gradient.
  ///
  /// - Parameter number: the number.
  public convenience init(constant number: Double) {
    self.init(number)
    isConstant = true
  }
}
