import CMark

/// A block of Markdown, as cmark reads it.
indirect enum MarkdownBlock: Sendable, Equatable {
  case paragraph([MarkdownInline])
  case heading(level: Int, [MarkdownInline])
  case code(String)
  case list(start: Int?, items: [[MarkdownBlock]])
  case quote([MarkdownBlock])
  case rule
}

/// A piece of text inside a block of Markdown.
indirect enum MarkdownInline: Sendable, Equatable {
  case text(String)
  case softBreak
  case lineBreak
  case code(String)
  case formula(tex: String)
  case emphasis([MarkdownInline])
  case strong([MarkdownInline])
  case link([MarkdownInline], destination: String)
}

/// A text in Markdown, read once and rendered for the terminal and for the web page.
///
/// Formulas stand between dollar signs. They are taken out before cmark reads the text (which would
/// take their underscores and asterisks for emphasis) and put back into the tree afterwards.
///
/// What is nested more than `deepest` levels deep, such as a quote in a quote in a quote, is shown as
/// the plain text in it.
struct Markdown: Sendable, Equatable {
  /// How many blocks and inlines may lie inside each other.
  static let deepest = 16

  /// The blocks, in order.
  var blocks: [MarkdownBlock]

  /// Reads a text.
  ///
  /// - Parameter source: The text in Markdown.
  init(_ source: String) {
    let (protected, formulas) = ProtectedFormulas.extract(from: source)
    guard
      let root = protected.withCString({ text in
        cmark_parse_document(text, protected.utf8.count, CMARK_OPT_DEFAULT)
      })
    else {
      blocks = [.paragraph([.text(source)])]
      return
    }
    defer { cmark_node_free(root) }
    blocks = Tree(formulas: formulas).blocks(of: root)
  }

  /// Reads a text that is to stay on one line, such as a claim or a caption.
  ///
  /// - Parameter source: The text in Markdown.
  /// - Returns: The pieces of its only paragraph, or the text as it is when it is anything else.
  static func inline(_ source: String) -> [MarkdownInline] {
    let markdown = Markdown(source)
    guard markdown.blocks.count == 1, case .paragraph(let inlines) = markdown.blocks[0] else {
      return source.isEmpty ? [] : [.text(source)]
    }
    return inlines
  }

  /// Turns cmark's nodes into values.
  private struct Tree {
    let formulas: [ProtectedFormulas.Formula]
    /// How many levels there may still be below a node.
    var room = Markdown.deepest
    private var below: Tree { Tree(formulas: formulas, room: room - 1) }

    init(formulas: [ProtectedFormulas.Formula], room: Int = Markdown.deepest) {
      self.formulas = formulas
      self.room = room
    }

    func blocks(of parent: OpaquePointer) -> [MarkdownBlock] {
      guard room > 0 else { return [.paragraph([.text(text(below: parent))])] }
      return children(of: parent).compactMap(below.block)
    }

    /// All the text below a node, however deep it lies.
    private func text(below node: OpaquePointer) -> String {
      guard let iterator = cmark_iter_new(node) else { return "" }
      defer { cmark_iter_free(iterator) }
      var words: [String] = []
      while true {
        let event = cmark_iter_next(iterator)
        guard event != CMARK_EVENT_DONE else { break }
        guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
        switch cmark_node_get_type(node) {
        case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_PARAGRAPH: words.append(" ")
        default: words.append(literal(node))
        }
      }
      let text = ProtectedFormulas.restore(formulas, in: words.joined())
      return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private func children(of parent: OpaquePointer) -> [OpaquePointer] {
      Array(
        sequence(first: cmark_node_first_child(parent)) { cmark_node_next($0) }.prefix { $0 != nil }
      )
      .compactMap { $0 }
    }

    private func literal(_ node: OpaquePointer) -> String {
      cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    }

    private func block(_ node: OpaquePointer) -> MarkdownBlock? {
      switch cmark_node_get_type(node) {
      case CMARK_NODE_PARAGRAPH: .paragraph(inlines(of: node))
      case CMARK_NODE_HEADING:
        .heading(level: Int(cmark_node_get_heading_level(node)), inlines(of: node))
      case CMARK_NODE_CODE_BLOCK:
        .code(
          SourceExcerpt.withoutFinalNewline(ProtectedFormulas.restore(formulas, in: literal(node))))
      case CMARK_NODE_BLOCK_QUOTE: .quote(blocks(of: node))
      case CMARK_NODE_THEMATIC_BREAK: .rule
      case CMARK_NODE_LIST:
        .list(
          start: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
            ? Int(cmark_node_get_list_start(node)) : nil,
          items: children(of: node).map(below.blocks))
      case CMARK_NODE_HTML_BLOCK:
        .paragraph([.text(ProtectedFormulas.restore(formulas, in: literal(node)))])
      default: nil
      }
    }

    private func inlines(of parent: OpaquePointer) -> [MarkdownInline] {
      guard room > 0 else { return [.text(text(below: parent))] }
      return children(of: parent).flatMap(below.inline)
    }

    private func inline(_ node: OpaquePointer) -> [MarkdownInline] {
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT: ProtectedFormulas.pieces(of: literal(node), formulas)
      case CMARK_NODE_SOFTBREAK: [.softBreak]
      case CMARK_NODE_LINEBREAK: [.lineBreak]
      case CMARK_NODE_CODE: [.code(ProtectedFormulas.restore(formulas, in: literal(node)))]
      // Raw HTML has no meaning here: it is shown as it was typed.
      case CMARK_NODE_HTML_INLINE:
        [.text(ProtectedFormulas.restore(formulas, in: literal(node)))]
      case CMARK_NODE_EMPH: [.emphasis(inlines(of: node))]
      case CMARK_NODE_STRONG: [.strong(inlines(of: node))]
      case CMARK_NODE_LINK:
        [
          .link(
            inlines(of: node),
            destination: cmark_node_get_url(node).map { String(cString: $0) } ?? "")
        ]
      default: inlines(of: node)
      }
    }
  }
}
