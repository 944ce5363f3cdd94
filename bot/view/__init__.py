"""What citizens see on Telegram, before it is sent: messages, buttons, pages of a report. Pure."""
