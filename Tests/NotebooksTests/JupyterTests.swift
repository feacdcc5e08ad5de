import Foundation
import Testing

@testable import Notebooks

@Suite("A lesson as a Jupyter notebook")
struct JupyterTests {
  private func json(_ document: LessonDocument) throws -> [String: Any] {
    let data = Data(try JupyterRenderer().file(for: document))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func cells(_ document: LessonDocument) throws -> [[String: Any]] {
    try #require(try json(document)["cells"] as? [[String: Any]])
  }

  @Test("is nbformat 4.5: the keys that the schema asks for, and no others")
  func structure() throws {
    let file = try json(fullDocument())
    #expect(Set(file.keys) == ["cells", "metadata", "nbformat", "nbformat_minor"])
    #expect(file["nbformat"] as? Int == 4)
    #expect(file["nbformat_minor"] as? Int == 5)
    let metadata = try #require(file["metadata"] as? [String: [String: String]])
    #expect(metadata["kernelspec"]?["name"] == "swift")
    #expect(metadata["kernelspec"]?["display_name"] == "Swift")
    for cell in try cells(fullDocument()) {
      #expect(cell["source"] is [String])
      #expect(cell["metadata"] is [String: Any])
      if cell["cell_type"] as? String == "code" {
        #expect(
          Set(cell.keys) == [
            "id", "cell_type", "metadata", "source", "outputs", "execution_count",
          ])
        #expect(cell["execution_count"] is Int)
      } else {
        #expect(cell["cell_type"] as? String == "markdown")
        #expect(Set(cell.keys) == ["id", "cell_type", "metadata", "source"])
      }
    }
  }

  @Test("gives each cell an id of its own, in the form that the schema asks for")
  func ids() throws {
    let ids = try cells(fullDocument()).map { try #require($0["id"] as? String) }
    #expect(ids.count > 10)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.wholeMatch(of: /[a-zA-Z0-9-_]{1,64}/) != nil })
  }

  @Test("hangs what was printed and drawn on the code above it")
  func outputs() throws {
    let code = try cells(fullDocument()).filter { $0["cell_type"] as? String == "code" }
    #expect(code.count == 2)
    let outputs = try #require(code[0]["outputs"] as? [[String: Any]])
    #expect(
      outputs.map { $0["output_type"] as? String } == ["stream", "display_data", "display_data"])
    #expect(outputs[0]["text"] as? [String] == ["1\n"])
    #expect(outputs[0]["name"] as? String == "stdout")
    let data = try #require(outputs[1]["data"] as? [String: String])
    #expect(data["image/png"] == "AQID+g==" && data["text/plain"] == "A ramp")
    // nbconvert's lab template keeps alternative text of HTML only.
    #expect(
      data["text/html"]
        == "<img alt=\"A ramp\" width=\"30\" height=\"20\" src=\"data:image/png;base64,AQID+g==\">")
    let metadata = try #require(outputs[1]["metadata"] as? [String: [String: Any]])
    #expect(metadata["image/png"]?["alt"] as? String == "A ramp")
    // The second picture comes after a table: it stands in a cell of its own.
    #expect(code[1]["source"] as? [String] == ["// The picture is ramp.png"])
  }

  @Test("says first what the file is for and what to type")
  func beginning() throws {
    let first = try #require(try cells(fullDocument()).first)
    let source = try #require(first["source"] as? [String]).joined()
    #expect(source.hasPrefix("# Lesson 7: Saturation\n"))
    #expect(source.contains("for reading"))
    #expect(source.contains("```\nswift run lesson-7\n```"))
  }

  @Test("leaves out the `return` of the closure whose body a cell shows, and no other")
  func returns() throws {
    let body = "return run {\n  return 1\n}\nlet a = \"return b\"\nreturn (a, b)"
    let cell = Cell.code(SourceExcerpt(source: body, location: "main.swift:1"))
    let source = try #require(try cells(document([cell])).last?["source"] as? [String])
    #expect(source.joined() == "run {\n  return 1\n}\nlet a = \"return b\"\n(a, b)")
  }

  @Test("shows output that no code precedes as text, whatever it contains")
  func lonelyOutput() throws {
    let cells = try cells(document([.text(markdown: "So:"), .output("a ```` b")]))
    #expect(cells.last?["cell_type"] as? String == "markdown")
    #expect((cells.last?["source"] as? [String])?.joined() == "`````\na ```` b\n`````")
  }

  @Test("writes formulas between double dollar signs and tables in Markdown")
  func markdown() throws {
    let sources = try cells(fullDocument()).map { ($0["source"] as? [String])?.joined() ?? "" }
    #expect(sources.contains("$$\n\\sigma(x)\n$$"))
    #expect(sources.contains { $0.hasPrefix("| k | accuracy |\n| ---: | ---: |\n| 1 | 28.0 % |") })
    #expect(sources.contains { $0.hasPrefix("**✓ Holds** It grows") })
    #expect(sources.contains { $0.hasPrefix("**✗ Fails** It shrinks") })
  }

  @Test(
    "cuts text into lines that are the text again",
    arguments: ["", "one", "one\n", "one\ntwo", "\n\n", "a\n\nb\n"])
  func lines(text: String) {
    let lines = JupyterFile.lines(of: text)
    #expect(lines.joined() == text)
    #expect(lines.dropLast().allSatisfy { $0.hasSuffix("\n") })
  }
}
