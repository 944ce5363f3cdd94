"""The numbers of a sentence -> what each is a number of: 受理各类矛盾纠纷, 化解率, 社会心理服务“六进”活动."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.lexis.grammar import (
    COMPARISON,
    JOINING,
    TURN,
    after_last_separator,
    bare,
    before_trailing,
    grammar,
    past_following,
    past_openers,
)
from knowledge.lexis.numerals import Numeral
from knowledge.model import Kind, Sentence, Span

SMALL = 20
"""A number in characters up to here may belong to a name: 四级矛调中心, 三年行动."""
SHORT = 4
"""A noun behind a number up to this long needs the words before it as well: 民营经济32条政策."""
SESSIONS = frozenset(("大", "届", "中", "中全会", "次全会"))
"""Units of 党的二十大, 二十届三中全会: names of meetings, where they are ordinals without 第."""
CLASSIFIERS = frozenset(
    "个家项条名位件所座场次处台辆艘架列部篇支只套间栋种类批起例宗门枚张级大轮届款块颗道份本册首幅幢班组对双队"
)
"""Measure words whose noun follows: 247个|项目; the words before say more about it."""
COUNTED_PLACES = frozenset("院省市县区国城乡镇村州校")
"""Measure words that are themselves what is counted: 法检|两院, 晋陕豫|三省."""
SINCE = frozenset(("来", "以来", "间", "期间", "前后"))
"""What follows a time that belongs to the next clause: 30年来,……."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a sentence with what stands around them."""

    folded: str
    sentence: Sentence
    numerals: Sequence[Numeral]
    clauses: Sequence[int]
    """The clause of each."""

    def clause(self, index: int) -> Span:
        """The clause it stands in."""
        return self.sentence.clauses[self.clauses[index]]

    def follows(self, index: int) -> bool:
        """Whether another number stands before it in its clause."""
        return index > 0 and self.clauses[index - 1] == self.clauses[index]

    def words(self, span: Span) -> str:
        """The folded characters of a span."""
        return self.folded[span.start : span.end]

    def transparent(self, index: int) -> bool:
        """Whether a name goes on through the number: “四新”产业, 第三届…大会, 三年行动."""
        numeral = self.numerals[index]
        kind = numeral.quantity.kind
        if kind in (Kind.NAME, Kind.DATE):
            return True
        small = kind is Kind.COUNT and not numeral.written[:1].isdigit() and numeral.quantity.value <= SMALL
        if kind is not Kind.ORDINAL and not small:
            return False
        after = self.folded[numeral.span.end : self.clause(index).end]
        return bool(after) and after[0] not in "、,;的)）" and not grammar().goes_on.match(after)

    def chain(self, index: int) -> tuple[int, int]:
        """The first and last of numbers side by side: 首批|10个, 12类|45件, 第135届、第136届."""
        first = last = index
        while first and self._adjoin(first - 1):
            first -= 1
        while last + 1 < len(self.numerals) and self._adjoin(last):
            last += 1
        return first, last

    def _adjoin(self, index: int) -> bool:
        this, following = self.numerals[index], self.numerals[index + 1]
        between = self.folded[this.span.end : following.span.start]
        ordered = this.quantity.kind is following.quantity.kind is Kind.ORDINAL
        alike = ordered and this.quantity.unit[:1] == following.quantity.unit[:1]
        return not between or (between in ("、", "和") and alike)

    def left(self, index: int) -> Span:
        """The words before it, back to the number before that counts something else."""
        first, _ = self.chain(index)
        start = self.clause(index).start
        for before in range(first - 1, -1, -1):
            if self.clauses[before] != self.clauses[index]:
                break
            if not self.transparent(before):
                start = self.numerals[before].span.end
                break
        return Span(start, max(start, self.numerals[first].span.start))

    def right(self, index: int) -> tuple[Span, bool]:
        """The words behind it, up to the next number that counts, and whether there is one."""
        _, last = self.chain(index)
        start = self.numerals[last].span.end
        kind = self.numerals[index].quantity.kind
        for after in range(last + 1, len(self.numerals)):
            if self.clauses[after] != self.clauses[index]:
                break
            if not self.transparent(after) or kind is self.numerals[after].quantity.kind is Kind.ORDINAL:
                return Span(start, self.numerals[self.chain(after)[0]].span.start), True
        return Span(start, max(start, self.clause(index).end)), False


