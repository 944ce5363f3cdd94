"""Reports in, one index, one way to an answer: read -> search -> weigh -> compose. Start reading here.

>>> library = Library.builtin()
>>> answer = library.ask("化解率是多少")
>>> answer.text, answer.citations[0].quote[-10:]
('化解率95.74%', '化解率95.74%。')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.answering.answer import THRESHOLD
from knowledge.answering.derive import SIDE_BY_SIDE
from knowledge.answering.meaning import Meaning
from knowledge.answering.opinion import THRESHOLD as ENOUGH_BY_MEANING
from knowledge.answering.verdict import verdict
from knowledge.asking.asks import LONGEST, several
from knowledge.browsing.leafing import Leaves, evidence_of, examples
from knowledge.errors import ReportError
from knowledge.hearing.mend import stands_in
from knowledge.hearing.wording import Turned
from knowledge.lexis import smalltalk
from knowledge.lexis.text import fold
from knowledge.lexis.words import Lexicon
from knowledge.many.shelf import KEPT, Desk, Shelf
from knowledge.model import Answer, Ask, Candidate, Citation, Evidence, Question, Report, Status
from knowledge.reading.identity import version
from knowledge.reading.sources import LARGEST, REPORTS, Progress, loaded, with_ids_of_their_own
from knowledge.search.corpus import Corpus
from knowledge.weighing.certainty import told_apart
from knowledge.weighing.confidence import scored
from knowledge.weighing.evidence import weigh

if TYPE_CHECKING:
    from knowledge.asking.binding import Bound
    from knowledge.many.across import Surveyor
    from knowledge.search.passages import Passages

LOOKED_AT, TRIED, OFFERED = 20, 3, 6
"""Of a question that names no place: so many sentences tell which reports are likely, so many of these are asked,
so many are offered where several fit."""
NEAR_SHOWN = 3
"""So much evidence by meaning is shown with that by words."""
CLEARLY = 0.15
"""An answer that much stronger than another report's is the one that is meant."""

WARMING = (
    "化戒律是多少", "zhongxin shouli le duoshao jian", "中心jieda了多少人", "比去年多多少", "平安", "城东区多少人", "我住在这里。想问一下。多少件？"
)  # fmt: skip
"""Questions that between them use every table: a slip, typed pinyin alone and mixed, arithmetic,
no sign of asking, a place, a story."""

WARMING_MANY = (
    "哪个地方的增速最高，是多少？", "哪些报告提到了平安", "哪些地方的增速超过6%", "平安建设怎么做", "帮我写首诗", "北京和上海加起来多少",
)  # fmt: skip
"""The same of a library about many places."""

LETTERS = re.compile(r"[a-z]{8}|[a-z]+ [a-z]+ [a-z]")
"""What may be pinyin, which has no marks: several questions show only once it is spelled out."""
UNMET = frozenset({"nothing", "weak", "focus", "number", "period", "place"})
"""Reasons to decline that a slip may be behind: the words were not met."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How an answer came about."""

    answer: Answer
    candidates: tuple[Candidate, ...]
    evidence: tuple[Evidence, ...]
    """The strongest first, all of it."""
    threshold: float


