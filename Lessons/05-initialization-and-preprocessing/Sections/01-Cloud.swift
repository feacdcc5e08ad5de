import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// Centring, normalising, decorrelating, whitening, on points that can be seen.
  mutating func cloud() {
    note.section("Centre, scale, decorrelate")
    note.text(
      """
      Data arrive as they are: with a mean far from 0, with one feature in thousands and another in tenths, and with \
      features that say nearly the same. None of that has anything to do with the task. It can be taken away, one thing \
      after the other:

      - **centre**: subtract the mean of each feature;
      - **normalise**: then divide each feature by its standard deviation;
      - **decorrelate**: or else turn the data onto the axes along which they vary most, the *principal components*;
      - **whiten**: then divide each coordinate by the standard deviation along its axis.
      """)
    note.formula(
      tex:
        #"\frac{1}{N} X_c^\top X_c = V \Lambda V^\top \qquad X_{\text{rot}} = X_c V \qquad X_{\text{white}} = X_c V (\Lambda + \epsilon)^{-1/2}"#,
      plain: "XcᵀXc / N = V Λ Vᵀ,   Xrot = Xc V,   Xwhite = Xrot / √(Λ + ε)")
    let count = lesson.choose(quick: 300, usual: 500, full: 1000)
    note.text(
      "Here is a cloud of \(count) points (`count`), and what becomes of it.")
    let versions = note.code {
      let x = cloudPoints(count, using: &random)
      let axes = PrincipalComponents(fitting: x)
      return [
        ("raw", x),
        ("centred", Centering(fitting: x).centered(x)),
        ("normalised", Standardization(fitting: x).standardized(x)),
        ("decorrelated", axes.projected(x)),
        ("whitened", axes.whitened(x, epsilon: 0)),
      ]
    }
    note.figure(
      "cloud",
      PlotGrid(
        panels: versions.map { scatter($0.0, $0.1) }, columns: 3,
        panelSize: Size(250, 250)),
      caption:
        "One cloud of points: raw, centred, normalised, decorrelated and whitened, on the same axes.",
      see: """
        Centring moves the cloud, normalising squeezes it feature by feature and leaves it slanted. Decorrelating turns it; \
        whitened, it is round.
        """)
    covariances(versions)
    note.predict(
      "Gradient descent solves a least-squares problem on each of the five, until the squared error is a millionth of what it was. How many steps does it take on the raw cloud, how many on the whitened one?",
      answeredBy: "steps-on-five-clouds")
    let effort = note.code {
      versions.map { name, x in
        (condition: conditionNumber(x), steps: descentSteps(x))
      }
    }
    note.table(
      ["data", "condition number of XᵀX/N", "steps"],
      zip(versions, effort).map {
        [$0.0, significant($1.condition), "\($1.steps)"]
      },
      caption: """
        The condition number, the largest eigenvalue over the smallest, says how stretched the valley of a squared loss \
        is. A step is limited by its steepest direction, and the flattest must make do with it.
        """)
    note.claim(
      "The rounder the valley, the fewer steps; on whitened data one is enough",
      answering: "steps-on-five-clouds",
      measured: effort.map { "\($0.steps)" }.joined(separator: ", "),
      holds: effort[0].steps > effort[1].steps
        && effort[1].steps > effort[2].steps
        && effort[2].steps > effort[4].steps && effort[4].steps == 1)
    note.claim(
      "Centring lowers the condition number, and whitening brings it to 1",
      measured:
        "raw \(significant(effort[0].condition)), centred \(significant(effort[1].condition)), "
        + "whitened \(significant(effort[4].condition))",
      holds: effort[1].condition < effort[0].condition
        && effort[4].condition < 1.000001)
    note.claim(
      "Scaling helps where features differ in scale",
      measured:
        "condition number \(significant(effort[1].condition)) centred, \(significant(effort[2].condition)) normalised",
      holds: effort[2].condition < effort[1].condition)
    note.claim(
      "Decorrelating alone changes nothing: a rotation keeps all eigenvalues",
      measured:
        "condition number \(significant(effort[3].condition)) decorrelated, \(significant(effort[1].condition)) centred",
      holds: abs(effort[3].condition / effort[1].condition - 1) < 1e-9
        && abs(effort[3].steps - effort[1].steps) <= 1)
    note.text(
      """
      Mind what is measured. The *covariance* subtracts the mean by itself and would not notice whether the data are centred; \
      what gradient descent sees is $X^\\top X / N$, mean and all. And a whitened problem is easy for *one* affine layer: a \
      deep network makes its own correlations in the layers above.
      """)
    conditionOfPictures()
  }

  /// What each treatment does to the covariance.
  private func covariances(_ versions: [(String, Tensor<Double>)]) {
    let matrices = versions.map { _, x in
      let centered = x - x.mean(axis: 0)
      return matmul(centered, centered, transposeA: true) / Double(x.rowCount)
    }
    let correlated = abs(matrices[2][0, 1])
    let rest =
      [
        matrices[3][0, 1], matrices[4][0, 1], matrices[4][0, 0] - 1,
        matrices[4][1, 1] - 1,
      ]
      .map { abs($0) }.max() ?? 1
    note.claim(
      "Decorrelated features have covariance 0, whitened ones the identity; normalised ones stay correlated",
      measured:
        "covariance \(decimals(correlated)) normalised; off by \(scientific(rest)) decorrelated and whitened",
      holds: correlated > 0.5 && rest < 1e-9)
  }

  /// The same on pictures, shrunk so that the matrix has full rank.
  private func conditionOfPictures() {
    note.text(
      "Are pictures like that? We shrink them to 8 x 8 grey dots, 64 features, and ask again."
    )
    let conditions = note.code {
      let some = train[0..<min(1000, train.count)]
      let x = shrunken(some.tensor(Float.self))
      return (
        raw: conditionNumber(x),
        centered: conditionNumber(Centering(fitting: x).centered(x)),
        normalized: conditionNumber(
          Standardization(fitting: x).standardized(x))
      )
    }
    note.finding(
      "Condition number of XᵀX/N on pictures of 64 dots",
      measured:
        "raw \(significant(conditions.raw)), centred \(significant(conditions.centered)), normalised \(significant(conditions.normalized))"
    )
    let share = conditions.normalized / conditions.centered
    let effect =
      share < 0.8
      ? "adds something here, but less than centring did"
      : share < 1 ? "adds little" : "adds nothing"
    note.text(
      """
      All dots of a picture are on one scale already, so that normalising \
      \(effect): for pictures centring is the step that counts. \
      What is left comes from neighbouring dots that are nearly the same, and only whitening takes that away.
      """)
  }
}
