import Exercises1
import Grading
import Solutions1

GradingProcess.main([
  Submission(
    Lesson1.l1Distance, Exercises1.l1Distance, solution: Solutions1.l1Distance),
  Submission(
    Lesson1.l2DistancesTwoLoops, Exercises1.l2DistancesTwoLoops,
    solution: Solutions1.l2DistancesTwoLoops),
  Submission(
    Lesson1.l2DistancesOneLoop, Exercises1.l2DistancesOneLoop,
    solution: Solutions1.l2DistancesOneLoop),
  Submission(
    Lesson1.l2DistancesNoLoop, Exercises1.l2DistancesNoLoop, solution: Solutions1.l2DistancesNoLoop),
  Submission(
    Lesson1.majorityVote, Exercises1.majorityVote, solution: Solutions1.majorityVote),
  Submission(
    Lesson1.kFoldSplit, Exercises1.kFoldSplit, solution: Solutions1.kFoldSplit),
  Submission(
    Lesson1.chooseK, Exercises1.chooseK, solution: Solutions1.chooseK),
])
