"""A second opinion where words do not decide: clauses near in meaning are proposed, words and slots judge them.

Meaning alone does not tell an answer from a near miss. What does, measured on 660 questions over four reports, on the same
questions with their answer taken out of the report, and on the same asked of another report: the cosine of clause and
sentence, the lead over the next sentence, what the words say for it, and how much of the question is in everyday words.
An official word that the report lacks is no excuse: a report would have used it.

What was tried and did not pay: vectors of whole sentences (R@1 of 261 questions 74 %; clauses 84 %), centred vectors,
headings before the sentence, the encoder's sparse features (+1 point for twice the time), the question's words against
the clause's words (7 ms a word; no better than `asked in everyday words`). Without an encoder: static word vectors
(synonyms 3.10.2) as variants of unknown words, +1 of 660 questions right and 2 to 13 false answers more; words that share
a rare character, +1 and 8.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.answering.answer import Composer
from knowledge.answering.meaning import Meaning
from knowledge.asking.question import RELATIVE, YEAR
from knowledge.hearing.mend import in_their_words
from knowledge.lexis.words import Lexicon
from knowledge.model import Answer, Ask, Candidate, Evidence, Kind, Question, Reason, Status, Term
from knowledge.search.corpus import Place
from knowledge.search.index import Index
from knowledge.weighing.evidence import weigh

SURE = 0.55
"""An answer found by words that is as strong as this stands; a weaker one must be near in meaning too."""
OPEN = frozenset({"weak", "nothing", "number", "detail"})
"""Why a question was declined by its words alone: another year or place, or a name not given, is no matter of meaning."""
POOL = 24
"""Of so many sentences that share most words with a question the clauses are compared: one takes 11 ms, once. With all the
sentences of a report none of 660 questions was answered more rightly."""
PREPARED = 120
"""Of no more sentences than this the clauses are encoded beforehand where many questions are to come."""
SHORTEST = 9
"""Characters of a sentence that can be an answer."""
PROPOSED, WEIGHED = 4, 40
SHARED = 0.02
"""What the words add to the cosine when sentences are ranked: R@1 of 465 questions 402; words 333, meaning alone 375."""
HOLD = 0.04
"""Some word of the question must stand in or around the clause: this share of its weight at least."""
DATED = 0.02
"""A date answers only in a clause that is as near as this to the nearest of all."""

PLACE_ENDINGS = frozenset("市区县镇乡州盟旗")

BASE, FOUND_BY_WORDS = 0.247, 0.05
NEAREST, WORDS_AT_MOST = 0.88, 0.75
PER_COSINE, PER_LEAD, PER_WORDS, PER_EVERYDAY, PER_SLOT = 4.3, 3.5, 0.26, 0.145, 0.2
"""Points: a logistic regression whose logit is divided by ten, cross-checked on odd and even questions. What it calls right
in 12 of 100 cases, on a mixture full of questions whose answer was taken away, reaches the threshold."""
THRESHOLD = 0.5
"""Of its own: the points of meaning and those of words are of different measure."""


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
        if question.asks is Ask.TOPIC:
            return False  # 长沙GDP: a few words, which are meant as they stand
        if not any(term.variants for term in question.terms) or _mends_a_place(question):
            return False
        if answer.status is Status.ANSWERED:
            alone = any(
                reason.name == "such a number" for one in answer.evidence[:1] for reason in one.reasons
            )
            return answer.score < SURE and answer.derivation is None and not alone
        if answer.reason == "number" and answer.score >= THRESHOLD:
            return False  # the very sentence was found, and it does not say how many
        return answer.status is Status.DECLINED and answer.reason in OPEN

    def evidence(self, question: Question, answered: Evidence | None) -> list[Evidence]:
        """What is near in meaning and not ruled out by its slots, the strongest first.

        `answered`: what words alone would answer with.
        """
        near = self._nearest(question)
        if not near:
            return []
        found = list(self._judged(question, near, answered))
        return sorted(found, key=lambda e: (-e.strength, e.report, e.span.start))

    def answer(self, question: Question, evidence: Sequence[Evidence]) -> Answer | None:
        """The answer of the strongest that says what is asked; None where none is strong enough."""
        for one in evidence:
            if one.strength < THRESHOLD:
                break
            answer = self.composer.compose(
                question, [replace(one, strength=1.0)]
            )  # enough, by this threshold
            if answer.status is Status.ANSWERED:
                return replace(answer, evidence=tuple(evidence[:8]), score=one.strength)
        return None

    # --- what is near --------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Encodes what will be compared, where that takes a few seconds only."""
        places = [
            self.index.place(number, sentence)
            for number in self.index.within
            for sentence in range(len(self.index.reports[number].sentences))
        ]
        if len(places) <= PREPARED:
            self.meaning.prepare(clause for place in places for clause in place.clauses)

    def _nearest(self, question: Question) -> list[_Near]:
        """The sentences compared with the question, the nearest first."""
        candidates = self.index.candidates(question, POOL)
        scores = {(one.report, one.sentence): one.score for one in candidates}
        best = max(scores.values(), default=0.0) or 1.0
        places = [place for place in (self.index.place(*key) for key in scores) if self._can_answer(place)]
        clauses = [clause for place in places for clause in place.clauses]
        cosines = iter(self.meaning.near(spoken(question), clauses))
        near = []
        for place in places:
            score = scores[place.report, place.sentence]
            of_clauses = tuple(next(cosines) for _ in place.clauses)
            near.append(_Near(place, score, of_clauses, max(of_clauses) + SHARED * score / best))
        return sorted(near, key=lambda one: (-one.rank, one.place.report, one.place.sentence))

    def _can_answer(self, place: Place) -> bool:
        """Whether it is a sentence of some length, and none of a masthead."""
        if len(place.text) < SHORTEST or not place.clauses:
            return False
        return not self.index.reports[place.report].in_masthead(place.sentence)

    # --- how they are judged ---------------------------------------------------------------------------

    def _judged(
        self, question: Question, near: Sequence[_Near], answered: Evidence | None
    ) -> Iterator[Evidence]:
        by_place = {(one.place.report, one.place.sentence): one for one in near[:PROPOSED]}
        candidates = [Candidate(*key, one.score) for key, one in by_place.items()]
        everyday = sum(term.weight for term in question.terms if self._is_everyday(term))
        for one in weigh(question, candidates, self.index, WEIGHED):
            here = by_place[one.report, one.sentence]
            cosine = here.clauses[self._clause(one)]
            agreed = answered is not None and answered.sentence == one.sentence
            if _ruled_out(one) or _met(one) < HOLD:
                continue
            if not agreed and self._dated_elsewhere(question, one, cosine, near):
                continue
            rival = next((other for other in near if other is not here), None)
            lead = here.rank - rival.rank if rival else 0.0
            both = (cosine + max(here.clauses)) / 2
            reasons = (
                Reason("second opinion", BASE),
                Reason("the sentence that words found", FOUND_BY_WORDS * agreed),
                Reason(f"meaning {both:.3f}", round(PER_COSINE * (both - NEAREST), 4)),
                Reason(f"lead {lead:+.3f}", round(PER_LEAD * lead, 4)),
                Reason("by its words", round(PER_WORDS * min(one.strength, WORDS_AT_MOST), 4)),
                Reason("asked in everyday words", round(PER_EVERYDAY * everyday, 4)),
                Reason("slots", round(PER_SLOT * _against(one), 4)),
            )
            strength = min(1.0, max(0.0, sum(reason.points for reason in reasons)))
            yield replace(one, strength=strength, reasons=tuple(r for r in reasons if r.points))

    def _is_everyday(self, term: Term) -> bool:
        """Whether a word is excused for not standing in the report: translated, or none that a report would use."""
        if term.variants:
            return term.variants[0].by == "synonym"
        return not self.lexicon.is_official(term.typed)

    def _clause(self, evidence: Evidence) -> int:
        clauses = self.index.reports[evidence.report].sentences[evidence.sentence].clauses
        return next((number for number, clause in enumerate(clauses) if clause == evidence.span), 0)

    def _dated_elsewhere(
        self, question: Question, evidence: Evidence, cosine: float, near: Sequence[_Near]
    ) -> bool:
        """Whether it is a date, but of something less near, or part of a name: “4·15全民国家安全教育日”."""
        fact = evidence.fact
        if question.asks is not Ask.WHEN or fact is None or fact.quantity.kind is not Kind.DATE:
            return False
        report = self.index.reports[evidence.report]
        before = report.text[report.sentences[evidence.sentence].span.start : fact.span.start]
        named = before.rfind("“") > before.rfind("”")
        return named or cosine < max(near[0].clauses) - DATED


