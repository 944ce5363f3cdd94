"""What a piece of a question may stand for in the reports: slips, typed pinyin, everyday words, names in short."""
