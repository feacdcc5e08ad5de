import Grading

/// 2.7: the templates of softmax.
let softmaxGradientPicture = ExercisePicture<ClassifierLossGradient>(
  "The templates of a softmax classifier, trained with your gradient.",
  see:
    "Grey is a weight of 0. Each class pulls its template towards its pictures, away from others."
) { gradient, easel in
  try templates(easel, loops: true, rate: 0.1) { w, x, labels in
    (0, try gradient(w, x, labels, 0.01))
  }
}
