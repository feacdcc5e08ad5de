import Foundation
import Grading
import Workbench

/// A picture that shows nothing but what the answer says to 3.
let picture = ExercisePicture<Answer>(encoding: { answer, _ in
  DrawnPicture(
    png: Data("it says \(try answer(3))".utf8), width: 1, height: 1, pixelsPerPoint: 1,
    caption: "What it says.", see: "The number.")
})
