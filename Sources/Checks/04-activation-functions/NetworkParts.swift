import Grading
import RealModule
import Tensors

// Exercises 4.5 to 4.8 ask for the loss of a fully connected network and its gradients.

/// The parameters of a layer, or their gradients.
typealias LayerParameters = (weights: T, bias: T)
/// Scores and loss.
typealias ScoresAndLoss = (scores: T, loss: Double)

/// A fully connected network with ReLU between its layers and a softmax loss, by the definition in
/// plain loops, and in parts, so that a wrong answer can have one of them wrong.
struct NetworkParts {
  let x: T
  let labels: [Int]
  let layers: [LayerParameters]
  let reg: Double
  /// What each layer is given: the pictures, then the outputs of the ReLUs.
  private(set) var inputs: [T] = []
  /// What each layer returns, before the ReLU; the last are the scores.
  private(set) var outputs: [T] = []

  /// A nonlinearity after a layer, if it has one.
  typealias Bend = (_ layer: Int, _ isLast: Bool) -> ((Double) -> Double)?

  init(
    _ x: T, _ labels: [Int], _ layers: [LayerParameters], _ reg: Double,
    bend: Bend = { $1 ? nil : { max(0, $0) } }
  ) {
    (self.x, self.labels, self.layers, self.reg) = (x, labels, layers, reg)
    var input = x
    for (k, layer) in layers.enumerated() {
      inputs.append(input)
      outputs.append(weighted(input, layer.weights, layer.bias))
      let isLast = k == layers.count - 1
      input = bend(k, isLast).map { outputs[k].map($0) } ?? outputs[k]
      if isLast { outputs[k] = input }
    }
  }

  var scores: T { outputs[depth - 1] }
  var depth: Int { layers.count }
  var n: Double { Double(labels.count) }
  var c: Int { scores.shape[1] }

  /// The softmax of each row.
  var probabilities: T {
    let e = (scores - scores.max(axis: 1, keepingDimension: true)).exp()
    return e / e.sum(axis: 1, keepingDimension: true)
  }

  /// 1 at the label of each row.
  var y: T { changing(scores * 0) { for (i, label) in labels.enumerated() { $0[i, label] = 1 } } }

  /// The loss of each picture, if these are the scores.
  func losses(_ scores: T) -> [Double] {
    labels.enumerated().map { i, label in
      let gaps = scores.row(i).scalars.map { $0 - scores[i, label] }
      let largest = gaps.max() ?? 0
      return largest + .log(gaps.reduce(0) { $0 + .exp($1 - largest) })
    }
  }

  var mean: Double { losses(scores).reduce(0, +) / n }
  var penalty: Double { layers.reduce(0) { $0 + penalty(of: $1.weights) } }
  func penalty(of w: T) -> Double { reg * w.dot(w) }

  /// The gradient of the mean loss with respect to the scores.
  var dScores: T { (probabilities - y) / n }

  /// The same network with other layers.
  func with(_ layers: [LayerParameters]) -> NetworkParts { NetworkParts(x, labels, layers, reg) }

  /// The same network with other biases.
  func biases(_ change: (_ layer: Int, T) -> T) -> NetworkParts {
    with(layers.enumerated().map { ($1.weights, change($0, $1.bias)) })
  }

  /// The same network with another nonlinearity between its layers.
  func bending(_ bend: Bend) -> NetworkParts { NetworkParts(x, labels, layers, reg, bend: bend) }

  func bending(with function: @escaping (Double) -> Double) -> NetworkParts {
    bending { $1 ? nil : function }
  }

  /// The same pictures with other labels.
  func labeling(_ change: (Int) -> Int) -> NetworkParts {
    NetworkParts(x, labels.map { change($0) }, layers, reg)
  }

  /// What comes back to each layer, behind its ReLU and before it; the last has none.
  func flow(
    dScores: T? = nil, through: ((_ layer: Int, _ arriving: T) -> T)? = nil
  ) -> [(behind: T, before: T)] {
    var flow = [(behind: dScores ?? self.dScores, before: dScores ?? self.dScores)]
    for k in layers.indices.dropLast().reversed() {
      let behind = matmul(flow[0].before, layers[k + 1].weights, transposeB: true)
      let before = through?(k, behind) ?? combine(behind, outputs[k]) { $1 > 0 ? $0 : 0 }
      flow.insert((behind, before), at: 0)
    }
    return flow
  }

  /// The gradients of all layers; any step of the way back may be another.
  func gradients(
    dScores: T? = nil, input: ((_ layer: Int) -> T)? = nil, decay: ((_ layer: Int) -> T)? = nil,
    through: ((_ layer: Int, _ arriving: T) -> T)? = nil
  ) -> [LayerParameters] {
    flow(dScores: dScores, through: through).enumerated().map { k, flow in
      let dw = matmul(input?(k) ?? inputs[k], flow.before, transposeA: true)
      let decay = decay?(k) ?? 2 * reg * layers[k].weights
      return (dw.shape == decay.shape ? dw + decay : dw, flow.before.sum(axis: 0))
    }
  }
}
