"""Several reports: which of them are meant, whether their figures compare, what they say side by side."""
