/// Where the formulas and the code of a text in Markdown end.
///
/// Each is looked up in tables that are filled once, so that a text of dollar signs that close nothing
/// takes no longer than any other.
struct FormulaEnds {
  private let source: [Character]
  /// For each position the next dollar sign, from there on, that no backslash takes away.
  private let nextDollar: [Int?]
  /// For each position the next one, from there on, that can close a formula in a line of text, or
  /// nil where an empty line comes first.
  private let nextCloser: [Int?]
  /// The runs of backticks of each length: where they begin, and how many lie behind.
  private var runs: [Int: (starts: [Int], passed: Int)] = [:]

  /// Reads a text.
  init(_ source: [Character]) {
    self.source = source
    let isEscaped = Self.escapes(in: source)
    var dollars = [Int?](repeating: nil, count: source.count + 1)
    var closers = dollars
    for index in source.indices.reversed() {
      let next = index + 1 < source.count ? source[index + 1] : nil
      dollars[index] = dollars[index + 1]
      closers[index] = closers[index + 1]
      if isEscaped[index] { continue }
      if source[index] == "$" {
        dollars[index] = index
        let follows = index > 0 && !source[index - 1].isWhitespace
        if follows, next?.isNumber != true { closers[index] = index }
      } else if source[index].isNewline, next?.isNewline == true {
        closers[index] = nil
      }
    }
    nextDollar = dollars
    nextCloser = closers
    findRuns()
  }

  /// Which characters have a backslash before them that is not itself behind one.
  private static func escapes(in source: [Character]) -> [Bool] {
    var isEscaped = [Bool](repeating: false, count: source.count)
    for index in source.indices.dropFirst() {
      isEscaped[index] = source[index - 1] == "\\" && !isEscaped[index - 1]
    }
    return isEscaped
  }

  private mutating func findRuns() {
    var length = 0
    for index in 0...source.count {
      if index < source.count, source[index] == "`" {
        length += 1
      } else if length > 0 {
        runs[length, default: ([], 0)].starts.append(index - length)
        length = 0
      }
    }
  }

  /// Where the code that begins with a backtick ends.
  ///
  /// To be asked from the left to the right.
  ///
  /// - Parameter start: The position of the first backtick.
  /// - Returns: The position behind the code, or behind its backticks when nothing closes it.
  mutating func endOfCode(from start: Int) -> Int {
    var end = start
    while end < source.count, source[end] == "`" { end += 1 }
    let length = end - start
    guard var same = runs[length] else { return end }
    while same.passed < same.starts.count, same.starts[same.passed] < end { same.passed += 1 }
    runs[length]?.passed = same.passed
    return same.passed < same.starts.count ? same.starts[same.passed] + length : end
  }

  /// Where the formula that begins with a dollar sign ends.
  ///
  /// - Parameter start: The position of the dollar sign.
  /// - Returns: The position behind the formula, or nil if none begins here.
  func endOfFormula(from start: Int) -> Int? {
    guard start + 1 < source.count else { return nil }
    if source[start + 1] == "$" {
      guard start + 3 < source.count, let end = nextDollar[start + 3] else { return nil }
      return end + 1 < source.count && source[end + 1] == "$" ? end + 2 : nil
    }
    guard !source[start + 1].isWhitespace, start + 2 < source.count,
      let end = nextCloser[start + 2]
    else { return nil }
    return end + 1
  }
}
