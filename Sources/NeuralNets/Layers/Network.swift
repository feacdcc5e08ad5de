import Tensors

/// A network: a list of layers, each fed with the output of the one before.
///
///     let network = Network<Float>([
///       AffineLayer(inputCount: 3072, outputCount: 100, initialization: .he, using: &random),
///       ReLULayer(),
///       AffineLayer(inputCount: 100, outputCount: 10, initialization: .he, using: &random),
///     ])
///
/// Depth is counted in layers with weights, the input left out: this is a two-layer network. A
/// network is a value like its layers, and a layer itself, so that a list may hold a list.
public struct Network<Scalar: TensorScalar>: Layer {
  /// The layers, from the input to the scores.
  public var layers: [any Layer<Scalar>]

  /// Creates a network from its layers, from the input to the scores.
  public init(_ layers: [any Layer<Scalar>]) {
    self.layers = layers
  }

  /// What the layers' backward needs to know of their forward, in the order of the layers.
  public struct Cache: Sendable {
    fileprivate var entries: [any Sendable] = []
  }

  /// Passes a batch through all layers.
  ///
  /// - Parameters:
  ///   - x: the inputs, shape `[N, d1, ...]`.
  ///   - mode: whether the network is learning.
  ///   - generator: where layers get random numbers.
  /// - Returns: the output of the last layer, and what backward needs.
  public func forward(
    _ x: Tensor<Scalar>, mode: NetworkMode,
    using generator: inout some RandomSource
  ) -> (out: Tensor<Scalar>, cache: Cache) {
    var out = x
    var cache = Cache()
    for layer in layers {
      out = layer.forward(out, mode, &generator, recordingIn: &cache.entries)
    }
    return (out, cache)
  }

  /// Passes a batch through all layers in test mode; each output is gone when the next layer has
  /// read it.
  public func output(for x: Tensor<Scalar>) -> Tensor<Scalar> {
    var out = x
    for layer in layers { out = layer.output(for: out) }
    return out
  }

  /// Passes a gradient back through all layers, from the last to the first.
  public func backward(
    _ dout: Tensor<Scalar>, _ cache: Cache
  ) -> (dx: Tensor<Scalar>, gradients: [Tensor<Scalar>]) {
    var dx = dout
    var gradients: [[Tensor<Scalar>]] = []
    for (layer, entry) in records(in: cache).reversed() {
      let result = layer.backward(dx, recorded: entry)
      dx = result.dx
      gradients.append(result.gradients)
    }
    return (dx, Array(gradients.reversed().joined()))
  }

  /// Passes a gradient back to the input, and computes nothing else.
  public func inputGradient(_ dout: Tensor<Scalar>, _ cache: Cache) -> Tensor<Scalar> {
    var dx = dout
    for (layer, entry) in records(in: cache).reversed() {
      dx = layer.inputGradient(dx, recorded: entry)
    }
    return dx
  }

  /// The gradients of all parameters.
  ///
  /// The first layer that learns needs no gradient of its input, and what comes before it no
  /// backward pass at all.
  public func parameterGradients(_ dout: Tensor<Scalar>, _ cache: Cache) -> [Tensor<Scalar>] {
    let first = layers.firstIndex { $0.parameterCount > 0 } ?? layers.count
    var dx = dout
    var gradients: [[Tensor<Scalar>]] = []
    for (layer, entry) in records(in: cache)[first...].reversed() {
      if gradients.count == layers.count - 1 - first {
        gradients.append(layer.parameterGradients(dx, recorded: entry))
      } else {
        let result = layer.backward(dx, recorded: entry)
        dx = result.dx
        gradients.append(result.gradients)
      }
    }
    return Array(gradients.reversed().joined())
  }

  /// Lets each layer remember what it wants of a pass in training.
  public mutating func absorb(_ cache: Cache) {
    for (i, record) in records(in: cache).enumerated() { layers[i].absorb(recorded: record.entry) }
  }

  /// Shows the parameters of each layer in turn; the layer's number goes before their names, as in
  /// `3.weights`.
  public mutating func visitParameters(_ visit: (inout Tensor<Scalar>, ParameterKey) -> Void) {
    for i in layers.indices {
      let name = String(i)
      layers[i].visitParameters { visit(&$0, $1.within(name)) }
    }
  }

  /// Shows the state of each layer in turn; the layer's number goes before the names.
  public mutating func visitState(_ visit: (inout Tensor<Scalar>, String) -> Void) {
    for i in layers.indices {
      let name = String(i)
      layers[i].visitState { visit(&$0, name + "." + $1) }
    }
  }

  private func records(in cache: Cache) -> [(layer: any Layer<Scalar>, entry: any Sendable)] {
    precondition(
      cache.entries.count == layers.count,
      "Network: a cache of \(cache.entries.count) layers, but the network has \(layers.count)")
    return Array(zip(layers, cache.entries)).map { (layer: $0.0, entry: $0.1) }
  }
}

// A list of layers of many kinds holds caches of many kinds. Here each finds its own again.

extension Layer {
  fileprivate func forward(
    _ x: Tensor<Scalar>, _ mode: NetworkMode, _ generator: inout some RandomSource,
    recordingIn entries: inout [any Sendable]
  ) -> Tensor<Scalar> {
    let (out, cache) = forward(x, mode: mode, using: &generator)
    entries.append(cache)
    return out
  }

  fileprivate func backward(
    _ dout: Tensor<Scalar>, recorded entry: any Sendable
  ) -> (dx: Tensor<Scalar>, gradients: [Tensor<Scalar>]) {
    backward(dout, own(entry))
  }

  fileprivate func inputGradient(
    _ dout: Tensor<Scalar>, recorded entry: any Sendable
  ) -> Tensor<Scalar> {
    inputGradient(dout, own(entry))
  }

  fileprivate func parameterGradients(
    _ dout: Tensor<Scalar>, recorded entry: any Sendable
  ) -> [Tensor<Scalar>] {
    parameterGradients(dout, own(entry))
  }

  fileprivate mutating func absorb(recorded entry: any Sendable) {
    absorb(own(entry))
  }

  private func own(_ entry: any Sendable) -> Cache {
    guard let cache = entry as? Cache else {
      preconditionFailure("\(Self.self): the cache is that of another layer, \(type(of: entry))")
    }
    return cache
  }
}
