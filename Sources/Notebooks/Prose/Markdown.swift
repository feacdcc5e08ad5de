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
struct Markdown: Sendable, Equatable {
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

    func blocks(of parent: OpaquePointer) -> [MarkdownBlock] {
      children(of: parent).compactMap(block)
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
          items: children(of: node).map(blocks))
      case CMARK_NODE_HTML_BLOCK:
        .paragraph([.text(ProtectedFormulas.restore(formulas, in: literal(node)))])
      default: nil
      }
    }

    private func inlines(of parent: OpaquePointer) -> [MarkdownInline] {
      children(of: parent).flatMap(inline)
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
