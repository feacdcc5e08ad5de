import Datasets
import Foundation
import Notebooks

// Lesson 3, from top to bottom. Each line below is a section or a part of one, in a file of
// the folder Sections.

let lesson = Lesson.start(
  number: 3, title: "Backpropagation: gates", dials: Dials.self)

// With --expression the reader's own graph is told, beside the chapter.
if let formula = lesson.require({ try lesson.dials.formula() }),
  let text = lesson.dials.expression
{
  let note = Notebook(lesson.require { try lesson.besideChapter("your-graph") })
  ReaderGraph(text: text, formula: formula, note: note).tell()
  note.finish()
  exit(EXIT_SUCCESS)
}

let note = Notebook(lesson)
let data = lesson.data(ImageDataset.load, train: 256, test: 16)
var chapter = Chapter(lesson, note, data: data)

chapter.graph()
chapter.backward()
chapter.patterns()
chapter.sigmoidGate()
chapter.sharedValues()
chapter.tensorGates()
chapter.jacobian()
chapter.affineGate()
chapter.gradientChecks()

note.questions([
  """
  Backward keeps every value of forward until its gate's turn has come. What does that cost for a net of a hundred layers? \
  What could be thrown away and computed again, and what would *that* cost?
  """,
  """
  A gate that rounds to whole numbers is perfectly good forward. What is its local gradient, and what would backward make of \
  everything before it?
  """,
  """
  We went through the graph from the result to the inputs. One could go from an input to the result as well, taking \
  $\\partial q / \\partial x$ along instead of $\\partial f / \\partial q$. When would that be the cheaper way?
  """,
])
note.exercises()
note.finish()
