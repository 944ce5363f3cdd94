"""Reports in, one index, one way to an answer: read -> search -> weigh -> compose. Start reading here.

>>> library = Library.builtin()
>>> answer = library.ask("化解率是多少")
>>> answer.text, answer.citations[0].quote[-10:]
('化解率95.74%', '化解率95.74%。')
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge import smalltalk
from knowledge.answer import THRESHOLD, Composer
from knowledge.derive import SIDE_BY_SIDE, Deriver
from knowledge.errors import ReportError
from knowledge.evidence import weigh
from knowledge.facts import with_facts
from knowledge.index import Index
from knowledge.leafing import askings, evidence_of, is_key, version
from knowledge.mend import Mender
from knowledge.model import Answer, Ask, Candidate, Citation, Evidence, Fact, Kind, Question, Report, Status
from knowledge.parse import parse
from knowledge.places import Gazetteer
from knowledge.question import Reader
from knowledge.text import fold
from knowledge.words import Lexicon

REPORTS = Path(__file__).parent / "reports"
LARGEST = 20_000_000
"""Bytes of a report at most, unless told otherwise."""
ENCODINGS = ("utf-8-sig", "gb18030")
ENDINGS = (".txt", ".md")

WARMING = (
    "化戒律是多少", "zhongxin shouli le duoshao jian", "中心jieda了多少人", "比去年多多少", "平安", "我住在这里。想问一下。多少件？"
)  # fmt: skip
"""Questions that between them use every table: a slip, typed pinyin alone and mixed, arithmetic,
no sign of asking, a story."""

Progress = Callable[[int, int, str], None]
"""Called with (how many are done, how many in all, the name of the next)."""


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

    def __init__(self, reports: Iterable[Report], synonyms: Iterable[Path] = ()) -> None:
        """`synonyms`: thesaurus files of the staff; raises DataError where a line of them is broken."""
        self.reports = tuple(_told_apart(reports))
        lexicon = Lexicon(synonyms)
        for report in self.reports:
            lexicon.learn(own_terms(report))
        self._index = Index(self.reports)
        mender = Mender(lexicon, self._index)
        gazetteer = Gazetteer(report.place for report in self.reports)
        self._reader = Reader(lexicon, self._index, mender, gazetteer)
        self._composer = Composer(self._index)
        self._deriver = Deriver(self._reader, self._index, self._composer)
        self.version = version(self.reports)
        self._askings: dict[tuple[int, int], str] = {}
        self._figures: dict[int, tuple[Evidence, ...]] = {}

    @classmethod
    def builtin(cls) -> Library:
        """The report that comes with the program."""
        return cls.open(sorted(REPORTS.glob("*.txt")))

    @classmethod
    def open(cls, paths: Sequence[Path], limit: int = LARGEST, progress: Progress | None = None) -> Library:
        """The reports in these files, in this order.

        Raises ReportError (`path: reason`) for a file that is missing, empty, binary, larger than
        `limit` bytes or in no known encoding.
        """
        reports: list[Report] = []
        for number, path in enumerate(paths):
            if progress:
                progress(number, len(paths), path.name)
            reports.append(load(path, limit))
        return cls(reports)

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """The answer to a question; `history` holds the chat's earlier questions, oldest first."""
        return self.explain(question, history).answer

    def explain(self, question: str, history: Sequence[str] = ()) -> Explanation:
        """The answer with all that was considered: read -> search -> weigh -> compose."""
        said = smalltalk.said(question)
        if said:
            return self._alone(self._chat(_unread(question), said))
        read = self._reader.read(question, history)
        direct = self._composer.meta(read) or self._deriver.derive(read, history)
        if direct is not None:
            return self._alone(self._proved(read, direct))
        candidates = self._index.candidates(read)
        evidence = weigh(read, candidates, self._index)
        answer = self._proved(read, self._composer.compose(read, evidence))
        if answer.status is Status.ANSWERED and self._half_of_it(read, answer):
            answer = self._composer.decline(read, evidence, "number")
        if answer.status is Status.DECLINED:
            answer = self._beside_the_point(read) or answer
        return Explanation(answer, tuple(candidates), tuple(evidence), THRESHOLD)

    @staticmethod
    def _alone(answer: Answer) -> Explanation:
        """An answer for which no candidates were weighed."""
        return Explanation(answer, (), answer.evidence, THRESHOLD)

    def _chat(self, question: Question, said: str) -> Answer:
        return Answer(Status.CHAT, question, options=self.examples(), reason=said, score=1.0)

    def _proved(self, question: Question, answer: Answer) -> Answer:
        """The answer, once each quote was held against its report; without that it is none."""
        return answer if self._composer.proves(answer) else self._composer.decline(question, ())

    def _half_of_it(self, question: Question, answer: Answer) -> bool:
        """Whether one figure answers a question that sets two side by side."""
        return self._deriver.asks_to_compute(question) and not SIDE_BY_SIDE.search(answer.text)

    def _beside_the_point(self, question: Question) -> Answer | None:
        """What a question without an answer is, if it is none about the report: another topic, or thanks."""
        if thanks := smalltalk.opens_with(question.raw):
            return self._chat(question, thanks)
        beside = smalltalk.beside_the_point(question.raw)
        return self._composer.decline(question, (), beside) if beside else None

    def warm(self) -> None:
        """Builds what is otherwise built when it is first needed: sounds, typed pinyin. Takes 0.1 to 1 s.

        For whoever answers many questions; a single one is quicker without.
        """
        for question in WARMING:
            self.ask(question)

    def cite(self, evidence: Evidence) -> Citation:
        """Where the evidence stands."""
        return self._composer.cite(evidence)

    def tell(self, evidence: Evidence) -> Answer:
        """What stands there, as an answer that a reader chose without asking."""
        text = self._composer.short(evidence)
        return Answer(
            Status.ANSWERED, _unread(text), text, (self.cite(evidence),), evidence=(evidence,), score=1.0
        )

    def fact(self, number: int, fact: int) -> Evidence:
        """A fact by its place in its report's `facts`; both counted from 0."""
        report = self.reports[number]
        return evidence_of(report, number, report.facts[fact])

    def figures(self, number: int) -> tuple[Evidence, ...]:
        """The figures of a report (its place in `reports`) that are worth a list, in the report's order."""
        if number not in self._figures:
            report = self.reports[number]
            key = (fact for fact in report.facts if is_key(report, fact))
            self._figures[number] = tuple(evidence_of(report, number, fact) for fact in key)
        return self._figures[number]

    def related(self, evidence: Evidence, most: int = 4) -> tuple[str, ...]:
        """Questions about figures near by, the nearest first; each is known to be answered with that figure."""
        near = sorted(
            self.figures(evidence.report),
            key=lambda one: (abs(one.sentence - evidence.sentence), one.span.start),
        )
        others = (one for one in near[: 5 * most] if one.fact != evidence.fact)
        found = (self._asking(one) for one in others)
        return tuple(dict.fromkeys(question for question in found if question))[:most]

    def _asking(self, evidence: Evidence) -> str:
        """A question that this figure answers, "" where none is found; looked for once."""
        fact = evidence.fact
        if fact is None:
            return ""
        place = (evidence.report, fact.span.start)
        if place not in self._askings:
            asked = askings(self.reports[evidence.report], fact)
            self._askings[place] = next((one for one in asked if self._gives(one, fact)), "")
        return self._askings[place]

    def _gives(self, question: str, fact: Fact) -> bool:
        answer = self.ask(question)
        return answer.derivation is None and [one.fact for one in answer.evidence[:1]] == [fact]

    def quote(self, evidence: Evidence) -> str:
        """The clauses that bear it, verbatim."""
        return self.reports[evidence.report].quote(evidence.span)

    def examples(self) -> tuple[str, ...]:
        """Questions that these reports can answer, made from their facts: 化解率是多少？"""
        found: list[str] = []
        for report in self.reports:
            for fact in report.facts:
                measure = report.quote(fact.measure)
                if fact.quantity.kind is Kind.RATE and 3 <= len(measure) <= 14 and not fact.direction:
                    found.append(f"{measure}是多少？")
                if len(found) >= 3:
                    return tuple(dict.fromkeys(found))
        return tuple(dict.fromkeys(found))


