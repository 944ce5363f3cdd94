"""Which reports say it, and what each of several says, in their own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from knowledge.answering.answer import THRESHOLD
from knowledge.answering.operands import NAMED_BY, names_all
from knowledge.asking.binding import Bound
from knowledge.asking.comparing import Comparing
from knowledge.hearing.initials import in_short
from knowledge.lexis.numerals import numerals
from knowledge.lexis.text import fold
from knowledge.many.rows import Row, answered
from knowledge.many.sameness import named_by_its_things
from knowledge.many.shelf import Shelf
from knowledge.model import Answer, Ask, Evidence, Kind, Question, Status, Term
from knowledge.search.index import Place
from knowledge.weighing.detail import lacks
from knowledge.weighing.evidence import weigh

WEIGHED = 3
"""Of every report so many sentences are weighed."""
CLEARLY = 0.02
"""Where one report is asked for, another is named with it only if it says it as clearly."""
WEIGHTY = 0.1
"""Share of a word that has to be met where all reports that say it are asked for."""
AS_CLEARLY, OFFERED = 2, 5
"""More than so many places that say it are no answer to which one it is; so many are offered instead."""


def says(shelf: Shelf, comparing: Comparing) -> Answer | None:
    """The places whose reports say it, and in which words; None where none does."""
    question = _read(shelf, comparing)
    rows = sorted(_rows(shelf, comparing, question), key=lambda row: -row.evidence.strength)
    if not rows:
        return None
    if not comparing.several:
        rows = [row for row in rows if row.evidence.strength >= rows[0].evidence.strength - CLEARLY]
    rows = list({row.place: row for row in reversed(rows)}.values())[::-1]
    if len(rows) > AS_CLEARLY and not comparing.several and not comparing.literal:
        return _undecided(question, rows)
    names = "、".join(row.place for row in rows)
    if len(rows) == 1 and not comparing.counts:
        return answered(question, f"{names}：{rows[0].clause}", None, rows)
    if not comparing.counts:
        return answered(question, names, None, rows)
    counted = f"{len(shelf.reports)}份报告中{len(rows)}个地方的写到"
    return answered(question, f"{len(rows)}个：{names}", counted, rows)


def each(shelf: Shelf, comparing: Comparing, bound: Bound) -> Answer | None:
    """What each of the named places says, in the order in which they are named; None where fewer than two say it."""
    rows: list[Row] = []
    lacking: list[str] = []
    question: Question | None = None
    for group in bound.groups:
        desk = shelf.desk(group)
        read = desk.reader.read(comparing.asked, bound.history)
        question = question or read
        evidence = weigh(read, desk.index.candidates(read), desk.index)
        if desk.composer.compose(read, evidence).status is Status.ANSWERED:
            rows.append(Row(shelf.name(group), desk, evidence[0]))
        else:
            lacking.append(shelf.name(group))
    if question is None or len(rows) < 2:
        return None
    text = "；".join(f"{row.place}：{row.clause}" for row in rows)
    return replace(answered(question, text, None, rows), lacking=tuple(lacking))


def _read(shelf: Shelf, comparing: Comparing) -> Question:
    """The question as it is put to all reports."""
    question = shelf.whole.reader.read(in_short(comparing.asked, shelf.lexicon, shelf.whole.index))
    if question.asks is not Ask.TOPIC and not question.kinds:
        question = replace(question, asks=Ask.WHICH)
    if comparing.literal:
        question = replace(question, terms=tuple(map(_literally, question.terms)))
    return question


def _rows(shelf: Shelf, comparing: Comparing, question: Question) -> Iterator[Row]:
    """The sentence of each report that says it best, where it says enough."""
    whole = shelf.whole
    found = whole.index.of_each_report(named_by_its_things(question), WEIGHED, _names(shelf, question))
    for candidates in found.values():
        best = next(iter(weigh(question, candidates, whole.index)), None)
        if best is None or best.strength < THRESHOLD or not names_all(best, question):
            continue
        place = whole.index.place(best.report, best.sentence)
        enough = not comparing.several or _met_in_all(question, best)
        report = whole.index.reports[best.report]
        sentence = fold(report.quote(report.sentences[best.sentence].span))
        if enough and _says_so(question, place) and not lacks(question, sentence):
            yield Row(shelf.name(shelf.beside(best.report)), whole, best)


def _names(shelf: Shelf, question: Question) -> Callable[[Place], bool]:
    """Whether the paragraph of a sentence names all things that the question names."""
    paragraphs = shelf.whole.index.paragraphs
    telling = [[v.text for v in term.variants] for term in question.terms if term.tells]

    def names(place: Place) -> bool:
        around = paragraphs[place.paragraph]
        return all(any(text in around for text in texts) for texts in telling)

    return names


def _undecided(question: Question, rows: Sequence[Row]) -> Answer:
    """Declined: one place is asked for, and many speak of it; what they say is offered."""
    return Answer(
        Status.DECLINED,
        question,
        options=tuple(f"{row.place}：{row.clause}" for row in rows[:OFFERED]),
        evidence=tuple(row.evidence for row in rows),
        reason="focus",
    )


def _met_in_all(question: Question, evidence: Evidence) -> bool:
    """Whether all of the question that has some weight is met."""
    met = {reason.name: reason.points for reason in evidence.reasons}
    weighty = (term for term in question.terms if term.weight >= WEIGHTY)
    return all(met.get(f"“{term.typed}”", 0.0) >= NAMED_BY * term.weight for term in weighty)


def _says_so(question: Question, place: Place) -> bool:
    """Whether a sentence has the numbers that a question names: 70周年, 第1位; and not of another year."""
    said = {fact.quantity.value for fact in place.facts}
    named = [n for n in numerals(question.text) if n.quantity.kind is not Kind.DATE and n.quantity.value]
    years = {fact.period for fact in place.facts if fact.period}
    return all(one.quantity.value in said for one in named) and (
        not question.period or not years or question.period in years or question.period in place.text
    )


def _literally(term: Term) -> Term:
    """The term by its own words, where any report has them."""
    same = tuple(variant for variant in term.variants if variant.by == "same")
    return replace(term, variants=same or term.variants)
