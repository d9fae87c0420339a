"""From a contradiction to a proof of it: what searches, and writes down what it found. The kernel judges it."""
