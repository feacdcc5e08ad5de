/// A picture that can be drawn as part of a larger one.
protocol Panel: Picture {
  /// The size it would like to have, in points; `ruler` measures text.
  func naturalSize(_ ruler: Canvas) -> Size

  /// Draws itself into a part of a page.
  func draw(on canvas: Canvas, in frame: Rectangle)
}

extension Panel {
  /// Draws itself on a page of its own.
  func drawn() -> Image {
    let size = naturalSize(Canvas(Size(1, 1)))
    let canvas = Canvas(size)
    draw(
      on: canvas,
      in: Rectangle(left: 0, top: 0, width: canvas.size.width, height: canvas.size.height))
    return canvas.image()
  }
}
