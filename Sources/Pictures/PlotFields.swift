extension PlotLayout {
  func drawRegions(_ grid: PlaneGrid, _ labels: [Int], on canvas: Canvas) {}
  func drawField(_ grid: PlaneGrid, _ values: [Double], _ style: FieldStyle, on canvas: Canvas) {}
  func drawColorBar(on canvas: Canvas) {}
}
struct ColorBar {
  init?(_ marks: [Mark]) { return nil }
  func width(on ruler: Canvas, height: Double) -> Double { 0 }
}
