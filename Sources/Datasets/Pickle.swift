/// A reader of the few kinds of pickle that data files consist of: numbers, byte strings, lists,
/// dictionaries.
///
/// A pickle is a program for a small stack machine, and Python's own reader runs whatever functions
/// it names. This one runs nothing: a function's name and its arguments are kept as a value
/// (`call`) that the caller may recognise. What it does not know it refuses. Values lie in one
/// array and refer to each other by number, so that a nest of any depth needs no stack.
///
/// *Source:* Python's `pickletools.py`, protocols 2 to 5.
struct Pickle {
  /// A value; the numbers are places in `values`, the ranges places in the file.
  enum Value: Equatable {
    case none
    case bool(Bool)
    case integer(Int)
    case bytes(Range<Int>)
    case text(Range<Int>)
    case list([Int])
    case tuple([Int])
    case dictionary([(key: Int, value: Int)])
    case name(String)
    /// A call that is not made, and the state that the object is given afterwards.
    case call(function: Int, arguments: Int, state: Int?)

    static func == (a: Value, b: Value) -> Bool {
      switch (a, b) {
      case (.none, .none): true
      case (.bool(let a), .bool(let b)): a == b
      case (.integer(let a), .integer(let b)): a == b
      case (.bytes(let a), .bytes(let b)), (.text(let a), .text(let b)): a == b
      case (.name(let a), .name(let b)): a == b
      default: false
      }
    }
  }

  /// Why a file is no pickle of this kind.
  struct Failure: Error, Equatable {
    /// What was found, to follow the word "found".
    let found: String

    init(_ found: String) { self.found = found }
  }

  /// More values than this are in no data file.
  static let valueLimit = 2_000_000

  /// The file.
  let file: [UInt8]
  /// All values, in the order in which they were made.
  private(set) var values: [Value] = []
  /// Where the whole lies in `values`.
  private(set) var root = 0

  private var position = 0
  private var stack: [Int] = []
  private var marks: [Int] = []
  private var memo: [Int: Int] = [:]
  private var recalled = 0

  /// Reads a whole file.
  ///
  /// - Throws: `Failure` for anything that is not a whole pickle of known parts.
  init(_ file: [UInt8]) throws(Failure) {
    self.file = file
    guard file.count >= 2, file[0] == 0x80 else {
      throw Failure("something that does not begin as a pickle of protocol 2 or later")
    }
    guard (2...5).contains(file[1]) else { throw Failure("a pickle of protocol \(file[1])") }
    position = 2
    while try step() {}
    guard position == file.count else {
      throw Failure("\(file.count - position) bytes after the pickle's end")
    }
  }

  // MARK: - Looking

  /// The value at a place.
  subscript(place: Int) -> Value { values[place] }

  /// The value that a dictionary has under `key`, a byte string or a text.
  func entry(_ key: String, of place: Int) -> Int? {
    guard case .dictionary(let entries) = values[place] else { return nil }
    return entries.last { string($0.key) == key }?.value
  }

  /// The text of a short string of any kind.
  func string(_ place: Int) -> String? {
    switch values[place] {
    case .bytes(let range) where range.count < 256, .text(let range) where range.count < 256:
      String(decoding: file[range], as: UTF8.self)
    case .call: encodedText(place).map { String(decoding: file[$0], as: UTF8.self) }
    default: nil
    }
  }

  // MARK: - The machine

  /// Follows one instruction; false after the last.
  private mutating func step() throws(Failure) -> Bool {
    let start = position
    let code = try next()
    switch code {
    case 0x2E:  // STOP
      root = try pop()
      guard stack.isEmpty && marks.isEmpty else { throw Failure("a pickle that ends too early") }
      return false
    case 0x28: marks.append(stack.count)  // MARK
    case 0x95: _ = try number(8)  // FRAME
    case 0x71, 0x72, 0x94, 0x68, 0x6A: try remember(code)
    case 0x4E: try push(.none)
    case 0x88, 0x89: try push(.bool(code == 0x88))
    case 0x4B: try push(.integer(try number(1)))
    case 0x4D: try push(.integer(try number(2)))
    case 0x4A: try push(.integer(Int(Int32(truncatingIfNeeded: try number(4)))))
    case 0x8A: try push(.integer(try longInteger()))
    case 0x55, 0x43: try push(.bytes(try content(1)))
    case 0x54, 0x42: try push(.bytes(try content(4)))
    case 0x8E, 0x96: try push(.bytes(try content(8)))
    case 0x8C: try push(.text(try content(1)))
    case 0x58: try push(.text(try content(4)))
    case 0x8D: try push(.text(try content(8)))
    case 0x5D, 0x6C, 0x61, 0x65: try list(code)
    case 0x29, 0x85, 0x86, 0x87, 0x74: try tuple(code)
    case 0x7D, 0x64, 0x73, 0x75: try dictionary(code)
    case 0x63, 0x93: try name(code)
    case 0x52, 0x62: try call(code)
    default:
      let hexadecimal = String(code, radix: 16)
      throw Failure("instruction \(hexadecimal) at byte \(start), which no data set needs")
    }
    return true
  }

