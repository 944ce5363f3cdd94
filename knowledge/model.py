"""The vocabulary: every value that one layer hands to the next.

Positions are code points of the untouched report text, from 0, the end excluded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Span:
    """A slice of a text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def holds(self, other: Span) -> bool:
        """Whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end


# --- a report ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; section 0 of every report is its masthead."""

    level: int
    """0 for the masthead, 1 for the highest headings, and so on downwards."""
    title: Span
    """Empty (start == end) for text that stands before the first heading."""
    parent: int | None
    """Index of the enclosing section."""
    period: str
    """The year its sentences speak of where they name none: "2024", or "" where nothing tells."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a hard-wrapped one is one paragraph and holds its line break."""

    section: int
    number: int
    """As readers count, from 1; the masthead's lines are counted by themselves."""
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph."""

    paragraph: int
    span: Span
    clauses: tuple[Span, ...]
    """Its clauses in order: cut at commas, semicolons and colons, never inside quotation marks."""
    period: str
    """The year it speaks of: its own, else its section's, else the report's; "" where nothing tells."""


class Bound(StrEnum):
    """How a quantity is meant: 36045 (exact), 左右 (about), 超 (over), 近 (under)."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


class Kind(StrEnum):
    """The kind of a number, which decides what question it can answer."""

    COUNT = "count"
    """36045件: things counted or measured."""
    MONEY = "money"
    """1042.8亿元."""
    RATE = "rate"
    """95.74%, 七成, 8.69个百分点."""
    ORDINAL = "ordinal"
    """第十四届, 首届, 一等奖, 第4位."""
    DATE = "date"
    """2025年, 4·15, 每季度."""
    NAME = "name"
    """A number inside a name: “六进”, “124”, “八五”普法."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it is meant."""

    value: Decimal
    """In units of `unit`: 3.6万户 is 36000; a rate is in per cent; a name or date without value is 0."""
    unit: str
    """件, 元, %, 届 …; "" for a bare number."""
    bound: Bound
    kind: Kind


@dataclass(frozen=True, slots=True)
class Fact:
    """A number of a report with what it is a number of."""

    sentence: int
    clause: int
    """Index into the sentence's clauses."""
    subject: Span | None
    """Who: 全市四级矛调中心; None where the report does not name it near by."""
    measure: Span
    """What is counted: 受理各类矛盾纠纷."""
    item: Span | None
    """Its own one of several listed things: 特困 for 1937元 in 低保、特困人均月标准分别提高到1167元、1937元."""
    quantity: Quantity
    direction: str
    """up, down or "" (同比下降 is down)."""
    period: str
    in_characters: bool
    """Written 四 rather than 4."""
    span: Span
    """The number with its unit and bound: 36045件, 超3000亿元, 5%以上."""


@dataclass(frozen=True, slots=True)
class Head:
    """What is told of a report that is not read yet; the fields are those of Report."""

    id: str
    place: str
    year: int | None
    kind: str
    published: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its text, untouched, and what was found in it, as spans."""

    id: str
    text: str
    title: Span
    subtitle: Span | None
    masthead: Mapping[str, Span]
    """source, editor, reporter, published, speaker, occasion, delivered: those that the text gives."""
    place: str
    """The place it is about, as written (运城), or ""."""
    year: int | None
    """The year it looks back on."""
    published: str
    """ISO date (2025-02-17) or ""; also the day a speech was given."""
    sections: tuple[Section, ...]
    paragraphs: Sequence[Paragraph]
    sentences: Sequence[Sentence]
    facts: Sequence[Fact] = ()
    """These three are tuples, or made when they are looked at (`stored.Made`)."""
    kind: str = ""
    """What kind of report it is (政府工作报告, 统计公报), or ""."""
    body: str = ""
    """Who issues it (浙江省人民政府), or ""."""
    pages: tuple[int, ...] = ()
    """Where each page begins; empty for a text without pages."""

    def page(self, position: int) -> int:
        """The page of a position, from 1; 0 where there are no pages."""
        return bisect_right(self.pages, position)

    def in_masthead(self, sentence: int) -> bool:
        """Whether a sentence stands in the lines above the first section."""
        return not self.paragraphs[self.sentences[sentence].paragraph].section

    def quote(self, span: Span) -> str:
        """The report's own characters at the span."""
        return self.text[span.start : span.end]


# --- a question --------------------------------------------------------------------------------


