import Grading
import Notebooks
import Testing

@Suite("The exercises that a lesson names")
struct LessonListTests {
  @Test("are those that are declared, in the same order")
  func sameAsDeclared() {
    let declared = Course.cards.filter { $0.number.lesson > 0 }.map {
      ExerciseItem(
        number: $0.number.description, title: $0.title, difficulty: $0.difficulty,
        minutes: $0.minutes, isCore: $0.path == .core)
    }
    #expect(!declared.isEmpty)
    #expect(ExerciseItem.course == declared)
  }
}
