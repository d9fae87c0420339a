"""What an audit looks at, one subject a file; each has one function, which yields findings as they are made."""
