import ComputationalGraphs
import Notebooks
import Tensors

extension Chapter {
  /// Copies sum their gradients, and order matters.
  func sharedValues() {
    note.section("When a value is used twice")
    note.text(
      """
      In $f = (x + y)(x - y)$ both variables are read twice. Forward, a value is simply *copied* to each reader. Backward, each \
      reader sends a gradient, and they **add up**: a nudge of $x$ reaches $f$ by both ways, and moves it by the sum of what each \
      way brings. This is the chain rule for several variables.
      """)
    note.formula(
      tex:
        #"\frac{\partial f}{\partial x} = \sum_i \frac{\partial f}{\partial q_i}\,\frac{\partial q_i}{\partial x}"#,
      plain: "∂f/∂x = Σᵢ ∂f/∂qᵢ · ∂qᵢ/∂x, over all readers qᵢ of x")
    let (f, x, y) = note.code {
      let (x, y) = (Value(3, "x"), Value(2, "y"))
      let f = (x + y) * (x - y)
      f.backward()
      return (f.named("f"), x, y)
    }
    note.figure(
      "shared-values", f.drawing(),
      caption:
        "The graph of f = (x + y)(x − y): each input is read twice, its wire forks at a dot.",
      see: """
        the red numbers left and right of a dot. Along the branches the shares come back, and before the dot is their sum. On \
        paper $f = x^2 - y^2$, so the gradients must be $2x = 6$ and $-2y = -4$.
        """)
    note.claim(
      "A copy sums the gradients of its readers: $2x$ and $-2y$",
      measured: "x \(significant(x.gradient, digits: 6)), y \(significant(y.gradient, digits: 6))",
      holds: x.gradient == 2 * x.data && y.gradient == -2 * y.data)
    note.text(
      """
      Two mistakes lie in wait here for whoever writes backward for the first time. One is to \
      write `=` where `+=` belongs, so that the last reader wins. The other is to take the gates in a wrong order, so that a \
      value hands its gradient on *before* all of its readers have sent theirs. Here are both, on purpose:
      """)
    note.listing(
      "func withoutAdding",
      in: "Lessons/03-backprop-gates/WrongBackward.swift")
    note.listing(
      "func breadthFirst", in: "Lessons/03-backprop-gates/WrongBackward.swift"
    )
    let answers = note.code {
      let x = Value(0.5, "x")
      let q = x * x
      let f = q + exp(q)  // q is read twice, once at a distance
      f.backward()
      let felt = feltSlope(of: f, along: x)
      return (
        right: x.gradient, felt: felt,
        overwritten: WrongBackward.withoutAdding(f, x),
        disordered: WrongBackward.breadthFirst(f, x)
      )
    }
    note.table(
      ["backward for f = q + exp(q), q = x²", "gradient of x"],
      [
        ["by nudging", significant(answers.felt, digits: 6)],
        ["as it should be", significant(answers.right, digits: 6)],
        ["with = for +=", significant(answers.overwritten, digits: 6)],
        ["in a wrong order", significant(answers.disordered, digits: 6)],
      ])
    note.claim(
      "Only backward that adds up, and waits for all readers, agrees with nudging",
      measured:
        "off by \(scientific(abs(answers.right - answers.felt))); the others by "
        + "\(decimals(abs(answers.overwritten - answers.felt))) and "
        + decimals(abs(answers.disordered - answers.felt)),
      holds: abs(answers.right - answers.felt) < 1e-8
        && abs(answers.overwritten - answers.felt) > 0.1
        && abs(answers.disordered - answers.felt) > 0.1)
    order()
  }

  private func order() {
    note.text(
      """
      The right order is a **topological order**, reversed: every gate after all of its readers. It is found by walking from the \
      result to the inputs and writing a value down when all that it was made of has been written down. (Without recursion: a \
      graph may be deeper than the stack.)
      """)
    note.listing(
      "public var inputsFirst", in: "Sources/ComputationalGraphs/Value.swift")
    note.text(
      """
      It also makes backward cheap. Add a value to itself, the sum to itself, and so on, sixty times: there are two ways through \
      each gate.
      """)
    note.predict(
      "How many ways are there from the result back to $x$, and how many steps does backward take?",
      answeredBy: "ways-back")
    let (gradient, gates) = note.code {
      let x = Value(1, "x")
      var f = x
      for _ in 0..<60 { f = f + f }
      f.backward()
      return (x.gradient, f.gateCount)
    }
    note.claim(
      "Backward sums over all $2^{60}$ ways by visiting each gate once",
      answering: "ways-back",
      measured: "gradient \(significant(gradient, digits: 6)) with \(gates) gates",
      holds: gradient == 0x1p60 && gates == 60)
    let depth = lesson.choose(quick: 20_000, usual: 100_000, full: 100_000)
    let deep = note.code {
      let x = Value(1, "x")
      var f = x
      for _ in 0..<depth { f = f + 1 }
      f.backward()
      return x.gradient
    }
    note.claim(
      "A chain of \(grouped(depth)) gates is no deeper than backward can go",
      measured: "gradient \(significant(deep, digits: 6))", holds: deep == 1)
  }

  /// The slope of a graph along one of its inputs, by central differences.
  private func feltSlope(of f: Value, along x: Value) -> Double {
    let (here, h) = (x.data, 1e-5)
    defer { set([x], to: [here], of: f) }
    set([x], to: [here + h], of: f)
    let right = f.data
    set([x], to: [here - h], of: f)
    return (right - f.data) / (2 * h)
  }
}
