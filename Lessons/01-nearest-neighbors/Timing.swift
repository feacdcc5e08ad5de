/// What `work` makes, and the seconds that it takes.
func timed<Result>(_ work: () -> Result) -> (result: Result, seconds: Double) {
  let start = ContinuousClock.now
  let result = work()
  let time = (ContinuousClock.now - start).components
  return (result, Double(time.seconds) + Double(time.attoseconds) * 1e-18)
}
