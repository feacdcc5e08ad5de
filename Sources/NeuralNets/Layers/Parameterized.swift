import Tensors

/// What a parameter is in its layer: its name there, and whether a regulariser applies to it.
public struct ParameterRole: Sendable, Hashable {
  /// The name within the layer, such as `weights`.
  public let name: String

  /// Whether a regulariser applies to it: to weights it does, to anything else it does not.
  public let isRegularized: Bool

  /// Creates a role for what has none below.
  public init(_ name: String, isRegularized: Bool) {
    (self.name, self.isRegularized) = (name, isRegularized)
  }

  /// What inputs are multiplied by.
  public static let weights = ParameterRole("weights", isRegularized: true)

  /// What is added to the result.
  public static let bias = ParameterRole("bias", isRegularized: false)

  /// The slope of a line that is learned, as PReLU's.
  public static let slope = ParameterRole("slope", isRegularized: false)
}

/// The name of a parameter in its model, with its role: what update rules, regularisers and
/// checkpoints go by.
///
/// A layer names its parameters after their roles. Whatever holds the layer puts its own name for
/// it in front: the weights of a network's fourth layer are `3.weights`.
public struct ParameterKey: Sendable, Hashable, CustomStringConvertible {
  /// Where the parameter is, from the outside in, such as `3.weights`; no two parameters of a model
  /// share one.
  public let path: String

  /// What the parameter is in its layer.
  public let role: ParameterRole

  /// The key of a parameter in its own layer: its path is the name of its role.
  public init(_ role: ParameterRole) {
    self.init(path: role.name, role: role)
  }

  /// Creates a key from its parts.
  public init(path: String, role: ParameterRole) {
    (self.path, self.role) = (path, role)
  }

  /// The key of the same parameter, seen from what holds its layer under this name.
  public func within(_ name: String) -> ParameterKey {
    ParameterKey(path: name + "." + path, role: role)
  }

  /// The path.
  public var description: String { path }
}

/// What has parameters: a layer, a network, a whole model.
///
/// It shows them one by one, in place and without a copy, each under a name.
public protocol Parameterized<Scalar>: Sendable {
  /// The type of all numbers within.
  associatedtype Scalar: TensorScalar

  /// Shows each parameter to `visit`, which may change it in place, always in the same order.
  ///
  /// What learns nothing need not implement it.
  mutating func visitParameters(_ visit: (inout Tensor<Scalar>, ParameterKey) -> Void)

  /// Shows what is saved but not learned, such as running averages, with the path of each; always
  /// in the same order.
  ///
  /// What remembers nothing need not implement it.
  mutating func visitState(_ visit: (inout Tensor<Scalar>, String) -> Void)
}

extension Parameterized {
  /// Shows nothing.
  public mutating func visitParameters(_ visit: (inout Tensor<Scalar>, ParameterKey) -> Void) {}

  /// Shows nothing.
  public mutating func visitState(_ visit: (inout Tensor<Scalar>, String) -> Void) {}

  /// The parameters with their keys, in the order of the gradients.
  public var parameters: [(value: Tensor<Scalar>, key: ParameterKey)] {
    var list: [(value: Tensor<Scalar>, key: ParameterKey)] = []
    var copy = self
    copy.visitParameters { list.append(($0, $1)) }
    return list
  }

  /// What is saved but not learned, with the path of each.
  public var state: [(value: Tensor<Scalar>, path: String)] {
    var list: [(value: Tensor<Scalar>, path: String)] = []
    var copy = self
    copy.visitState { list.append(($0, $1)) }
    return list
  }

  /// How many numbers are learned.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.value.count } }

  /// The parameter of this path, such as `0.weights`.
  ///
  /// - Precondition: there is such a parameter, and a new value has its shape.
  public subscript(parameter path: String) -> Tensor<Scalar> {
    get { parameters[place(of: path)].value }
    set {
      visitParameters { parameter, key in
        guard key.path == path else { return }
        precondition(
          parameter.shape == newValue.shape,
          "parameter \(path): expected shape \(parameter.shape), got \(newValue.shape)")
        parameter = newValue
      }
      _ = place(of: path)
    }
  }

  /// The gradient of the parameter of this path, such as `0.weights`, among those of all
  /// parameters.
  ///
  /// - Precondition: there is such a parameter.
  public func gradient(of path: String, in gradients: [Tensor<Scalar>]) -> Tensor<Scalar> {
    gradients[place(of: path)]
  }

  private func place(of path: String) -> Int {
    let paths = parameters.map(\.key.path)
    let place = paths.firstIndex(of: path)
    precondition(place != nil, "there is no parameter \(path), only \(paths)")
    return place ?? 0
  }
}
