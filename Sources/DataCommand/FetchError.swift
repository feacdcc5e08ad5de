/// Why a data set could not be fetched; its text is one line that says what to do next.
enum FetchError: Error, Equatable, CustomStringConvertible {
  case notFetched(name: String, known: [String])
  case badAddress(String)
  case refused(address: String, status: Int)
  case unreachable(address: String, reason: String)
  case brokenOff(address: String, reason: String, kept: Int)
  case missing(path: String)
  case foreign(address: String, kind: String, file: String)
  case endless(address: String, file: String, limit: Int)
  case wrongChecksum(file: String, expected: String, found: String)
  case wrongLocalFile(path: String, expected: String, found: String)
  case otherContents(path: String, name: String, expected: String, found: String)
  case cannotWrite(path: String, reason: String)
  case busy(path: String)
  case occupied(path: String, reason: String)
  case noTool(String)
  case unpacking(file: String, reason: String)
  case cannotWriteSheet(path: String)

  var description: String {
    switch self {
    case .notFetched(let name, let known):
      "'\(name)' cannot be fetched; choose one of \(known.joined(separator: ", "))"
        + (name == "shapes" ? " (shapes is drawn, it needs no files)" : "")
    case .badAddress(let address):
      "'\(address)' is neither an http address nor a file; give --from a URL or an existing path"
    case .refused(let address, let status):
      "the server answered \(status)\(Self.meaning(status)) for \(address); "
        + "check the address or name a mirror with --from"
    case .unreachable(let address, let reason):
      "\(address) cannot be reached (\(reason)); check the network or name a mirror with --from"
    case .brokenOff(let address, let reason, let kept):
      "the connection to \(address) broke off (\(reason)); \(kept) bytes are kept, "
        + "run the same command again to go on from there"
    case .missing(let path):
      "\(path) does not exist; check the path given to --from"
    case .foreign(let address, let kind, let file):
      "\(address) is \(kind), not \(file); "
        + (address.contains("://")
          ? "what was fetched is removed, open the address in a browser to see what it says "
            + "or name another mirror with --from"
          : "it is untouched and nothing was installed; name another file with --from")
    case .endless(let address, let file, let limit):
      "\(address) goes on after \(limit) bytes, and \(file) is shorter; what was fetched is "
        + "removed, name another mirror with --from"
    case .wrongChecksum(let file, let expected, let found):
      "\(file) is not the official file: expected SHA-256 \(expected), found \(found); "
        + "what was fetched is removed, try again or name another mirror with --from"
    case .wrongLocalFile(let path, let expected, let found):
      "\(path) is not the official file: expected SHA-256 \(expected), found \(found); "
        + "it is untouched and nothing was installed; "
        + "name another file with --from, or leave --from out to fetch the official one"
    case .otherContents(let path, let name, let expected, let found):
      "\(path) does not hold the official data: expected SHA-256 \(expected), found \(found); "
        + "move it aside and run 'swift run data fetch \(name)'"
    case .cannotWrite(let path, let reason):
      "\(path) cannot be written (\(reason)); make room or choose another folder with --to"
    case .busy(let path):
      "another fetch is at work in \(path); wait for it to end"
    case .occupied(let path, let reason):
      "\(path) is in the way (\(reason)); move it aside or choose another folder with --to"
    case .cannotWriteSheet(let path):
      "the folder \(path) cannot be made; choose another one with --output"
    case .noTool(let tool):
      "the program '\(tool)' is missing; install it and try again"
    case .unpacking(let file, let reason):
      "\(file) could not be unpacked (\(reason)); make room or choose another folder with --to"
    }
  }

  private static func meaning(_ status: Int) -> String {
    switch status {
    case 401, 403: " (not allowed)"
    case 404, 410: " (not found)"
    case 429: " (too many requests)"
    case 500...599: " (its own error)"
    default: ""
    }
  }
}
