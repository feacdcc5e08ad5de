import Tensors
import Testing

/// The expected texts are what NumPy 2 prints: `print(np.array(...))`.
@Suite("A printed tensor")
struct DescriptionTests {
  @Test("stands in rows and columns, aligned at the decimal point")
  func aligned() {
    #expect(
      "\([[1, 2.5], [-3, 0]] as Tensor<Double>)" == """
        [[ 1.   2.5]
         [-3.   0. ]]
        """)
    #expect("\([1, 2, 3] as Tensor<Float>)" == "[1. 2. 3.]")
    #expect("\(Tensor<Double>([1.0 / 3, 1]))" == "[0.33333333 1.        ]")
    #expect("\(Tensor<Float>([1.0 / 3, 1]))" == "[0.33333334 1.        ]")
    #expect("\(Tensor<Double>([.nan, .infinity, -.infinity, 1]))" == "[ nan  inf -inf   1.]")
    #expect("\(Tensor<Double>(1.5))" == "1.5")
  }

  @Test("has an empty line between its matrices")
  func ranks() {
    // np.arange(24.).reshape(2, 3, 4)
    #expect(
      "\(Tensor<Double>(linspace: 0, 23, shape: [2, 3, 4]))" == """
        [[[ 0.  1.  2.  3.]
          [ 4.  5.  6.  7.]
          [ 8.  9. 10. 11.]]

         [[12. 13. 14. 15.]
          [16. 17. 18. 19.]
          [20. 21. 22. 23.]]]
        """)
  }

  @Test("goes over to powers of ten where sizes differ by more than a thousand")
  func scientific() {
    #expect("\(Tensor<Double>([1e-5, 1]))" == "[1.e-05 1.e+00]")
    #expect("\(Tensor<Double>([1e-5, 1e10, -2.5e100]))" == "[ 1.0e-005  1.0e+010 -2.5e+100]")
    #expect("\(Tensor<Float>([16_777_216, 0.1]))" == "[1.6777216e+07 1.0000000e-01]")
    #expect("\(Tensor<Double>([1000, 1]))" == "[1000.    1.]")
  }

  @Test("leaves out the middle of what is large, along each dimension")
  func summary() {
    // np.arange(1200.).reshape(30, 40)
    #expect(
      "\(Tensor<Double>(linspace: 0, 1199, shape: [30, 40]))" == """
        [[0.000e+00 1.000e+00 2.000e+00 ... 3.700e+01 3.800e+01 3.900e+01]
         [4.000e+01 4.100e+01 4.200e+01 ... 7.700e+01 7.800e+01 7.900e+01]
         [8.000e+01 8.100e+01 8.200e+01 ... 1.170e+02 1.180e+02 1.190e+02]
         ...
         [1.080e+03 1.081e+03 1.082e+03 ... 1.117e+03 1.118e+03 1.119e+03]
         [1.120e+03 1.121e+03 1.122e+03 ... 1.157e+03 1.158e+03 1.159e+03]
         [1.160e+03 1.161e+03 1.162e+03 ... 1.197e+03 1.198e+03 1.199e+03]]
        """)
    #expect("\(Tensor<Float>(zeros: [1001]))" == "[0. 0. 0. ... 0. 0. 0.]")
    #expect("\(Tensor<Float>(zeros: [1, 1000]))".contains("...") == false)
  }

  @Test("is broken into lines of no more than 75 characters")
  func lines() {
    // np.arange(30.)
    #expect(
      "\(Tensor<Double>(linspace: 0, 29, shape: [30]))" == """
        [ 0.  1.  2.  3.  4.  5.  6.  7.  8.  9. 10. 11. 12. 13. 14. 15. 16. 17.
         18. 19. 20. 21. 22. 23. 24. 25. 26. 27. 28. 29.]
        """)
  }

  @Test("says its shape where it has no elements, which NumPy does not")
  func empty() {
    #expect("\(Tensor<Float>(zeros: [0]))" == "[]")
    #expect("\(Tensor<Float>(zeros: [0, 3]))" == "[] (shape [0, 3])")
  }
}
