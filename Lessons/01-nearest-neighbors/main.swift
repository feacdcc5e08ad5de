import Datasets
import NearestNeighbors
import Notebooks
import Pictures
import Tensors

let lesson = Lesson.start(number: 1, title: "Nearest neighbours", dials: Dials.self)
let note = Notebook(lesson)
let sizes = Sizes(lesson)
let k = lesson.dials.k
let seed = lesson.options.seed
var generator = SeededGenerator(seed: seed)
let data = lesson.require {
  try ImageDataset.load(
    named: lesson.options.data, from: lesson.options.dataDirectory, seed: seed,
    trainCount: sizes.train, testCount: sizes.test)
}
let (train, test) = (data.train, data.test)
let classes = train.classNames.count

note.section("A picture is an array of numbers")
note.text(
  """
  You name the thing in a picture at a glance. The machine is given a grid of numbers from 0 to 255, \
  \(train.channels == 3 ? "three for each pixel: red, green and blue" : "one for each pixel"). Nothing in any single one \
  of them says *\(train.classNames[train.labels[0]])*. Between the numbers and what they mean lies the **semantic gap**. \
  Closing it is what this course is about, and we begin with the simplest method that does anything at all.
  """)
note.output(data.summary)
note.figure(
  "data", dataSheet(train), caption: "Ten pictures of each class, from the training set.",
  see: "Cover the labels and name the rows. Then try to say *how* you knew, in terms of pixels.")
note.text(
  "In the code of this lesson `train` and `test` are the two sets of pictures. One channel of the first:"
)
let numbers = note.code {
  let first = train[0..<1].tensor(Float.self)  // (1, C, H, W)
  return (0..<4).map { y in (0..<8).map { x in first[0, 0, y, x] } }
}
note.table(
  (0..<8).map { "x = \($0)" }, numbers.map { row in row.map { String(Int($0)) } },
  caption: "The upper left corner of the first picture, its first channel.")

note.section("What one can ask of a picture")
note.text(
  """
  *What is it?* is one question of many. Asking *where* adds a box, asking for *everything* adds a box for each thing, and \
  the most patient question wants a label for every pixel. We spend most of this course on the first, **classification**, \
  because the others are built from it.
  """)
note.figure(
  "tasks", VisionTasks(seed: seed).diagram,
  caption: "One scene, asked four things: a label; a label and its box; all boxes; a label a pixel."
)
note.figure(
  "timeline", visionTimeline, caption: "Computer vision from 1959 to 2017.",
  see:
    "Half a century of features designed by hand, then a few years in which networks learned them.")

note.section("Why it is hard: six nuisances")
note.text(
  """
  One thing makes very different numbers when the **viewpoint** changes, or the **illumination**; when it is bent \
  (**deformation**), half hidden (**occlusion**) or in front of other things (**clutter**); and no two members of a class \
  are alike (**intra-class variation**). Sightline draws pictures of its own, so we can turn up one nuisance at a time.
  """)
note.figure(
  "nuisances", NuisanceCurves.samples(seed: seed),
  caption: """
    A fish under each nuisance, turned up from 0 on the left to 1 on the right. It is the same fish but for the last row, \
    where each is another member of the class.
    """,
  see: "To you it stays a fish in nearly all of them. How many of its pixels stay the same?")
note.predict(
  "With all dials at 0 the classifier below is always right. Which dial alone costs it most?",
  answeredBy: "costliest-dial")
let curves = note.progress("Nuisances", total: 6 * sizes.nuisanceLevels.count) { bar in
  NuisanceCurves(
    levels: sizes.nuisanceLevels, trainCount: sizes.nuisanceTrain, testCount: sizes.nuisanceTest,
    seed: seed, advance: { bar.advance() })
}
note.figure(
  "nuisance-curves", curves.plot,
  caption:
    "Accuracy of the nearest neighbour, trained on \(sizes.nuisanceTrain) pictures drawn alike.",
  see: "Each curve is one nuisance by itself. Real pictures have all six.")
