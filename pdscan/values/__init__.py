"""Pure functions on single values: read, check and normalise identifiers, dates and names."""
