"""`python -m antinomy`."""

from antinomy.cli import main

main()
