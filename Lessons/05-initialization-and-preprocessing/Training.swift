import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// What all of it does to training.
  mutating func training() {
    note.section("What it does to training")
    note.text(
      """
      Signals and gradients through untrained layers are one thing, learning is another. Networks of two and of five layers with \
      ReLU learn from the centred pictures, begun with weights of standard deviation 0.01, with Xavier's and with He's.
      """)
  }
}
