"""Why a number is what it is: from a figure to the sentence it serves, what is counted, and the rows behind it."""