def measures(numbers: Numbers, actors: Sequence[Span | None]) -> list[Span]:
    """What each number is a number of; `actors` holds for each clause who acts in it."""
    found: list[Span] = []
    carried: Span | None = None
    behind_before = False
    for index, numeral in enumerate(numbers.numerals):
        actor = actors[numbers.clauses[index]]
        named = _by_name(numbers, index, actor)
        if named is not None:
            found.append(named)
            continue
        before = _before(numbers, index, actor, after_separator=numbers.follows(index) and behind_before)
        behind = _behind(numbers, index)
        if (
            behind
            and before
            and found
            and found[-1].end == before.end
            and numeral.quantity.unit in CLASSIFIERS
        ):
            before = None  # 4项|工作重点|15条|举措: it is what the number before counts
        measure, behind_before = _chosen(numbers, index, before, behind)
        carried = measure or carried or behind or _other_clause(numbers, index) or before or numeral.span
        found.append(carried)
    return found


def _by_name(numbers: Numbers, index: int, actor: Span | None) -> Span | None:
    """What a date, a name, a meeting or a number within an actor's name is about; None for other numbers."""
    numeral = numbers.numerals[index]
    if numeral.quantity.kind is Kind.DATE:
        return _of_date(numbers, index)
    if numeral.quantity.kind is Kind.NAME:
        return _of_name(numbers, index, actor)
    ordinal = numeral.quantity.kind is Kind.ORDINAL
    if ordinal and numeral.quantity.unit in SESSIONS and numeral.written[0] not in "第首":
        return numeral.span
    if actor is not None and actor.holds(numeral.span):
        return bare(numbers.folded, Span(numeral.span.end, actor.end)) or actor
    return None


def _chosen(
    numbers: Numbers, index: int, before: Span | None, behind: Span | None
) -> tuple[Span | None, bool]:
    """The words before the number or, where these only say what is done, those behind; whether the latter."""
    known = grammar()
    if behind is not None:
        goes_on = known.goes_on.match(numbers.folded, behind.start, behind.end)
        if goes_on or known.only_verbs.fullmatch(numbers.folded, behind.start, behind.end):
            behind = None
    if before is None or behind is None:
        unit = numbers.numerals[index].quantity.unit
        if before is not None and unit in COUNTED_PLACES:
            before = after_last_separator(numbers.folded, before)
        return before or behind, before is None and behind is not None
    return _one_of_both(numbers, index, before, behind)


def _one_of_both(numbers: Numbers, index: int, before: Span, behind: Span) -> tuple[Span, bool]:
    known, words = grammar(), numbers.words(before)
    quantity = numbers.numerals[index].quantity
    if quantity.unit in COUNTED_PLACES:
        return after_last_separator(numbers.folded, before), False
    counted = quantity.unit in CLASSIFIERS or quantity.kind is Kind.ORDINAL
    leads_on = numbers.words(numbers.left(index)).endswith(("的", "等"))
    if counted and len(behind) <= SHORT and not leads_on and not known.ends_with_verb.search(words):
        lead = known.leading.match(numbers.folded, before.start, before.end)
        return Span(lead.end() if lead else before.start, behind.end), True
    if counted or leads_on or known.only_verbs.fullmatch(words):
        return behind, True
    return before, False


def _before(numbers: Numbers, index: int, actor: Span | None, *, after_separator: bool) -> Span | None:
    """The words before a number that can say what it counts, or None."""
    folded, span = numbers.folded, numbers.left(index)
    if after_separator:
        ends = [match.end() for match in JOINING.finditer(folded, span.start, span.end)]
        span = Span(ends[-1] if ends else span.start, span.end)
    span = past_openers(folded, span)
    if actor is not None and actor.start <= span.start < actor.end < span.end:
        span = past_openers(folded, Span(actor.end, span.end))
    if (compared := COMPARISON.search(folded, span.start, span.end)) and compared.end() >= span.end - 4:
        span = Span(span.start, compared.start())
    span = before_trailing(folded, span)
    taken = folded.rfind("把", span.start, span.end)
    span = past_openers(folded, Span(taken + 1 if taken >= 0 else span.start, span.end))
    if span and folded[span.start] == "在" and folded[span.end : span.end + 1] in ("中", "上"):
        span = Span(span.start + 1, span.end)
    found = bare(folded, span)
    return found if found and len(found) > 1 else None


