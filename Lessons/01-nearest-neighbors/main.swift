import Datasets
import NeuralNets
import Notebooks
import Pictures
import Tensors

let lesson = Lesson.start(number: 1, title: "Nearest neighbours", dials: Dials.self)
let note = Notebook(lesson)
let sizes = Sizes(lesson)
let k = lesson.dials.k
let seed = lesson.options.seed
var generator = SeededGenerator(seed: seed)

note.section("A picture is an array of numbers")
note.text(
  """
  You see a fish at a glance. The machine is given a grid of numbers from 0 to 255, three for each pixel: red, green and \
  blue. Nothing in any single one of them says *fish*. Closing the gap between the numbers and their meaning, the \
  **semantic gap**, is what this course is about, and we begin with the simplest method that does anything at all.
  """)
let data = lesson.require {
  try ImageDataset.load(
    named: lesson.options.data, from: lesson.options.dataDirectory, seed: seed,
    trainCount: sizes.train, testCount: sizes.test)
}
let (train, test) = (data.train, data.test)
let classes = train.classNames.count
note.output(data.summary)
note.figure(
  "data", dataSheet(train), caption: "Ten pictures of each class, from the training set.",
  see:
    "Name a row's class with its label covered. Then try to say *how* you knew, in terms of pixels."
)
let numbers = note.code {
  let corner = train[0..<1].tensor(Float.self)  // (1, C, H, W)
  return (0..<4).map { y in (0..<8).map { x in String(Int(corner[0, 0, y, x])) } }
}
note.table(
  (0..<8).map { "x = \($0)" }, numbers,
  caption: "The corner of the first picture: its first channel.")

note.section("What one can ask of a picture")
note.text(
  """
  *What is it?* is one question of many. Asking *where* adds a box, asking for *everything* adds a box for each thing, and \
  the most patient question wants a label for every pixel. We spend most of this course on the first, **classification**, \
  because the other three are built from it.
  """)
note.figure(
  "tasks", VisionTasks(seed: seed).diagram,
  caption:
    "One scene and the four questions of vision: a label; a label and a box; all boxes; a label a pixel."
)
note.figure(
  "timeline", visionTimeline, caption: "Computer vision from 1959 to 2017.",
  see:
    "Half a century of features designed by hand, and then a few years in which networks learned them."
)

note.section("Why it is hard: six nuisances")
note.text(
  """
  The same thing makes very different numbers when the **viewpoint** changes, or the **illumination**, when it is bent \
  (**deformation**), half hidden (**occlusion**) or in front of other things (**clutter**), and no two members of a class \
  are alike (**intra-class variation**). Sightline draws its own pictures, so we can turn up one nuisance at a time.
  """)
note.figure(
  "nuisances", NuisanceCurves.samples(seed: seed),
  caption: "The same fish under each nuisance, turned up from 0 on the left to 1 on the right.",
  see: "To you it stays the same fish in nearly all of them. How many pixels stay the same?")
note.predict(
  "With every dial at 0 the classifier makes no mistake. Which dial, turned up alone, costs it most?"
)
let curves = note.progress("Turning up nuisances", total: 6 * sizes.nuisanceLevels.count) { bar in
  NuisanceCurves(
    levels: sizes.nuisanceLevels, trainCount: sizes.nuisanceTrain, testCount: sizes.nuisanceTest,
    seed: seed, advance: { bar.advance() })
}
note.figure(
  "nuisance-curves", curves.plot,
  caption:
    "Accuracy of the nearest neighbour, trained on \(sizes.nuisanceTrain) pictures drawn the same way.",
  see: "Each curve is one nuisance by itself. Real pictures have all six.")
for (dial, (cost, curve)) in zip(NuisanceCurves.dials, zip(curves.costs, curves.accuracies)) {
  note.claim(
    "\(dial.name) alone costs the nearest neighbour accuracy",
    measured: "\(percent(curve[0])) at 0, \(percent(curve[curve.count - 1])) at 1", holds: cost > 0)
}

