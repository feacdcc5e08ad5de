/// Why a data set could not be loaded; its text is one line that says what to do next.
public enum DatasetError: Error, Equatable, CustomStringConvertible {
  /// There is no data set of this name.
  case unknownName(String, known: [String])

  /// None of the folders searched holds the data set's files; `found` says what is there instead.
  case notFound(
    name: String, searched: [String], lookedFor: String, found: String?, advice: String)

  /// The system would not read the file.
  case unreadable(path: String, reason: String, advice: String)

  /// The file was read and is not what it should be.
  case wrongFile(path: String, expected: String, found: String, advice: String)

  /// Fewer pictures than one were asked for, or more than can be drawn.
  case badCount(name: String, part: String, asked: Int, available: Int)

  /// There are fewer pictures than the work at hand makes sense with.
  case tooFew(name: String, part: String, needed: Int, available: Int)

  /// The one line.
  public var description: String {
    switch self {
    case .unknownName(let name, let known):
      "there is no data set '\(name)'; choose one of \(known.joined(separator: ", "))"
    case .notFound(let name, let searched, let lookedFor, let found, let advice):
      "\(name) is not in \(searched.joined(separator: " nor in ")): looked for \(lookedFor); "
        + (found.map { "there is \($0); " } ?? "") + advice
    case .unreadable(let path, let reason, let advice):
      "\(path) cannot be read (\(reason)); \(advice)"
    case .wrongFile(let path, let expected, let found, let advice):
      "\(path): expected \(expected), found \(found); \(advice)"
    case .tooFew(let name, let part, let needed, let available):
      "\(name) has \(available) \(part) pictures, and this needs at least \(needed); "
        + "choose another folder with --data-dir"
    case .badCount(let name, let part, let asked, let available):
      "\(name) has \(available) \(part) pictures, \(asked) were asked for; "
        + "choose a number from 1 to \(available)"
    }
  }
}
