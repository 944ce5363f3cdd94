"""The door: all that the bot, the terminal and their tests may know of the library.

What only some commands need (the audit, the mutators) is loaded when it is first named.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from knowledge.errors import DataError, KnowledgeError, PreparedError, ReportError
from knowledge.library import Explanation, Library
from knowledge.meaning import Meaning
from knowledge.model import Answer, Ask, Citation, Evidence, Fact, Kind, Question, Report, Span, Status
from knowledge.sources import ENDINGS, files

if TYPE_CHECKING:
    from knowledge.auditing import Check, Verdict, audit
    from knowledge.editions import Edition, edition
    from knowledge.prepared import verify
    from knowledge.preparing import made_of, prepare, rebuild
    from knowledge.scripts import other_numerals, other_width, traditional
    from knowledge.slips import Slip, Typist

LATER = {
    "verify": "knowledge.prepared",
    **dict.fromkeys(("made_of", "prepare", "rebuild"), "knowledge.preparing"),
    **dict.fromkeys(("Check", "Verdict", "audit"), "knowledge.auditing"),
    **dict.fromkeys(("Edition", "edition"), "knowledge.editions"),
    **dict.fromkeys(("other_numerals", "other_width", "traditional"), "knowledge.scripts"),
    **dict.fromkeys(("Slip", "Typist"), "knowledge.slips"),
}

__all__ = [
    "ENDINGS",
    "Answer",
    "Ask",
    "Check",
    "Citation",
    "DataError",
    "Edition",
    "Evidence",
    "Explanation",
    "Fact",
    "Kind",
    "KnowledgeError",
    "Library",
    "Meaning",
    "PreparedError",
    "Question",
    "Report",
    "ReportError",
    "Slip",
    "Span",
    "Status",
    "Typist",
    "Verdict",
    "audit",
    "edition",
    "files",
    "made_of",
    "other_numerals",
    "other_width",
    "prepare",
    "rebuild",
    "traditional",
    "verify",
]


def __getattr__(name: str) -> Any:
    if name not in LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(LATER[name]), name)
    return value
