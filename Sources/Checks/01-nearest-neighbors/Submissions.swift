// Written by `swift run grade join 1` from the stubs; a test compares.

import Exercises1
import Grading
import Solutions1

/// The exercises of the lesson, each with the learner's answer and the solution.
let submissions: [Submission] = [
  Submission(
    l1Distance,
    Exercises1.l1Distance,
    solution: Solutions1.l1Distance,
    picture: l1DistancePicture),
  Submission(
    l2DistancesTwoLoops,
    Exercises1.l2DistancesTwoLoops,
    solution: Solutions1.l2DistancesTwoLoops,
    picture: l2DistancesTwoLoopsPicture),
  Submission(
    l2DistancesOneLoop,
    Exercises1.l2DistancesOneLoop,
    solution: Solutions1.l2DistancesOneLoop,
    picture: l2DistancesOneLoopPicture),
  Submission(
    l2DistancesNoLoop,
    Exercises1.l2DistancesNoLoop,
    solution: Solutions1.l2DistancesNoLoop,
    picture: l2DistancesNoLoopPicture),
  Submission(
    majorityVote,
    Exercises1.majorityVote,
    solution: Solutions1.majorityVote,
    picture: majorityVotePicture),
  Submission(
    kFoldSplit,
    Exercises1.kFoldSplit,
    solution: Solutions1.kFoldSplit,
    picture: kFoldSplitPicture),
  Submission(
    chooseK,
    Exercises1.chooseK,
    solution: Solutions1.chooseK,
    picture: chooseKPicture),
]
