import Workbench

extension Notebook {
  /// Says in a terminal what takes a while.
  func announceOwnPictures() {
    if renderer.terminal.isWatched {
      print("\nChecking your functions, and drawing with those that are right ...\n")
    }
  }

  /// Begins a lesson that has pictures by the reader's own functions.
  func begin(with own: OwnPictures) {
    ownPictures = own
    text(own.introduction)
  }

  /// Shows what the reader's functions have drawn for the section that ends.
  func showOwnPictures() {
    guard let sectionTitle else { return }
    for item in ownPictures?.take(from: sectionTitle) ?? [] { show(item) }
  }

  /// Shows what is left of the reader's own pictures, and what could not be drawn.
  func showLastOwnPictures() {
    showOwnPictures()
    for item in ownPictures?.take(from: nil) ?? [] { show(item) }
    if let complaint = ownPictures?.complaint { text(complaint) }
    ownPictures = nil
  }

  private func show(_ item: LearnersPictures.Item) {
    let picture = item.picture
    let name = "yours-" + item.number.replacing(".", with: "-")
    add(
      Figure(
        name: name, png: [UInt8](picture.png), width: picture.width, height: picture.height,
        pixelsPerPoint: picture.pixelsPerPoint, caption: picture.captionWithPainters,
        see: picture.see))
  }
}
