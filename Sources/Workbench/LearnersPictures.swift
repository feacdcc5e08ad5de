import Foundation

/// What `grade draw` has drawn with the learner's functions: the message that it hands to a lesson.
///
/// Lessons know nothing of exercises but their numbers, so all is said in words.
public struct LearnersPictures: Codable, Sendable, Equatable {
  /// A picture that one of the learner's functions has drawn.
  public struct Item: Codable, Sendable, Equatable {
    /// The number of the exercise.
    public var number: String
    /// Its title.
    public var title: String
    /// The section of the lesson that it belongs to.
    public var section: String?
    /// The picture.
    public var picture: DrawnPicture
  }

  /// An exercise without a picture, and why.
  public struct Failure: Codable, Sendable, Equatable {
    /// The number of the exercise.
    public var number: String
    /// Its title.
    public var title: String
    /// Why there is no picture, in a sentence.
    public var reason: String

    /// Says why there is no picture.
    public init(number: String, title: String, reason: String) {
      self.number = number
      self.title = title
      self.reason = reason
    }
  }

  /// The pictures, in the order of the exercises.
  public var items: [Item] = []
  /// The exercises whose functions are right and have drawn.
  public var right: [String] = []
  /// The exercises that are not right yet, or no more.
  public var open: [Failure] = []
  /// Those of them that were right before.
  public var lapsed: [String] = []
  /// The exercises that are right, but whose functions could not draw.
  public var failures: [Failure] = []

  /// Nothing yet.
  public init() {}

  /// Adds a picture, with the section that its exercise rests on.
  public mutating func add(
    _ picture: DrawnPicture, number: String, title: String, section: String?
  ) {
    let place = picture.section ?? section
    items.append(Item(number: number, title: title, section: place, picture: picture))
  }
}

/// A picture that a learner's function has drawn, encoded.
public struct DrawnPicture: Codable, Sendable, Equatable {
  /// The encoded picture.
  public var png: Data
  /// Its width in pixels.
  public var width: Int
  /// Its height in pixels.
  public var height: Int
  /// How many of its pixels make a point on the page, along a side.
  public var pixelsPerPoint: Int
  /// What it shows, in a plain sentence addressed to the learner.
  public var caption: String
  /// What to look for in it, in plain sentences.
  public var see: String
  /// The section of the lesson that it belongs to, if it is another than the exercise's.
  public var section: String?
  /// The exercises whose answers by the learner had a part in it.
  public var ownParts: [String] = []
  /// The exercises whose answers by the course stood in for the learner's.
  public var borrowedParts: [String] = []

  /// Describes a picture.
  ///
  /// - Parameters:
  ///   - png: the encoded picture.
  ///   - width: its width in pixels.
  ///   - height: its height in pixels.
  ///   - pixelsPerPoint: how many of its pixels make a point on the page, along a side.
  ///   - caption: what it shows.
  ///   - see: what to look for in it.
  ///   - section: the section of the lesson that it belongs to, if it is another than the exercise's.
  public init(
    png: Data, width: Int, height: Int, pixelsPerPoint: Int, caption: String, see: String,
    section: String? = nil
  ) {
    self.png = png
    self.width = width
    self.height = height
    self.pixelsPerPoint = pixelsPerPoint
    self.caption = caption
    self.see = see
    self.section = section
  }
}
