"""Characters, words, numbers, sounds and places as anybody knows them: what holds before any report is read."""
