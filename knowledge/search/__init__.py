"""Question -> candidates: the sentences, headings and facts of some reports, found by their words."""
