import ComputationalGraphs
import Notebooks
import Tensors

extension Chapter {
  /// Add distributes, max routes, multiply swaps.
  mutating func patterns() {
    note.section("What each gate does to the gradient")
    note.text(
      """
      After a few graphs one sees backward without computing it, because each gate has a habit of its own. Here are three of \
      them in one formula, $f = 2\\,(x y + \\max(z, w))$.
      """)
    note.predict(
      "$z$ is 2 and $w$ is −1, and what comes back to the max gate from upstream is 2. What do $z$ and $w$ get?",
      answeredBy: "max-gate")
    let (f, x, y, z, w) = note.code {
      let (x, y) = (Value(3, "x"), Value(-4, "y"))
      let (z, w) = (Value(2, "z"), Value(-1, "w"))
      let f = (x * y + max(z, w)) * 2
      f.backward()
      return (f.named("f"), x, y, z, w)
    }
    note.figure(
      "patterns", f.drawing(),
      caption: "The graph of f = 2 (x y + max(z, w)), forward and backward.",
      see: """
        the add gate **distributes**: both of its inputs get the 2.00 that came from upstream. The max gate **routes**: the larger \
        input gets it all, the other one nothing. The multiply gate **swaps**: each input gets the other one, times upstream.
        """)
    note.claim(
      "Max routes: $z$, the larger, gets the whole gradient, $w$ gets 0",
      answering: "max-gate",
      measured: "z \(significant(z.gradient, digits: 6)), w \(significant(w.gradient, digits: 6))",
      holds: z.gradient == 2 && w.gradient == 0)
    note.claim(
      "Multiply swaps: $x$ gets $2y$, and $y$ gets $2x$",
      measured: "x \(significant(x.gradient, digits: 6)), y \(significant(y.gradient, digits: 6))",
      holds: x.gradient == 2 * y.data && y.gradient == 2 * x.data)
    note.text(
      "These are no accidents of the numbers chosen. We try it on random ones:"
    )
    let exact = note.code {
      (0..<1000).count { _ in
        let (a, b) = (Value(random.normal()), Value(random.normal()))
        let upstream = random.normal()
        let gates: [(Value, [Double])] = [
          (a + b, [upstream, upstream]),
          (max(a, b), a.data > b.data ? [upstream, 0] : [0, upstream]),
          (a * b, [upstream * b.data, upstream * a.data]),
        ]
        return gates.allSatisfy { gate, expected in
          (gate * Value(constant: upstream)).backward()
          return [a.gradient, b.gradient] == expected
        }
      }
    }
    note.claim(
      "Add distributes, max routes and multiply swaps, to the last bit, whatever the numbers",
      measured: "\(exact) of 1000 random trials", holds: exact == 1000)
    let tie = note.code {
      let (a, b) = (Value(1.5), Value(1.5))
      max(a, b).backward()
      return [a.gradient, b.gradient]
    }
    note.finding(
      """
      When both inputs of a max gate are equal there is no right answer. Here the first one gets everything; PyTorch's `maximum` \
      gives half to each
      """, measured: tie.map { significant($0, digits: 6) }.joined(separator: " and "))
    note.text(
      """
      The multiply gate's habit has a consequence that costs people whole days. In $w\\,x$ the gradient of the weight is \
      the *input*. If pictures come as numbers from 0 to 255 instead of 0 to 1, the gradients of all weights of the first layer \
      are 255 times as large, and the learning rate that was good is now far too high.
      """)
    let (small, large) = note.code {
      let gradients = [1.0, 255.0].map { scale in
        let (weight, input) = (Value(0.5), Value(0.4 * scale))
        (weight * input).backward()
        return weight.gradient
      }
      return (gradients[0], gradients[1])
    }
    note.claim(
      "An input that is 255 times as large makes the weight's gradient 255 times as large",
      measured: "\(significant(small, digits: 6)) becomes \(significant(large, digits: 6))",
      holds: abs(large / small - 255) < 1e-9)
  }
}
