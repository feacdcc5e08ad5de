import Foundation
import Pictures
import Tensors
import Workbench

/// A lesson as it is told: each call adds a cell and shows it at once.
///
///     let lesson = Lesson.start(number: 1, title: "Nearest neighbours", dials: Dials.self)
///     let note = Notebook(lesson)
///     note.section("Pixel distance is not meaning")
///     note.text("Shift a picture by **two pixels** and ...")
///     let distance = note.code { l2(picture, shifted(picture, by: 2)) }
///     note.claim("Two pixels are further than another class",
///                measured: "\(distance)", holds: distance > nearest)
///     note.finish()
///
/// At the end `finish()` writes the same cells as a web page and as a Jupyter notebook.
@MainActor
public final class Notebook {
  var document: LessonDocument
  let folder: OutputFolder
  let renderer: TerminalRenderer
  let print: @Sendable (String) -> Void
  let isQuick: Bool
  let opensPage: Bool

  private var sectionCount = 0
  private var lastKind = CellKind.title
  /// The question that was asked last.
  var prediction: OpenPrediction?
  /// Whether it still makes sense to ask the reader.
  var asksReader: Bool
  /// How many seconds the next question waits.
  var patience = OpenPrediction.firstPatience
  /// Whether the reader's own functions draw as well.
  private(set) var isMine = false
  /// What the reader's own functions have drawn and is not shown yet.
  var ownPictures: OwnPictures?
  /// The title of the section that is being told.
  var sectionTitle: String?

  /// Begins the notebook of a lesson.
  ///
  /// With `--mine` it first has the reader's own functions draw.
  ///
  /// - Parameters:
  ///   - lesson: The lesson, from `Lesson.start`.
  ///   - file: A source file of the lesson, from which the package's folder is found.
  public convenience init<Dials>(_ lesson: Lesson<Dials>, file: String = #filePath) {
    self.init(
      LessonDocument(number: lesson.number, title: lesson.title, command: lesson.command),
      folder: lesson.folder, terminal: .current, isQuick: lesson.options.effort == .quick,
      opensPage: lesson.options.opensPage,
      print: { StandardOutput.write($0, unless: { Interruption.isHangup }) })
    if lesson.options.wantsOwnPictures {
      isMine = true
      announceOwnPictures()
      let own = lesson.require {
        try OwnPictures.draw(lesson: lesson.number, options: lesson.options, file: file)
      }
      begin(with: own)
    }
  }

  init(
    _ document: LessonDocument, folder: OutputFolder, terminal: Terminal, isQuick: Bool = false,
    opensPage: Bool = false, print: @escaping @Sendable (String) -> Void
  ) {
    self.document = document
    self.folder = folder
    self.renderer = TerminalRenderer(terminal)
    self.isQuick = isQuick
    self.opensPage = opensPage
    self.print = print
    asksReader = terminal.isInteractive && !isQuick
  }

  /// The name of the lesson's program, such as `lesson-1`.
  var name: String { "lesson-\(document.number)" }

  /// Begins a section.
  ///
  /// Sections are numbered by themselves: 1.1, 1.2 and so on.
  ///
  /// - Parameter title: The section's title.
  public func section(_ title: String) {
    requireAnswer()
    showOwnPictures()
    sectionTitle = title
    sectionCount += 1
    add(.section(number: "\(document.number).\(sectionCount)", title: title))
  }

  /// Adds paragraphs.
  ///
  /// - Parameter markdown: The text in Markdown: emphasis, `code`, lists, quotes, links, and formulas
  ///   in TeX between dollar signs. (For a table there is a cell of its own.)
  public func text(_ markdown: String) {
    add(.text(markdown: markdown))
  }

  /// Adds a formula on a line of its own.
  ///
  /// - Parameters:
  ///   - tex: The formula in TeX, for the web page and for Jupyter.
  ///   - plain: The formula in Unicode, for the terminal; made from the TeX if left out.
  public func formula(tex: String, plain: String? = nil) {
    add(.formula(tex: tex, plain: plain ?? PlainFormula.text(of: tex)))
  }

  /// Runs a piece of the lesson and shows its source.
  ///
  /// - Parameters:
  ///   - file: The file of the call.
  ///   - line: The line of the call.
  ///   - body: What to run.
  /// - Returns: What `body` returns.
  @discardableResult
  public func code<Result>(
    file: String = #filePath, line: Int = #line, _ body: () throws -> Result
  ) rethrows -> Result {
    add(.code(SourceExcerpt(closureIn: file, line: line, after: "code")))
    return try body()
  }

  /// Shows a declaration of the package without running it: the code that a lesson relies on.
  ///
  /// - Parameters:
  ///   - declaration: How the declaration begins, such as `func squaredDistances`.
  ///   - path: The file from the package's root, such as `Sources/NeuralNets/Gates/Affine.swift`;
  ///     the file of the call if left out.
  ///   - file: The file of the call.
  public func listing(_ declaration: String, in path: String? = nil, file: String = #filePath) {
    let source = path.map { SourceExcerpt.packageRoot(of: file) + "/" + $0 } ?? file
    add(.code(SourceExcerpt(declaration: declaration, in: source)))
  }

  /// Shows what the program says about a value.
  ///
  /// - Parameter value: Text, or anything that describes itself.
  public func output<Value>(_ value: Value) {
    add(.output(String(describing: value)))
  }

