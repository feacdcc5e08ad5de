import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// What width, depth and regularisation do to the borders that a network draws.
  mutating func widerDeeperSmoother() {
    note.section("Wider, deeper, smoother")
    note.text(
      """
      In the plane we can *see* what a network has learned. Three arms wind around each other; each network gets the same points and \
      the same steps, and colours the plane by its answers. Your own width is `--units` (now \(lesson.dials.units)).
      """)
    let spiral = Spiral(perArm: 60, using: &random)
    let steps = lesson.choose(quick: 400, usual: 2000, full: 4000)
    let seed = seed
    let units = lesson.dials.units
    let runs = note.code {
      let widths = [3, 6, 20, units]
      return parallelMap(widths.count) { i in
        SpiralRun(
          "\(widths[i]) hidden units", hidden: [widths[i]], steps: steps,
          on: spiral, seed: seed)
      }
    }
    let strengths = [0.0003, 0.003, 0.03]
    note.text(
      "And with 20 units, the strength of L2 regularisation turned up:")
    let smooth = note.code {
      parallelMap(strengths.count) { i in
        SpiralRun(
          "λ = \(strengths[i])", hidden: [20], regularizer: .l2(strengths[i]),
          steps: steps,
          on: spiral, seed: seed)
      }
    }
    note.figure(
      "spiral",
      PlotGrid(
        panels: (runs[0..<3] + smooth).map { $0.picture(of: spiral) },
        columns: 3,
        panelSize: Size(250, 260)),
      caption: """
        Above: 3, 6 and 20 hidden units without regularisation. Below: 20 units with L2 of growing strength. In the titles, the \
        share of training points that are right.
        """,
      see:
        "More units bend the borders more often. Regularisation takes the bends away again, and leaves the units."
    )
    func told(_ run: SpiralRun) -> String {
      "\(run.name): \(percent(run.accuracy)), \(run.borderPieces) pieces"
    }
    note.claim(
      "A wider layer draws a more complex border, of more straight pieces, and follows the arms better",
      measured: runs[0..<3].map(told).joined(separator: "; "),
      holds: runs[0].accuracy < runs[2].accuracy
        && runs[0].borderPieces < runs[1].borderPieces
        && runs[1].borderPieces < runs[2].borderPieces)
    note.claim(
      "Strong regularisation draws a shorter and simpler border with the same 20 units",
      measured: ([runs[2]] + smooth).map {
        "\($0.name): \($0.borderLength) cells, \($0.borderPieces) pieces"
      }
      .joined(separator: "; "),
      holds: smooth[2].borderLength < runs[2].borderLength
        && smooth[2].borderPieces < runs[2].borderPieces)
    note.finding("The dial", measured: "--units \(units): " + told(runs[3]))
    note.text(
      """
      So do not choose a small network for fear of overfitting: choose one that is large enough, and regularise it. What about \
      **depth**? Networks with about as many parameters each, but one to four hidden layers:
      """)
    let shapes = [[33], [12, 8], [9, 7, 6], [7, 6, 6, 5]]
    let deep = parallelMap(shapes.count) { i in
      SpiralRun(
        shapes[i].map(String.init).joined(separator: "-"), hidden: shapes[i],
        steps: steps,
        on: spiral,
        seed: seed)
    }
    note.table(
      ["hidden layers", "parameters", "right"],
      deep.map { [$0.name, "\($0.parameterCount)", percent($0.accuracy)] },
      caption:
        "Units of the hidden layers, first to last; share of the training points that are right after \(steps) steps."
    )
    note.finding(
      "The best depth here",
      measured: deep.max { $0.accuracy < $1.accuracy }.map {
        "\($0.name), \(percent($0.accuracy))"
      } ?? "")
    note.text(
      """
      Depth is no gain in itself: each further layer must be trained *through* the others. What makes ten of them trainable is \
      the subject of the next two lessons.
      """)
  }
}
