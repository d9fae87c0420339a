"""From text to syntax tree, to canonical text, to diagnostics: the only room that imports lark."""
