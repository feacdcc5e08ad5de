import Grading
import RealModule
import Tensors

// Exercises 4.5 to 4.8 ask for the loss of a fully connected network and its gradients; what they share stands here.

/// The parameters of a layer, or their gradients.
typealias LayerParameters = (weights: Tensor<Double>, bias: Tensor<Double>)

/// A fully connected network with ReLU between its layers and a softmax loss, by the definition in plain loops, and in parts, so that a
/// wrong answer can have one of them wrong.
struct NetworkParts {
  let x: Tensor<Double>
  let labels: [Int]
  let layers: [LayerParameters]
  let reg: Double
  /// What each layer is given: the pictures, then the outputs of the ReLUs.
  private(set) var inputs: [Tensor<Double>] = []
  /// What each layer returns, before the ReLU; the last are the scores.
  private(set) var outputs: [Tensor<Double>] = []
  private(set) var probabilities: Tensor<Double>
  /// The loss of each picture.
  private(set) var losses: [Double] = []

  /// Goes forward.
  ///
  /// `bend` gives the nonlinearity behind a layer; without it, ReLU, and nothing behind the last.
  init(
    _ x: Tensor<Double>, _ labels: [Int], _ layers: [LayerParameters], _ reg: Double,
    bend: ((_ layer: Int, _ isLast: Bool) -> ((Double) -> Double)?)? = nil
  ) {
    (self.x, self.labels, self.layers, self.reg) = (x, labels, layers, reg)
    var input = x
    for (k, layer) in layers.enumerated() {
      inputs.append(input)
      let isLast = k == layers.count - 1
      var output = weighted(input, layer.weights, layer.bias)
      let function = bend.map { $0(k, isLast) } ?? (isLast ? nil : { max(0, $0) })
      input = function.map { output.map($0) } ?? output
      if isLast { output = input }
      outputs.append(output)
    }
    probabilities = input * 0
    for i in labels.indices {
      let row = input.row(i).scalars
      let largest = row.max() ?? 0
      let sum = row.reduce(0) { $0 + Double.exp($1 - largest) }
      for k in row.indices { probabilities[i, k] = Double.exp(row[k] - largest) / sum }
      losses.append(Double.log(sum) + largest - row[labels[i]])
    }
  }

  var scores: Tensor<Double> { outputs[outputs.count - 1] }
  var depth: Int { layers.count }
  var n: Double { Double(labels.count) }
  var c: Int { scores.shape[1] }
  var mean: Double { losses.reduce(0, +) / n }
  var penalty: Double { layers.reduce(0) { $0 + penalty(of: $1.weights) } }

  func penalty(of w: Tensor<Double>) -> Double { reg * w.dot(w) }

  /// The loss, with something else in the place of the data's or the regularisation's part.
  func loss(data: Double? = nil, penalty: Double? = nil) -> Double {
    (data ?? mean) + (penalty ?? self.penalty)
  }

  /// 1 at the label of each row.
  var y: Tensor<Double> {
    var y = scores * 0
    for (i, label) in labels.enumerated() { y[i, label] = 1 }
    return y
  }

  /// The gradient of the mean loss with respect to the scores.
  var dScores: Tensor<Double> { (probabilities - y) / n }

  /// The same network with other layers.
  func with(_ layers: [LayerParameters]) -> NetworkParts { NetworkParts(x, labels, layers, reg) }

  /// The same network with another nonlinearity between its layers.
  func bending(
    _ bend: @escaping (_ layer: Int, _ isLast: Bool) -> ((Double) -> Double)?
  ) -> NetworkParts { NetworkParts(x, labels, layers, reg, bend: bend) }

  /// The same with every label moved on, the last to the first.
  func movingLabels(by step: Int) -> NetworkParts {
    NetworkParts(x, labels.map { ($0 + step + c) % c }, layers, reg)
  }

  /// The gradients of all layers, from the first to the last; `change` may change any step of the way back.
  func gradients(_ change: (inout WayBack) -> Void = { _ in }) -> [LayerParameters] {
    var way = WayBack()
    change(&way)
    var upstream = way.dScores?(self) ?? dScores
    var gradients: [LayerParameters] = []
    for k in layers.indices.reversed() {
      let input = way.input?(self, k) ?? inputs[k]
      let w = layers[k].weights
      gradients.append(
        (
          matmul(input, upstream, transposeA: true) + (way.decay?(self, k) ?? 2 * reg * w),
          upstream.sum(axis: 0)
        ))
      guard k > 0 else { break }
      let arriving = matmul(upstream, w, transposeB: true)
      upstream =
        way.throughReLU?(self, k, arriving) ?? combine(arriving, outputs[k - 1]) { $1 > 0 ? $0 : 0 }
    }
    return gradients.reversed()
  }
}

/// The steps of the way back that can be changed; nil means as it should be.
struct WayBack {
  /// The gradient of the scores.
  var dScores: ((NetworkParts) -> Tensor<Double>)?
  /// What a layer's weights are held responsible for: its input.
  var input: ((NetworkParts, _ layer: Int) -> Tensor<Double>)?
  /// The gradient of the regularisation of a layer's weights.
  var decay: ((NetworkParts, _ layer: Int) -> Tensor<Double>)?
  /// From behind the ReLU that makes the input of a layer to before it.
  var throughReLU: ((NetworkParts, _ layer: Int, _ arriving: Tensor<Double>) -> Tensor<Double>)?
}

/// A way to go wrong, in terms of the parts; it becomes a mutant of the exercise with two layers and of that with any number.
struct NetworkSlip<Value>: Sendable {
  let id: String
  let explanation: String?
  let diagnosis: String
  /// Whether it takes more than two layers to tell it from a right answer.
  let isForDeep: Bool
  let value: @Sendable (NetworkParts) -> Value

  init(
    _ id: String, _ explanation: String, isForDeep: Bool = false,
    _ value: @escaping @Sendable (NetworkParts) -> Value
  ) {
    (self.id, self.explanation, diagnosis, self.value) = (id, explanation, id, value)
    self.isForDeep = isForDeep
  }

  init(
    _ id: String, expecting: String, isForDeep: Bool = false,
    _ value: @escaping @Sendable (NetworkParts) -> Value
  ) {
    (self.id, explanation, diagnosis, self.value) = (id, nil, expecting, value)
    self.isForDeep = isForDeep
  }

  func mutant<Answer>(_ answer: Answer) -> Mutant<Answer> {
    if let explanation { return Mutant(id, explanation, answer) }
    return Mutant(id, expecting: diagnosis, answer)
  }
}
