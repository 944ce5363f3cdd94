"""What an operator can mend: one kind of error, said in one line on the error stream, exit code 2."""

from __future__ import annotations


class Misuse(Exception):  # noqa: N818 - it names what happened, as an operator would say it
    """A command, setting or file that cannot be worked with; str() is the whole message."""
