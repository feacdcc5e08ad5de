#if os(Linux) && arch(x86_64)
  import CProcessor

  /// Ends a program that was built for more than this processor can do, with a line that says so.
  ///
  /// It stands among the functions that run before `main`, and so before the first vector
  /// instruction, of every program with tensors in it; the processor would end that one with
  /// "illegal instruction".
  @section(".init_array") @used
  private let checkProcessor: @convention(c) () -> Void = { sightline_check_processor() }
#endif
