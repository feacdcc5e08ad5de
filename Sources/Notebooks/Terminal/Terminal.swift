import Foundation

/// What the terminal that shows a lesson can do.
struct Terminal: Sendable, Equatable {
  /// Ways to show a picture among text.
  enum PicturePreview: Sendable, Equatable {
    /// iTerm2's protocol, which WezTerm understands, too.
    case iTerm
    /// Kitty's protocol, which Ghostty understands, too.
    case kitty
  }

  /// The columns of a line, as they were when the program began.
  var width = 80
  /// Whether the reader may make its window wider or narrower meanwhile.
  var isResizable = false
  /// Whether to use colours.
  var usesColor = false
  /// Whether a person watches: only then are there progress bars and times left.
  var isWatched = false
  /// Whether the person can answer.
  var isInteractive = false
  /// How to show pictures, if there is a way.
  var preview: PicturePreview?

  /// The terminal that the program writes to, as far as it can be known.
  static var current: Terminal {
    let environment = ProcessInfo.processInfo.environment
    guard isatty(STDOUT_FILENO) == 1 else { return Terminal() }
    let isSmart = environment["TERM"].map { $0 != "dumb" && !$0.isEmpty } ?? false
    return Terminal(
      width: columns ?? 80, isResizable: true,
      usesColor: isSmart && (environment["NO_COLOR"] ?? "").isEmpty,
      isWatched: isSmart,
      isInteractive: isatty(STDIN_FILENO) == 1 && (environment["CI"] ?? "").isEmpty,
      preview: preview(in: environment))
  }

  /// The columns that a line has now.
  var widthNow: Int { isResizable ? Self.columns ?? width : width }

  private static var columns: Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Guesses from the environment how pictures can be shown.
  static func preview(in environment: [String: String]) -> PicturePreview? {
    // A multiplexer between the program and the terminal swallows pictures.
    guard environment["TMUX"] == nil, environment["STY"] == nil else { return nil }
    let program = environment["TERM_PROGRAM"] ?? ""
    let type = environment["TERM"] ?? ""
    if environment["KITTY_WINDOW_ID"] != nil || type.contains("kitty")
      || program.lowercased() == "ghostty"
    {
      return .kitty
    }
    if program == "iTerm.app" || program == "WezTerm" || environment["LC_TERMINAL"] == "iTerm2" {
      return .iTerm
    }
    return nil
  }
}
