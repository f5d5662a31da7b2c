"""Years side by side: what changed since last year, and what became of a sentence over the years of a review."""
