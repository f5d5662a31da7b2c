"""What a reader of the three-yearly review sees: the evidence of each year behind each sentence, and what to decide."""