note.section("Let the data decide")
note.text(
  """
  Nobody has managed to write down what a fish is in pixels. The **data-driven approach** turns the question round: collect \
  pictures with their labels, let a program make something of them (*train*), ask it about new ones (*predict*). The nearest \
  neighbour is the laziest such program. To train is to remember everything; to predict is to find the most similar picture \
  and repeat its label. With **k nearest neighbours**, k of them vote.
  """)
let model = note.code {
  KNearestNeighbors(examples: train.rows(Float.self), labels: train.labels)
}
note.listing(
  "public func vote", in: "Sources/NeuralNets/Classifiers/KNearestNeighbors.swift")
note.predict(
  "There are \(classes) classes, so guessing gets \(percent(1 / Double(classes), digits: 0)). What will one neighbour get?"
)
let (found, right) = note.code {
  let most = max(100, k)
  let found = model.neighbors(of: test.rows(Float.self), count: most)
  let right = (1...most).map { k in zip(model.vote(found, k: k), test.labels).map { $0 == $1 } }
  return (found, right)  // right[k - 1][i]: whether k neighbours answer test picture i rightly
}
let accuracy = right.map { Double($0.count { $0 }) / Double(test.count) }
note.claim(
  "One nearest neighbour beats guessing at least by half",
  measured: "\(right[0].count { $0 }) of \(test.count) right: \(percent(accuracy[0]))",
  holds: accuracy[0] > 1.5 / Double(classes))
note.finding(
  "\(k) neighbours, the dial `--k`",
  measured: "\(right[k - 1].count { $0 }) of \(test.count): \(percent(accuracy[k - 1]))")
note.figure(
  "neighbors", neighborSheet(test[0..<8], train, found, columns: min(8, max(3, k))),
  caption:
    "Eight test pictures and their nearest training pictures: green frames agree, orange ones do not.",
  see:
    "The wrong neighbours are not silly. They have the colours and the background in the right places, and another thing in front."
)
note.text(
  """
  Training took no work and prediction has to look at everything that was ever remembered. That is the wrong way round: we \
  can wait for training, but an answer is wanted at once, on a telephone. From lesson 2 on it is the other way.
  """)
let training = timed { KNearestNeighbors(examples: model.examples, labels: train.labels) }.seconds
let asking = timed { model.predict(test.rows(Float.self), k: k) }.seconds
note.timing("Remembering \(train.count) pictures", measured: duration(training))
note.timing(
  "Labelling \(test.count) pictures",
  measured: "\(duration(asking)), \(duration(asking / Double(test.count))) each")
if let course = CourseReference(data) {
  note.text(
    """
    These are pictures that thousands of students have classified before us: 5,000 training and 500 test pictures of \
    CIFAR-10 are the course's first assignment, and its answers are known.
    """)
  for (k, expected) in CourseReference.right.sorted(by: { $0.key < $1.key }) {
    let count = course.right(k: k)
    note.claim(
      "\(k) \(k == 1 ? "neighbour gets" : "neighbours get") \(expected) of the course's 500 right",
      measured: "\(count)",
      holds: count == expected)
  }
}

note.section("How far apart are two pictures?")
note.text("Add up how much the pixels differ, or add up the squares of it and take the root:")
note.formula(
  tex: #"d_1(a, b) = \sum_p |a_p - b_p| \qquad d_2(a, b) = \sqrt{\textstyle\sum_p (a_p - b_p)^2}"#,
  plain: "d₁(a, b) = Σ |aₚ − bₚ|      d₂(a, b) = √ Σ (aₚ − bₚ)²")
