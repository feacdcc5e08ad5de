import Foundation
import Tensors

/// Draws one picture: background, shape, occluder, then the light.
///
/// Every nuisance has a random stream of its own and always draws the same numbers from it, which its dial
/// then scales: turning a dial changes this nuisance of a picture and nothing else.
struct ShapePainter {
  let dials: Shapes.Dials
  let side: Int

  /// The radius in pixels of a shape that nothing has changed.
  private static let radius: Float = 10.5

  /// Draws a picture of class `label` and stores its red, green and blue planes.
  func paint(
    _ label: Int, seed: UInt64, on canvas: inout ShapeCanvas,
    into pixels: UnsafeMutableBufferPointer<UInt8>
  ) {
    var streams = SeededGenerator(seed: seed)
    var viewpoint = streams.split()
    var illumination = streams.split()
    var deformation = streams.split()
    var occlusion = streams.split()
    var clutter = streams.split()
    var variation = streams.split()

    var outline = ShapeOutline(label, trait: Float(dials.variation) * variation.signed())
    let color = color(of: label, &variation)
    stretch(&outline, &variation)
    deform(&outline, &deformation)
    let place = place(&outline, &viewpoint)

    paintBackground(on: &canvas, &clutter)
    canvas.fill(outline, color)
    occlude(place, on: &canvas, &occlusion)
    illuminate(&canvas, &illumination, into: pixels)
  }

  // MARK: - Intra-class variation

  private func color(of label: Int, _ random: inout SeededGenerator) -> SIMD4<Float> {
    let dial = Float(dials.variation)
    let hue = ShapeOutline.hues[label] + 0.5 * dial * Float(random.normal()) * 0.5
    let saturation = 0.65 + 0.25 * dial * random.signed()
    let value = 1 - 0.35 * dial * Float(random.uniform())
    return SIMD4(hue: hue, saturation: saturation, value: value)
  }

  private func stretch(_ outline: inout ShapeOutline, _ random: inout SeededGenerator) {
    let aspect = exp(0.3 * Float(dials.variation) * random.signed())
    for i in outline.points.indices { outline.points[i] *= [aspect, 1 / aspect] }
  }

  // MARK: - Deformation

  /// Bends the shape and sends two waves of random direction through it.
  private func deform(_ outline: inout ShapeOutline, _ random: inout SeededGenerator) {
    let dial = Float(dials.deformation)
    let bend = 0.9 * dial * random.signed()
    var waves: [(direction: SIMD2<Float>, push: SIMD2<Float>, phase: Float)] = []
    for _ in 0..<2 {
      let angle = 2 * Float.pi * Float(random.uniform())
      let frequency = 2 + 2 * Float(random.uniform())
      let other = 2 * Float.pi * Float(random.uniform())
      waves.append(
        (
          [frequency * cos(angle), frequency * sin(angle)],
          [0.42 * dial * cos(other), 0.42 * dial * sin(other)],
          2 * Float.pi * Float(random.uniform())
        ))
    }
    for i in outline.points.indices {
      let point = outline.points[i]
      var moved = point + [bend * (point.y * point.y - 0.4), 0]
      for wave in waves { moved += wave.push * sin((wave.direction * point).sum() + wave.phase) }
      outline.points[i] = moved
    }
  }

  // MARK: - Viewpoint

  /// Where a shape ended up, in pixels.
  private struct Place {
    var center: SIMD2<Float>
    var radius: Float
  }

  private func place(_ outline: inout ShapeOutline, _ random: inout SeededGenerator) -> Place {
    let dial = Float(dials.viewpoint)
    let angle = 1.1 * dial * random.signed()
    let scale = Self.radius * exp(dial * (-0.25 + 0.35 * random.signed()))
    let shift = 8 * dial * SIMD2(random.signed(), random.signed())
    let squeeze = 1 - 0.45 * dial * Float(random.uniform())
    let squeezeAngle = Float.pi * Float(random.uniform())
    let center = SIMD2(repeating: Float(side) / 2) + shift
    let (c, s) = (cos(angle), sin(angle))
    let axis = SIMD2(cos(squeezeAngle), sin(squeezeAngle))
    for i in outline.points.indices {
      let point = outline.points[i]
      var turned = SIMD2(c * point.x - s * point.y, s * point.x + c * point.y)
      turned -= axis * ((1 - squeeze) * (axis * turned).sum())
      outline.points[i] = center + scale * turned
    }
    return Place(center: center, radius: scale)
  }

  // MARK: - Background clutter

  private func paintBackground(on canvas: inout ShapeCanvas, _ random: inout SeededGenerator) {
    let dial = Float(dials.clutter)
    let gray = SIMD4<Float>(0.45, 0.45, 0.45, 0)
    let first = gray + dial * (random.color() - gray)
    let second = gray + dial * (random.color() - gray)
    let slope = random.direction() / Float(side)
    let stripes = random.direction() * (0.25 + 0.75 * Float(random.uniform()))
    let middle = Float(side) / 2
    canvas.shade { _, x, y in
      let place = SIMD2(x - middle, y - middle)
      let t = 0.5 + (slope * place).sum() + 0.35 * sin((stripes * place).sum())
      return first + (second - first) * max(0, min(1, t))
    }
    for _ in 0..<12 {
      let blob = blob(
        center: Float(side) * SIMD2(Float(random.uniform()), Float(random.uniform())),
        radius: (2 + 6 * Float(random.uniform())) * dial.squareRoot(), &random)
      canvas.fill(blob, gray + min(1, 1.25 * dial) * (random.color() - gray))
    }
  }