  /// Shows rows and columns.
  ///
  /// Columns of numbers are aligned to the right.
  ///
  /// - Parameters:
  ///   - header: A name for each column.
  ///   - rows: The cells, each row as long as the header.
  ///   - caption: What the table shows, in Markdown.
  public func table(_ header: [String], _ rows: [[String]], caption: String? = nil) {
    for row in rows {
      precondition(
        row.count == header.count,
        "table: expected \(header.count) cells in each row, got \(row.count)")
    }
    add(.table(Table(header: header, rows: rows, caption: caption)))
  }

  /// Draws a picture, writes it to the lesson's folder and shows it.
  ///
  /// - Parameters:
  ///   - name: The name of its file, without extension: small letters, digits and hyphens.
  ///   - picture: What to draw.
  ///   - caption: What it shows, in a sentence of Markdown; readers who cannot see it get this.
  ///   - see: What to look for in it, in Markdown.
  public func figure(
    _ name: String, _ picture: some Picture, caption: String, see: String? = nil
  ) {
    precondition(
      !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") },
      "figure: expected a name of letters, digits and hyphens, got \"\(name)\"")
    stopIfInterrupted()
    let image = picture.image()
    do {
      let png = [UInt8](try image.pngData())
      add(
        Figure(
          name: name, png: png, width: image.width, height: image.height,
          pixelsPerPoint: picture.pixelsPerPoint, caption: caption, see: see))
    } catch {
      StandardError.end(self.name, oneLine(error), status: EXIT_FAILURE)
    }
  }

  /// Writes a figure to the lesson's folder and shows it.
  func add(_ figure: Figure) {
    do {
      try folder.write(figure.png, to: figure.fileName)
      add(.figure(figure))
    } catch {
      StandardError.end(name, oneLine(error), status: EXIT_FAILURE)
    }
  }

  /// Makes a statement that must hold: if it does not, the lesson goes on and fails at its end.
  ///
  /// - Parameters:
  ///   - text: The statement, in Markdown.
  ///   - answer: The name that a prediction gave to its answer, if this is one.
  ///   - measured: What was measured.
  ///   - holds: Whether the measurement bears the statement out.
  public func claim(
    _ text: String, answering answer: String? = nil, measured: String, holds: Bool
  ) {
    add(.claim(text: text, measured: measured, holds: holds, answering: answer))
    if let answer { answered(answer) }
  }

  /// Reports a measurement whichever way it comes out.
  ///
  /// - Parameters:
  ///   - text: What was found, in Markdown.
  ///   - answer: The name that a prediction gave to its answer, if this is one.
  ///   - measured: What was measured.
  public func finding(_ text: String, answering answer: String? = nil, measured: String) {
    add(.finding(text: text, measured: measured, answering: answer))
    if let answer { answered(answer) }
  }

  /// Reports a time.
  ///
  /// Times differ from run to run, so they are shown in the terminal and kept out of every file.
  ///
  /// - Parameters:
  ///   - text: What took the time, in Markdown.
  ///   - measured: How long it took.
  public func timing(_ text: String, measured: String) {
    stopIfInterrupted()
    space(before: .row)
    print(renderer.timing(text, measured: measured))
  }

  /// Does a long piece of work and shows how far it has come.
  ///
  /// - Parameters:
  ///   - title: What is being done.
  ///   - total: The number of steps.
  ///   - body: The work, which advances the bar it is given.
  /// - Returns: What `body` returns.
  public func progress<Result>(
    _ title: String, total: Int, _ body: (ProgressBar) throws -> Result
  ) rethrows -> Result {
    stopIfInterrupted()
    let isWatched = renderer.terminal.isWatched
    if isWatched { space(before: .progress) }
    let terminal = renderer.terminal
    let bar = ProgressBar(
      title, total: total, width: { min(terminal.widthNow, 100) }, draw: isWatched ? print : nil,
      onInterruption: { [weak self] in
        MainActor.assumeIsolated { self?.stopIfInterrupted() }
      })
    do {
      let result = try body(bar)
      bar.finish()
      stopIfInterrupted()
      return result
    } catch {
      bar.erase()
      throw error
    }
  }

  /// Closes a lesson with questions to think about.
  ///
  /// - Parameter questions: The questions, in Markdown.
  public func questions(_ questions: [String]) {
    showLastOwnPictures()
    add(.questions(questions))
  }

  /// Lists the exercises that belong to the lesson.
  ///
  /// - Parameter items: The exercises, in order.
  func exercises(_ items: [ExerciseItem]) {
    showLastOwnPictures()
    add(.exercises(items))
  }

  private func add(_ cell: Cell) {
    stopIfInterrupted()
    document.cells.append(cell)
    show(cell)
  }

  /// Shows a cell in the terminal.
  func show(_ cell: Cell) {
    space(before: CellKind(cell))
    print(renderer.render(cell, folder: folder.displayPath))
  }

  /// An empty line between cells, except between the rows of what was measured.
  private func space(before kind: CellKind) {
    if !(kind == lastKind && (kind == .row || kind == .progress)) { print("\n") }
    lastKind = kind
  }

  /// Writes what there is and ends the program, if the lesson was asked to stop.
  func stopIfInterrupted() {
    guard Interruption.isRequested else { return }
    document.isInterrupted = true
    endInterrupted()
  }
}

/// Which cells stand together in the terminal.
private enum CellKind {
  case title
  case row
  case progress
  case block

  init(_ cell: Cell) {
    switch cell {
    case .claim, .finding: self = .row
    default: self = .block
    }
  }
}