class Library:
    """Some reports and the way from a question to an answer."""

    def __init__(
        self,
        reports: Iterable[Report] | Corpus,
        synonyms: Iterable[Path] = (),
        home: Iterable[int] = (),
        meaning: Meaning | None = None,
    ) -> None:
        """`synonyms`: thesaurus files of the staff; raises DataError where a line of them is broken.

        `home`: the numbers of the reports that a question means which names no place.
        `meaning`: asked where words do not decide; without it words alone answer.
        """
        corpus = reports if isinstance(reports, Corpus) else Corpus(tuple(with_ids_of_their_own(reports)))
        self.reports = corpus.reports
        lexicon = Lexicon(synonyms)
        lexicon.learn(corpus.terms)
        self.meaning = meaning
        self.version = corpus.version or version(self.reports)
        self._shelf = Shelf(corpus, lexicon, meaning)
        self._home = frozenset(home)
        self._leaves = Leaves(self.reports)

    @cached_property
    def _surveyor(self) -> Surveyor:
        from knowledge.many.across import Surveyor  # only several reports pay for it

        return Surveyor(self._shelf)

    @classmethod
    def builtin(cls, meaning: Meaning | None = None, synonyms: Iterable[Path] = ()) -> Library:
        """The report that comes with the program."""
        return cls.open(sorted(REPORTS.glob("*.txt")), meaning=meaning, synonyms=synonyms)

    @classmethod
    def prepared(cls, path: Path, meaning: Meaning | None = None, synonyms: Iterable[Path] = ()) -> Library:
        """The library that `prepare` wrote to a file. Raises PreparedError where it is damaged or stale."""
        from knowledge.filing.prepared import Prepared

        corpus = Prepared(path)
        return cls(corpus, synonyms, home=corpus.home, meaning=meaning)

    @classmethod
    def of_passages(cls, texts: Iterable[str]) -> Library:
        """A library of texts of a paragraph each, without titles; their numbers are those of its reports."""
        from knowledge.reading.facts import with_facts
        from knowledge.reading.parse import parse

        return cls(with_facts(parse(f"passage-{n}", "。\n" + text)) for n, text in enumerate(texts))

    @classmethod
    def open(
        cls,
        paths: Sequence[Path],
        limit: int = LARGEST,
        progress: Progress | None = None,
        meaning: Meaning | None = None,
        left_out: Callable[[ReportError], None] | None = None,
        synonyms: Iterable[Path] = (),
    ) -> Library:
        """The reports in these files, in this order; `synonyms`: thesaurus files of the staff.

        Raises ReportError (`path: reason`) for a file that is missing, empty, locked, broken, larger than
        `limit` bytes or in no known encoding. Where `left_out` is given it hears of such a file instead, and
        the others load; raised is then only what leaves nothing to load.
        """
        found = [one for _, one in loaded(paths, limit, progress, left_out)]
        home = (n for n, one in enumerate(found) if one.home)
        return cls([one.report for one in found], synonyms, home, meaning)

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """The answer to a question; `history` holds the chat's earlier questions, oldest first."""
        return self.explain(question, history).answer

    def explain(self, question: str, history: Sequence[str] = ()) -> Explanation:
        """The answer with all that was considered; of a message that asks several things each is answered."""
        found = self.unscored(question, history)
        answer = replace(found.answer, score=scored(found.answer))
        return Explanation(answer, found.candidates, found.evidence, found.threshold)

    def unscored(self, question: str, history: Sequence[str] = ()) -> Explanation:
        """The same, but the score is the bare strength of the evidence: what a score is fitted to."""
        text = fold(question[:LONGEST])
        spelled: Turned = ()
        if self._shelf.one_place and LETTERS.search(text):
            text, spelled = self._shelf.whole.reader.mender.spelled_out(text)
        asked = several(text)
        if len(asked) > 1 and not smalltalk.said(question):
            raw = text if spelled else question
            together = self._together(question, [raw[one.start : one.end] for one in asked], history, spelled)
            if together is not None:
                return together
        return self._of_one(question, history)

    def _together(
        self, raw: str, asked: Sequence[str], history: Sequence[str], spelled: Turned = ()
    ) -> Explanation | None:
        """The answers to the questions of one message, in order; None where none of them has any.

        `spelled`: what of the message was typed in pinyin.
        """
        before = list(history)
        found: list[Explanation] = []
        for one in asked:
            found.append(self._of_one(one, before))
            before.append(one)
        answers = [one.answer for one in found if one.answer.status is not Status.CHAT]
        given = [one for one in answers if one.status is Status.ANSWERED]
        if not given:
            return None
        if len(answers) == 1:
            return found[0]
        whole = Answer(
            Status.ANSWERED,
            replace(given[0].question, raw=raw, understood=(*spelled, *given[0].question.understood)),
            text="\n".join(dict.fromkeys(one.text for one in given)),
            citations=tuple(dict.fromkeys(citation for one in given for citation in one.citations)),
            derivation="；".join(one.derivation for one in given if one.derivation) or None,
            evidence=tuple(evidence for one in given for evidence in one.evidence[:3]),
            score=min(one.score for one in given),
            parts=tuple(answers),
        )
        return Explanation(whole, found[0].candidates, whole.evidence, THRESHOLD)

    def _of_one(self, question: str, history: Sequence[str]) -> Explanation:
        """The answer to one question: bind -> read -> search -> weigh -> compose."""
        said = smalltalk.said(question) or smalltalk.to_you(question)
        if said:
            return self._alone(self._chat(_unread(question), said))
        if smalltalk.wants_a_service(question):
            return self._alone(self._shelf.whole.composer.decline(_unread(question), (), "offtopic"))
        if self._shelf.one_place:
            meant = self._shelf.of_kind(range(len(self.reports)), fold(question[:LONGEST]))
            return self._explained(self._shelf.desk(meant), question, history)
        bound = self._shelf.binder.bind(question, history)
        across = self._surveyor.answer(bound)
        if across is not None:
            found = self._alone(self._proved(self._shelf.whole, across.question, across))
        else:
            found = self._of_places(bound) if bound.groups else self._of_any(bound)
        asked = replace(
            found.answer.question,
            raw=question,
            understood=(*bound.understood, *found.answer.question.understood),
        )
        return replace(found, answer=replace(found.answer, question=asked))

    def _explained(self, desk: Desk, question: str, history: Sequence[str]) -> Explanation:
        """The same from these reports alone; where words leave it open, meaning is asked."""
        return self._reconsidered(desk, self._by_words(desk, question, history))

    def _by_words(
        self, desk: Desk, question: str, history: Sequence[str], *, once: bool = True
    ) -> Explanation:
        """Read -> search -> weigh -> compose; `once`: what is not met may be read once more, else as it stands."""
        read = desk.reader.read(question, history, as_it_stands=not once)
        if read.asks is Ask.TOPIC and not any(term.tells for term in read.terms):
            said = smalltalk.opens_with(question)
            if said:
                return self._alone(self._chat(read, said))
        direct = (
            desk.composer.meta(read)
            or verdict(read, desk.deriver, history)
            or desk.deriver.derive(read, history)
        )
        if direct is not None:
            return self._alone(self._proved(desk, read, direct))
        candidates = desk.index.candidates(read)
        evidence = told_apart(read, weigh(read, candidates, desk.index))
        answer = self._proved(desk, read, desk.composer.compose(read, evidence))
        if answer.status is Status.ANSWERED and self._half_of_it(desk, read, answer):
            answer = desk.composer.decline(read, evidence, "number")
        if answer.status is Status.DECLINED:
            answer = self._beside_the_point(desk, read) or answer
        unmet = once and answer.status is Status.DECLINED and answer.reason in UNMET
        if unmet and (meant := self._meant_otherwise(desk, read, history)):
            return meant
        in_vain = answer.status is Status.DECLINED and (answer.reason == "weak" or not answer.options)
        if once and in_vain and read.kinds:
            topic = replace(read, kinds=frozenset(), asks=Ask.TOPIC)
            told = weigh(topic, desk.index.candidates(topic), desk.index)
            answer = replace(answer, options=desk.composer.offers([*told, *evidence]))
        return Explanation(answer, tuple(candidates), tuple(evidence), THRESHOLD)

    def _meant_otherwise(self, desk: Desk, read: Question, history: Sequence[str]) -> Explanation | None:
        """The answer to what may have been meant by words that mean nothing here; None where that finds nothing either."""
        text, turned = desk.reader.again(read)
        found = self._by_words(desk, text, history, once=False) if turned else None
        if found is None or found.answer.status is not Status.ANSWERED or not _rests_on(found.answer, turned):
            return None
        meant = replace(found.answer.question, raw=read.raw, understood=(*read.understood, *turned))
        return replace(found, answer=replace(found.answer, question=meant))

    def _reconsidered(self, desk: Desk, found: Explanation) -> Explanation:
        """What meaning says where words leave it open: an answer of its own, or that there is none."""
        opinion, answer = desk.opinion, found.answer
        question = answer.question
        if opinion is None or not found.candidates or not opinion.is_asked(question, answer):
            return found
        if desk.deriver.asks_to_compute(question):
            return found
        answered = answer.status is Status.ANSWERED
        near = opinion.evidence(question, found.evidence[0] if answered else None)
        second = opinion.answer(question, near)
        if second is None and answered:
            second = desk.composer.decline(question, found.evidence, "weak")
        return replace(
            found,
            answer=self._proved(desk, question, second) if second else answer,
            evidence=(*near[:NEAR_SHOWN], *found.evidence),
            threshold=ENOUGH_BY_MEANING,
        )

    def _of_places(self, bound: Bound) -> Explanation:
        """From the reports of the place that is named; of the second, where the first says nothing."""
        meant = self._shelf.of_kind(bound.groups[0], bound.text)
        found = [self._explained(self._shelf.desk(meant), bound.text, bound.history)]
        for group in bound.groups[1:]:
            if found[-1].answer.status is Status.ANSWERED:
                return found[-1]
            found.append(self._explained(self._shelf.desk(group), bound.text, bound.history))
        return found[-1] if found[-1].answer.status is Status.ANSWERED else found[0]

    def _of_any(self, bound: Bound) -> Explanation:
        """Of no place that is named: from the one report that fits; where several do, it is asked back."""
        whole = self._shelf.whole
        if self._home and not bound.elsewhere:
            return self._explained(self._shelf.desk(self._home), bound.text, bound.history)
        read = whole.reader.read(bound.text, bound.history)
        if bound.elsewhere:
            declined = whole.composer.decline(read, (), "place")
            return self._alone(replace(declined, missing=bound.elsewhere))
        likely = dict.fromkeys(
            self._shelf.beside(one.report) for one in whole.index.candidates(read, LOOKED_AT)
        )
        found = [
            (group, self._by_words(self._shelf.desk(group), bound.text, bound.history))
            for group in [*likely][:TRIED]
        ]
        if not found:
            return self._explained(whole, bound.text, bound.history)
        found.sort(key=lambda one: (one[1].answer.status is not Status.ANSWERED, -one[1].answer.score))
        best = found[0][1]
        fitting = [
            group
            for group, one in found
            if one.answer.status is best.answer.status and one.answer.score > best.answer.score - CLEARLY
        ]
        if best.answer.status is not Status.ANSWERED or len(fitting) < 2:
            return self._reconsidered(self._shelf.desk(found[0][0]), best)
        options = (f"{self._shelf.name(group)}{bound.raw}" for group in [*fitting, *likely])
        offered = tuple(dict.fromkeys(options))[:OFFERED]
        asks_back = Answer(
            Status.CLARIFY, best.answer.question, options=offered, reason="several", score=best.answer.score
        )
        return Explanation(asks_back, best.candidates, best.evidence, THRESHOLD)

    @staticmethod
    def _alone(answer: Answer) -> Explanation:
        """An answer for which no candidates were weighed."""
        return Explanation(answer, (), answer.evidence, THRESHOLD)

    def _chat(self, question: Question, said: str) -> Answer:
        return Answer(Status.CHAT, question, options=self.examples(), reason=said, score=1.0)

    @staticmethod
    def _proved(desk: Desk, question: Question, answer: Answer) -> Answer:
        """The answer, once each quote was held against its report; without that it is none."""
        return answer if desk.composer.proves(answer) else desk.composer.decline(question, ())

    @staticmethod
    def _half_of_it(desk: Desk, question: Question, answer: Answer) -> bool:
        """Whether one figure answers a question that sets two side by side."""
        return desk.deriver.asks_to_compute(question) and not SIDE_BY_SIDE.search(answer.text)

    def _beside_the_point(self, desk: Desk, question: Question) -> Answer | None:
        """What a question without an answer is, if it is none about the report: another topic, or thanks."""
        meant = question.text if question.understood else ""
        said = (
            smalltalk.opens_with(question.raw)
            or (meant and (smalltalk.said(meant) or smalltalk.opens_with(meant)))
            or smalltalk.sounds_like(question.raw)
        )
        if said:
            return self._chat(question, said)
        beside = smalltalk.beside_the_point(question.raw) or (meant and smalltalk.beside_the_point(meant))
        return desk.composer.decline(question, (), beside) if beside else None

    def warm(self) -> None:
        """Builds what is otherwise built when it is first needed: sounds, typed pinyin. Takes 0.1 to 1 s.

        For whoever answers many questions; a single one is quicker without.
        """
        self._shelf.whole.index.prepare()
        if self._shelf.one_place:
            self._shelf.whole.reader.prepare()
        if self._shelf.whole.opinion:
            self._shelf.whole.opinion.prepare()
        for question in WARMING:
            smalltalk.said(question)
            self._explained(self._shelf.whole, question, ())
        if not self._shelf.one_place:
            self._shelf.whole.index.holds(WARMING[0][0])
            for group in islice(self._shelf.groups, KEPT):  # what is beyond would not be at hand any more
                self._explained(self._shelf.desk(group), WARMING[0], ())
            for question in WARMING_MANY:
                self.ask(question)

    def passages(self, question: str, most: int = 10) -> list[int]:
        """The numbers of the reports likeliest to be about a question, best first; by its characters alone.

        For reports of a paragraph each, as benchmarks of open reading have them. Only where nothing is found is a slip
        or typed pinyin thought of.
        """
        found = self._passages.ranked(question, most)
        return found or self._passages.ranked(self._shelf.whole.reader.read(question).text, most)

    def excerpt(self, question: str) -> str:
        """The few words of the likeliest passage that answer a question, verbatim; "" where there is none."""
        from knowledge.answering.excerpt import excerpt

        best = self.passages(question, 1)
        return excerpt(question, self.reports[best[0]].text, self._passages.rarity) if best else ""

    @cached_property
    def _passages(self) -> Passages:
        from knowledge.search.passages import Passages

        return Passages([report.text for report in self.reports])

    def cite(self, evidence: Evidence) -> Citation:
        """Where the evidence stands."""
        return self._shelf.whole.composer.cite(evidence)

    def found_by(self, question: Question, candidate: Candidate) -> tuple[str, ...]:
        """How the candidate was met: same, synonym, sound …; empty where only its paragraph was."""
        text = self._shelf.whole.index.place(candidate.report, candidate.sentence).text
        met = {v.by for term in question.terms for v in term.variants if stands_in(v, text)}
        return tuple(sorted(met))

    def tell(self, evidence: Evidence) -> Answer:
        """What stands there, as an answer that a reader chose without asking."""
        text = self._shelf.whole.composer.short(evidence)
        return Answer(
            Status.ANSWERED, _unread(text), text, (self.cite(evidence),), evidence=(evidence,), score=1.0
        )

    def fact(self, number: int, fact: int) -> Evidence:
        """A fact by its place in its report's `facts`; both counted from 0."""
        report = self.reports[number]
        return evidence_of(report, number, report.facts[fact])

    def figures(self, number: int) -> tuple[Evidence, ...]:
        """The figures of a report (its place in `reports`) that are worth a list, in the report's order."""
        return self._leaves.figures(number)

    def related(self, evidence: Evidence, most: int = 4) -> tuple[str, ...]:
        """Questions about figures near by, the nearest first; each is known to be answered with that figure."""
        return self._leaves.related(evidence, most, self.ask)

    def quote(self, evidence: Evidence) -> str:
        """The clauses that bear it, verbatim."""
        return self.reports[evidence.report].quote(evidence.span)

    def examples(self) -> tuple[str, ...]:
        """Questions that these reports can answer, made from their facts: 化解率是多少？"""
        return examples(self.reports)


def _unread(raw: str) -> Question:
    """A question that was not looked into: small talk."""
    return Question(raw, raw, Ask.TOPIC, (), "", frozenset(), "", "")


def _rests_on(answer: Answer, turned: Iterable[tuple[str, str]]) -> bool:
    """Whether the answer meets a word that was read otherwise than typed, where any of these is looked for at all."""
    bearing = answer.evidence if answer.derivation else answer.evidence[:1]
    if not any(evidence.reasons for evidence in bearing):
        return True
    looked_for = [
        term.typed
        for term in answer.question.terms
        if any(term.typed in meant or meant in term.typed for _, meant in turned)
    ]
    met = {reason.name for evidence in bearing for reason in evidence.reasons if reason.points > 0}
    return not looked_for or any(f"“{word}”" in met for word in looked_for)
