import ArgumentParser
import Tensors

/// What every section of a lesson works with.
///
/// A lesson names its own, `typealias Chapter = LessonChapter<Dials, ImageDataset>`. Its sections
/// are functions in extensions of `Chapter`, a file a section in the lesson's folder `Sections`,
/// and `main.swift` calls them one after the other. What a later section needs of an earlier one
/// is returned and handed on there.
public struct LessonChapter<Dials: ParsableArguments, Data> {
  /// What the reader asked for.
  public let lesson: Lesson<Dials>
  /// Where the lesson is told.
  public let note: Notebook
  /// What the lesson learns from.
  public let data: Data
  /// Where all random numbers of the lesson come from, one section after the other.
  public var random: SeededGenerator

  /// Begins a chapter; its random numbers begin with the reader's seed.
  public init(_ lesson: Lesson<Dials>, _ note: Notebook, data: Data) {
    (self.lesson, self.note, self.data) = (lesson, note, data)
    random = SeededGenerator(seed: lesson.options.seed)
  }

  /// The reader's seed, for what shall be drawn alike wherever it is drawn.
  public var seed: UInt64 { lesson.options.seed }
}

extension LessonChapter where Data == Void {
  /// Begins the chapter of a lesson that learns from no data.
  public init(_ lesson: Lesson<Dials>, _ note: Notebook) {
    self.init(lesson, note, data: ())
  }
}
