"""The public pages: the Consultation Database as anyone may read it."""
