/// The exercises of lesson 3, backpropagation through gates.
public enum Lesson3 {
  static let lesson = CourseLesson(
    number: 3, title: "Backpropagation: gates", folder: "03-backprop-gates",
    exercises: [
      twoInputGates, sigmoidGate, oneInputGates, reverseTopologicalOrder, graphBackward,
      matrixMultiplyGate, biasGate, softmaxGate, affineGate,
    ])
}
