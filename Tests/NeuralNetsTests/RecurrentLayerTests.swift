import GradientChecks
import NeuralNets
import Tensors
import Testing

/// A plain recurrent layer: `h = tanh(x wx + h wh + b)` at each step.
private struct SmallRecurrence: RecurrentLayer {
  var inputWeights: Tensor<Double>
  var stateWeights: Tensor<Double>
  var bias: Tensor<Double>

  init(_ inputCount: Int, _ unitCount: Int, using generator: inout some RandomSource) {
    inputWeights = Initialization.xavier.weights([inputCount, unitCount], using: &generator)
    stateWeights = Initialization.xavier.weights([unitCount, unitCount], using: &generator)
    bias = Tensor(zeros: [unitCount])
  }

  struct Step: Sendable {
    let input: Affine.Cache<Double>
    let state: Affine.Cache<Double>
    let bend: Tanh.Cache<Double>
  }

  func zeroState(rowCount: Int) -> Tensor<Double> {
    Tensor(zeros: [rowCount, bias.count])
  }

  func forward(
    _ x: Tensor<Double>, from state: Tensor<Double>
  ) -> (out: Tensor<Double>, state: Tensor<Double>, cache: [Step]) {
    var (h, outs, cache) = (state, [Tensor<Double>](), [Step]())
    for t in 0..<x.shape[1] {
      let (a, input) = Affine.forward(step(t, of: x), weights: inputWeights, bias: bias)
      let (r, before) = Affine.forward(
        h, weights: stateWeights, bias: Tensor(zeros: bias.shape))
      let (out, bend) = Tanh.forward(a + r)
      cache.append(Step(input: input, state: before, bend: bend))
      (h, outs) = (out, outs + [out])
    }
    return (sequence(outs), h, cache)
  }

  func backward(
    _ dout: Tensor<Double>, dstate: Tensor<Double>?, _ cache: [Step]
  ) -> (dx: Tensor<Double>, dstate: Tensor<Double>, gradients: [Tensor<Double>]) {
    var dh = dstate ?? zeroState(rowCount: dout.shape[0])
    var gradients = [inputWeights, stateWeights, bias].map { Tensor<Double>(zeros: $0.shape) }
    var dxs: [Tensor<Double>] = []
    for t in cache.indices.reversed() {
      let da = Tanh.backward(dh + step(t, of: dout), cache[t].bend)
      let input = Affine.backward(da, cache[t].input)
      let state = Affine.backward(da, cache[t].state)
      gradients[0] += input.dw
      gradients[1] += state.dw
      gradients[2] += input.db
      dh = state.dx
      dxs.insert(input.dx, at: 0)
    }
    return (sequence(dxs), dh, gradients)
  }

  mutating func visitParameters(_ visit: (inout Tensor<Double>, ParameterKey) -> Void) {
    visit(&inputWeights, ParameterKey(.weights))
    visit(&stateWeights, ParameterKey(ParameterRole("state-weights", isRegularized: true)))
    visit(&bias, ParameterKey(.bias))
  }
}

/// One step of `[N, T, D]`, shape `[N, D]`.
private func step(_ t: Int, of x: Tensor<Double>) -> Tensor<Double> {
  let (steps, size) = (x.shape[1], x.shape[2])
  return x.reshaped(to: [x.shape[0] * steps, size])
    .gathering(rows: (0..<x.shape[0]).map { $0 * steps + t })
}

/// Steps of shape `[N, D]` side by side, shape `[N, T, D]`.
private func sequence(_ steps: [Tensor<Double>]) -> Tensor<Double> {
  let (rows, size) = (steps[0].rowCount, steps[0].rowSize)
  return Tensor(concatenating: steps, axis: 1).reshaped(to: [rows, steps.count, size])
}

/// Reads a sequence in two pieces, and tells from the last state whether its first number was high.
private struct MemoryModel: Model {
  var recurrence: SmallRecurrence
  var head: AffineLayer<Double>

  func lossAndGradients(
    on batch: LabeledBatch<Double>, mode: NetworkMode, using generator: inout some RandomSource
  ) -> (loss: Double, gradients: [Tensor<Double>], trace: Void) {
    let (x, half) = (batch.x, batch.x.shape[1] / 2)
    let first = piece(0..<half, of: x)
    let second = piece(half..<x.shape[1], of: x)
    let (early, middle, firstCache) = recurrence.forward(
      first, from: recurrence.zeroState(rowCount: x.rowCount))
    let (late, last, secondCache) = recurrence.forward(second, from: middle)
    let (scores, cache) = head.forward(last, mode: mode, using: &generator)
    let (loss, dscores) = SoftmaxLoss.evaluate(scores, labels: batch.labels)
    let (dlast, headGradients) = head.backward(dscores, cache)
    let back = recurrence.backward(Tensor(zeros: late.shape), dstate: dlast, secondCache)
    let front = recurrence.backward(
      Tensor(zeros: early.shape), dstate: back.dstate, firstCache)
    return (loss, zip(front.gradients, back.gradients).map { $0 + $1 } + headGradients, ())
  }

