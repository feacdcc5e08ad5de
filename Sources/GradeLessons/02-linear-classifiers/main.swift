import Exercises2
import Grading
import Solutions2

GradingProcess.main([
  Submission(
    Lesson2.scoresWithBiasTrick, Exercises2.scoresWithBiasTrick,
    solution: Solutions2.scoresWithBiasTrick)
])
