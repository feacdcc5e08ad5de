import Foundation

/// The same functions by the C library, an element at a time.
let libmWorkloads: [String: Workload] = [
  "exp": {
    elementwise { x, out in
      for i in x.indices { out[i] = expf(x[i]) }
    }
  },
  "tanh": {
    elementwise { x, out in
      for i in x.indices { out[i] = tanhf(x[i]) }
    }
  },
  "sigmoid": {
    elementwise { x, out in
      for i in x.indices { out[i] = 1 / (1 + expf(-x[i])) }
    }
  },
]
