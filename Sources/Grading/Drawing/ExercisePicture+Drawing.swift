import Pictures
import Workbench

extension ExercisePicture {
  /// Describes a picture.
  ///
  /// - Parameters:
  ///   - caption: what it shows, in a plain sentence addressed to the learner.
  ///   - see: what to look for in it, in plain sentences.
  ///   - section: the section of the lesson whose pictures it resembles, if it is another than the exercise's.
  ///   - draw: runs the answer and draws what comes of it.
  package init<Drawn: Picture>(
    _ caption: String, see: String, section: String? = nil,
    draw: @escaping @Sendable (Answer, Easel) throws -> Drawn
  ) {
    self.init(encoding: { answer, easel in
      let picture = try draw(answer, easel)
      let image = picture.image()
      return DrawnPicture(
        png: try image.pngData(), width: image.width, height: image.height,
        pixelsPerPoint: picture.pixelsPerPoint, caption: caption, see: see,
        section: section)
    })
  }
}