  mutating func visitParameters(_ visit: (inout Tensor<Double>, ParameterKey) -> Void) {
    recurrence.visitParameters { visit(&$0, $1.within("recurrence")) }
    head.visitParameters { visit(&$0, $1.within("head")) }
  }
}

/// Some steps of `[N, T, D]`.
private func piece(_ steps: Range<Int>, of x: Tensor<Double>) -> Tensor<Double> {
  sequence(steps.map { step($0, of: x) })
}

@Suite("A recurrent layer with carried state")
struct RecurrentLayerTests {
  private let layer: SmallRecurrence
  private let x: Tensor<Double>
  private let h: Tensor<Double>

  init() {
    var generator = SeededGenerator(seed: 1)
    layer = SmallRecurrence(2, 4, using: &generator)
    x = Tensor(randomNormal: [3, 5, 2], using: &generator)
    h = Tensor(randomNormal: [3, 4], using: &generator)
  }

  @Test("has the right gradients of inputs, first state and parameters")
  func gradients() {
    let (out, last, cache) = layer.forward(x, from: h)
    var generator = SeededGenerator(seed: 2)
    let dout = Tensor<Double>(randomNormal: out.shape, using: &generator)
    let dlast = Tensor<Double>(randomNormal: last.shape, using: &generator)
    func value(_ layer: SmallRecurrence, _ x: Tensor<Double>, _ h: Tensor<Double>) -> Double {
      let (out, last, _) = layer.forward(x, from: h)
      return (out * dout).sum() + (last * dlast).sum()
    }
    let (dx, dh, gradients) = layer.backward(dout, dstate: dlast, cache)
    var reports = [
      GradientCheck().report("dx", of: dx, at: x) { value(layer, $0, h) },
      GradientCheck().report("dh", of: dh, at: h) { value(layer, x, $0) },
    ]
    for key in layer.parameters.map(\.key) {
      reports.append(
        GradientCheck().report(
          key.path, of: layer.gradient(of: key.path, in: gradients), at: layer[parameter: key.path]
        ) {
          var changed = layer
          changed[parameter: key.path] = $0
          return value(changed, x, h)
        })
    }
    #expect(reports.count == 5)
    for report in reports { #expect(report.passed, "\(report)") }
  }

  @Test("reads a sequence in two pieces as in one, forward and back")
  func pieces() {
    let (out, last, cache) = layer.forward(x, from: h)
    let (early, middle, firstCache) = layer.forward(piece(0..<2, of: x), from: h)
    let (late, end, secondCache) = layer.forward(piece(2..<5, of: x), from: middle)
    #expect(out == Tensor(concatenating: [early, late], axis: 1))
    #expect(end == last)
    let whole = layer.backward(out, dstate: nil, cache)
    let back = layer.backward(late, dstate: nil, secondCache)
    let front = layer.backward(early, dstate: back.dstate, firstCache)
    #expect(largestDifference(front.dstate, whole.dstate) < 1e-14)
    for (i, gradient) in whole.gradients.enumerated() {
      #expect(largestDifference(front.gradients[i] + back.gradients[i], gradient) < 1e-13)
    }
  }

  @Test("learns to remember the first of six numbers, over the border between the pieces")
  func learns() {
    var generator = SeededGenerator(seed: 3)
    let fading: Tensor<Double> = [[1], [0.1], [0.1], [0.1], [0.1], [0.1]]
    let x = Tensor<Double>(randomNormal: [200, 6, 1], using: &generator) * fading
    let labels = (0..<200).map { x[$0, 0, 0] > 0 ? 1 : 0 }
    let model = MemoryModel(
      recurrence: SmallRecurrence(1, 12, using: &generator),
      head: AffineLayer(inputCount: 12, outputCount: 2, initialization: .xavier, using: &generator))
    #expect(
      model.parameters.map(\.key.path) == [
        "recurrence.weights", "recurrence.state-weights", "recurrence.bias", "head.weights",
        "head.bias",
      ])
    var solver = Solver(model, plan: SolverPlan(.epochs(60), batches: .shuffled(20))) { _ in
      Momentum(learningRate: 0.05)
    }
    solver.train(on: LabeledExamples(x, labels: labels), using: &generator)
    let losses = solver.history.losses
    #expect(abs(losses[0] - Double.log(2)) < 0.4)
    #expect(losses.suffix(10).reduce(0, +) / 10 < 0.1)
  }
}
