/// Renders Markdown as HTML.
enum HTMLMarkdown {
  /// The HTML of a text's blocks.
  static func html(of markdown: Markdown) -> String {
    markdown.blocks.map(block).joined(separator: "\n")
  }

  /// The HTML of a text on one line, such as a claim or a caption.
  static func inline(_ source: String) -> String {
    html(of: Markdown.inline(source))
  }

  /// A formula as MathML, with its TeX for browsers that do not know MathML.
  static func formula(tex: String, isDisplay: Bool) -> String {
    let tag = isDisplay ? "div" : "span"
    return "<\(tag) class=\"math\" data-tex=\"\(tex.escapedForHTML)\">"
      + "\(MathML.element(of: tex, isDisplay: isDisplay))</\(tag)>"
  }

  private static func block(_ block: MarkdownBlock) -> String {
    switch block {
    case .paragraph(let inlines): return "<p>\(html(of: inlines))</p>"
    case .heading(let level, let inlines):
      // The page's own headings are above those of a text.
      let tag = "h\(min(6, level + 2))"
      return "<\(tag)>\(html(of: inlines))</\(tag)>"
    case .code(let text):
      return "<pre class=\"plain\" tabindex=\"0\"><code>\(text.escapedForHTML)</code></pre>"
    case .quote(let blocks):
      return "<blockquote>\(blocks.map(self.block).joined(separator: "\n"))</blockquote>"
    case .rule: return "<hr>"
    case .list(let start, let items):
      let isTight = items.allSatisfy { $0.count <= 1 }
      let body = items.map { "<li>\(item($0, isTight: isTight))</li>" }.joined(separator: "\n")
      guard let start else { return "<ul>\n\(body)\n</ul>" }
      return "<ol\(start == 1 ? "" : " start=\"\(start)\"")>\n\(body)\n</ol>"
    }
  }

  private static func item(_ blocks: [MarkdownBlock], isTight: Bool) -> String {
    if isTight, case .paragraph(let inlines)? = blocks.first { return html(of: inlines) }
    return blocks.map(block).joined(separator: "\n")
  }

  private static func html(of inlines: [MarkdownInline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text): text.escapedForHTML
      case .softBreak: "\n"
      case .lineBreak: "<br>\n"
      case .code(let text): "<code>\(text.escapedForHTML)</code>"
      case .formula(let tex): formula(tex: tex, isDisplay: false)
      case .emphasis(let inlines): "<em>\(html(of: inlines))</em>"
      case .strong(let inlines): "<strong>\(html(of: inlines))</strong>"
      case .link(let inlines, let destination):
        isSafe(destination)
          ? "<a href=\"\(destination.escapedForHTML)\">\(html(of: inlines))</a>"
          : html(of: inlines)
      }
    }.joined()
  }

  /// Whether a link leads to a page and does not run anything.
  static func isSafe(_ destination: String) -> Bool {
    let lowered = destination.lowercased()
    if ["http://", "https://", "mailto:", "#"].contains(where: lowered.hasPrefix) { return true }
    let scheme = lowered.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return !scheme.contains(":") && !lowered.hasPrefix("//")
  }
}
