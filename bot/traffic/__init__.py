"""To the Bot API and back: patient calls, what their errors mean, updates that wait in their order."""