  /// A small polygon of three to six corners.
  private func blob(
    center: SIMD2<Float>, radius: Float, _ random: inout SeededGenerator
  ) -> ShapeOutline {
    let corners = 3 + random.integer(below: 4)
    let turn = Float(random.uniform())
    let stretch = exp(0.5 * random.signed())
    return ShapeOutline(
      corners: (0..<corners).map { i in
        let angle = 2 * Float.pi * (Float(i) / Float(corners) + turn)
        return center + radius * SIMD2(stretch * cos(angle), sin(angle) / stretch)
      })
  }

  // MARK: - Occlusion

  /// Lays a bar over the shape; at dial 1 it hides up to some half of it.
  private func occlude(
    _ place: Place, on canvas: inout ShapeCanvas, _ random: inout SeededGenerator
  ) {
    let dial = Float(dials.occlusion)
    let angle = 2 * Float.pi * Float(random.uniform())
    let offset = place.radius * (0.2 + 0.7 * Float(random.uniform()))
    let width = place.radius * dial * (0.25 + 0.3 * Float(random.uniform()))
    let color = random.color()
    guard dial > 0 else { return }
    let along = SIMD2(cos(angle), sin(angle))
    let across = SIMD2(-along.y, along.x)
    let middle = place.center + offset * across
    let length = 1.5 * place.radius
    canvas.fill(
      ShapeOutline(corners: [
        middle + length * along - width * across, middle + length * along + width * across,
        middle - length * along + width * across, middle - length * along - width * across,
      ]), color)
  }

  // MARK: - Illumination

  private func illuminate(
    _ canvas: inout ShapeCanvas, _ random: inout SeededGenerator,
    into pixels: UnsafeMutableBufferPointer<UInt8>
  ) {
    let dial = Float(dials.illumination)
    let gain = exp(dial * (-0.2 + 0.7 * random.signed()))
    let tint = SIMD4(
      exp(0.45 * dial * random.signed()), exp(0.45 * dial * random.signed()),
      exp(0.45 * dial * random.signed()), 0)
    let angle = 2 * Float.pi * Float(random.uniform())
    let slope = dial * 1.6 / Float(side) * SIMD2(cos(angle), sin(angle)) * Float(random.uniform())
    let shadowAngle = 2 * Float.pi * Float(random.uniform())
    let shadowOffset = 0.35 * Float(side) * random.signed()
    let shadow = 1 - 0.75 * dial * Float(random.uniform())
    let shadowSide = SIMD2(cos(shadowAngle), sin(shadowAngle))
    let grain = 0.04 * dial
    let middle = Float(side) / 2
    let light = gain * tint
    for y in 0..<side {
      for x in 0..<side {
        let place = SIMD2(Float(x) + 0.5 - middle, Float(y) + 0.5 - middle)
        let falloff = max(0.1, 1 + (slope * place).sum())
        let isShadowed = max(0, min(1, (shadowSide * place).sum() - shadowOffset + 0.5))
        var value = canvas.pixels[y * side + x] * light
        value *= falloff * (1 + isShadowed * (shadow - 1))
        value += grain * random.grain()
        let byte = (255 * value).clamped(lowerBound: .zero, upperBound: SIMD4(repeating: 255))
          .rounded(.toNearestOrEven)
        let i = y * side + x
        pixels[i] = UInt8(byte.x)
        pixels[side * side + i] = UInt8(byte.y)
        pixels[2 * side * side + i] = UInt8(byte.z)
      }
    }
  }
}

extension SeededGenerator {
  /// Evenly distributed from -1 to 1.
  fileprivate mutating func signed() -> Float {
    2 * Float(uniform()) - 1
  }

  /// Any colour, evenly distributed over the cube of red, green and blue.
  fileprivate mutating func color() -> SIMD4<Float> {
    SIMD4(Float(uniform()), Float(uniform()), Float(uniform()), 0)
  }

  /// A vector of length 1.
  fileprivate mutating func direction() -> SIMD2<Float> {
    let angle = 2 * Float.pi * Float(uniform())
    return SIMD2(cos(angle), sin(angle))
  }

  /// A number from -1 to 1 for each of three colours, from one draw.
  fileprivate mutating func grain() -> SIMD4<Float> {
    let bits = next()
    let mask = UInt64(1 << 21 - 1)
    let scale = 2 / Float(mask)
    return SIMD4(
      Float(bits & mask) * scale - 1, Float((bits >> 21) & mask) * scale - 1,
      Float((bits >> 42) & mask) * scale - 1, 0)
  }
}

extension SIMD4<Float> {
  /// A colour from hue (in turns, of any size), saturation and value.
  fileprivate init(hue: Float, saturation: Float, value: Float) {
    func channel(_ offset: Float) -> Float {
      let turn = (hue + offset / 6) - (hue + offset / 6).rounded(.down)
      let k = turn * 6
      return value - value * saturation * Swift.max(0, Swift.min(1, Swift.min(k, 4 - k)))
    }
    self.init(channel(5), channel(3), channel(1), 0)
  }
}
