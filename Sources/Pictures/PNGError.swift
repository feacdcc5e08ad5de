import Foundation

/// What can be wrong with a PNG file, in one line that names the file and says what to do.
public enum PNGError: Error, Sendable, Equatable, CustomStringConvertible {
  /// There is no such file.
  case missing(path: String)

  /// The path leads to a folder or a device.
  case notAFile(path: String)

  /// The system refused to read.
  case unreadable(path: String, reason: String)

  /// The file has no bytes.
  case empty(path: String)

  /// The file does not begin as a PNG file does.
  case foreign(path: String)

  /// The file ends too early.
  case truncated(path: String)

  /// A part of the file does not match its checksum.
  case damaged(path: String, part: String)

  /// The file announces more pixels than it can hold or than are read.
  case absurdSize(path: String, width: Int, height: Int)

  /// libpng could not make sense of it.
  case undecodable(path: String, reason: String)

  /// The image cannot be written as PNG.
  case unencodable(path: String, reason: String)

  /// The system refused to write.
  case unwritable(path: String, reason: String)

  /// One line for the reader: the file, what is wrong with it and what to do.
  public var description: String {
    switch self {
    case .missing(let path):
      "\(path): there is no such file; check the name"
    case .notAFile(let path):
      "\(path): this is not a file; name a PNG file in it"
    case .unreadable(let path, let reason):
      "\(path): cannot be read (\(reason)); check its permissions"
    case .empty(let path):
      "\(path): the file is empty; copy or download it again"
    case .foreign(let path):
      "\(path): this is not a PNG file; convert it to PNG first"
    case .truncated(let path):
      "\(path): the file is cut short; copy or download it again"
    case .damaged(let path, let part):
      "\(path): the file is damaged (wrong checksum in \(part)); copy or download it again"
    case .absurdSize(let path, let width, let height):
      "\(path): \(width) x \(height) pixels cannot be in a file of this length, or are more than"
        + " \(Image.maximumPixelCount / 1_000_000) million; use another image"
    case .undecodable(let path, let reason):
      "\(path): cannot be decoded as PNG (\(reason)); save it again with another program"
    case .unencodable(let path, let reason):
      "\(path): cannot be encoded as PNG (\(reason)); make the image smaller"
    case .unwritable(let path, let reason):
      "\(path): cannot be written (\(reason)); free some space or choose another folder"
    }
  }
}
