"""The world around the library: the terminal, the operator, the chat."""

__version__ = "0.1.0"
