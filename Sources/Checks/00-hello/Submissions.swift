// Written by `swift run grade join 0` from the stubs; a test compares.

import Exercises0
import Grading
import Solutions0

/// The exercises of the lesson, each with the learner's answer and the solution.
let submissions: [Submission] = [
  Submission(
    addArrays,
    Exercises0.addArrays,
    solution: Solutions0.addArrays,
    picture: addArraysPicture)
]
