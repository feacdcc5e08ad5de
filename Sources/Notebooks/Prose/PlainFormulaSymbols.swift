/// TeX commands that stand for one sign.
enum PlainFormulaSymbols {
  /// What each command looks like.
  static let text: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ",
    "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ",
    "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω",
    "cdot": " · ", "times": " × ", "div": " ÷ ", "pm": " ± ", "mp": " ∓ ", "ast": "∗",
    "circ": "∘", "odot": " ⊙ ", "oplus": " ⊕ ", "otimes": " ⊗ ",
    "le": " ≤ ", "leq": " ≤ ", "ge": " ≥ ", "geq": " ≥ ", "ne": " ≠ ", "neq": " ≠ ",
    "approx": " ≈ ", "equiv": " ≡ ", "sim": " ~ ", "propto": " ∝ ", "ll": " ≪ ", "gg": " ≫ ",
    "lt": " < ", "gt": " > ",
    "in": " ∈ ", "notin": " ∉ ", "subset": " ⊂ ", "cup": " ∪ ", "cap": " ∩ ", "forall": "∀",
    "exists": "∃", "to": " → ", "rightarrow": " → ", "leftarrow": " ← ", "gets": " ← ",
    "mapsto": " ↦ ", "Rightarrow": " ⇒ ", "iff": " ⇔ ", "mid": " | ",
    "sum": "Σ", "prod": "Π", "int": "∫", "partial": "∂", "nabla": "∇", "infty": "∞",
    "top": "⊤", "intercal": "⊤", "perp": " ⊥ ", "angle": "∠", "ell": "ℓ", "prime": "′",
    "lVert": "‖", "rVert": "‖", "Vert": "‖", "|": "‖", "lvert": "|", "rvert": "|", "vert": "|",
    "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉",
    "dots": " … ", "ldots": "…", "cdots": " … ", "vdots": "⋮", "quad": " \u{A0} ",
    "qquad": " \u{A0}\u{A0}\u{A0} ",
    "log": "log ", "ln": "ln ", "exp": "exp", "max": "max", "min": "min", "tanh": "tanh",
    "sin": "sin ", "cos": "cos ", "arg": "arg ", "argmax": "argmax", "argmin": "argmin",
    ",": " ", ";": " ", ":": " ", " ": " ", "!": "", "%": "%", "$": "$", "_": "_", "{": "{",
    "}": "}", "#": "#", "&": "&",
  ]
}
