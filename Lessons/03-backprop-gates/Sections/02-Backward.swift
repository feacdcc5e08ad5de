import ComputationalGraphs
import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// The two worked examples of the lecture.
  func backward() {
    note.section("Forward, then backward")
    note.text(
      """
      How does $f$ change with each input? Ask the gates, from the result back to the inputs. The last gate knows how $f$ \
      changes with $q$; the first one knows how $q$ changes with $x$. The **chain rule** multiplies:
      """)
    note.formula(
      tex:
        #"\frac{\partial f}{\partial x} = \frac{\partial f}{\partial q}\,\frac{\partial q}{\partial x}"#,
      plain: "∂f/∂x = ∂f/∂q · ∂q/∂x")
    note.text(
      """
      That is the whole of **backpropagation**: a gradient is the upstream gradient times the local one. A gate gets the gradient \
      of its output from upstream, multiplies it by its local gradient for each input, and hands the products on:
      """)
    note.listing(
      "public func backward", in: "Sources/ComputationalGraphs/Value.swift")
    note.predict(
      "In the graph above, $x$ is −2, $y$ is 5, $z$ is −4 and $q$ is 3. What are the gradients of $x$, $y$ and $z$?",
      answeredBy: "first-gradients")
    let (f, gradients) = note.code {
      let (x, y, z) = (Value(-2, "x"), Value(5, "y"), Value(-4, "z"))
      let q = (x + y).named("q")
      let f = (q * z).named("f")
      f.backward()
      return (f, [x, y, z].map(\.gradient))
    }
    note.figure(
      "graph-backward", f.drawing(),
      caption:
        "The same graph after backward: values in green above the wires, gradients in red below.",
      see: """
        the red numbers from the right to the left. It begins with 1: $f$ changes with itself one to one. The multiply gate hands \
        each input the *other* one times 1; the add gate hands the −4 on to both.
        """)
    note.claim(
      "The gradients of the lecture's first example are −4, −4, 3",
      answering: "first-gradients",
      measured: gradients.map { significant($0, digits: 6) }.joined(separator: ", "),
      holds: gradients == [-4, -4, 3])
    stagedSigmoid()
  }

  private func stagedSigmoid() {
    note.text(
      """
      The second example is a neuron as lesson 4 will have many: two inputs $x$, their weights $w$, a bias $w_2$, and a \
      *sigmoid* that squashes the sum into 0 to 1.
      """)
    note.formula(
      tex: #"f(w, x) = \frac{1}{1 + e^{-(w_0 x_0 + w_1 x_1 + w_2)}}"#,
      plain: "f(w, x) = 1 / (1 + exp(−(w₀x₀ + w₁x₁ + w₂)))")
    let (w, x, f) = note.code {
      let w = [Value(2, "w0"), Value(-3, "w1"), Value(-3, "w2")]
      let x = [Value(-1, "x0"), Value(-2, "x1")]
      let score = w[0] * x[0] + w[1] * x[1] + w[2]
      let f = 1 / (1 + exp(-score))
      f.backward()
      return (w, x, f.named("f"))
    }
    note.figure(
      "staged-sigmoid", f.drawing(),
      caption: "The staged sigmoid of the lecture, forward and backward.",
      see: """
        each red number: it is the one to its right times a local gradient. Check one by hand, say the 0.39 of $x_0$: the \
        multiply gate gets 0.20 from upstream, and the other input, $w_0$, is 2.00.
        """)
    let wanted = "0.73; -0.20, -0.39, 0.20; 0.39, -0.59"
    let got = [[f.data], w.map(\.gradient), x.map(\.gradient)].map { numbers in
      numbers.map { decimals($0) }.joined(separator: ", ")
    }.joined(separator: "; ")
    note.claim(
      "The lecture's value 0.73 and its gradients of $w$ (−0.20, −0.39, 0.20) and $x$ (0.39, −0.59)",
      measured: got, holds: got == wanted)
    note.table(
      ["gate", "upstream", "× local", "= gradient"],
      backwardSteps(of: f).prefix(4).map { step in
        [step.symbol]
          + [step.upstream, step.local, step.gradient].map { decimals($0) }
      },
      caption: "The first four steps of backward, from the right.")
    note.text(
      """
      Any formula can be drawn like this, yours too, in place of the chapter:

      - `swift run lesson-3 --expression "(x+y)*z" --at x=-2,y=5,z=-4`
      """)
    nudge(w + x, f)
  }

  /// The gates with one variable, from the result back.
  private func backwardSteps(
    of f: Value
  ) -> [(symbol: String, upstream: Double, local: Double, gradient: Double)] {
    f.inputsFirst.reversed().compactMap { value in
      guard let gate = value.gate,
        let input = value.inputs.firstIndex(where: { !$0.isConstant })
      else { return nil }
      let local = value.localGradients[input]
      let constant =
        value.inputs.first(where: \.isConstant).map { decimals($0.data, 0) }
        ?? ""
      let isSecond = input == 1 && !gate.isSymmetric
      let symbol =
        isSecond ? constant + gate.symbol + "x" : gate.symbol + constant
      return (symbol, value.gradient, local, value.gradient * local)
    }
  }

  /// Moves each input a little and compares with what the gradient foretells.
  private func nudge(_ inputs: [Value], _ f: Value) {
    note.text(
      """
      What does it mean that the gradient of $w_0$ is −0.20? That raising $w_0$ by a small $h$ moves $f$ by about −0.20 $h$. \
      *About*: the graph is curved, and the gradient is its slope right here. We nudge each input in turn, and see by how much \
      the promise is missed.
      """)
    note.predict(
      "With $h$ ten times smaller, how much smaller is what the promise is off by?",
      answeredBy: "broken-promise")
    let steps = [0.3, 0.1, 0.03, 0.01, 3e-3, 1e-3, 3e-4, 1e-4]
    let misses = note.code {
      inputs.map { input in
        let (here, value) = (input.data, f.data)
        defer { set([input], to: [here], of: f) }
        return steps.map { h -> Double in
          set([input], to: [here + h], of: f)
          return abs(f.data - (value + h * input.gradient))
        }
      }
    }
    note.figure(
      "nudges",
      Plot(
        "What the gradient does not foretell",
        x: .log("h, how far an input is moved"),
        y: .log("|f(x + h) − f(x) − h · gradient|"),
        marks: zip(inputs, misses).map { input, misses in
          .line(steps, misses, label: input.name, marker: .circle)
        } + [
          .line(
            steps, steps.map { $0 * $0 }, label: "h²", color: .quiet,
            dash: .dashed)
        ]),
      caption:
        "How far f is from what the gradient promises, over the size of the nudge.",
      see: """
        five lines as steep as the dashed one, $h^2$: what is left out is the curvature, and its share shrinks with the square \
        of the step. (Two pairs of lines nearly coincide: what counts is the square of the factor beside an input, 9 for $x_1$, 4 for \
        $w_1$ and $x_0$, 1 for the others.) So the promise becomes perfect as the step becomes small, and only the true gradient does that.
        """)
    let slopes = misses.map { logSlope(steps, $0) }
    note.claim(
      "Nudging an input by $h$ moves $f$ by $h$ times its gradient, and the error falls as $h^2$",
      answering: "broken-promise",
      measured: "exponents "
        + zip(inputs, slopes).map { "\($0.name) \(decimals($1))" }.joined(
          separator: ", "),
      holds: slopes.allSatisfy { abs($0 - 2) < 0.1 })
  }
}
