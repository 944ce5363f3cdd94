"""The door: all that the bot, the terminal and their tests may know of the library."""

from knowledge.audit import Check, Verdict, audit
from knowledge.errors import DataError, KnowledgeError, ReportError
from knowledge.library import Explanation, Library
from knowledge.meaning import Meaning
from knowledge.model import Answer, Ask, Citation, Evidence, Fact, Kind, Question, Report, Span, Status
from knowledge.scripts import other_numerals, other_width, traditional
from knowledge.slips import Slip, Typist

__all__ = [
    "Answer",
    "Ask",
    "Check",
    "Citation",
    "DataError",
    "Evidence",
    "Explanation",
    "Fact",
    "Kind",
    "KnowledgeError",
    "Library",
    "Meaning",
    "Question",
    "Report",
    "ReportError",
    "Slip",
    "Span",
    "Status",
    "Typist",
    "Verdict",
    "audit",
    "other_numerals",
    "other_width",
    "traditional",
]
