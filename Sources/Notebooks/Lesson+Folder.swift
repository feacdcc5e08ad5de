extension Lesson {
  /// The lesson, for something else than its chapter: what it writes goes into a folder of its own
  /// beside the chapter's files, which stay as they are.
  ///
  /// - Parameter name: The folder's name, such as `your-graph`.
  /// - Returns: The lesson with that folder.
  /// - Throws: What stands in the way of writing there, in words.
  public func besideChapter(_ name: String) throws -> Lesson {
    Lesson(
      number: number, title: title, options: options, dials: dials,
      folder: try OutputFolder.prepare(root: folder.displayPath, lesson: name), command: command)
  }
}