note.text(
  "The course asks for L2 three times over. First as it is said, a loop over the asked and one over the known:"
)
let loops = "Sources/NeuralNets/Classifiers/DistanceLoops.swift"
note.listing("public static func twoLoops", in: loops)
note.text(
  "One loop, because the subtraction is **broadcast** to all rows; and none, because the square can be expanded:"
)
note.formula(
  tex: #"|a - b|^2 = |a|^2 - 2\,a \cdot b + |b|^2"#, plain: "|a − b|² = |a|² − 2 a·b + |b|²")
note.listing("public static func noLoop", in: loops)
note.predict("All three compute the same numbers. How many times faster than two loops is no loop?")
let asked = test[0..<min(sizes.asked, test.count)].rows(Double.self) / 255
let known = train[0..<500].rows(Double.self) / 255
let (two, one, none) = note.code {
  (
    timed { DistanceLoops.twoLoops(asked, known) }, timed { DistanceLoops.oneLoop(asked, known) },
    timed { DistanceLoops.noLoop(asked, known) }
  )
}
let disagreement = [one, none].map { ($0.result / two.result - 1).absolute().max() }.max() ?? 0
note.claim(
  "Two loops, one loop and no loop agree to a billionth in Double",
  measured: "largest relative difference \(brief(disagreement))", holds: disagreement < 1e-9)
note.timing(
  "\(asked.rowCount) x \(known.rowCount) distances with two loops, one and none",
  measured: [two, one, none].map { duration($0.seconds) }.joined(separator: ", ")
    + ": \(fixed(two.seconds / none.seconds, 0)) times faster")
note.text("Now in `Float`, which is twice as fast again, and on pixels from 0 to 255 as they come:")
let (error, toItself) = note.code {
  let (a, b) = (test[0..<asked.rowCount].rows(Float.self), train[0..<500].rows(Float.self))
  let quick = DistanceLoops.noLoop(a, b).cast(to: Double.self)
  let itself = DistanceLoops.noLoop(b, b)
  return ((quick - 255 * two.result).absolute().max(), (0..<500).map { itself[$0, $0] }.max() ?? 0)
}
note.finding("In Float the expansion is off by up to", measured: brief(error))
note.finding("and finds a picture this far from itself", measured: brief(Double(toItself)))
let longest = Float(255 * 255 * (known * known).sum(axis: 1).max())
note.text(
  """
  That is the price of speed. The squared lengths reach \(brief(Double(longest))), and there a Float can only tell apart \
  what differs by \(brief(Double(longest.ulp))): the expansion subtracts large numbers to find a small one. \
  `KNearestNeighbors` therefore lets the expansion only *propose*: it works out how far off the product can be, and ranks \
  by the definition whatever might be among the nearest.
  """)
note.figure(
  "distances", distanceMatrix(255 * two.result, test[0..<asked.rowCount], train[0..<500]),
  caption:
    "The distances of \(asked.rowCount) test pictures (rows) from 500 training pictures (columns), both sorted by class.",
  see:
    "If distance were meaning, dark squares would run down the diagonal. What we see are stripes: a bright row is a test picture that is far from everything, a bright column a training picture that is."
)

note.section("Pixel distance is not meaning")
note.text(
  "Here is a picture and three copies. Each has been adjusted until it is exactly as far from the original as the others."
)
let trio = EqualDistanceTrio(of: test[0..<1].tensor(Double.self).row(0))
note.figure(
  "equal-distance", trio.sheet,
  caption:
    "Shifted by two pixels, dimmed, occluded: all at the same L2 distance from the original.",
  see:
    "One copy has lost the middle of what it shows, another has lost nothing. The distance cannot tell."
)
let spread = (trio.distances.max() ?? 0) - (trio.distances.min() ?? 0)
note.claim(
  "Three very different changes are at equal distance, to a thousandth",
  measured: trio.distances.map { fixed($0, 4) }.joined(separator: ", "), holds: spread < 1e-3)
let strangers = train.labels.indices.filter { train.labels[$0] != test.labels[0] }
let (nearest, shift) = note.code {
  let stranger = Distance.l2.pairwise(
    from: test[0..<1].rows(Float.self), to: model.examples.gathering(rows: strangers)
  ).min()
  return (stranger, (1...trio.width).first { trio.distance(shiftedBy: $0) > Double(stranger) })
}
note.finding(
  "How far may a picture be shifted until one of *another* class is nearer to it than its own copy?",
  measured: shift.map { "\($0) pixels; the other picture is \(fixed(Double(nearest), 0)) away" }
    ?? "any shift will do")

note.section("L1 or L2?")
note.text(
  """
  Turn the axes of the space of pictures: each new coordinate is a mixture of all pixels. L2 does not notice, for the \
  length of a vector does not depend on the axes. L1 does: it is at home where a single coordinate *means* something.
  """)
let factor = sizes.shrinking
let (before, after, memory, turnedMemory) = note.code {
  let queries = shrunk(test[0..<100].tensor(Double.self), by: factor)
  let examples = shrunk(train[0..<1000].tensor(Double.self), by: factor)
  let rotation = randomRotation(of: queries.shape[1], using: &generator)
  return (
    queries, matmul(queries, rotation, transposeB: true), examples,
    matmul(examples, rotation, transposeB: true)
  )
}
let straight = Distance.allCases.map { $0.pairwise(from: before, to: memory) }
let turned = Distance.allCases.map { $0.pairwise(from: after, to: turnedMemory) }
let l2Change = ((turned[1] - straight[1]) / straight[1]).absolute().max()
let moved = zip(straight[0].argmin(axis: 1), turned[0].argmin(axis: 1)).count { $0 != $1 }
note.claim(
  "A random rotation of all \(before.shape[1]) coordinates leaves every L2 distance as it was",
  measured: "largest relative change \(brief(l2Change))", holds: l2Change < 1e-10)
note.claim(
  "The same rotation gives some pictures another nearest neighbour in L1",
  measured: "\(moved) of \(before.rowCount)", holds: moved > 0)
note.text(
  "In the plane we can see what both distances, and the number of neighbours, do to the border between the classes."
)
let clouds = PointClouds(each: 16, using: &generator)
let shown = [1, 3, 5] + ([1, 3, 5].contains(k) || k > clouds.labels.count ? [] : [k])
note.figure(
  "regions",
  PlotGrid(
    panels: Distance.allCases.flatMap { d in shown.map { clouds.regions(d, k: $0) } },
    columns: shown.count),
  caption: "What L1 (above) and L2 (below) make of five clouds of points, for several k.",
  see:
    "At k = 1 every odd point owns an island; more neighbours smooth the border. L1's borders like to run level, upright or at 45 degrees."
)

note.section("Choosing k honestly")
note.text(
  """
  How many neighbours, and which distance? These are **hyperparameters**: choices that the training itself does not make. \
  The tempting way is to try them all and keep the best. The question is: best *on what*?
  """)
note.figure(
  "splits", dataSplits, caption: "Four ways to split the data for a choice.",
  see:
    "The first two fool us. The third is the usual one; the fourth makes the most of few data, at a price."
)
note.predict(
  "On the very pictures that were remembered: how accurate are 1, 10 and 100 neighbours?")
let sample = 0..<min(1000, train.count)
let onTraining = note.code {
  model.predict(model.examples[rows: sample], ks: sizes.ks).map { labels in
    Double(zip(labels, train.labels[sample]).count { $0 == $1 }) / Double(sample.count)
  }
}
note.claim(
  "One neighbour is perfect on its own training pictures", measured: percent(onTraining[0]),
  holds: onTraining[0] == 1)
note.claim(
  "More neighbours are worse there, the more the worse: 1, 10, 100",
  measured: [0, 4, 9].map { percent(onTraining[$0]) }.joined(separator: ", "),
  holds: onTraining[0] > onTraining[4] && onTraining[4] > onTraining[9])
note.text(
  """
  Judged by its training pictures k = 1 always wins: each picture finds itself. So we hold some back. In **5-fold \
  cross-validation** every fifth of the training set takes its turn as validation data:
  """)
let folds = note.progress("Cross-validation", total: 5) { bar in
  note.code { model.crossValidated(ks: sizes.ks, folds: 5, advance: { bar.advance() }) }
}
note.table(
  ["k"] + (1...5).map { "fold \($0)" } + ["mean"],
  zip(folds.ks, zip(folds.accuracies, folds.means)).map { k, row in
    ["\(k)"] + row.0.map { fixed($0, 3) } + [fixed(row.1, 4)]
  })
note.figure(
  "cross-validation", crossValidationPlot(folds, dial: k),
  caption: "Accuracy of each fold, with the mean and the standard deviation of the five.",
  see: "How long are the error bars compared with the differences between the values of k?")
note.finding(
  "Cross-validation chooses", measured: "k = \(folds.best), mean \(percent(folds.means.max() ?? 0))"
)
if ["shapes", "cifar10"].contains(data.name) {
  note.claim(
    "The best k of cross-validation is not the best k on the training pictures, 1",
    measured: "k = 1 has a mean of \(percent(folds.means[0]))", holds: folds.best != 1)
}
note.finding(
  "Its price: five trainings instead of one",
  measured: "\(train.count * train.count / 5 * 4) distances for \(train.count) pictures")
if let course = CourseReference(data) {
  let agreeing = course.agreeingFolds(train.count == 5000 ? folds : nil)
  note.claim(
    "The course's fifty accuracies, on its 5,000 pictures, come out to the last digit",
    measured: "\(agreeing) of 50", holds: agreeing == 50)
}
note.text(
  """
  And the test data? Suppose we choose k on them. Let us do it \(sizes.repeats) times: draw \(sizes.choiceSize) of the test \
  pictures, keep the k of 1 to \(sizes.mostChoices) that does best on them, and report that best accuracy. Then ask all \
  other test pictures, which had no part in the choice, what that k is worth.
  """)
note.predict("By how many points will the reported accuracy flatter?")
let choice = note.code {
  TestSetChoice(
    isRight: Array(right.prefix(sizes.mostChoices)), size: sizes.choiceSize, repeats: sizes.repeats,
    using: &generator)
}
note.claim(
  "Choosing k on the test set reports a better figure than fresh pictures give",
  measured:
    "\(percent(choice.reported)) reported, \(percent(choice.fresh)) on fresh pictures: means of \(sizes.repeats) repeats",
  holds: choice.reported > choice.fresh)
note.text(
  "Test data are for the end, and for once. This is the end: what cross-validation chose, asked about the test pictures."
)
note.finding(
  "k = \(folds.best) on the test set",
  measured:
    "\(percent(accuracy[folds.best - 1])) of \(test.count), where cross-validation promised \(percent(folds.means.max() ?? 0))"
)

note.section("The curse of dimensionality")
note.text(
  """
  A neighbour helps only if it is near. To have a point every quarter of the side of a line takes 5 points, of a square \
  25, of a cube 125; our pictures live in \(train.pixelsPerImage) dimensions.
  """)
let curse = note.code {
  CurseOfDimensionality(
    dimensions: [1, 2, 3, 10, 30, 100, 300, 1000, 3072], count: 1000, using: &generator)
}
note.figure(
  "dimensions", curse.plot,
  caption:
    "The distance to the nearest of 1,000 random points, as a share of the mean distance to all of them.",
  see:
    "In few dimensions the nearest is much nearer than the rest. In thousands of them everything is equally far away."
)
note.finding(
  "The nearest of 1,000 random points, against the mean: in 2 and in 3,072 dimensions",
  measured: "\(percent(curse.nearest[1])) and \(percent(curse.nearest[8]))")
note.finding(
  "Points to have one every quarter of a side, in 1, 2, 3, 10 and 100 dimensions",
  measured: [1, 2, 3, 10, 100].map { brief(CurseOfDimensionality.pointsToCover($0)) }.joined(
    separator: ", "))
note.text(
  """
  That nearest neighbours work at all on pictures is because pictures do not fill their space: they lie on a thin, folded \
  sheet within it. The next lessons learn to follow that sheet. Lesson 2 begins by giving up the memory: of all pictures of \
  a class it keeps a single one, a template.
  """)
note.questions([
  "Which of the six nuisances would a distance between *histograms* of colours not notice, and what would that cost?",
  "All pictures are stored twice, each copy with the same label. What happens to the answers for k = 1, and for k = 3?",
  "Why does the accuracy on the training set for k = 1 say nothing, and that for k = 10 next to nothing?",
])
note.finish()
