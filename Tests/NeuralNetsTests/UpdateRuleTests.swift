import NeuralNets
import Tensors
import Testing

@Suite("Update rules")
struct UpdateRuleTests {
  @Test("SGD goes down the gradient by the learning rate")
  func sgd() {
    var w: Tensor<Double> = [1, -2]
    var rule = SGD<Double>(learningRate: 0.5)
    rule.update(&w, gradient: [1, 4])
    #expect(w == [0.5, -4])
  }

  // The course's assignment 2, `sgd_momentum`: w = linspace(-.4, .6, 20), dw = linspace(-.6, .4,
  // 20), v = linspace(.6, .9, 20), learning rate 1e-3, momentum 0.9.
  @Test("momentum gives the values that the course's notebook prints")
  func momentum() {
    var w = Tensor<Double>(linspace: -0.4, 0.6, shape: [4, 5])
    let dw = Tensor<Double>(linspace: -0.6, 0.4, shape: [4, 5])
    var rule = Momentum<Double>(
      learningRate: 1e-3, momentum: 0.9, velocity: Tensor(linspace: 0.6, 0.9, shape: [4, 5]))
    rule.update(&w, gradient: dw)
    let expected: Tensor<Double> = [
      [
        0.14060000000000006, 0.2073894736842105, 0.27417894736842097, 0.34096842105263164,
        0.407757894736842,
      ],
      [
        0.47454736842105266, 0.5413368421052631, 0.6081263157894736, 0.6749157894736842,
        0.7417052631578946,
      ],
      [
        0.8084947368421053, 0.8752842105263158, 0.9420736842105263, 1.0088631578947367,
        1.0756526315789472,
      ],
      [
        1.142442105263158, 1.2092315789473682, 1.276021052631579, 1.3428105263157895,
        1.4096000000000002,
      ],
    ]
    let velocity: Tensor<Double> = [
      [
        0.5406000000000001, 0.5547578947368421, 0.5689157894736842, 0.5830736842105264,
        0.5972315789473683,
      ],
      [
        0.6113894736842106, 0.6255473684210526, 0.6397052631578948, 0.6538631578947369,
        0.6680210526315788,
      ],
      [
        0.6821789473684211, 0.6963368421052631, 0.7104947368421053, 0.7246526315789474,
        0.7388105263157895,
      ],
      [
        0.7529684210526316, 0.7671263157894737, 0.7812842105263159, 0.795442105263158,
        0.8096000000000001,
      ],
    ]
    #expect(largestDifference(w, expected) < 1e-10)
    #expect(largestDifference(rule.velocity ?? Tensor(0), velocity) < 1e-10)
  }

  @Test("momentum starts at rest, and both of its usual forms take the same steps")
  func forms() {
    var w: Tensor<Double> = [1, -2]
    var rule = Momentum<Double>(learningRate: 0.1, momentum: 0.9)
    var (x, v): (Tensor<Double>, Tensor<Double>) = ([1, -2], [0, 0])
    for _ in 0..<5 {
      rule.update(&w, gradient: w * 2)
      v = v * 0.9 + x * 2
      x -= v * 0.1
    }
    #expect(largestDifference(w, x) < 1e-15)
  }

  @Test("a copy of a rule has a memory of its own")
  func copies() {
    var (first, second): (Tensor<Double>, Tensor<Double>) = ([1], [1])
    var rule = Momentum<Double>(learningRate: 0.1)
    rule.update(&first, gradient: [1])
    var copy = rule
    rule.update(&first, gradient: [1])
    copy.update(&second, gradient: [0])
    #expect(abs(first[0] - (1 - 0.1 - 0.19)) < 1e-15)
    #expect(abs(second[0] - (1 - 0.09)) < 1e-15)
  }

  /// A rule from outside: plain descent, which knows nothing of penalties.
  private struct Foreign: UpdateRule {
    var learningRate = 0.1

    mutating func update(_ parameter: inout Tensor<Double>, gradient: Tensor<Double>) {
      parameter.update(with: gradient) { $0 += -0.1 * $1 }
    }
  }

  @Test(
    "the penalty rides along: it comes to the same, bit for bit, as if it were added before",
    arguments: [
      Regularizer.none, .l2(0.3), .l1(0.2), .elasticNet(0.1, beta: 2, halved: true),
      .l1(0.2, proximal: true), .maxNorm(1),
    ])
  func penalty(regularizer: Regularizer) {
    var generator = SeededGenerator(seed: 1)
    let start = Tensor<Double>(randomNormal: [9, 7], using: &generator)
    func walked(_ rule: any UpdateRule<Double>, inOnePass: Bool) -> Tensor<Double> {
      var generator = SeededGenerator(seed: 2)
      var (rule, w) = (rule, start)
      for _ in 0..<5 {
        var gradient = Tensor<Double>(randomNormal: [9, 7], using: &generator)
        if inOnePass {
          rule.update(&w, gradient: gradient, regularizer: regularizer)
        } else {
          regularizer.addGradient(at: w, to: &gradient)
          rule.update(&w, gradient: gradient)
        }
      }
      return w
    }
    let descended = walked(SGD(learningRate: 0.1), inOnePass: true)
    #expect(descended == walked(SGD(learningRate: 0.1), inOnePass: false))
    #expect(descended == walked(Foreign(), inOnePass: true))
    let rolled = walked(Momentum(learningRate: 0.1), inOnePass: true)
    #expect(rolled == walked(Momentum(learningRate: 0.1), inOnePass: false))
    #expect(rolled != descended)
    let plain = walked(SGD(learningRate: 0.1), inOnePass: false)
    #expect((plain == descended) && (descended != start))
  }

  @Test("memory is what a rule needs to go on")
  func memory() {
    var (w, other): (Tensor<Double>, Tensor<Double>) = ([1, 2], [1, 2])
    var rule = Momentum<Double>(learningRate: 0.1)
    #expect(rule.memory.isEmpty && SGD<Double>(learningRate: 1).memory.isEmpty)
    rule.update(&w, gradient: [1, -1])
    rule.update(&other, gradient: [0, 0])
    #expect(rule.memory.keys.sorted() == ["velocity"])
    var resumed = Momentum<Double>(learningRate: 0.1)
    resumed.memory = rule.memory
    other = w
    rule.update(&w, gradient: [0, 0])
    resumed.update(&other, gradient: [0, 0])
    #expect(w == other)
  }
}
