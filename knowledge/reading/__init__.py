"""A file -> a report: its title, parts and facts, all as spans of the untouched text."""
