import CCairo
import Tensors

/// A page to draw on, in points from the top left; Cairo does the work.
///
/// Every point is two pixels wide and high, so that letters and lines are crisp when the picture is shown at half size.
final class Canvas {
  /// Pixels a point, along a side.
  static let scale = 2

  /// Cairo's own limit, in pixels a side.
  static let largestSide = 32_767

  let size: Size
  private let surface: OpaquePointer?
  private let context: OpaquePointer?

  init(_ size: Size, background: Color = .white) {
    let width = Int((size.width * Double(Canvas.scale)).rounded(.up))
    let height = Int((size.height * Double(Canvas.scale)).rounded(.up))
    precondition(
      width > 0 && height > 0 && width <= Canvas.largestSide && height <= Canvas.largestSide,
      "Canvas: expected 1 to \(Canvas.largestSide) pixels a side, got \(width) x \(height)")
    self.size = size
    surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
    context = cairo_create(surface)
    cairo_scale(context, Double(Canvas.scale), Double(Canvas.scale))
    let options = cairo_font_options_create()
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_set_font_options(context, options)
    cairo_font_options_destroy(options)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    set(background)
    cairo_paint(context)
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  /// What has been drawn.
  func image() -> Image {
    cairo_surface_flush(surface)
    let status = cairo_status(context)
    precondition(
      status == CAIRO_STATUS_SUCCESS,
      "Canvas: Cairo stopped drawing: \(String(cString: cairo_status_to_string(status)))")
    let width = Int(cairo_image_surface_get_width(surface))
    let height = Int(cairo_image_surface_get_height(surface))
    let stride = Int(cairo_image_surface_get_stride(surface))
    guard let data = cairo_image_surface_get_data(surface) else {
      preconditionFailure("Canvas: Cairo had no memory for \(width) x \(height) pixels")
    }
    return Image(
      width: width, height: height,
      pixels: [UInt8](unsafeUninitializedCapacity: width * height * 3) { out, count in
        for y in 0..<height {
          let row = UnsafeRawPointer(data + y * stride)
          for x in 0..<width {
            // One 32-bit number a pixel, 0x00RRGGBB.
            let pixel = row.load(fromByteOffset: 4 * x, as: UInt32.self)
            let i = (y * width + x) * 3
            out[i] = UInt8(pixel >> 16 & 255)
            out[i + 1] = UInt8(pixel >> 8 & 255)
            out[i + 2] = UInt8(pixel & 255)
          }
        }
        count = width * height * 3
      })
  }

  // MARK: - Shapes

  func fill(_ r: Rectangle, _ color: Color, opacity: Double = 1, radius: Double = 0) {
    path(r, radius: radius)
    set(color, opacity)
    cairo_fill(context)
  }

  func stroke(
    _ r: Rectangle, _ color: Color, width: Double = 1, radius: Double = 0, dash: [Double] = []
  ) {
    path(r, radius: radius)
    stroke(color, width, dash)
  }

  func fillCircle(at center: Point, radius: Double, _ color: Color, opacity: Double = 1) {
    guard center.isFinite else { return }
    let c = limited(center)
    cairo_new_path(context)
    cairo_arc(context, c.x, c.y, max(radius, 0), 0, 2 * Double.pi)
    set(color, opacity)
    cairo_fill(context)
  }

  func strokeCircle(
    at center: Point, radius: Double, _ color: Color, width: Double = 1, opacity: Double = 1
  ) {
    guard center.isFinite else { return }
    let c = limited(center)
    cairo_new_path(context)
    cairo_arc(context, c.x, c.y, max(radius, 0), 0, 2 * Double.pi)
    stroke(color, width, [], opacity: opacity)
  }

  func fillPolygon(_ points: [Point], _ color: Color, opacity: Double = 1) {
    trace(points, closed: true)
    set(color, opacity)
    cairo_fill(context)
  }

  /// A line through all points; a point that is not finite interrupts it.
  func polyline(
    _ points: [Point], _ color: Color, width: Double = 1, dash: [Double] = [], opacity: Double = 1,
    closed: Bool = false
  ) {
    trace(points, closed: closed)
    stroke(color, width, dash, opacity: opacity)
  }

  func line(
    from a: Point, to b: Point, _ color: Color, width: Double = 1, dash: [Double] = [],
    opacity: Double = 1
  ) {
    polyline([a, b], color, width: width, dash: dash, opacity: opacity)
  }

  /// A line with a filled head at its end.
  func arrow(
    from a: Point, to b: Point, _ color: Color, width: Double = 1.5, head: Double = 8,
    opacity: Double = 1
  ) {
    let along = b - a
    guard along.isFinite, along.length > 0 else { return }
    let u = along * (1 / along.length)
    let h = min(head, along.length)
    let base = b - u * h
    line(from: a, to: b - u * (h * 0.7), color, width: width, opacity: opacity)
    let side = Point(-u.y, u.x) * (h * 0.42)
    fillPolygon([b, base + side, base - side], color, opacity: opacity)
  }

  /// Runs `body` with everything outside `r` protected.
  func clipped(to r: Rectangle, _ body: () -> Void) {
    cairo_save(context)
    path(r, radius: 0)
    cairo_clip(context)
    body()
    cairo_restore(context)
  }

  /// Fills `r` with an image, nearest pixel by nearest pixel, or smoothed when it shrinks.
  func draw(_ image: Image, in r: Rectangle) {
    guard
      let source = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, Int32(image.width), Int32(image.height))
    else { return }
    defer { cairo_surface_destroy(source) }
    cairo_surface_flush(source)
    guard let data = cairo_image_surface_get_data(source) else { return }
    let stride = Int(cairo_image_surface_get_stride(source))
    image.pixels.withUnsafeBufferPointer { pixels in
      for y in 0..<image.height {
        let row = UnsafeMutableRawPointer(data + y * stride)
        for x in 0..<image.width {
          let i = (y * image.width + x) * 3
          let pixel = UInt32(pixels[i]) << 16 | UInt32(pixels[i + 1]) << 8 | UInt32(pixels[i + 2])
          row.storeBytes(of: pixel, toByteOffset: 4 * x, as: UInt32.self)
        }
      }
    }
    cairo_surface_mark_dirty(source)
    cairo_save(context)
    cairo_translate(context, r.left, r.top)
    cairo_scale(context, r.width / Double(image.width), r.height / Double(image.height))
    cairo_set_source_surface(context, source, 0, 0)
    let shrinks = r.width * Double(Canvas.scale) < Double(image.width)
    let pattern = cairo_get_source(context)
    cairo_pattern_set_filter(pattern, shrinks ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST)
    // Without padding the edge pixels fade into nothing.
    cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
    cairo_rectangle(context, 0, 0, Double(image.width), Double(image.height))
    cairo_fill(context)
    cairo_restore(context)
  }

