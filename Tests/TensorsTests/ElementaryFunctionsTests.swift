import Foundation
import Tensors
import Testing

@Suite("Elementary functions")
struct ElementaryFunctionsTests {
  enum Function: CaseIterable {
    case exp, log, tanh, sigmoid

    func callAsFunction<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
      switch self {
      case .exp: x.exp()
      case .log: x.log()
      case .tanh: x.tanh()
      case .sigmoid: x.sigmoid()
      }
    }

    /// The C library's, in Double.
    func reference(_ x: Double) -> Double {
      switch self {
      case .exp: Foundation.exp(x)
      case .log: Foundation.log(x)
      case .tanh: Foundation.tanh(x)
      case .sigmoid:
        x < 0 ? Foundation.exp(x) / (1 + Foundation.exp(x)) : 1 / (1 + Foundation.exp(-x))
      }
    }

    /// The largest relative error that the documentation of the Float version states.
    var statedError: Double {
      switch self {
      case .exp: 1.1e-7
      case .log: 9e-8
      case .tanh: 1.5e-7
      case .sigmoid: 1.8e-7
      }
    }
  }

  @Test(
    "in Float stay within the stated relative error of Double's",
    arguments: Function.allCases,
    [-1.0...1.0, -10...10, -88...88.72, -110 ... -80, 0.5...2, 0...1e-37, 0...3e38])
  func accuracy(_ function: Function, _ range: ClosedRange<Double>) {
    let count = 100_000
    let step = (range.upperBound - range.lowerBound) / Double(count)
    let x = Tensor((0...count).map { Float(range.lowerBound + step * Double($0)) })
    let y = function(x)
    #expect(y.count == x.count)
    var worst = 0.0
    for (x, y) in zip(x.scalars, y.scalars) {
      let expected = function.reference(Double(x))
      if function == .log && x < 0 {
        if !y.isNaN { worst = .infinity }
      } else if Float(expected).isInfinite || expected == 0 {
        if y != Float(expected) { worst = .infinity }
      } else if function == .sigmoid && y == 0 {
        // What is no normal number may be rounded to 0, and nothing else.
        if expected >= Double(Float.leastNormalMagnitude) { worst = .infinity }
      } else {
        // Below the normal numbers the spacing of Floats is what limits the error.
        let unit = max(abs(expected), Double(Float.leastNormalMagnitude))
        let error = abs(Double(y) - expected) / unit
        worst = error.isNaN ? .infinity : max(worst, error)
      }
    }
    #expect(worst <= function.statedError)
  }

  @Test("in Double agree with the C library", arguments: Function.allCases)
  func double(_ function: Function) {
    for x in [-800.0, -30, -1, -1e-3, 0, 1e-300, 0.1, 1, 3, 30, 700, 1000] {
      let y = function(Tensor([x]))[0]
      let expected = function.reference(x)
      if expected.isNaN {
        #expect(y.isNaN)
      } else {
        #expect(y == expected || abs(y - expected) <= 1e-15 * abs(expected))
      }
    }
  }

  @Test("do the right thing at the ends", arguments: [1, 16, 21])
  func ends(_ position: Int) {
    /// The function of one number, at different places of the vector loop.
    func value(_ function: Function, _ x: Float) -> Float {
      var padded = Tensor<Float>(repeating: 0.5, shape: [37])
      padded[position] = x
      return function(padded)[position]
    }
    let infinity = Float.infinity
    #expect(value(.exp, 0) == 1)
    #expect(value(.exp, infinity) == infinity)
    #expect(value(.exp, -infinity) == 0)
    #expect(value(.exp, 88.73) == infinity)
    #expect(value(.exp, 1e30) == infinity)
    #expect(value(.exp, -1e30) == 0)
    #expect(value(.exp, -103) == Float(Foundation.exp(-103.0)))
    #expect(value(.log, 1) == 0)
    #expect(value(.log, 0) == -infinity)
    #expect(value(.log, infinity) == infinity)
    #expect(value(.log, -1).isNaN)
    #expect(value(.log, .leastNonzeroMagnitude) == Float(Foundation.log(1.401298464324817e-45)))
    #expect(value(.tanh, infinity) == 1)
    #expect(value(.tanh, -1000) == -1)
    #expect(value(.tanh, 0) == 0)
    #expect(value(.tanh, 1e-20) == 1e-20)
    #expect(value(.sigmoid, -1000) == 0)
    #expect(value(.sigmoid, 1000) == 1)
    #expect(value(.sigmoid, 0) == 0.5)
    for function in Function.allCases { #expect(value(function, .nan).isNaN) }
  }

  @Test("spread over cores give the same as one block at a time")
  func parallel() {
    let x = Tensor<Float>(linspace: -5, 5, shape: [200_001])
    for function in [Function.exp, .tanh, .sigmoid] {
      let y = function(x)
      for start in stride(from: 0, to: x.count, by: 10_000) {
        let rows = start..<min(start + 10_000, x.count)
        #expect(function(x[rows: rows]) == y[rows: rows])
      }
    }
  }

  @Test("of other kinds give the values of the definition")
  func others() {
    let x: Tensor<Double> = [-2, 0.25, 4]
    #expect(x.absolute() == [2, 0.25, 4])
    #expect(x.absolute().squareRoot()[2] == 2)
    #expect(x.power(2) == [4, 0.0625, 16])
    #expect(x.power(3) == [-8, 0.015625, 64])
    #expect(x.power(0) == [1, 1, 1])
    #expect(x.power(-1) == [-0.5, 4, 0.25])
    #expect(x.power(0.5)[1] == 0.5)
    #expect(x.power(0.5)[0].isNaN)
    #expect(x.power(2.0) == [4, 0.0625, 16])
    // NumPy: np.array([0, -2, inf, nan]) ** 0.0
    let extremes = Tensor<Float>([0, -2, .infinity, .nan])
    #expect(extremes.power(0.0) == [1, 1, 1, 1])
    #expect(extremes.power(0) == [1, 1, 1, 1])
    #expect(extremes.power(-1.0)[0] == .infinity)
    #expect(x.map { $0 + 1 } == [-1, 1.25, 5])
  }

  @Test("of nothing are nothing")
  func empty() {
    for function in Function.allCases {
      #expect(function(Tensor<Float>(zeros: [0, 3])).shape == [0, 3])
    }
  }
}
