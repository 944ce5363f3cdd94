"""A library in one file: made in bounded memory, read as far as a question needs it, stale when its origins change."""
