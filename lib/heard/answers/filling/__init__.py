"""What a workbook that people fill in needs on its way out, and its answers on their way into the tables."""
