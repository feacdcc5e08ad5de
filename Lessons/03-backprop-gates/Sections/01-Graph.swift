import ComputationalGraphs
import Notebooks

extension Chapter {
  /// What a computational graph is.
  func graph() {
    note.section("A function is a graph of gates")
    note.text(
      """
      Lesson 2 derived the gradients of two losses on paper. For a network of many layers that would fill a book, and a new one \
      whenever a layer changes. There is a better way, and it needs no more mathematics than this: however long a formula is, it \
      is made of small steps, a sum, a product, an exponential. Each step is a **gate**: numbers go in, one number comes out. \
      Wire the gates together and you have the formula's **computational graph**.
      """)
    note.text(
      "Take the lecture's first example, $f(x, y, z) = (x + y)\\,z$. In Swift it is written as it stands:"
    )
    let f = note.code {
      let (x, y, z) = (Value(-2, "x"), Value(5, "y"), Value(-4, "z"))
      let q = (x + y).named("q")
      let f = (q * z).named("f")
      return f
    }
    note.text(
      """
      A `Value` is a number that remembers which gate made it, and out of what. What remembers so much can draw \
      itself:
      """)
    note.figure(
      "graph-forward", f.drawing(showing: .values),
      caption:
        "The graph of f = (x + y) z at x = −2, y = 5, z = −4, with the values after forward.",
      see: """
        the order: a gate can compute its value once its inputs have theirs, from the left to the right. That is the *forward \
        pass*.
        """)
    note.text(
      """
      A gate knows two things: what it computes, and how fast its output changes with each of its inputs. The latter is its \
      **local gradient**. It knows nothing of the graph around it. This is all there is to the multiply gate:
      """)
    note.listing(
      "public static let multiply",
      in: "Sources/ComputationalGraphs/Gate.swift")
  }
}
