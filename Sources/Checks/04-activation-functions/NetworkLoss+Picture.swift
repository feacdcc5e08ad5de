import Grading
import Pictures

/// 4.7: depth folds what is folded already.
let networkLossPicture = ExercisePicture<NetworkLoss>(
  "A score of random networks of one, two and four layers over the plane: lines of equal height.",
  see: "One layer draws straight lines. Each further layer folds along lines that are bent already."
) { answer, easel in
  let networks = [1, 2, 4].map { depth in
    let widths = [2] + [Int](repeating: 16, count: depth - 1) + [3]
    return (depth == 1 ? "one layer" : "\(depth) layers", widths)
  }
  return try heights(networks, easel, answer)
}
