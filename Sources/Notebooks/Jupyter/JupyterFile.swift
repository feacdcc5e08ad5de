/// A Jupyter notebook file, format 4.5, as its JSON says it.
struct JupyterFile: Encodable, Sendable {
  /// One cell: text, or code with what it put out.
  struct Cell: Encodable, Sendable {
    /// What kind of cell it is.
    enum Kind: Sendable {
      case markdown
      /// Code, the number of its run and what it put out.
      case code(count: Int, outputs: [Output])
    }

    /// Unique in the file; letters, digits, hyphens and underscores.
    var id: String
    var kind: Kind
    var source: String

    enum CodingKeys: String, CodingKey {
      case id
      case type = "cell_type"
      case metadata
      case source
      case outputs
      case executionCount = "execution_count"
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(id, forKey: .id)
      try container.encode([String: String](), forKey: .metadata)
      try container.encode(JupyterFile.lines(of: source), forKey: .source)
      switch kind {
      case .markdown:
        try container.encode("markdown", forKey: .type)
      case .code(let count, let outputs):
        try container.encode("code", forKey: .type)
        try container.encode(count, forKey: .executionCount)
        try container.encode(outputs, forKey: .outputs)
      }
    }
  }

  /// What a code cell put out.
  enum Output: Encodable, Sendable {
    /// Printed text.
    case stream(String)
    /// A picture, with what stands for it in words.
    ///
    /// It is there twice: as an image for programs that show nothing else, and as HTML, because
    /// nbconvert keeps the words of an image only there.
    case picture(base64: String, width: Int, height: Int, words: String)
    /// Text in Markdown, with its plain form.
    case markdown(String, plain: String)

    enum CodingKeys: String, CodingKey {
      case type = "output_type"
      case name
      case text
      case data
      case metadata
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      switch self {
      case .stream(let text):
        try container.encode("stream", forKey: .type)
        try container.encode("stdout", forKey: .name)
        try container.encode(JupyterFile.lines(of: text), forKey: .text)
      case .picture(let base64, let width, let height, let words):
        try container.encode("display_data", forKey: .type)
        let image =
          "<img alt=\"\(words.escapedForHTML)\" width=\"\(width)\" height=\"\(height)\" "
          + "src=\"data:image/png;base64,\(base64)\">"
        try container.encode(
          ["image/png": base64, "text/html": image, "text/plain": words], forKey: .data)
        try container.encode(
          ["image/png": PictureMetadata(width: width, height: height, alt: words)],
          forKey: .metadata)
      case .markdown(let text, let plain):
        try container.encode("display_data", forKey: .type)
        try container.encode(["text/markdown": text, "text/plain": plain], forKey: .data)
        try container.encode([String: String](), forKey: .metadata)
      }
    }
  }

  /// The size of a picture on the page, and its words for those who cannot see it.
  private struct PictureMetadata: Encodable {
    var width: Int
    var height: Int
    var alt: String
  }

  /// The file's cells.
  var cells: [Cell]

  enum CodingKeys: String, CodingKey {
    case cells
    case metadata
    case format = "nbformat"
    case minorFormat = "nbformat_minor"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(cells, forKey: .cells)
    try container.encode(
      [
        "kernelspec": ["display_name": "Swift", "language": "swift", "name": "swift"],
        "language_info": ["name": "swift", "file_extension": ".swift", "mimetype": "text/x-swift"],
      ], forKey: .metadata)
    try container.encode(4, forKey: .format)
    try container.encode(5, forKey: .minorFormat)
  }

  /// A text as the format likes it: a list of lines, each but the last with its line feed.
  static func lines(of text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0 + "\n" }
    let last = String(lines.removeLast().dropLast())
    return lines.map { String($0) } + (last.isEmpty ? [] : [last])
  }
}
