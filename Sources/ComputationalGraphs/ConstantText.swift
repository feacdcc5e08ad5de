import Tensors

/// A constant of a formula, with the digits that it needs and no more than five.
///
/// No comma parts its thousands: in a formula a comma would part two arguments.
func constantText(_ value: Double) -> String {
  typeset(significant(value, digits: 5, isGrouped: false))
}
