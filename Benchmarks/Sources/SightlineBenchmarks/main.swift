// One contestant of `compare.py`, which talks to it over standard input and output, by the line:
//
//     prepare CASE   makes the case's data and answers `ready`, or `none` if there is no such case
//     run            does the work once and answers with the seconds it took and a number to check it by

import Foundation

let contestant = CommandLine.arguments.dropFirst().first ?? "sightline"
let workloads = contestant == "libm" ? libmWorkloads : sightlineWorkloads
var work: (() -> Double)?

func answer(_ line: String) {
  FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

while let line = readLine() {
  let words = line.split(separator: " ").map(String.init)
  switch words.first {
  case "prepare":
    work = nil  // frees the memory of the case before
    work = workloads[words.last ?? ""]?()
    answer(work == nil ? "none" : "ready")
  case "run":
    guard let work else { exit(1) }
    let start = ContinuousClock.now
    let check = work()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    answer("\(seconds) \(check)")
  default:
    exit(0)
  }
}
