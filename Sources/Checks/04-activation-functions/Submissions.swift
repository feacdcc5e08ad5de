import Exercises4
import Grading
import Solutions4

/// The exercises of the lesson, each with the learner's answer and the solution.
let submissions: [Submission] = [
  Submission(
    tanhAndReLU,
    TanhAndReLU(
      tanhForward: Exercises4.tanhForward,
      tanhBackward: { try Exercises4.tanhBackward($0, output: $1) },
      reluForward: Exercises4.reluForward,
      reluBackward: { try Exercises4.reluBackward($0, input: $1) }),
    solution: TanhAndReLU(
      tanhForward: Solutions4.tanhForward,
      tanhBackward: { try Solutions4.tanhBackward($0, output: $1) },
      reluForward: Solutions4.reluForward,
      reluBackward: { try Solutions4.reluBackward($0, input: $1) }),
    picture: tanhAndReLUPicture),
  Submission(
    leakyReLUAndELU,
    LeakyReLUAndELU(
      leakyForward: { try Exercises4.leakyReLUForward($0, slope: $1) },
      leakyBackward: { try Exercises4.leakyReLUBackward($0, input: $1, slope: $2) },
      eluForward: { try Exercises4.eluForward($0, alpha: $1) },
      eluBackward: { try Exercises4.eluBackward($0, input: $1, alpha: $2) }),
    solution: LeakyReLUAndELU(
      leakyForward: { try Solutions4.leakyReLUForward($0, slope: $1) },
      leakyBackward: { try Solutions4.leakyReLUBackward($0, input: $1, slope: $2) },
      eluForward: { try Solutions4.eluForward($0, alpha: $1) },
      eluBackward: { try Solutions4.eluBackward($0, input: $1, alpha: $2) }),
    picture: leakyReLUAndELUPicture),
  Submission(
    prelu,
    PReLUPair(
      forward: { try Exercises4.preluForward($0, slopes: $1) },
      backward: { try Exercises4.preluBackward($0, input: $1, slopes: $2) }),
    solution: PReLUPair(
      forward: { try Solutions4.preluForward($0, slopes: $1) },
      backward: { try Solutions4.preluBackward($0, input: $1, slopes: $2) }),
    picture: preluPicture),
  Submission(
    maxout,
    MaxoutPair(
      forward: { x, p in
        try Exercises4.maxoutForward(x, w1: p.w1, b1: p.b1, w2: p.w2, b2: p.b2)
      },
      backward: { dout, x, p in
        try Exercises4.maxoutBackward(dout, x: x, w1: p.w1, b1: p.b1, w2: p.w2, b2: p.b2)
      }),
    solution: MaxoutPair(
      forward: { x, p in
        try Solutions4.maxoutForward(x, w1: p.w1, b1: p.b1, w2: p.w2, b2: p.b2)
      },
      backward: { dout, x, p in
        try Solutions4.maxoutBackward(dout, x: x, w1: p.w1, b1: p.b1, w2: p.w2, b2: p.b2)
      }), picture: maxoutPicture),
  Submission(
    twoLayerLoss,
    { x, labels, p, reg in
      try Exercises4.twoLayerLoss(
        x, labels: labels, w1: p.w1, b1: p.b1, w2: p.w2, b2: p.b2, reg: reg)
    },
    solution: { x, labels, p, reg in
      try Solutions4.twoLayerLoss(
        x, labels: labels, w1: p.w1, b1: p.b1, w2: p.w2, b2: p.b2, reg: reg)
    }, picture: twoLayerLossPicture),
  Submission(
    twoLayerGradients,
    { x, labels, p, reg in
      try Exercises4.twoLayerGradients(
        x, labels: labels, w1: p.w1, b1: p.b1, w2: p.w2, b2: p.b2, reg: reg)
    },
    solution: { x, labels, p, reg in
      try Solutions4.twoLayerGradients(
        x, labels: labels, w1: p.w1, b1: p.b1, w2: p.w2, b2: p.b2, reg: reg)
    }, picture: twoLayerGradientsPicture),
  Submission(
    networkLoss, { try Exercises4.networkLoss($0, labels: $1, layers: $2, reg: $3) },
    solution: { try Solutions4.networkLoss($0, labels: $1, layers: $2, reg: $3) },
    picture: networkLossPicture),
  Submission(
    networkGradients,
    { try Exercises4.networkGradients($0, labels: $1, layers: $2, reg: $3) },
    solution: { try Solutions4.networkGradients($0, labels: $1, layers: $2, reg: $3) },
    picture: networkGradientsPicture),
]