class Ask(StrEnum):
    """What kind of answer a question wants."""

    FIGURE = "figure"
    RATE = "rate"
    ORDINAL = "ordinal"
    WHEN = "when"
    WHERE = "where"
    WHO = "who"
    WHICH = "which"
    LIST = "list"
    WHY = "why"
    HOW = "how"
    YES_NO = "yes_no"
    COMPARE = "compare"
    DEFINE = "define"
    REVERSE = "reverse"
    META = "meta"
    TOPIC = "topic"
    """A few words without a question: 化解率, 政治轮训."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Words of the report that a piece of the question may stand for."""

    text: str
    degree: float
    """0 to 1: how surely; 1 for the same characters."""
    by: str
    """same, synonym, sound, shape, part."""


@dataclass(frozen=True, slots=True)
class Term:
    """A piece of the question that has to be found in the report."""

    span: Span
    """In the folded question."""
    typed: str
    weight: float
    """Its share of the question's content; all weights of a question add up to 1."""
    variants: tuple[Variant, ...]
    """What it may stand for in the report, best first; empty where the report knows nothing like it."""
    tells: bool = False
    """Whether it is a noun of some content: an answer that lacks it is about something else."""
    focus: bool = False
    """Whether the question asks for the number, name or nature of just this."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood."""

    raw: str
    text: str
    """As read: folded, typed pinyin spelled out, mistypings mended."""
    asks: Ask
    terms: tuple[Term, ...]
    unit: str
    """The measure word asked for (件 in 多少件), or ""."""
    kinds: frozenset[Kind]
    """Kinds of number that can answer it; empty where it asks for no number."""
    period: str
    """The year asked about ("2024"), or ""."""
    place: str
    """A place named in the question that is not the report's own, or ""."""
    reports: frozenset[int] = frozenset()
    """The reports meant, by the place that is named; none: all of them."""
    before: tuple[str, ...] = ()
    """Earlier questions of the chat whose slots were taken over, oldest first."""
    understood: tuple[tuple[str, str], ...] = ()
    """(typed, understood as): what was mended, to be shown to the reader."""
    asked: str = ""
    """The part of the text that asks, without the story that leads up to it."""


# --- the way to an answer ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may hold the answer."""

    report: int
    sentence: int
    score: float
    """BM25, comparable within one question only."""


class Reason(NamedTuple):
    """One named contribution to the strength of evidence."""

    name: str
    points: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A run of clauses weighed against the question."""

    report: int
    sentence: int
    span: Span
    """The run of clauses that bears the answer."""
    strength: float
    """0 to 1."""
    reasons: tuple[Reason, ...]
    fact: Fact | None = None


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    DECLINED = "declined"
    CLARIFY = "clarify"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an answer stands: enough to check it without this program."""

    report: str
    title: str
    section: str
    paragraph: int
    """From 1, as readers count."""
    quote: str
    """Equals the report's text[start:end]; at least a whole sentence."""
    start: int
    end: int
    source: str = ""
    published: str = ""
    page: int = 0
    """The page of the report's file, from 1; 0 where it has no pages."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one of several reports says to a question that is put to all of them."""

    place: str
    """What the report's place is called: 浙江."""
    text: str
    """The report's own words, from the quote of its citation."""
    citation: int
    """Index into the answer's citations."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question.

    Citations stand exactly when the status is answered; every digit of `text` is in a cited span
    or in the shown derivation.
    """

    status: Status
    question: Question
    text: str = ""
    """Verbatim words of the report, or the outcome of the derivation; "" unless answered."""
    citations: tuple[Citation, ...] = ()
    derivation: str | None = None
    """36045 − 34509 = 1536（件）."""
    options: tuple[str, ...] = ()
    """What does stand in the report (declined), the readings to choose from (clarify), examples (chat)."""
    evidence: tuple[Evidence, ...] = ()
    """The strongest first; also of a declined question: what it was declined on."""
    reason: str = ""
    """Why it was declined (nothing, weak, place, period, number, detail, offtopic, abuse, …) or
    what was said (greeting, thanks, goodbye, identity, ability, presence); phrases are chosen by the bot."""
    missing: str = ""
    """The question's words that the report does not hold (declined)."""
    score: float = 0.0
    verdict: str = ""
    """是 or 否, where a figure decides a question that can be answered so; the derivation shows the comparison."""
    parts: tuple[Answer, ...] = ()
    """Of a message that asks several things the answer to each, in order; `text` and citations are theirs together."""
    table: tuple[Cell, ...] = ()
    """Of an answer across reports: what each says, in the order that the answer speaks of."""
    lacking: tuple[str, ...] = ()
    """The places whose reports do not say it (answered across reports, or declined for that)."""
    notes: tuple[str, ...] = field(default=())
    """Remarks in the report's own terms, such as `今年=2025`."""