def spoken(question: Question) -> str:
    """The question as the encoder reads it: everyday words in the report's, years left out, which slots decide.

    A follow-up is read behind the question that it follows.
    """
    text = in_their_words(question)
    for pattern in (YEAR, *(pattern for pattern, _ in RELATIVE)):
        text = pattern.sub("", text)
    return " ".join([*question.before[-1:], text])


def _mends_a_place(question: Question) -> bool:
    """Whether what ends like a place was read as something else: 盐胡区 is guessed at by no meaning."""
    return any(typed[-1:] in PLACE_ENDINGS for typed, _ in question.understood if typed)


def _ruled_out(evidence: Evidence) -> bool:
    """Whether year, place, kind or unit of number, or what it is of speak against it, not words that are missing."""
    return any(
        reason.name == "other unit" or (reason.points <= -1.0 and "“" not in reason.name)
        for reason in evidence.reasons
    )


def _against(evidence: Evidence) -> float:
    """What its slots say against it without ruling it out."""
    return sum(reason.points for reason in evidence.reasons if reason.points < 0 and "“" not in reason.name)


def _met(evidence: Evidence) -> float:
    """The share of the question's words that stand in or around it."""
    return sum(reason.points for reason in evidence.reasons if reason.name[0] == "“" and reason.points > 0)
