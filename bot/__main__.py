"""python -m bot, or wenbao: puts the parts together, nowhere else."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from bot import config
from bot.display.screen import Screen
from bot.errors import Misuse
from bot.terminal import command_line
from bot.terminal.desk import Desk

MISUSED = 2
"""Wrongly called, or a file that cannot be read; what argparse gives, too."""
INTERRUPTED = 130
"""Ctrl-C, as a shell reports it."""
NOBODY_READS = 141
"""The reader of a pipe has gone, as a shell reports it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command of these arguments, else of the command line; gives the exit code."""
    options = command_line.parser().parse_args(arguments)
    try:
        settings = config.read(os.environ)
        screen = Screen(sys.stdout, sys.stderr, machine=options.json, colour=settings.colour)
        code: int = options.run(Desk(options, settings, screen, sys.stdin, os.environ))
    except Misuse as error:
        sys.stderr.write(f"wenbao: {error}\n")
        return MISUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python would complain once more when it closes stdout at its end: let it close something else.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS
    except Exception as error:
        from knowledge import KnowledgeError  # a prepared library tells damage when it is met

        if not isinstance(error, KnowledgeError):
            raise
        sys.stderr.write(f"wenbao: {error}\n")
        return MISUSED
    return code


if __name__ == "__main__":
    sys.exit(main())
