"""Pure sums: numbers and words in, numbers out. Imports nothing else of heard and touches no file."""
