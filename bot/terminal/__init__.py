"""The commands as they are typed: their options, and what each of them does."""
