extension Lesson {
  /// Whether the data set is Sightline's own, whose pictures can be drawn in any number.
  public var isDrawn: Bool { options.data == LessonOptions.drawnData }

  /// Loads the data set that the reader named, from the folder and with the seed of the options.
  ///
  /// One that cannot be loaded ends the lesson with one line on standard error and status 1.
  ///
  /// - Parameters:
  ///   - load: What loads it, such as `ImageDataset.load`, by its name, its folder, the seed and
  ///     how many training and test pictures are wanted.
  ///   - train: How many training pictures; nil for all.
  ///   - test: How many test pictures; nil for all.
  /// - Returns: What `load` returns.
  public func data<Data>(
    _ load: (String, String?, UInt64, Int?, Int?) throws -> Data, train: Int?, test: Int?
  ) -> Data {
    require { try load(options.data, options.dataDirectory, options.seed, train, test) }
  }

  /// Loads as many pictures as a lesson takes that trains classifiers: enough for figures that
  /// hold, few enough for the lesson to be read as it runs.
  ///
  /// - Parameter load: What loads the data set, such as `ImageDataset.load`.
  /// - Returns: What `load` returns.
  public func data<Data>(
    _ load: (String, String?, UInt64, Int?, Int?) throws -> Data
  ) -> Data {
    data(
      load,
      train: choose(
        quick: 1200, usual: isDrawn ? 6000 : 12_000, full: isDrawn ? 24_000 : nil),
      test: choose(quick: 300, usual: 1000, full: nil))
  }
}