for nuisance in curves.ends {
  note.claim(
    "The classifier loses at least five points of accuracy to \(nuisance.name) alone",
    answering: "costliest-dial",
    measured: "\(percent(nuisance.absent)) at 0, \(percent(nuisance.full)) at 1",
    holds: nuisance.absent - nuisance.full >= 0.05)
}

note.section("Let the data decide")
note.text(
  """
  Nobody has managed to write down what a cat is in pixels. The **data-driven approach** turns the question round: collect \
  pictures with their labels, let a program make something of them (*train*), then ask it about new ones (*predict*). The \
  nearest neighbour is the laziest such program. To train is to remember everything; to predict is to find the most \
  similar picture and repeat its label. With **k nearest neighbours**, k of them vote:
  """)
note.listing("public func vote", in: "Sources/NearestNeighbors/KNearestNeighbors.swift")
note.predict(
  "\(classes) classes: guessing gets \(percent(1 / Double(classes), digits: 0)). What will one neighbour get?",
  answeredBy: "one-neighbor")
let model = note.code {
  KNearestNeighbors(examples: train.rows(Float.self), labels: train.labels)
}
note.text(
  """
  We call it `model`. The neighbours of every test picture are found once, and then 1, 2, 3 and more of them vote: \
  `right[k - 1]` says for each test picture whether k neighbours name it rightly.
  """)
let found = model.neighbors(of: test.rows(Float.self), count: max(100, k))
let right = (1...found.count).map { k in
  zip(model.vote(found, k: k), test.labels).map { $0 == $1 }
}
let accuracy = right.map { Double($0.count { $0 }) / Double(test.count) }
note.claim(
  "One nearest neighbour is right at least half as often again as guessing",
  answering: "one-neighbor",
  measured: "\(right[0].count { $0 }) of \(test.count): \(percent(accuracy[0]))",
  holds: accuracy[0] > 1.5 / Double(classes))
note.finding(
  "The dial, `--k \(k)`",
  measured: "\(right[k - 1].count { $0 }) of \(test.count): \(percent(accuracy[k - 1]))")
note.figure(
  "neighbors",
  neighborSheet(
    test, train, found, votes: model.vote(found, k: k), columns: min(8, max(3, k))),
  caption: """
    Test pictures on the left, framed by the vote of \(k): green if it is right, orange if it is wrong. Beside them their \
    nearest training pictures: green if of the same class, orange if of another.
    """,
  see: """
    One or two votes can win where the others are scattered over many classes, and a tie goes to the smaller label. The wrong \
    neighbours are not silly: light and dark, colour and background are in the right places.
    """)
CourseReference(data)?.claimVotes(in: note)
note.text(
  """
  Training compares nothing, and prediction looks at everything that was ever remembered. That is the wrong way round: we \
  can wait for training, but an answer is wanted at once, on a telephone. From lesson 2 on it is the other way.
  """)
note.finding(
  "Distances to work out in training, and then to label one picture",
  measured: "0, and \(grouped(train.count))")
note.finding(
  "Multiplications for them, one for each number of each picture",
  measured: "0, and \(grouped(train.count * train.pixelsPerImage))")
let training = timed { KNearestNeighbors(examples: model.examples, labels: train.labels) }.seconds
let asking = timed { model.predict(test.rows(Float.self), k: k) }.seconds / Double(test.count)
note.timing("Remembering \(train.count) pictures", measured: duration(training))
note.timing("Labelling a picture", measured: duration(asking))

