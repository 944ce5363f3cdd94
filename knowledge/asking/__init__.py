"""Text -> question: which reports it means, what it asks for, its terms, unit, period and place."""
