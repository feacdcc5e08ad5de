import Notebooks
import Tensors

extension Chapter {
  /// Six things that change the numbers and not what they mean.
  func nuisances() {
    note.section("Why it is hard: six nuisances")
    note.text(
      """
      One thing makes very different numbers when the **viewpoint** changes, or the \
      **illumination**; when it is bent (**deformation**), half hidden (**occlusion**) or in front \
      of other things (**clutter**); and no two members of a class are alike (**intra-class \
      variation**). Sightline draws pictures of its own, so we can turn up one nuisance at a time.
      """)
    note.figure(
      "nuisances", NuisanceCurves.samples(seed: seed),
      caption: """
        A fish under each nuisance, turned up from 0 on the left to 1 on the right. It is the same \
        fish but for the last row, where each is another member of the class.
        """,
      see: "To you it stays a fish in nearly all of them. How many of its pixels stay the same?")
    note.predict(
      "With all dials at 0 the classifier below is always right. Which dial alone costs it most?",
      answeredBy: "costliest-dial")
    let curves = note.progress("Nuisances", total: 6 * sizes.nuisanceLevels.count) { bar in
      NuisanceCurves(
        levels: sizes.nuisanceLevels, trainCount: sizes.nuisanceTrain,
        testCount: sizes.nuisanceTest, seed: seed, advance: { bar.advance() })
    }
    note.figure(
      "nuisance-curves", curves.plot,
      caption: """
        Accuracy of the nearest neighbour, trained on \(sizes.nuisanceTrain) pictures drawn alike.
        """,
      see: "Each curve is one nuisance by itself. Real pictures have all six.")
    for nuisance in curves.ends {
      note.claim(
        "The classifier loses at least five points of accuracy to \(nuisance.name) alone",
        answering: "costliest-dial",
        measured: "\(percent(nuisance.absent)) at 0, \(percent(nuisance.full)) at 1",
        holds: nuisance.absent - nuisance.full >= 0.05)
    }
  }
}
