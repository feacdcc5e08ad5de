import GradientChecks
import NeuralNets
import Tensors
import Testing

@Suite("Affine gate")
struct AffineTests {
  @Test("forward gives the values that the course's notebook prints")
  func forward() {
    let out = Affine.forward(
      Tensor<Double>(linspace: -0.1, 0.5, shape: [2, 4, 5, 6]),
      weights: Tensor(linspace: -0.2, 0.3, shape: [120, 3]),
      bias: Tensor(linspace: -0.3, 0.1, shape: [3])
    ).out
    let expected: Tensor<Double> = [
      [1.4983496695842702, 1.7066013216629177, 1.914852973741565],
      [3.2555319868066803, 3.5141327024160556, 3.772733418025431],
    ]
    #expect(largestDifference(out, expected) < 1e-10)
  }

  // NumPy: x = linspace(-.7, .9, 24).reshape(4, 6), w = linspace(-.4, .5, 30).reshape(6, 5),
  // dout = linspace(-1, 1.2, 20).reshape(4, 5); dx = dout @ w.T, dw = x.T @ dout, db = dout.sum(0).
  @Test("backward agrees with NumPy, each gradient in the shape of its variable")
  func backward() {
    let cache = Affine.forward(
      Tensor<Double>(linspace: -0.7, 0.9, shape: [4, 2, 3]),
      weights: Tensor(linspace: -0.4, 0.5, shape: [6, 5]),
      bias: Tensor(linspace: -0.2, 0.3, shape: [5])
    ).cache
    let gradients = Affine.backward(Tensor(linspace: -1.0, 1.2, shape: [4, 5]), cache)
    let dx: Tensor<Double> = [
      [
        [1.334301270417423, 0.7381125226860255, 0.14192377495462807],
        [-0.4542649727767693, -1.0504537205081668, -1.6466424682395642],
      ],
      [
        [0.3560798548094372, 0.20907441016333936, 0.06206896551724139],
        [-0.08493647912885653, -0.23194192377495448, -0.3789473684210524],
      ],
      [
        [-0.6221415607985483, -0.3199637023593468, -0.017785843920145282],
        [0.28439201451905627, 0.5865698729582578, 0.8887477313974594],
      ],
      [
        [-1.600362976406534, -0.8490018148820331, -0.09764065335753197],
        [0.653720508166969, 1.40508166969147, 2.156442831215971],
      ],
    ]
    let dw: Tensor<Double> = [
      [
        1.2471395881006868, 1.2129061784897026, 1.1786727688787186, 1.1444393592677349,
        1.1102059496567507,
      ],
      [
        1.2105263157894737, 1.208512585812357, 1.2064988558352403, 1.2044851258581237,
        1.2024713958810067,
      ],
      [
        1.1739130434782612, 1.2041189931350116, 1.2343249427917622, 1.2645308924485128,
        1.2947368421052632,
      ],
      [
        1.1372997711670483, 1.199725400457666, 1.2621510297482839, 1.3245766590389019,
        1.3870022883295194,
      ],
      [
        1.1006864988558356, 1.1953318077803206, 1.2899771167048057, 1.384622425629291,
        1.479267734553776,
      ],
      [
        1.0640732265446227, 1.190938215102975, 1.3178032036613274, 1.44466819221968,
        1.5715331807780322,
      ],
    ]
    let db: Tensor<Double> = [
      -0.5263157894736838, -0.06315789473684164, 0.40000000000000036, 0.8631578947368427,
      1.3263157894736846,
    ]
    #expect(largestDifference(gradients.dx, dx) < 1e-10)
    #expect(largestDifference(gradients.dw, dw) < 1e-10)
    #expect(largestDifference(gradients.db, db) < 1e-10)
  }
}

@Suite("Affine gate, properties")
struct AffinePropertyTests {
  private let x: Tensor<Double>
  private let w: Tensor<Double>
  private let b: Tensor<Double>

  init() {
    var generator = SeededGenerator(seed: 3)
    x = Tensor(randomNormal: [3, 2, 5], using: &generator)
    w = Tensor(randomNormal: [10, 7], using: &generator)
    b = Tensor(randomNormal: [7], using: &generator)
  }

  @Test("all three gradients are right")
  func gradients() {
    let check = GradientCheck()
    let cache = Affine.forward(x, weights: w, bias: b).cache
    let dx = check.report(
      "dx", at: x, forward: { Affine.forward($0, weights: w, bias: b).out },
      backward: { Affine.backward($0, cache).dx })
    #expect(dx.passed && dx.checkedCount == 30, "\(dx)")
    let dw = check.report(
      "dw", at: w, forward: { Affine.forward(x, weights: $0, bias: b).out },
      backward: { Affine.backward($0, cache).dw })
    #expect(dw.passed && dw.checkedCount == 70, "\(dw)")
    let db = check.report(
      "db", at: b, forward: { Affine.forward(x, weights: w, bias: $0).out },
      backward: { Affine.backward($0, cache).db })
    #expect(db.passed && db.checkedCount == 7, "\(db)")
  }

  @Test("rows do not influence each other, and no upstream gradient gives none")
  func rows() {
    let all = Affine.forward(x, weights: w, bias: b)
    let first = Affine.forward(x[rows: 0..<1], weights: w, bias: b)
    #expect(largestDifference(all.out[rows: 0..<1], first.out) < 1e-14)
    let zero = Affine.backward(Tensor(zeros: [3, 7]), all.cache)
    #expect(zero.dx == Tensor(zeros: [3, 2, 5]))
    #expect(zero.dw == Tensor(zeros: [10, 7]))
    #expect(zero.db == Tensor(zeros: [7]))
  }

  @Test("works without rows: N = 0")
  func empty() {
    let result = Affine.forward(Tensor<Double>(zeros: [0, 10]), weights: w, bias: b)
    #expect(result.out.shape == [0, 7])
    let gradients = Affine.backward(Tensor(zeros: [0, 7]), result.cache)
    #expect(gradients.dx.shape == [0, 10])
    #expect(gradients.dw == Tensor(zeros: [10, 7]))
    #expect(gradients.db == Tensor(zeros: [7]))
  }

  @Test("Float agrees with Double to single precision")
  func float() {
    let double = Affine.forward(x, weights: w, bias: b).out
    let float = Affine.forward(
      x.cast(to: Float.self), weights: w.cast(to: Float.self), bias: b.cast(to: Float.self)
    ).out
    #expect(largestDifference(float.cast(to: Double.self), double) < 1e-5)
  }

  @Test("names both shapes when they do not fit")
  func misfit() async {
    await #expect(processExitsWith: .failure) {
      _ = Affine.forward(
        Tensor<Double>(zeros: [4, 6]), weights: Tensor(zeros: [5, 3]), bias: Tensor(zeros: [3]))
    }
  }
}