def _behind(numbers: Numbers, index: int) -> Span | None:
    """The words behind a number that can say what it counts, or None."""
    folded = numbers.folded
    span, another = numbers.right(index)
    if not span or folded[span.start] in "、,;)）" or numbers.words(span).strip() in SINCE:
        return None
    span = past_following(folded, span)
    if span and folded[span.start] in "、,;":
        return None
    if turn := TURN.search(folded, span.start, span.end):
        span = Span(span.start, turn.start())
    if another:
        starts = [match.start() for match in JOINING.finditer(folded, span.start + 1, span.end)]
        span = Span(span.start, starts[-1] if starts else span.end)
    ordered = numbers.numerals[index].quantity.kind is Kind.ORDINAL
    if (another or ordered) and (end := grammar().ends_name.search(folded, span.start, span.end)):
        span = Span(span.start, end.start())
    return bare(folded, span)


def _of_date(numbers: Numbers, index: int) -> Span:
    """What happened or will happen then: the rest of the clause, or the one it introduces."""
    folded, clauses = numbers.folded, numbers.sentence.clauses
    numeral, clause, at = numbers.numerals[index], numbers.clause(index), numbers.clauses[index]
    end = clause.end
    closing = folded.find("”", numeral.span.end, end)
    if closing > numeral.span.end and folded.find("“", numeral.span.end, closing) < 0:
        end = closing
    behind = bare(folded, past_openers(folded, Span(numeral.span.end, max(end, numeral.span.end))))
    if behind and len(behind) > 1 and numbers.words(behind) not in SINCE:
        return behind
    before = bare(folded, past_openers(folded, Span(clause.start, max(clause.start, numeral.span.start))))
    if before:
        return before
    if at and folded[clauses[at - 1].end] in ":：":
        return clauses[at - 1]
    return clauses[at + 1] if at + 1 < len(clauses) else numeral.span


def _of_name(numbers: Numbers, index: int, actor: Span | None) -> Span:
    """What bears the name, with the name in it; only what follows where a verb alone stands before."""
    folded, numeral, known = numbers.folded, numbers.numerals[index], grammar()
    before = _before_name(numbers, index, actor)
    end = numbers.clause(index).end
    if index + 1 < len(numbers.numerals) and numbers.follows(index + 1):
        end = numbers.numerals[index + 1].span.start
    behind = past_following(folded, Span(numeral.span.end, max(end, numeral.span.end)))
    if match := known.ends_name.search(folded, behind.start, behind.end):
        behind = Span(behind.start, match.start())
    named = bare(folded, before_trailing(folded, behind))
    if folded[numeral.span.end : numeral.span.end + 2].lstrip("”")[:1] in ("、", ","):
        named = None
    only_leads = known.only_verbs.fullmatch(folded, before.start, before.end)
    if len(before) < 2 or only_leads or known.no_actor.fullmatch(folded, before.start, before.end):
        return named or numeral.span
    closed = numeral.span.end + (folded[numeral.span.end : numeral.span.end + 1] == "”")
    return Span(before.start, named.end if named else closed)


def _before_name(numbers: Numbers, index: int, actor: Span | None) -> Span:
    """The words right before a name, without who acts and what is done; empty where these are all."""
    folded, numeral = numbers.folded, numbers.numerals[index]
    start = numbers.numerals[index - 1].span.end if numbers.follows(index) else numbers.clause(index).start
    start = min(start, numeral.span.start)
    ends = [match.end() for match in JOINING.finditer(folded, start, numeral.span.start)]
    span = past_openers(folded, Span(ends[-1] if ends else start, numeral.span.start))
    if actor is not None and actor.start <= span.start < actor.end <= span.end:
        span = Span(actor.end, span.end)
    if match := grammar().leading.match(folded, span.start, span.end):
        span = Span(match.end(), span.end)
    return before_trailing(folded, bare(folded, span) or Span(span.end, span.end))


def _other_clause(numbers: Numbers, index: int) -> Span | None:
    """The clause before or, for 30年来, the one behind."""
    at, clauses = numbers.clauses[index], numbers.sentence.clauses
    after = numbers.folded[numbers.numerals[index].span.end : clauses[at].end].strip()
    other = at + 1 if after in SINCE and at + 1 < len(clauses) else at - 1
    return bare(numbers.folded, past_openers(numbers.folded, clauses[other])) if other >= 0 else None
