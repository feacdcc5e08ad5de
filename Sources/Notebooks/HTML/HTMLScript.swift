/// The page's script: it opens folded answers for printing, and where a browser does not know MathML
/// it has KaTeX set the formulas, if the reader is online.
///
/// Nothing waits for it, and no page of a browser of today asks the network for anything.
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
      if (!formulas.length || !navigator.onLine || knowsMathML()) return;
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
            var plain = formula.innerHTML;
            try {
              katex.render(formula.dataset.tex, formula, {
                displayMode: formula.tagName === "DIV", throwOnError: true
              });
              formula.classList.add("set");
            } catch (problem) {
              formula.innerHTML = plain;
            }
          });
        };
        document.head.appendChild(style);
      };
      document.head.appendChild(script);

      function knowsMathML() {
        var probe = document.createElement("div");
        probe.innerHTML = "<math><mspace height='23px' width='77px'></mspace></math>";
        document.body.appendChild(probe);
        var size = probe.firstChild.firstChild.getBoundingClientRect();
        document.body.removeChild(probe);
        return Math.abs(size.height - 23) <= 1 && Math.abs(size.width - 77) <= 1;
      }
    })();
    """#
}
