"""What a terminal shows: columns, lines, records, and the words of an answer. Knows no command."""
