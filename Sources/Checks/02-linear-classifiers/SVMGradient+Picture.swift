import Grading

/// 2.4: templates that the learner's gradient has found.
let svmGradientPicture = ExercisePicture<ClassifierLossGradient>(
  "The templates of a linear SVM, trained with your gradient.",
  see: "Grey is a weight of 0. Find outlines and colours: what does each class look for?",
  section: "What the classifier has learned"
) { gradient, easel in
  try templates(easel, loops: true, rate: 0.02) { w, x, labels in
    (0, try gradient(w, x, labels, 0.01))
  }
}
