import Foundation
import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// Scores as dot products with templates, and the bias trick.
  mutating func scores() {
    note.section("A template for each class")
    note.text(
      """
      A nearest neighbour remembers every picture and compares with all of them, each time it is asked. \
      We now do the opposite: look at all pictures once, boil them down to **one template a class**, and \
      forget the pictures. A new picture is compared with \(classNames.count) templates and that is all.

      A picture $x$ is a long row of $D$ numbers. A column of $W$ is a template, as long as the picture; \
      their dot product is the score of that class, and a bias $b$ says how far ahead a class starts \
      before anything is seen.
      """)
    note.formula(tex: #"s = x W + b"#)
    note.text(
      """
      The course writes $s = W x + b$, with a template a row of $W$: its rows are our columns.
      """)
    let start = note.code {
      LinearClassifier<Float>(
        inputCount: pixels.pixelCount, classCount: classCount, loss: .softmax,
        weightScale: 1e-4, using: &random)
    }
    note.output(
      """
      \(pixels.summary)
      training \(pixels.train.count), validation \(pixels.validation.count), test \(pixels.test.count)
      x [N, \(pixels.pixelCount)]   W \(start.weights.shape)   b \(start.bias.shape)
      """)
    note.text(
      """
      The pixels are centred first: the mean training picture is subtracted from all, and what is left \
      divided by 64. In the code `pixels` holds the pictures, `pixels.x` the centred rows of all that we \
      train on, and `pixels.first(50)` the first fifty of them with their labels, as Doubles; `random` \
      is a generator of random numbers that starts from the seed \(seed).

      The bias can be had for nothing: append a one to every picture and the bias to \
      $W$ as a last row. That is the *bias trick*: one product, and nothing else to keep.
      """)
    let (withBias, withTrick) = note.code {
      let (x, _) = pixels.first(50)
      let shape = [pixels.pixelCount, classCount]
      let w = Tensor<Double>(randomNormal: shape, using: &random)
      let b = Tensor<Double>(randomNormal: [1, classCount], using: &random)
      let stacked = Tensor(concatenating: [w, b])
      return (matmul(x, w) + b, matmul(appendingOnes(x), stacked))
    }
    let trickError = (withBias - withTrick).absolute().max() / withBias.absolute().max()
    note.claim(
      "The bias trick gives the same scores",
      measured: "relative difference \(scientific(trickError))",
      holds: trickError < 1e-12)
  }
}