  // MARK: - Text

  /// How wide `text` comes out.
  func width(of text: String, _ font: Font) -> Double {
    select(font)
    var extents = cairo_text_extents_t()
    printable(text).withCString { cairo_text_extents(context, $0, &extents) }
    return extents.x_advance
  }

  /// Writes one line; `at` is the point that `anchor` names.
  func text(
    _ text: String, at point: Point, _ font: Font, _ color: Color, anchor: TextAnchor = .left,
    angle: Double = 0, halo: Color? = nil
  ) {
    guard point.isFinite, !text.isEmpty else { return }
    let dx = -width(of: text, font) * anchor.fraction
    cairo_save(context)
    let p = limited(point)
    cairo_translate(context, p.x, p.y)
    cairo_rotate(context, angle)
    cairo_move_to(context, dx, font.size * anchor.drop)
    printable(text).withCString { bytes in
      if let halo {
        cairo_text_path(context, bytes)
        stroke(halo, 3, [], opacity: 0.85)
        cairo_move_to(context, dx, font.size * anchor.drop)
      }
      set(color)
      cairo_show_text(context, bytes)
    }
    cairo_restore(context)
  }

  // MARK: - Helpers

  private func select(_ font: Font) {
    cairo_select_font_face(
      context,
      font.isMonospaced
        ? "DejaVu Sans Mono" : font.isCondensed ? "DejaVu Sans Condensed" : "DejaVu Sans",
      font.isItalic ? CAIRO_FONT_SLANT_ITALIC : CAIRO_FONT_SLANT_NORMAL,
      font.isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
    cairo_set_font_size(context, font.size)
  }

  private func set(_ color: Color, _ opacity: Double = 1) {
    cairo_set_source_rgba(
      context, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255, opacity
    )
  }

  private func stroke(_ color: Color, _ width: Double, _ dash: [Double], opacity: Double = 1) {
    set(color, opacity)
    cairo_set_line_width(context, width)
    cairo_set_line_cap(context, dash.isEmpty ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
    cairo_set_dash(context, dash, Int32(dash.count), 0)
    cairo_stroke(context)
  }

  private func trace(_ points: [Point], closed: Bool) {
    cairo_new_path(context)
    var isPenDown = false
    for (i, point) in points.enumerated() {
      guard point.isFinite else {
        isPenDown = false
        continue
      }
      let p = limited(point)
      if isPenDown {
        cairo_line_to(context, p.x, p.y)
      } else {
        cairo_move_to(context, p.x, p.y)
        // A point between two gaps shows as a dot.
        if i + 1 == points.count || !points[i + 1].isFinite { cairo_line_to(context, p.x, p.y) }
      }
      isPenDown = true
    }
    if closed { cairo_close_path(context) }
  }

  private func path(_ r: Rectangle, radius: Double) {
    cairo_new_path(context)
    let a = limited(Point(r.left, r.top))
    let b = limited(Point(r.right, r.bottom))
    let radius = min(radius, abs(b.x - a.x) / 2, abs(b.y - a.y) / 2)
    guard radius > 0 else {
      return cairo_rectangle(context, a.x, a.y, b.x - a.x, b.y - a.y)
    }
    let quarter = Double.pi / 2
    cairo_arc(context, b.x - radius, a.y + radius, radius, -quarter, 0)
    cairo_arc(context, b.x - radius, b.y - radius, radius, 0, quarter)
    cairo_arc(context, a.x + radius, b.y - radius, radius, quarter, 2 * quarter)
    cairo_arc(context, a.x + radius, a.y + radius, radius, 2 * quarter, 3 * quarter)
    cairo_close_path(context)
  }

  /// Cairo counts in 24.8 fixed point: what lies far off the page is drawn a little less far off.
  private func limited(_ p: Point) -> Point {
    let far = 100_000.0
    return Point(min(max(p.x, -far), far), min(max(p.y, -far), far))
  }
}
