"""`python -m pdscan`."""

from pdscan.cli import main

main()
