import ExercisePictures
import Exercises1
import Grading
import Solutions1

GradingProcess.main([
  Submission(
    Lesson1.l1Distance, Exercises1.l1Distance, solution: Solutions1.l1Distance,
    picture: Lesson1.l1DistancePicture),
  Submission(
    Lesson1.l2DistancesTwoLoops, Exercises1.l2DistancesTwoLoops,
    solution: Solutions1.l2DistancesTwoLoops, picture: Lesson1.l2DistancesTwoLoopsPicture),
  Submission(
    Lesson1.l2DistancesOneLoop, Exercises1.l2DistancesOneLoop,
    solution: Solutions1.l2DistancesOneLoop, picture: Lesson1.l2DistancesOneLoopPicture),
  Submission(
    Lesson1.l2DistancesNoLoop, Exercises1.l2DistancesNoLoop, solution: Solutions1.l2DistancesNoLoop,
    picture: Lesson1.l2DistancesNoLoopPicture),
  Submission(
    Lesson1.majorityVote, Exercises1.majorityVote, solution: Solutions1.majorityVote,
    picture: Lesson1.majorityVotePicture),
  Submission(
    Lesson1.kFoldSplit, Exercises1.kFoldSplit, solution: Solutions1.kFoldSplit,
    picture: Lesson1.kFoldSplitPicture),
  Submission(
    Lesson1.chooseK, Exercises1.chooseK, solution: Solutions1.chooseK,
    picture: Lesson1.chooseKPicture),
])
