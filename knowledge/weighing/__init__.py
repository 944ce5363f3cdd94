"""Candidates -> evidence: every reason for and against, one strength, and how sure that is."""
