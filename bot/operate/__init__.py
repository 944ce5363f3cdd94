"""For whoever runs the bot: whether it is well, reports exchanged while it serves, numbers for a monitor."""
