extension CourseLesson {
  static let lesson0 = CourseLesson(
    number: 0, title: "Hello", folder: "00-hello",
    cards: [
      ExerciseCard(
        "0.1", "Add two arrays", file: "AddArrays", section: nil,
        difficulty: 1, minutes: 5, path: .core,
        hints: [
          "This is a hint: each call of `grade hint` shows one more. The file says what to try "
            + "first; `grade watch` grades it whenever you save.",
          "c = a + b means c[i] = a[i] + b[i] for every i from 0 to a.count - 1.",
          "Begin with a copy: var c = a. Then, for each i, add b[i] to c[i]. Return c. "
            + "(Tensors also add with +, which is allowed here.)",
        ])
    ])
}
