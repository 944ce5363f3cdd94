"""Reports of a few lines, written inside the tests, and libraries of them; the built-in one, loaded once."""

from __future__ import annotations

import re
from functools import cache

from knowledge.facts import with_facts
from knowledge.index import Index
from knowledge.library import Library
from knowledge.mend import Mender
from knowledge.model import Answer, Report, Status
from knowledge.parse import parse
from knowledge.places import Gazetteer
from knowledge.question import Reader
from knowledge.words import Lexicon


def report(*lines: str, name: str = "x") -> Report:
    """A report of these lines; the first is its title."""
    return with_facts(parse(name, "\n".join(lines) + "\n"))


@cache
def library(*lines: str) -> Library:
    """A library that holds one report of these lines."""
    return Library([report(*lines)])


@cache
def builtin() -> Library:
    """The library with the built-in report."""
    return Library.builtin()


def index(*lines: str) -> Index:
    """The index of one report of these lines."""
    return Index([report(*lines)])


def mender(*lines: str) -> Mender:
    """The mender of one report of these lines."""
    return Mender(Lexicon(), index(*lines))


def reader(*reports: Report) -> Reader:
    """The reader of questions over these reports."""
    lexicon = Lexicon()
    found = Index(reports)
    return Reader(lexicon, found, Mender(lexicon, found), Gazetteer(one.place for one in reports))


def proved(answer: Answer, of: Library) -> None:
    """Asserts what holds of any answer: cited exactly when answered, quoted verbatim, every digit proved."""
    assert bool(answer.citations) == (answer.status is Status.ANSWERED)
    assert bool(answer.text) == (answer.status is Status.ANSWERED)
    texts = {one.id: one.text for one in of.reports}
    for citation in answer.citations:
        assert citation.quote == texts[citation.report][citation.start : citation.end]
        assert citation.quote
    shown = "".join(citation.quote for citation in answer.citations) + (answer.derivation or "")
    assert [number for number in re.findall(r"\d+(?:\.\d+)?", answer.text) if number not in shown] == []
    assert not answer.verdict or answer.derivation
    if answer.parts:
        told = [part.text for part in answer.parts if part.status is Status.ANSWERED]
        assert answer.text == "\n".join(dict.fromkeys(told))
        for part in answer.parts:
            proved(part, of)
    elif answer.derivation is None and answer.citations:
        assert answer.text in answer.citations[0].quote
