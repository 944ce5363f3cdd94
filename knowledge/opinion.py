"""A second opinion where words do not decide: clauses near in meaning are proposed, words and slots judge them.

Meaning alone does not tell an answer from a near miss. What does, set on the odd questions of six sets (660 questions on
four reports), on the same questions with the answer taken out of the report, and asked of another report:
the cosine of the clause, its lead over the next sentence, what the words say for it, and how much of the question is in
everyday words that the report has no use for. An official word that the report lacks is no such excuse: a report would
have used it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.answer import THRESHOLD, Composer
from knowledge.corpus import Place
from knowledge.evidence import weigh
from knowledge.index import Index
from knowledge.meaning import Meaning
from knowledge.model import Answer, Ask, Candidate, Evidence, Kind, Question, Reason, Status
from knowledge.question import RELATIVE, YEAR
from knowledge.words import Lexicon

SURE = 0.72
"""An answer found by words that is as strong as this stands; a weaker one must be near in meaning too."""
OPEN = frozenset({"weak", "nothing", "number", "detail"})
"""Why a question was declined by its words alone: another year or place, or a name not given, is no matter of meaning."""
SMALL, POOL = 120, 32
"""Of so few sentences all are compared; of more those that share most words with the question: a clause takes 11 ms once."""
SHORTEST = 9
"""Characters of a sentence that can be an answer."""
PROPOSED, WEIGHED = 4, 40
SHARED = 0.02
"""What the words add to the cosine when sentences are ranked: R@1 of 465 questions 402; words 333, meaning alone 375."""
HOLD = 0.04
"""Some word of the question must stand in or around the clause: this share of its weight at least."""
DATED = 0.02
"""A date answers only in a clause that is as near as this to the nearest of all."""

WORDS_AT_MOST = 0.75
BASE, NEAREST = 0.27, 0.88
PER_COSINE, PER_LEAD, PER_WORDS, PER_EVERYDAY = 3.5, 3.5, 0.31, 0.28
"""Points: a logistic regression (cross-validated by report) whose logit is divided by ten; 0.5 is where at most one of
a hundred unanswerable questions more is answered."""


@dataclass(frozen=True, slots=True)
class _Near:
    """A sentence with how near it and its clauses are."""

    place: Place
    score: float
    """Of its words."""
    clauses: tuple[float, ...]
    rank: float
    """The best cosine of its clauses, and what words add."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What meaning says to the questions of some reports."""

    meaning: Meaning
    lexicon: Lexicon
    index: Index
    composer: Composer

    def is_asked(self, question: Question, answer: Answer) -> bool:
        """Whether words leave it open: a weak answer, or none though the report has some of the words."""
        if not any(term.variants for term in question.terms):
            return False
        if answer.status is Status.ANSWERED:
            return answer.score < SURE and answer.derivation is None
        return answer.status is Status.DECLINED and answer.reason in OPEN

    def evidence(self, question: Question) -> list[Evidence]:
        """What is near in meaning and not ruled out by its slots, the strongest first."""
        near = self._nearest(question)
        if not near:
            return []
        found = list(self._judged(question, near))
        return sorted(found, key=lambda e: (-e.strength, e.report, e.span.start))

    def answer(self, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
        """The answer of the strongest that says what is asked; None where none is strong enough."""
        for one in evidence:
            if one.strength < THRESHOLD:
                break
            answer = self.composer.compose(question, [one])
            if answer.status is Status.ANSWERED:
                return replace(answer, evidence=tuple(evidence[:8]))
        return None

    # --- what is near --------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Encodes what every question is compared with; where it is compared with a few sentences only, nothing."""
        if self._is_small():
            self.meaning.prepare(clause for place in self._all() for clause in place.clauses)

    def _nearest(self, question: Question) -> list[_Near]:
        """The sentences compared with the question, the nearest first."""
        scores = {(one.report, one.sentence): one.score for one in self.index.candidates(question, POOL)}
        best = max(scores.values(), default=0.0) or 1.0
        few = (self.index.place(*key) for key in scores)
        places = [place for place in (self._all() if self._is_small() else few) if self._can_answer(place)]
        clauses = [clause for place in places for clause in place.clauses]
        cosines = iter(self.meaning.near(spoken(question), clauses))
        near = []
        for place in places:
            score = scores.get((place.report, place.sentence), 0.0)
            of_clauses = tuple(next(cosines) for _ in place.clauses)
            near.append(_Near(place, score, of_clauses, max(of_clauses) + SHARED * score / best))
        return sorted(near, key=lambda one: (-one.rank, one.place.report, one.place.sentence))

    def _is_small(self) -> bool:
        return sum(len(report.sentences) for report in self.index.own) <= SMALL

    def _all(self) -> Iterator[Place]:
        for number in self.index.within:
            for sentence in range(len(self.index.reports[number].sentences)):
                yield self.index.place(number, sentence)

    def _can_answer(self, place: Place) -> bool:
        """Whether it is a sentence of some length, and none of a masthead."""
        if len(place.text) < SHORTEST or not place.clauses:
            return False
        report = self.index.reports[place.report]
        return report.paragraphs[report.sentences[place.sentence].paragraph].section > 0

    # --- how they are judged ---------------------------------------------------------------------------

    def _judged(self, question: Question, near: Sequence[_Near]) -> Iterator[Evidence]:
        by_place = {(one.place.report, one.place.sentence): one for one in near[:PROPOSED]}
        candidates = [Candidate(*key, one.score) for key, one in by_place.items()]
        for one in weigh(question, candidates, self.index, WEIGHED):
            if not _ruled_out(one) and _met(one) >= HOLD:
                yield from self._with_points(question, one, by_place[one.report, one.sentence], near)

    def _with_points(
        self, question: Question, evidence: Evidence, here: _Near, near: Sequence[_Near]
    ) -> Iterator[Evidence]:
        sentence = self.index.reports[evidence.report].sentences[evidence.sentence]
        at = next((n for n, clause in enumerate(sentence.clauses) if clause == evidence.span), 0)
        cosine = here.clauses[at] if at < len(here.clauses) else max(here.clauses)
        dated = evidence.fact is not None and evidence.fact.quantity.kind is Kind.DATE
        if question.asks is Ask.WHEN and dated and cosine < max(near[0].clauses) - DATED:
            return
        rival = near[0] if near[0] is not here else near[1] if len(near) > 1 else None
        lead = here.rank - rival.rank if rival else 0.0
        everyday = sum(
            term.weight
            for term in question.terms
            if not term.variants and not self.lexicon.is_official(term.typed)
        )
        reasons = (
            Reason("second opinion", BASE),
            Reason(f"meaning {cosine:.3f}", round(PER_COSINE * (cosine - NEAREST), 4)),
            Reason(f"lead {lead:+.3f}", round(PER_LEAD * lead, 4)),
            Reason("by its words", round(PER_WORDS * min(evidence.strength, WORDS_AT_MOST), 4)),
            Reason("everyday words", round(PER_EVERYDAY * everyday, 4)),
        )
        strength = min(1.0, max(0.0, sum(reason.points for reason in reasons)))
        yield replace(evidence, strength=strength, reasons=tuple(r for r in reasons if r.points))


def spoken(question: Question) -> str:
    """The question as the encoder reads it: everyday words in the report's, years left out, which slots decide.

    A follow-up is read behind the question that it follows.
    """
    text, position, pieces = question.text, 0, []
    for term in sorted(question.terms, key=lambda term: term.span.start):
        meant = term.variants[0] if term.variants else None
        here = text[term.span.start : term.span.end] == term.typed
        if meant and meant.by == "synonym" and here and term.span.start >= position:
            pieces += [text[position : term.span.start], meant.text]
            position = term.span.end
    text = "".join([*pieces, text[position:]])
    for pattern in (YEAR, *(pattern for pattern, _ in RELATIVE)):
        text = pattern.sub("", text)
    return " ".join([*question.before[-1:], text])


def _ruled_out(evidence: Evidence) -> bool:
    """Whether year, place, kind of number or what it is of speak against it, not words that are missing."""
    return any(reason.points <= -1.0 and "“" not in reason.name for reason in evidence.reasons)


def _met(evidence: Evidence) -> float:
    """The share of the question's words that stand in or around it."""
    return sum(reason.points for reason in evidence.reasons if reason.name[0] == "“" and reason.points > 0)
