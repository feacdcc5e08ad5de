import Grading
import Tensors

/// 4.7: scores and loss of a network of any depth.
let networkLoss = Exercise<NetworkLoss>(
  "4.7",
  check: { $0.askLosses(NetworkQuestion.anyDepth($0), $1) },
  mutants: [forwards, losses].flatMap { $0 })

private let forwards: [Mutant<NetworkLoss>] =
  (scoreSlips + deepForwardSlips + forwardSlips).mutants { wrong in
    { wrong(NetworkParts($0, $1, $2, $3)).both() }
  }

private let losses: [Mutant<NetworkLoss>] = (lossSlips + [deepPenaltySlip]).mutants { wrong in
  { wrong(NetworkParts($0, $1, $2, $3)) }
}
