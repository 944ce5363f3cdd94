"""The door: all that the bot, the terminal and their tests may know of the library."""

from knowledge.audit import Check, Verdict, audit
from knowledge.errors import DataError, KnowledgeError, ReportError
from knowledge.library import Explanation, Library
from knowledge.model import Answer, Ask, Citation, Evidence, Fact, Question, Report, Span, Status

__all__ = [
    "Answer",
    "Ask",
    "Check",
    "Citation",
    "DataError",
    "Evidence",
    "Explanation",
    "Fact",
    "KnowledgeError",
    "Library",
    "Question",
    "Report",
    "ReportError",
    "Span",
    "Status",
    "Verdict",
    "audit",
]
