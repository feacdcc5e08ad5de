import Notebooks

extension Chapter {
  /// What can be asked of a picture, and what has been answered so far.
  func visionTasks() {
    note.section("What one can ask of a picture")
    note.text(
      """
      *What is it?* is one question of many. Asking *where* adds a box, asking for *everything* \
      adds a box for each thing, and the most patient question wants a label for every pixel. We \
      spend most of this course on the first, **classification**, because the others are built \
      from it.
      """)
    note.figure(
      "tasks", VisionTasks(seed: seed).diagram,
      caption: """
        One scene, asked four things: a label; a label and its box; all boxes; a label a pixel.
        """)
    note.figure(
      "timeline", visionTimeline, caption: "Computer vision from 1959 to 2017.",
      see: """
        Half a century of features designed by hand, then a few years in which networks learned \
        them.
        """)
  }
}
