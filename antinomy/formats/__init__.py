"""Explanations as documents, to be quoted elsewhere: Markdown and LaTeX."""
