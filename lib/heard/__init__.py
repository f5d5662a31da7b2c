"""heard: were people heard? A council's own records, held against its own promises."""
