import Foundation

// Time and memory are measured only where this process does nothing else.

extension Check {
  /// The bytes by which the process grew at most while `body` ran; nil where that cannot be measured.
  package func growth(during body: () -> Void) -> Int? {
    guard isAlone, resetPeak(), let before = peak() else { return nil }
    entering(body)
    return peak().map { $0 - before }
  }

  /// The processor time that `body` takes, in seconds: the least of a few runs.
  package func seconds(of body: () -> Void) -> Double? {
    guard isAlone else { return nil }
    var best = Double.infinity
    for _ in 0..<3 {
      let start = processorTime()
      entering(body)
      best = min(best, processorTime() - start)
      if best > 0.5 { break }
    }
    return best
  }
}

private func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Forgets the largest size so far; where that is not possible, what is measured next is at least as large as now.
private func resetPeak() -> Bool {
  #if os(Linux)
    guard let file = fopen("/proc/self/clear_refs", "w") else { return false }
    defer { fclose(file) }
    return fputs("5", file) >= 0
  #else
    return true
  #endif
}

/// The largest size that the process has had, in bytes.
private func peak() -> Int? {
  #if os(Linux)
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let match = text.firstMatch(of: /VmHWM:\s*(\d+) kB/), let size = Int(match.1)
    else { return nil }
    return size * 1024
  #else
    var usage = rusage()
    getrusage(RUSAGE_SELF, &usage)
    return Int(usage.ru_maxrss)
  #endif
}
