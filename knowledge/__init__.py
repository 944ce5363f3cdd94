"""The door: all that the bot, the terminal and their tests may know of the library.

What only some commands need (the audit, the mutators) is loaded when it is first named.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from knowledge.answering.meaning import Meaning
from knowledge.errors import DataError, KnowledgeError, PreparedError, ReportError
from knowledge.library import Explanation, Library
from knowledge.model import Answer, Ask, Citation, Evidence, Fact, Kind, Question, Report, Span, Status
from knowledge.reading.sources import ENDINGS, files

if TYPE_CHECKING:
    from knowledge.browsing.auditing import Check, Verdict, audit
    from knowledge.filing.editions import Edition, edition
    from knowledge.filing.prepared import verify
    from knowledge.filing.preparing import made_of, prepare, rebuild
    from knowledge.lexis.scripts import other_numerals, other_width, traditional
    from knowledge.lexis.slips import Slip, Typist

LATER = {
    "verify": "knowledge.filing.prepared",
    **dict.fromkeys(("made_of", "prepare", "rebuild"), "knowledge.filing.preparing"),
    **dict.fromkeys(("Check", "Verdict", "audit"), "knowledge.browsing.auditing"),
    **dict.fromkeys(("Edition", "edition"), "knowledge.filing.editions"),
    **dict.fromkeys(("other_numerals", "other_width", "traditional"), "knowledge.lexis.scripts"),
    **dict.fromkeys(("Slip", "Typist"), "knowledge.lexis.slips"),
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
