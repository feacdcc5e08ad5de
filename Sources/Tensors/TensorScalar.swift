import RealModule

/// The element type of a tensor: `Float`, in which lessons train, or `Double`, in which gradients
/// are checked.
///
/// No other type may conform: the products of matrices and the linear algebra are BLAS's and
/// LAPACK's, which know these two.
public protocol TensorScalar: Real, BinaryFloatingPoint, SIMDScalar, Codable, Sendable,
  LosslessStringConvertible,
  BLASScalar, LAPACKScalar, VectorMath
where RawSignificand: FixedWidthInteger {}

extension Float: TensorScalar {}
extension Double: TensorScalar {}
