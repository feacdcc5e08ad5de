/// The page's style: a book's column, dark at night, narrow on a phone, plain on paper.
enum HTMLStyle {
  /// The style sheet.
  static let text = """
    :root {
      --paper: #fdfcfa; --ink: #22252a; --soft: #646a73; --line: #e3e0da; --wash: #f4f2ee;
      --accent: #1f5f9e; --good: #17744a; --good-wash: #e9f5ee; --bad: #b3261e; --bad-wash: #fcecea;
      --ask: #7a4fb5; --ask-wash: #f4eefb; --find: #1f5f9e; --find-wash: #ebf2f9;
      --keyword: #9b2393; --string: #b3261e; --number: #1c49c9; --type: #1b6b72; --comment: #5a636e;
      --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Source Serif Pro", Georgia, serif;
      --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
      --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --paper: #17191d; --ink: #dfe1e5; --soft: #9aa1ab; --line: #30343b; --wash: #1f2227;
        --accent: #7fb4ea; --good: #5fcf93; --good-wash: #172a20; --bad: #ff8a80; --bad-wash: #321c1b;
        --ask: #c3a3f0; --ask-wash: #251e31; --find: #7fb4ea; --find-wash: #1a2633;
        --keyword: #ff7ab2; --string: #ff8f80; --number: #a8b8ff; --type: #78d0d8; --comment: #8d96a3;
      }
    }
    * { box-sizing: border-box; }
    html { scroll-behavior: smooth; scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--paper); color: var(--ink);
      font: 1.125rem/1.65 var(--serif); text-rendering: optimizeLegibility;
    }
    main { max-width: 46rem; margin: 0 auto; padding: 3rem 1.5rem 5rem; }
    a { color: var(--accent); text-underline-offset: .15em; }
    .skip, .hidden { position: absolute; left: -100rem; }
    .skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem; z-index: 2; }

    header { margin-bottom: 2.5rem; border-bottom: 1px solid var(--line); padding-bottom: 1.25rem; }
    h1 { font-size: 2.4rem; line-height: 1.15; margin: .2rem 0 .8rem; letter-spacing: -.01em; }
    h2 { font-size: 1.55rem; line-height: 1.25; margin: 3.5rem 0 1rem; letter-spacing: -.005em; }
    h2 span { color: var(--soft); font-weight: 400; margin-right: .45em; }
    h3, h4, h5, h6 { font-size: 1.15rem; margin: 2rem 0 .6rem; }
    p, ul, ol, blockquote { margin: 0 0 1.05rem; }
    li { margin: .2rem 0; }
    .kicker { font: 600 .8rem/1 var(--sans); letter-spacing: .09em; text-transform: uppercase;
      color: var(--soft); margin: 0; }
    .command { margin: 0; color: var(--soft); }
    .interrupted { margin: 1rem 0 0; padding: .6rem 1rem; background: var(--bad-wash);
      color: var(--bad); border-radius: .4rem; font: .95rem/1.5 var(--sans); }
    blockquote { border-left: 3px solid var(--line); padding-left: 1.1rem; color: var(--soft); }
    blockquote p:last-child { margin: 0; }
    hr { border: 0; border-top: 1px solid var(--line); margin: 2rem 0; }

    code, pre { font-family: var(--mono); font-size: .84em; font-variant-ligatures: none; }
    code { background: var(--wash); border-radius: .25rem; padding: .1em .3em; overflow-wrap: anywhere; }
    pre { overflow-x: auto; line-height: 1.5; margin: 0; }
    pre code { background: none; padding: 0; font-size: 1em; overflow-wrap: normal; }
    pre.plain { background: var(--wash); border-radius: .4rem; padding: .8rem 1rem; margin: 0 0 1.05rem; }
    figure.code { margin: 1.6rem 0 1.05rem; background: var(--wash); border: 1px solid var(--line);
      border-radius: .5rem; }
    figure.code pre { padding: .9rem 1.1rem; font-size: .8rem; }
    figure.code figcaption { border-top: 1px solid var(--line); padding: .3rem 1.1rem;
      font: .7rem/1.5 var(--mono); color: var(--soft); overflow-wrap: anywhere; }
    .k { color: var(--keyword); } .s { color: var(--string); } .n { color: var(--number); }
    .t { color: var(--type); } .c { color: var(--comment); font-style: italic; }
    pre.output { border-left: 3px solid var(--line); padding: .2rem 0 .2rem 1.1rem; font-size: .8rem;
      margin: 0 0 1.4rem; color: var(--ink); }
    .gone { color: var(--soft); font-style: italic; }

    math { font-family: "Cambria Math", "STIX Two Math", "Latin Modern Math", "STIX Math", math; }
    div.math { text-align: center; font-size: 1.15em; margin: 1.4rem 0; overflow-x: auto;
      overflow-y: hidden; padding: .3rem 0; }
    div.math.set { font-size: 1em; margin: .4rem 0; }

    figure.picture { margin: 2rem 0; text-align: center; }
    figure.picture img { max-width: 100%; height: auto; border-radius: .5rem; background: #fff;
      padding: .5rem; border: 1px solid var(--line); image-rendering: auto; }
    figure.picture .wide { overflow-x: auto; }
    figure.picture .wide img { max-width: none; }
    figure.picture figcaption { text-align: left; font: .92rem/1.5 var(--sans); color: var(--ink);
      max-width: 40rem; margin: .7rem auto 0; }
    figure.picture figcaption p { margin: 0; }
    figure.picture .see { color: var(--soft); margin-top: .25rem; }
    .see::before { content: "What to see: "; font-weight: 600; }

    .table { overflow-x: auto; margin: 1.6rem 0; }
    table { border-collapse: collapse; font: .92rem/1.45 var(--sans); min-width: 50%; }
    caption { caption-side: bottom; text-align: left; color: var(--soft); padding-top: .6rem; }
    caption span { display: block; position: sticky; left: 0; max-width: min(100%, calc(100vw - 3rem)); }
    th { text-align: left; font-weight: 600; border-bottom: 2px solid var(--line); }
    th, td { padding: .4rem 1.2rem .4rem 0; vertical-align: top; }
    td { border-bottom: 1px solid var(--line); }
    .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }

    .row { display: flex; gap: .9rem; margin: .6rem 0; padding: .7rem 1rem; border-radius: .5rem;
      font: 1rem/1.5 var(--sans); background: var(--wash); }
    .row p { margin: 0; flex: 1; min-width: 0; }
    .row .mark { flex: none; width: 1.5rem; height: 1.5rem; border-radius: 50%; color: var(--paper);
      font-weight: 700; text-align: center; line-height: 1.5rem; background: var(--soft); }
    .label { font-weight: 700; margin-right: .35em; }
    .measured { display: block; color: var(--soft); font-size: .92rem; }
    .measured b { color: var(--ink); font-weight: 600; font-variant-numeric: tabular-nums; }
    .holds { background: var(--good-wash); } .holds .mark { background: var(--good); }
    .holds .label { color: var(--good); }
    .fails { background: var(--bad-wash); } .fails .mark { background: var(--bad); }
    .fails .label { color: var(--bad); }
    .finding { background: var(--find-wash); } .finding .mark { background: var(--find); }
    .finding .label { color: var(--find); }
    .prediction { background: var(--ask-wash); margin: 1.4rem 0; }
    .prediction .mark { background: var(--ask); } .prediction .label { color: var(--ask); }
    .answer { margin: 1.4rem 0; }
    .answer > summary { cursor: pointer; color: var(--ask); font: 600 .92rem/1.6 var(--sans); }

    .questions, .exercises { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .2rem; }
    .exercises ul { list-style: none; padding: 0; }
    .exercises li { padding: .25rem 0; } .exercises small { color: var(--soft); font-family: var(--sans); }
    .exercises .mark { display: inline-block; width: 1.4rem; color: var(--soft); }
    .exercises .passed .mark, .good { color: var(--good); } .bad { color: var(--bad); }
    footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem;
      font: .95rem/1.5 var(--sans); color: var(--soft); }

    nav { font: .88rem/1.4 var(--sans); max-width: 46rem; margin: 0 auto; padding: 1.2rem 1.5rem 0; }
    nav summary { cursor: pointer; font-weight: 600; color: var(--soft); }
    nav ol { list-style: none; margin: .6rem 0 0; padding: 0; }
    nav a { display: flex; gap: .6em; padding: .28rem .5rem; color: var(--ink); text-decoration: none;
      border-radius: .3rem; }
    nav a:hover { background: var(--wash); } nav a span { color: var(--soft); min-width: 1.9em; }
    @media (min-width: 70.01rem) {
      nav { position: fixed; top: 0; left: 0; width: 17rem; height: 100vh; overflow-y: auto;
        padding: 3rem 1rem 2rem 1.5rem; border-right: 1px solid var(--line); }
      main { margin-left: max(20rem, calc((100vw - 46rem) / 2)); }
    }
    @media (max-width: 40rem) {
      body { font-size: 1.05rem; } main { padding: 1.5rem 1.1rem 3rem; } nav { padding: 1rem 1.1rem 0; }
      h1 { font-size: 1.9rem; } h2 { font-size: 1.35rem; margin-top: 2.5rem; }
      figure.code pre, pre.output { font-size: .74rem; }
      figure.picture .broad { overflow-x: auto; }
      figure.picture .broad img { max-width: none; width: 40rem; }
    }
    @media print {
      :root { --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --wash: #f6f6f6; }
      body { font-size: 10.5pt; } main { max-width: none; margin: 0; padding: 0; }
      nav, .skip { display: none; } h2 { break-after: avoid; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; }
      figure, .row, tr { break-inside: avoid; }
      .answer > summary { display: none; } .answer::details-content { content-visibility: visible; }
      * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
    }
    """
}
