"""Answers made by hand, and a library that gives them: for tests of what becomes of an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import pytest

from bot.terminal.desk import Desk
from knowledge import Answer, Citation, Status

# The one place where a test of the bot reaches past the door: a Question cannot be made without its parts.
from knowledge.model import Ask, Cell, Question

if TYPE_CHECKING:
    from knowledge import Library, Meaning, Report

SENTENCE = "成功化解34509件，化解率95.74%。"


def question(raw: str = "化解率是多少", understood: tuple[tuple[str, str], ...] = ()) -> Question:
    """A question that was understood in the simplest way."""
    return Question(
        raw=raw,
        text=raw,
        asks=Ask.RATE,
        terms=(),
        unit="",
        kinds=frozenset(),
        period="",
        place="",
        understood=understood,
    )


def citation(quote: str = SENTENCE, section: str = "深化平安建设", paragraph: int = 4) -> Citation:
    """A citation of a report called 报告."""
    return Citation("r", "报告", section, paragraph, quote, 10, 10 + len(quote), "运城新闻网", "2025-02-17")


def answered(text: str = "化解率95.74%", *citations: Citation, derivation: str | None = None) -> Answer:
    """An answer with its citations, else with one."""
    cited = citations or (citation(),)
    return Answer(Status.ANSWERED, question(), text, cited, derivation=derivation, score=0.9)


def cell(place: str, text: str, cited: int = 0) -> Cell:
    """What one of several reports says."""
    return Cell(place, text, cited)


def declined(reason: str = "nothing", missing: str = "", *options: str) -> Answer:
    """A question that was declined."""
    return Answer(Status.DECLINED, question(), options=options, reason=reason, missing=missing)


def clarify(*options: str) -> Answer:
    """A question that is asked back."""
    return Answer(Status.CLARIFY, question(), options=options)


def chatted(reason: str = "greeting", *options: str) -> Answer:
    """A pleasantry."""
    return Answer(Status.CHAT, question("你好"), options=options, reason=reason)


@dataclass
class Canned:
    """A library that knows its answers by heart and remembers what it was asked."""

    answers: Mapping[str, Answer]
    reports: tuple[Report, ...] = ()
    meaning: Meaning | None = None
    asked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def warm(self) -> None:
        """Nothing to build."""

    def ask(self, words: str, history: Sequence[str] = ()) -> Answer:
        """The answer to this very question; declined where there is none."""
        self.asked.append((words, tuple(history)))
        return self.answers.get(words, declined())

    def examples(self) -> tuple[str, ...]:
        """Two questions."""
        return ("化解率是多少？", "办结率是多少？")

    def installed(self, monkeypatch: pytest.MonkeyPatch) -> Canned:
        """The library itself, put where every command looks for one."""
        monkeypatch.setattr(Desk, "library", lambda _: cast("Library", self))
        return self
