import Datasets
import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// Principal components of pictures, which are pictures.
  mutating func whitenedPictures() {
    note.section("What whitening sees in pictures")
    let d = train.pixelsPerImage
    let fitted = min(
      lesson.choose(quick: 250, usual: 1000, full: 4000), train.count)
    let (n, k) = (Double(d), Double(fitted))
    let few = 4 * k * k * n + 22 * k * k * k
    note.text(
      """
      A picture is a point in \(d) dimensions, and the principal components of pictures are directions there: pictures \
      themselves. The covariance would be a matrix of \(d) x \(d), and its eigenvectors some $9 D^3$, \
      \(significant(9 * n * n * n / 1e9)) billion operations. But \(fitted) pictures differ along \(fitted - 1) directions at most; the singular \
      vectors of the centred pictures are the same directions\(fitted < d ? ", for some $4 N^2 D + 22 N^3$, \(significant(few / 1e9)) billion operations" : "").
      """)
    let axes = note.code {
      PrincipalComponents(fitting: train[0..<fitted].rows(Float.self))
    }
    let shape = pictureShape
    let eigen = Image.batch(
      axes.components[rows: 0..<11].reshaped(to: [11] + shape),
      range: .symmetric)
    note.figure(
      "eigen-images",
      ImageGrid(
        images: [Image(tensor: axes.mean.reshaped(to: shape))] + eigen,
        captions: ["mean"] + (1...11).map { "\($0)" }, columns: 6),
      caption:
        "The mean training picture and the first eleven principal components, each scaled for itself, grey where it is 0.",
      see: """
        What varies most is large and smooth, and each next component is a little finer.\
        \(lesson.options.data == "shapes" ? " Here that is light and dark, left against right, and the colour of whatever is in the middle; hardly any of it tells a star from a cross." : "")
        """)
    let energies = axes.variances.cast(to: Double.self)
    let total = Double(axes.totalVariance)
    var sum = 0.0
    let kept = energies.scalars.map { value -> Double in
      sum += value
      return sum / total
    }
    let limits = [0.5, 0.9, 0.99].map { share in
      (kept.firstIndex { $0 >= share } ?? kept.count) + 1
    }
    note.finding(
      "Components that hold 50, 90 and 99 percent of the variance of \(fitted) pictures",
      measured: limits.map(String.init).joined(separator: ", ")
        + " of \(axes.components.rowCount)")
    rebuilt(axes, fittedTo: train[0..<fitted], kept: kept)
    whitened(axes, fittedTo: train[0..<fitted])
  }

  /// Pictures from a few numbers each.
  private func rebuilt(
    _ axes: PrincipalComponents<Float>, fittedTo fitted: LabeledImages,
    kept: [Double]
  ) {
    let counts = [1, 10, 50, 200]
    note.predict(
      "A test picture is rebuilt from its first 1, 10, 50 or 200 coordinates. How many does it take until you recognise it?",
      answeredBy: "recognized")
    note.text(
      "Six test pictures that the components have never seen, rebuilt from one coordinate and from \(counts.dropFirst().map(String.init).joined(separator: ", ")) (`counts`):"
    )
    let shown = test[0..<6]
    let versions = note.code {
      let coordinates = axes.projected(shown.rows(Float.self)).transposed()
      return counts.map { k in
        axes.reconstructed(coordinates[rows: 0..<k].transposed())
      }
    }
    let rows = [shown.rows(Float.self)] + versions
    note.figure(
      "rebuilt",
      ImageGrid(
        images: rows.flatMap {
          Image.batch($0.reshaped(to: [6] + pictureShape))
        }, columns: 6,
        enlargement: 2,
        rowLabels: ["original"] + counts.map { "\($0) of \(axes.mean.count)" }
      ),
      caption:
        "Test pictures (top) and what 1, 10, 50 and 200 principal components know of them.",
      see:
        "One number says little more than how bright; ten add blurred colours; edges take many more."
    )
    let shares = note.code {
      [fitted, test].map { pictures in
        let x = pictures.rows(Float.self)
        let all = (x - axes.mean).power(2).sum()
        let along = axes.projected(x).power(2).sum(axis: 0)
        return counts.map { k in Double(along[rows: 0..<k].sum() / all) }
      }
    }
    let (seen, unseen) = (shares[0], shares[1])
    note.finding(
      "Of the variance of test pictures, \(counts.map(String.init).joined(separator: ", ")) coordinates keep",
      answering: "recognized",
      measured: unseen.map { percent($0) }.joined(separator: ", "))
    note.table(
      ["components", "pictures they were fitted to", "test pictures"],
      counts.indices.map {
        ["\(counts[$0])", percent(seen[$0]), percent(unseen[$0])]
      },
      caption:
        "Share of the variance that is kept. Components, too, are statistics of the training set."
    )
    let gap = zip(counts, seen).map { abs($1 - kept[$0 - 1]) }.max() ?? 1
    note.claim(
      "What k components keep is the sum of the first k eigenvalues",
      measured: "largest difference \(scientific(gap)) of the variance",
      holds: gap < 1e-3)
  }

  /// Whitened pictures, turned back.
  private func whitened(
    _ axes: PrincipalComponents<Float>, fittedTo fitted: LabeledImages
  ) {
    let k = min(144, axes.components.rowCount)
    note.text(
      """
      Whitened, each of the first \(k) coordinates (`k`) has variance 1, the fine detail as much as the light. Turned back \
      into pixels that looks like this:
      """)
    let shown = test[0..<6].rows(Float.self)
    let pictures = note.code {
      let white = axes.whitened(shown).transposed()[rows: 0..<k]
      return matmul(white, axes.components[rows: 0..<k], transposeA: true)
    }
    let centered = shown - axes.mean
    note.figure(
      "whitened",
      ImageGrid(
        images: Image.batch(shown.reshaped(to: [6] + pictureShape))
          + Image.batch(
            centered.reshaped(to: [6] + pictureShape), range: .symmetric)
          + Image.batch(
            pictures.reshaped(to: [6] + pictureShape), range: .symmetric),
        columns: 6, enlargement: 2,
        rowLabels: ["original", "centred", "whitened"]),
      caption:
        "Test pictures, centred, and whitened along \(k) components and turned back.",
      see: """
        Light and shadow, which vary most, are no louder now than the grain, which varies little: what was small is blown up to \
        the same size. To the eye that is no gain.
        """)
    let error = note.code {
      let x = fitted.rows(Float.self)
      let white = axes.whitened(x).transposed()[rows: 0..<k]
      let products = matmul(white, white, transposeB: true)
      return (products / Float(fitted.count) - identity(k)).absolute().max()
    }
    note.claim(
      "The whitened coordinates are uncorrelated, with variance 1",
      measured:
        "their covariance is off the identity by \(scientific(Double(error)))",
      holds: error < 1e-2)
  }
}

/// The matrix with ones along its diagonal and zeros elsewhere.
private func identity(_ count: Int) -> Tensor<Float> {
  var matrix = Tensor<Float>(zeros: [count, count])
  for i in 0..<count { matrix[i, i] = 1 }
  return matrix
}