  private mutating func remember(_ code: UInt8) throws(Failure) {
    switch code {
    case 0x71: memo[try number(1)] = try top()  // BINPUT
    case 0x72: memo[try number(4)] = try top()  // LONG_BINPUT
    case 0x94: memo[memo.count] = try top()  // MEMOIZE
    default:  // BINGET, LONG_BINGET
      guard let place = memo[try number(code == 0x68 ? 1 : 4)] else {
        throw Failure("a pickle that recalls what it never stored")
      }
      stack.append(place)
      recalled += 1
      guard recalled <= Self.valueLimit else { throw Failure("far too many values") }
    }
  }

  private mutating func list(_ code: UInt8) throws(Failure) {
    switch code {
    case 0x5D: try push(.list([]))
    case 0x6C: try push(.list(try popToMark()))
    default:
      let added = code == 0x61 ? [try pop()] : try popToMark()
      let place = try top()
      guard case .list(var members) = values[place] else {
        throw Failure("a pickle that appends to something that is no list")
      }
      values[place] = .none
      members += added
      values[place] = .list(members)
    }
  }

  private mutating func tuple(_ code: UInt8) throws(Failure) {
    var members: [Int] = []
    if code == 0x74 {
      members = try popToMark()
    } else if code != 0x29 {
      for _ in 0x84..<code { members.insert(try pop(), at: 0) }
    }
    try push(.tuple(members))
  }

  private mutating func dictionary(_ code: UInt8) throws(Failure) {
    if code == 0x7D { return try push(.dictionary([])) }
    var added: [Int]
    if code == 0x73 {
      let value = try pop()
      added = [try pop(), value]
    } else {
      added = try popToMark()
    }
    if code == 0x64 { try push(.dictionary([])) }
    let place = try top()
    guard added.count % 2 == 0, case .dictionary(var entries) = values[place] else {
      throw Failure("a pickle whose dictionaries make no sense")
    }
    values[place] = .none
    for i in stride(from: 0, to: added.count, by: 2) { entries.append((added[i], added[i + 1])) }
    values[place] = .dictionary(entries)
  }

  /// The name of something of Python's, which is only a name here.
  private mutating func name(_ code: UInt8) throws(Failure) {
    if code == 0x63 {
      let module = try line()
      return try push(.name(module + "." + (try line())))
    }
    let (name, module) = (try pop(), try pop())
    guard let module = string(module), let name = string(name) else {
      throw Failure("a pickle whose names make no sense")
    }
    try push(.name(module + "." + name))
  }

  private mutating func call(_ code: UInt8) throws(Failure) {
    let given = try pop()
    if code == 0x52 {  // REDUCE
      return try push(.call(function: try pop(), arguments: given, state: nil))
    }
    let place = try top()  // BUILD
    guard case .call(let function, let arguments, nil) = values[place] else {
      throw Failure("a pickle that gives a state to something that is no object")
    }
    values[place] = .call(function: function, arguments: arguments, state: given)
  }

  // MARK: - Stack and bytes

  private mutating func push(_ value: Value) throws(Failure) {
    guard values.count < Self.valueLimit else { throw Failure("far too many values") }
    stack.append(values.count)
    values.append(value)
  }

  private func top() throws(Failure) -> Int {
    guard let place = stack.last, stack.count > marks.last ?? 0 else {
      throw Failure("a pickle that takes more than it has")
    }
    return place
  }

  private mutating func pop() throws(Failure) -> Int {
    let place = try top()
    stack.removeLast()
    return place
  }

  private mutating func popToMark() throws(Failure) -> [Int] {
    guard let mark = marks.popLast() else { throw Failure("a pickle without a needed mark") }
    let members = Array(stack[mark...])
    stack.removeSubrange(mark...)
    return members
  }

  private mutating func next() throws(Failure) -> UInt8 {
    guard position < file.count else { throw Failure("a pickle that breaks off") }
    position += 1
    return file[position - 1]
  }

  /// A little-endian number of `size` bytes.
  private mutating func number(_ size: Int) throws(Failure) -> Int {
    guard size <= file.count - position else { throw Failure("a pickle that breaks off") }
    var number: UInt64 = 0
    for i in 0..<size { number |= UInt64(file[position + i]) << UInt64(8 * i) }
    position += size
    guard number <= UInt64(Int.max) else { throw Failure("an absurd length in a pickle") }
    return Int(number)
  }

  /// A two's complement number with its size in front, up to eight bytes.
  private mutating func longInteger() throws(Failure) -> Int {
    let size = try number(1)
    guard size <= 8, size <= file.count - position else {
      throw Failure("a number of \(size) bytes in a pickle")
    }
    var number: UInt64 = size > 0 && file[position + size - 1] >= 128 ? .max : 0
    for i in (0..<size).reversed() { number = number << 8 | UInt64(file[position + i]) }
    position += size
    return Int(Int64(bitPattern: number))
  }

  /// The place of a string whose length comes before it in `size` bytes.
  private mutating func content(_ size: Int) throws(Failure) -> Range<Int> {
    let length = try number(size)
    guard length <= file.count - position else { throw Failure("a pickle that breaks off") }
    position += length
    return position - length..<position
  }

  /// The text up to the next line end, which a name never is longer than.
  private mutating func line() throws(Failure) -> String {
    let end = file[position...].prefix(256).firstIndex(of: 10)
    guard let end else { throw Failure("a name without an end in a pickle") }
    defer { position = end + 1 }
    return String(decoding: file[position..<end], as: UTF8.self)
  }
}
