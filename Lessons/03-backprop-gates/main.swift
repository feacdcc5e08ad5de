import Foundation
import Notebooks

// Lesson 3, from top to bottom.

let lesson = Lesson.start(number: 3, title: "Backpropagation: gates", dials: Dials.self)
let note = Notebook(lesson)
if let formula = lesson.require({ try lesson.dials.formula() }), let text = lesson.dials.expression
{
  ReaderGraph(text: text, formula: formula, note: note).tell()
  note.finish()
  exit(EXIT_SUCCESS)
}

note.section("A function is a graph of gates")
note.text(
  """
  However long a formula is, it is made of small steps: a sum, a product, an exponential. Each step is a **gate**: numbers \
  go in, one comes out.
  """)
note.section("Forward, then backward")
note.text(
  """
  Forward, each gate computes its value. Backward, each gate multiplies the gradient that comes from upstream by its own \
  *local* gradient, and hands the product to its inputs. That is the chain rule, and there is no more to it.
  """)
note.formula(
  tex:
    #"\frac{\partial f}{\partial x} = \frac{\partial f}{\partial q}\,\frac{\partial q}{\partial x}"#,
  plain: "∂f/∂x = ∂f/∂q · ∂q/∂x        gradient = upstream × local")
note.section("What each gate does to the gradient")
note.text("Add distributes, max routes, multiply swaps.")
note.section("A gate of gates: the sigmoid")
note.text("Any group of gates is a gate, if its local gradient can be written down.")
note.section("When a value is used twice")
note.text("A copy goes to each of its readers; backward, their gradients add up.")
note.section("Gates on whole tensors")
note.text("The gradient of a variable has the shape of the variable.")
note.section("The Jacobian that nobody forms")
note.text(
  "A gate needs the product of its Jacobian with the upstream gradient, never the Jacobian itself.")
note.section("The affine gate")
note.text("Forward is one matrix product, backward two.")
note.section("Checking a gradient, and how checks go wrong")
note.text("A derivative that was derived is compared with one that was felt.")
note.exercises()
note.finish()
