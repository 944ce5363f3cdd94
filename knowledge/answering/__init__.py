"""Evidence -> answer: a value, arithmetic, yes or no, with its citation; or declined."""
