"""One command a file: it reads arguments, asks one question, and says the answer."""
