/// Before the first lesson: how exercises work.
public enum Lesson0 {
  static let lesson = CourseLesson(
    number: 0, title: "Hello", folder: "00-hello", exercises: [addArrays])
}