note.section("How far apart are two pictures?")
note.text(
  "Add up how much their pixels differ, which is **L1**; or the squares of it, and take the root, **L2**:"
)
note.formula(tex: #"d_1(a, b) = \sum_p |a_p - b_p|"#, plain: "d₁(a, b) = Σ |aₚ − bₚ|")
note.formula(
  tex: #"d_2(a, b) = \sqrt{\textstyle\sum_p (a_p - b_p)^2}"#, plain: "d₂(a, b) = √ Σ (aₚ − bₚ)²")
note.text(
  "The course asks for L2 three times over. First as it is said, with a loop over either set:")
let loops = "Sources/NearestNeighbors/DistanceLoops.swift"
note.listing("public static func twoLoops", in: loops)
note.text(
  """
  Then with one loop, since subtraction is **broadcast** to all rows. And with none, since the square can be expanded, and \
  the middle term of all pairs is one product of matrices:
  """)
note.formula(
  tex: #"|a - b|^2 = |a|^2 - 2\,a \cdot b + |b|^2"#, plain: "|a − b|² = |a|² − 2 a·b + |b|²")
note.listing("public static func noLoop", in: loops)
note.predict(
  "A picture is at distance 0 from itself. What will the version without a loop say, in Float?",
  answeredBy: "distance-to-itself")
let asked = test[0..<min(sizes.asked, test.count)]
let known = train[0..<500]
let (a, b) = (asked.rows(Double.self) / 255, known.rows(Double.self) / 255)
note.text(
  """
  Below, `a` holds \(asked.count) test pictures, a row each, and `b` 500 training pictures, their numbers from 0 to 1. \
  `timed` notes how long its work takes.
  """)
let (two, one, none) = note.code {
  let two = timed { DistanceLoops.twoLoops(a, b) }
  let one = timed { DistanceLoops.oneLoop(a, b) }
  let none = timed { DistanceLoops.noLoop(a, b) }
  return (two, one, none)
}
let disagreement = [one, none].map { ($0.result / two.result - 1).absolute().max() }.max() ?? 0
note.claim(
  "Two loops, one loop and no loop agree to a billionth in Double",
  measured: "largest relative difference \(brief(disagreement))", holds: disagreement < 1e-9)
note.timing(
  "\(asked.count) x \(known.count) distances with two loops, one and none",
  measured: [two, one, none].map { duration($0.seconds) }.joined(separator: ", "))
let float = FloatExpansion(asked, known)
note.finding(
  "In Float, on pixels from 0 to 255, the distance of a picture from itself",
  answering: "distance-to-itself",
  measured: "up to \(brief(float.toItself)); others are off by up to \(brief(float.error))")
note.text(
  """
  That is the price of speed. The squared lengths reach \(decimals(Double(float.longest) / 1e6, 0)) million, and there a Float cannot tell apart \
  what differs by less than \(brief(Double(float.longest.ulp))): the expansion subtracts large numbers to find a small one. \
  So `KNearestNeighbors` lets the expansion only *propose*. It works out how far off the product can be, and ranks by the \
  definition whatever might be among the nearest.
  """)
note.figure(
  "distances", distanceMatrix(255 * two.result, asked, known),
  caption:
    "Distances of \(asked.count) test pictures from \(known.count) training pictures, both sorted by class.",
  see:
    "Were distance meaning, dark squares would run down the diagonal. We see stripes: a bright row is a test picture far from everything, a bright column such a training picture."
)

note.section("Pixel distance is not meaning")
note.text(
  "Here is a picture with three copies. Each copy was adjusted until all are equally far from the original."
)
let trio = EqualDistanceTrio(of: test[0..<1].tensor(Double.self).row(0))
note.figure(
  "equal-distance", trio.sheet,
  caption:
    "Shifted by two pixels, dimmed, occluded: all at the same L2 distance from the original.",
  see:
    "One copy has lost the middle of what it shows, another has lost nothing. The distance cannot tell."
)
note.claim(
  "Three very different changes are equally far from the original, to a thousandth",
  measured: trio.distances.map { decimals($0, 4) }.joined(separator: ", "),
  holds: trio.spread < 1e-3)
note.text(
  """
  How far must it be shifted to lie further off than a picture of something else? `trio` is the original with its copies, \
  and can shift it by any number of pixels:
  """)
let (nearest, shift) = note.code {
  let label = test.labels[0]
  let others = train.labels.indices.filter { train.labels[$0] != label }
  let distances = Distance.l2.pairwise(
    from: test[0..<1].rows(Float.self),
    to: model.examples.gathering(rows: others))
  let nearest = Double(distances.min())
  let shift = (1...trio.width).first {
    trio.distance(shiftedBy: $0) > nearest
  }
  return (nearest, shift)
}
note.finding(
  "Shift this picture, and one of *another* class is nearer to it than its own copy",
  measured: shift.map { "from \($0) pixels on, at a distance of \(decimals(nearest, 0))" }
    ?? "never")

note.section("L1 or L2?")
note.text(
  """
  Turn the axes of the space of pictures, so that each new coordinate is a mixture of all pixels. L2 does not notice, for \
  the length of a vector does not depend on the axes. L1 does: it is at home where a single coordinate *means* something, \
  such as a person's age or income. For a generic vector L2 is the natural choice.
  """)
note.listing("init(", in: "Lessons/01-nearest-neighbors/RandomRotation.swift")
let rotation = RotationTest(
  test[0..<min(100, test.count)], train[0..<min(1000, train.count)], using: &generator)
note.claim(
  "A random rotation of \(rotation.dimensions) coordinates leaves every L2 distance as it was",
  measured: "largest relative change \(brief(rotation.l2Change))", holds: rotation.l2Change < 1e-10)
note.claim(
  "The same rotation gives some pictures another nearest neighbour in L1",
  measured: "\(rotation.movedInL1) of \(rotation.asked)", holds: rotation.movedInL1 > 0)
note.text("In the plane we see what the distance, and the number of neighbours, do to the borders:")
let clouds = PointClouds(each: 12, using: &generator)
note.figure(
  "regions", clouds.sheet(ks: [1, 3, 5] + ([1, 3, 5].contains(k) || k > 60 ? [] : [k])),
  caption: "What L1 (above) and L2 (below) make of five clouds of points, for several k.",
  see:
    "At k = 1 every stray point owns an island; more neighbours smooth the borders. Those of L1 like to run level, upright or at 45 degrees."
)

note.section("Choosing k honestly")
note.text(
  """
  How many neighbours, and which distance? Such choices, which training itself does not make, are **hyperparameters**. One \
  tries several and keeps the best. But best *on what*?
  """)
note.figure(
  "splits", dataSplits, caption: "Four ways to split the data for a choice.",
  see:
    "The first two fool us. The third is the usual one; the fourth makes the most of few data, at a price."
)
note.predict(
  "On the very pictures that were remembered: how accurate are 1, 10 and 100 neighbours?",
  answeredBy: "on-training-pictures")
let sample = 0..<min(1000, train.count)
note.text("Here `sample` is the first \(grouped(sample.count)) of the training pictures:")
let onTraining = note.code {
  let asked = model.examples[rows: sample]
  return model.predict(asked, ks: [1, 10, 100]).map { labels in
    let right = zip(labels, train.labels[sample]).count { $0 == $1 }
    return Double(right) / Double(sample.count)
  }
}
note.claim(
  "One neighbour is perfect on its own training pictures", measured: percent(onTraining[0]),
  holds: onTraining[0] == 1)
note.claim(
  "More neighbours are worse there, and ever worse: 1, 10, 100",
  answering: "on-training-pictures",
  measured: onTraining.map { percent($0) }.joined(separator: ", "),
  holds: onTraining[0] > onTraining[1] && onTraining[1] > onTraining[2])
note.text(
  """
  Judged by its training pictures k = 1 always wins: each picture finds itself. So we hold some back. In **5-fold \
  cross-validation** each fifth of the training set takes its turn as validation data:
  """)
note.listing(
  "public func crossValidated", in: "Sources/NearestNeighbors/CrossValidation.swift")
let folds = note.progress("Cross-validation", total: 5) { bar in
  model.crossValidated(ks: sizes.ks, advance: { bar.advance() })
}
note.table(["k"] + (1...5).map { "fold \($0)" } + ["mean"], crossValidationRows(folds))
note.figure(
  "cross-validation", crossValidationPlot(folds, dial: k),
  caption: "Accuracy of each fold, with the mean and the standard deviation of the five.",
  see: "Are the error bars longer than the differences between the values of k?")
let best = folds.best
let promised = percent(folds.means.max() ?? 0)
note.finding("Cross-validation chooses", measured: "k = \(best), mean accuracy \(promised)")
let beside = "\(best), beside 1, whose mean is \(percent(folds.means[0]))"
if data.name == "shapes" {
  note.claim(
    "That is not the k that the training pictures would choose", measured: beside, holds: best != 1)
} else {
  // Among all pictures of CIFAR-10 k = 1 wins; among a tenth of them it loses.
  note.finding("Beside the k that the training pictures would choose", measured: beside)
}
note.finding(
  "Its price: five trainings instead of one, each with its own predictions",
  measured: "\(train.count * train.count / 5 * 4) distances for \(train.count) pictures")
CourseReference(data)?.claimFolds(train.count == 5000 ? folds : nil, in: note)
note.text(
  """
  And the test data? Suppose we choose k on them. We do it \(sizes.repeats) times: draw \(sizes.choiceSize) of the test \
  pictures, keep the k of 1 to \(sizes.mostChoices) that does best on them, and report that best accuracy. Then we ask all \
  other test pictures, which had no part in the choice, what that k is worth.
  """)
note.text(
  """
  `right` is the table from above, `sizes` holds the three numbers just named, and `generator` is where the random numbers \
  of this lesson come from.
  """)
note.predict("By how many points will the reported accuracy flatter?", answeredBy: "flattery")
let choice = note.code {
  TestSetChoice(
    isRight: Array(right.prefix(sizes.mostChoices)),
    size: sizes.choiceSize, repeats: sizes.repeats,
    using: &generator)
}
note.claim(
  "Choosing k on the test set reports a better figure than fresh pictures give",
  answering: "flattery",
  measured:
    "\(percent(choice.reported)) reported, \(percent(choice.fresh)) fresh: means of \(sizes.repeats) repeats",
  holds: choice.reported > choice.fresh)
note.text("Test data are for the end, and for once. So, this once, what cross-validation chose:")
note.finding(
  "k = \(best) on the \(test.count) test pictures",
  measured: "\(percent(accuracy[best - 1])); cross-validation promised \(promised)")

note.section("The curse of dimensionality")
note.text(
  """
  A neighbour helps if it is near. To have a point every quarter of the side, a line takes 5 points, a square 25, a cube \
  125. Our pictures live in \(train.pixelsPerImage) dimensions.
  """)
let curse = note.code {
  CurseOfDimensionality(
    dimensions: [1, 2, 3, 10, 30, 100, 300, 1000, 3072],
    count: 1000, using: &generator)
}
note.figure(
  "dimensions", curse.plot,
  caption:
    "Distance to the nearest of 1,000 random points, as a share of the mean distance to all.",
  see:
    "In few dimensions the nearest is much nearer than the rest. In thousands, all are equally far away."
)
note.finding(
  "The nearest point's share of the mean distance, in 2 and in 3,072 dimensions",
  measured: "\(percent(curse.nearest[1])) and \(percent(curse.nearest[8]))")
note.finding(
  "Points to have one every quarter of a side, in 1, 2, 3, 10 and 100 dimensions",
  measured: [1, 2, 3, 10, 100].map { brief(CurseOfDimensionality.pointsToCover($0)) }
    .joined(separator: ", "))
note.text(
  """
  Nearest neighbours work on pictures at all because pictures do not fill their space: they lie on a thin, folded sheet \
  within it. The next lessons learn to follow that sheet. Lesson 2 begins by giving up the memory: of all pictures of a \
  class it keeps a single one, a template.
  """)
note.questions([
  "Which of the six nuisances would a distance between *histograms* of colours not notice, and at what cost?",
  "Every training picture is stored twice. What happens to the answers for k = 1, and for k = 3?",
  "Why does the accuracy on the training set say nothing for k = 1, and little for k = 10?",
])
note.exercises()
note.finish()
