"""What is done with an update: who speaks, what is meant, the handlers in their order, the sending."""
