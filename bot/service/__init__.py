"""The Telegram bot as a process: put together, started, tended, stopped; its log."""
