extension String {
  /// The lines of a source file, whichever line end its system or editor gives it.
  ///
  /// To Swift a carriage return and a line feed are one `Character`, which is not a line feed: a
  /// text from Windows split at line feeds is one long line. The compiler counts lines as here.
  package var sourceLines: [Substring] {
    split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
  }
}
