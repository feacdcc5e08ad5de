import Notebooks

extension Chapter {
  /// What a picture is to a program.
  func pictureAsNumbers() {
    note.section("A picture is an array of numbers")
    note.text(
      """
      You name the thing in a picture at a glance. The machine is given a grid of numbers from 0 \
      to 255, \
      \(train.channels == 3 ? "three for each pixel: red, green and blue" : "one for each pixel"). \
      Nothing in any single one of them says *\(train.classNames[train.labels[0]])*. Between the \
      numbers and what they mean lies the **semantic gap**. Closing it is what this course is \
      about, and we begin with the simplest method that does anything at all.
      """)
    note.output(data.summary)
    note.figure(
      "data", dataSheet(train), caption: "Ten pictures of each class, from the training set.",
      see: """
        Cover the labels and name the rows. Then try to say *how* you knew, in terms of pixels.
        """)
    note.text(
      """
      In the code of this lesson `train` and `test` are the two sets of pictures. One channel of \
      the first:
      """)
    let numbers = note.code {
      let first = train[0..<1].tensor(Float.self)  // (1, C, H, W)
      return (0..<4).map { y in (0..<8).map { x in first[0, 0, y, x] } }
    }
    note.table(
      (0..<8).map { "x = \($0)" }, numbers.map { row in row.map { String(Int($0)) } },
      caption: "The upper left corner of the first picture, its first channel.")
  }
}
