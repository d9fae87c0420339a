"""One question a file; each has one function, which takes a theory and compositions and returns an answer."""
