"""What a report gives without a question: its figures listed, and held against each other."""
