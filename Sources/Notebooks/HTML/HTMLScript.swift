/// The page's script: it opens folded answers for printing, and typesets the formulas when the
/// reader is online.
///
/// Nothing waits for it. Without a network every formula keeps its plain form.
enum HTMLScript {
  /// The script.
  static let text = #"""
    (function () {
      var contents = document.querySelector("nav details");
      if (contents && window.matchMedia("(max-width: 70rem)").matches) contents.open = false;
      window.addEventListener("beforeprint", function () {
        document.querySelectorAll("details.answer").forEach(function (answer) {
          answer.open = true;
        });
      });
      var formulas = document.querySelectorAll(".math");
      if (!formulas.length) return;
      var base = "https://cdn.jsdelivr.net/npm/katex@0.16.9/dist/katex.min.";
      var script = document.createElement("script");
      script.src = base + "js";
      script.integrity = "sha384-XjKyOOlGwcjNTAIQHIpgOno0Hl1YQqzUOEleOLALmuqehneUG+vnGctmUb0ZY0l8";
      script.crossOrigin = "anonymous";
      script.onload = function () {
        var style = document.createElement("link");
        style.rel = "stylesheet";
        style.href = base + "css";
        style.integrity = "sha384-n8MVd4RsNIU0tAv4ct0nTaAbDJwPJzDEaqSD1odI+WdtXRGWt2kTvGFasHpSy3SV";
        style.crossOrigin = "anonymous";
        style.onload = function () {
          formulas.forEach(function (formula) {
            var plain = formula.textContent;
            try {
              katex.render(formula.dataset.tex, formula, {
                displayMode: formula.tagName === "DIV", throwOnError: true
              });
              formula.classList.add("set");
            } catch (problem) {
              formula.textContent = plain;
            }
          });
        };
        document.head.appendChild(style);
      };
      document.head.appendChild(script);
    })();
    """#
}
