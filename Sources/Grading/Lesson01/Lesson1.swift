/// The exercises of lesson 1, nearest neighbours.
public enum Lesson1 {
  static let lesson = CourseLesson(
    number: 1, title: "Nearest neighbours", folder: "01-nearest-neighbors",
    exercises: [
      l1Distance, l2DistancesTwoLoops, l2DistancesOneLoop, l2DistancesNoLoop, majorityVote,
      kFoldSplit, chooseK,
    ])
}
