import Foundation

extension Terminal.PicturePreview {
  /// The control sequence that shows a picture.
  ///
  /// - Parameters:
  ///   - figure: The picture.
  ///   - columns: The columns of the terminal; a wider picture is scaled down.
  /// - Returns: What to print, without a line feed at its end.
  func sequence(for figure: Figure, columns: Int) -> String {
    let data = Data(figure.png).base64EncodedString()
    // A column is taken to be nine pixels wide.
    let width = min(columns, max(8, figure.displayWidth / 9))
    switch self {
    case .iTerm:
      return "\u{1B}]1337;File=inline=1;size=\(figure.png.count);width=\(width);"
        + "preserveAspectRatio=1:\(data)\u{07}"
    case .kitty:
      var rest = data[...]
      var text = ""
      var keys = "f=100,a=T,c=\(width),q=2,"
      repeat {
        let chunk = rest.prefix(4096)
        rest = rest.dropFirst(4096)
        text += "\u{1B}_G\(keys)m=\(rest.isEmpty ? 0 : 1);\(chunk)\u{1B}\\"
        keys = ""
      } while !rest.isEmpty
      return text
    }
  }
}
