import Tensors

/// The right numbers in another order: reversed, shifted by one, or in permuted blocks.
func orders(of first: Record) -> [Cause] {
  let rank = first.expected.rank
  var causes: [Cause] = []
  if let blocks = first.facts.blocks, let order = blockOrder(first, blocks) {
    causes.append(
      Cause(
        "blocks",
        {
          "The \(blocks.count) blocks along axis \(blocks.axis) are right but in another order: "
            + "\($0.yours) has them as \(order), counted from 0."
        }
      ) { _, value in permutingBlocks(of: value, blocks, order) })
  }
  for axis in 0..<rank where first.expected.shape[axis] > 1 {
    let name = rank == 1 ? "entries" : axis == 0 ? "rows" : axis == 1 ? "columns" : "slices"
    causes.append(
      Cause(
        "reversed",
        { "Reversing the \(name) of \($0.yours) \($0.makesItRight): they are in reverse order." }
      ) {
        reindexed($1, axis: axis, like: $0) { index, count in count - 1 - index }
      })
    guard first.expected.shape[axis] > 2 else { continue }
    for step in [1, -1] {
      causes.append(
        Cause(
          "shifted",
          {
            "\($0.capitalized) is right but shifted by one: its \(name) lie one place too far "
              + (step > 0 ? "on." : "back.")
          }
        ) { record, value in
          guard
            let moved = reindexed(
              value, axis: axis, like: record,
              from: { index, count in
                min(max(index + step, 0), count - 1)
              })
          else { return nil }
          let edge = step > 0 ? record.expected.shape[axis] - 1 : 0
          return replacing(moved, at: edge, axis: axis, by: record.expected)
        })
    }
  }
  if first.isInteger {
    causes.append(
      Cause(
        "one-off", { "\($0.capitalized) is one too large\($0.everywhere): counting begins at 0." }
      ) {
        $1 - 1
      })
  }
  return causes
}

/// The tensor whose slice `i` along an axis is slice `source(i, count)` of this one.
private func reindexed(
  _ value: Tensor<Double>, axis: Int, like record: Record, from source: (Int, Int) -> Int
) -> Tensor<Double>? {
  guard value.shape == record.expected.shape, axis < value.rank else { return nil }
  let count = value.shape[axis]
  let inner = value.shape[(axis + 1)...].reduce(1, *)
  let outer = value.shape[..<axis].reduce(1, *)
  var scalars: [Double] = []
  for block in 0..<outer {
    for index in 0..<count {
      let start = (block * count + source(index, count)) * inner
      scalars += value.scalars[start..<start + inner]
    }
  }
  return Tensor(shape: value.shape, scalars: scalars)
}

private func replacing(
  _ value: Tensor<Double>, at edge: Int, axis: Int, by other: Tensor<Double>
) -> Tensor<Double> {
  let count = value.shape[axis]
  let inner = value.shape[(axis + 1)...].reduce(1, *)
  let mine = value.scalars
  let theirs = other.scalars
  return Tensor(
    shape: value.shape,
    scalars: mine.indices.map { ($0 / inner) % count == edge ? theirs[$0] : mine[$0] })
}

/// The order in which the blocks of an answer lie, if they are the right ones.
private func blockOrder(_ record: Record, _ blocks: (axis: Int, count: Int)) -> [Int]? {
  guard let value = record.value, blocks.count <= 6 else { return nil }
  return permutations(of: blocks.count).first { order in
    order != Array(0..<blocks.count)
      && (permutingBlocks(of: value, blocks, order).map(record.accepts) ?? false)
  }
}

/// Puts block `i` of a tensor into place `order[i]`.
private func permutingBlocks(
  of value: Tensor<Double>, _ blocks: (axis: Int, count: Int), _ order: [Int]
) -> Tensor<Double>? {
  guard blocks.axis < value.rank, value.shape[blocks.axis] % blocks.count == 0 else { return nil }
  let size = value.shape[blocks.axis] / blocks.count
  let record = Record(
    quantity: "", situation: "", expected: value, uncertainty: nil, isNumerical: false,
    tolerance: .exact,
    facts: Facts(), isInteger: false, outcome: .unattempted)
  return reindexed(value, axis: blocks.axis, like: record) { index, _ in
    let block = order.firstIndex(of: index / size) ?? 0
    return block * size + index % size
  }
}

private func permutations(of count: Int) -> [[Int]] {
  guard count > 0 else { return [[]] }
  return permutations(of: count - 1).flatMap { shorter in
    (0...shorter.count).map { place in
      var longer = shorter
      longer.insert(count - 1, at: place)
      return longer
    }
  }
}