def _told_apart(reports: Iterable[Report]) -> Iterator[Report]:
    """The reports with an id each of its own: the second of two files called a.txt is a-2."""
    known: Counter[str] = Counter()
    for report in reports:
        known[report.id] += 1
        yield report if known[report.id] == 1 else replace(report, id=f"{report.id}-{known[report.id]}")


def own_terms(report: Report) -> Iterator[str]:
    """What a report calls by names of its own, in quotation marks or as an institution that counts something."""
    text = fold(report.text)
    yield from (match[1] for match in re.finditer(r"“([\u4e00-\u9fff]{2,6})”", text))
    subjects = {report.quote(fact.subject) for fact in report.facts if fact.subject is not None}
    yield from (subject for subject in sorted(subjects) if 3 <= len(subject) <= 6)


def load(path: Path, limit: int = LARGEST) -> Report:
    """A report from a text or Markdown file. Raises ReportError (`path: reason`)."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise ReportError(str(path), "is a folder, a file is expected")
        if size > limit:
            raise ReportError(str(path), f"has {size} bytes, more than the {limit} allowed")
        raw = path.read_bytes()
    except OSError as error:
        raise ReportError(str(path), error.strerror or "cannot be read") from error
    if path.suffix.lower() not in ENDINGS and path.suffix:
        raise ReportError(str(path), f"is no text: {', '.join(ENDINGS)} are read")
    return with_facts(parse(path.stem, decode(raw, str(path))))


def decode(raw: bytes, path: str) -> str:
    """The text of a file in UTF-8 (with or without BOM) or GB18030. Raises ReportError."""
    if b"\0" in raw:
        raise ReportError(path, "is binary, not text")
    for encoding in ENCODINGS:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not text.strip():
            raise ReportError(path, "is empty")
        return text
    raise ReportError(path, "is neither UTF-8 nor GB18030 text")


def _unread(raw: str) -> Question:
    """A question that was not looked into: small talk."""
    return Question(raw, raw, Ask.TOPIC, (), "", frozenset(), "", "")
