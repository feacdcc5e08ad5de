import Pictures

/// The four ways to split data when a hyperparameter must be chosen, from the worst to the best.
let dataSplits: Diagram = {
  let width = 560.0
  let colors = (
    train: Color(hex: 0xD6E6F4), validation: Color(hex: 0xFBE3B5), test: Color(hex: 0xF6D2C4)
  )
  func part(_ text: String, _ from: Double, _ to: Double, _ y: Double, _ color: Color)
    -> Diagram.Shape
  {
    .box(
      text, at: Point((from + to) / 2 * width, y), size: Size((to - from) * width - 3, 26),
      fill: color, border: color)
  }
  func title(_ text: String, _ y: Double, _ color: Color) -> Diagram.Shape {
    .text(text, at: Point(0, y), placement: .right, color: color)
  }
  var shapes: [Diagram.Shape] = [
    title("1  Best on the training data: k = 1 is always perfect there", 8, .wrong),
    part("all data: train and choose", 0, 1, 32, colors.train),
    title("2  Best on the test data: nothing is left to tell how good it is", 66, .wrong),
    part("train", 0, 0.8, 90, colors.train),
    part("test: choose", 0.8, 1, 90, colors.test),
    title("3  Best on validation data, then the test data, once", 124, .right),
    part("train", 0, 0.65, 148, colors.train),
    part("validate", 0.65, 0.83, 148, colors.validation),
    part("test: once", 0.83, 1, 148, colors.test),
    title("4  Cross-validation: every fold validates in turn; for small data sets", 182, .right),
  ]
  for turn in 0..<5 {
    let y = 206 + Double(turn) * 30
    for fold in 0..<5 {
      let from = 0.83 * Double(fold) / 5
      shapes.append(
        part(
          fold == turn ? "validate" : "fold \(fold + 1)", from, from + 0.83 / 5, y,
          fold == turn ? colors.validation : colors.train))
    }
  }
  shapes.append(
    .box(
      "test: once", at: Point(0.915 * width, 266), size: Size(0.17 * width - 3, 146),
      fill: colors.test, border: colors.test))
  return Diagram(shapes: shapes)
}()
