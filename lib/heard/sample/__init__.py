"""An invented council for a year, with the truth that was planted in it."""

from heard.sample.write import write_sample as write_sample
