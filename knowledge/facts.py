"""Sentences -> facts: every number of a report with who, what, how much, which way and when."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from knowledge.model import Fact, Kind, Report, Sentence, Span
from knowledge.numerals import Numeral, numerals
from knowledge.parse import numbering
from knowledge.tables import groups
from knowledge.text import fold

SMALL = 20
"""A number in characters up to here may belong to a name: 四级矛调中心, 三年行动."""
SHORT = 4
"""A noun behind a number up to this long needs the words before it as well: 民营经济32条政策."""
LONGEST_NAME = 22
"""Characters of who acts at most: 全市各级人民法院和公安机关 has 13, the longest seen 21."""
AREA = re.compile(r"全[国省市区县州球]|各[地市县区]")
"""A clause that begins so speaks of all, no longer of who acted before."""
UP = re.compile(r"增长|增加|提高|提升|上升|上涨|扩大|新增|增速|涨幅|增幅|多增|攀升|回升|升至|增至|跃升|跃居")
ADDED = re.compile(r"新增|净增|减少|压减|多增|增加")
"""Words that tell the way of a count wherever they stand before it."""
DOWN = re.compile(r"下降|减少|降低|缩小|压减|压降|回落|下跌|减亏|降幅|收窄|降至|减至|下浮")
SEPARATORS = "、,，;；:： \n|"
JOINING = re.compile(r"[、,]|以及|和(?!谐|美|平|解|田)|与|及(?!时|早)")
OPENERS = re.compile(
    r"[一二三四五六七八九十]{1,3}是|(?:其中|同时|此外|另外|特别是|包括|预计|目前|今年|去年|当年|全年|全市共|一年来|过去一年|近年来|五年来)|"
    r"力争|确保|(?:19|20)\d\d年(?:以来|来|度)?|截至.{2,8}?[日底末]|和(?!美|谐|平|解|田)|[是并也与及了的、”,:)）]|[(（][^)）]{1,4}[)）]"
)
"""What stands before the words that count."""
TRAILING = re.compile(
    r"(?:[中上]?(?:荣获|获得|勇夺|斩获|喜摘|夺得)|摆在?|达到?|为|是|约|超过?|突破|近|由|至|到|在|了|均|也|已|共|各|分别|已经|全国|全省|全市|全区|世界|全球|国内|国家|中国|我国|"
    r"[位稳]?居|[位名]?列|排名?|跃居|跃升|升至|增至|降至|保持|控制|稳定|维持|提高|提升|增长|下降|降低|减少|增加|上升|上涨|扩大|缩小|回落|"
    r"压减|压降|缩短?至?|最[短高低多]|[迈站登]上|迈过|跨越|同比|环比|比上年|较上年|比去年|较去年|比上次|净|累计|总数|总计|合计|共计|占|首次|连续|平均|再|又|前|来|将|继续|力争|确保|"
    r"预计|年均|[“（(、,，:：\s])+$"
)
"""What stands between the words that count and the number: 地区生产总值|达到, 区域创新能力|居全国."""
FOLLOWING = re.compile(r"^(?:的|等|余|多|为[^,，、]{1,6}的|[(（][^)）]{1,4}[)）]|[”》)）\s])+")
GOES_ON = (
    "居(?!民|家|住|委)|占(?!地)|再?创(?!新|业|作|意|投|建)|达(?!标)|超(?!级|大|高|算|长|低|市)|比(?!例|赛|重)|较|为(?!民|老)|是|"
    "在(?!建|线|职|岗|校|册|营|编)|对(?!外|口|接|虾)|向|将|均|都(?!市|会)|已|仍|还|也|不|未|再(?!生)|列(?!车)|净|来(?!源)|"
    "后(?!备|台)|前(?!沿|端|期)"
)
"""Single characters with which a clause goes on behind a number; not those that begin a noun."""
TURN = re.compile(rf"[、,](?={GOES_ON}|同比|增长|下降|累计|总)")
"""Where a second statement about what was counted begins: 采购商|、创历史新高."""
COMPARISON = re.compile(r"(?:(?<![占同环])比(?!重|例|率|值|赛)|较)[^、,]{1,10}?(?=增长|下降|提高|提升|减少|增加|扩大|缩小|多|少|高|低|快|前)")
SESSIONS = frozenset(("大", "届", "中", "中全会", "次全会"))
"""Units of 党的二十大, 二十届三中全会: names of meetings, where they are ordinals without 第."""
CLASSIFIERS = frozenset("个家项条名位件所座场次处台辆艘架列部篇支只套间栋种类批起例宗门枚张级大轮届款块颗道份本册首幅幢班组对双队")
"""Measure words whose noun follows: 247个|项目; the words before say more about it."""
COUNTED_PLACES = frozenset("院省市县区国城乡镇村州校")
"""Measure words that are themselves what is counted: 法检|两院, 晋陕豫|三省."""
RESPECTIVELY = re.compile(r"分别")
CONTRACTED = (("城", "乡"), ("进", "出"), ("产", "销"))
"""Two things in two characters, each followed by what they share: 城乡居民, 进出口."""
SHARED = re.compile(r"(?:人均|增加值|规模|比重|产量|收入|总[额量值]|月标准|占|进?出口|零售|吞吐量|发电|投资|数量|面积|年均|分别|基础|平均)")
"""Where the words begin that listed things share: 低保、特困|人均月标准."""


@cache
def _words(*names: str) -> str:
    """The verbs of these groups as alternatives of a pattern, the longest first."""
    known = groups("verbs.txt")
    chosen = {word for name in names for word in known[name]}
    return "|".join(sorted(map(re.escape, chosen), key=lambda word: (-len(word), word)))


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The patterns made of the table of verbs."""

    only_verbs: re.Pattern[str]
    ends_with_verb: re.Pattern[str]
    goes_on: re.Pattern[str]
    ends_name: re.Pattern[str]
    leading: re.Pattern[str]
    no_actor: re.Pattern[str]
    actor: re.Pattern[str]
    acts: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    does, how, leads = _words("does"), _words("how"), _words("with")
    who = _words("who")
    return _Grammar(
        only_verbs=re.compile(f"(?:{does}|{how}|[、和并了出上好])+"),
        ends_with_verb=re.compile(f"(?:{does})[了出上好]?$"),
        goes_on=re.compile(f"{GOES_ON}|{_words('then')}"),
        ends_name=re.compile(f"(?<=..)(?:{_words('ends')})"),
        leading=re.compile(f"(?:(?:{how}|{does})[了出上好]?)+(?=..)"),
        no_actor=re.compile(f"{does}|{how}|{leads}"),
        actor=re.compile(rf"我们|我[省市区县州国](?!的|{who})|[^,，。；;：:、“”《》\s\d]{{0,14}}?(?:{who})(?:会议)?(?![者员长数])"),
        acts=re.compile(f"(?:{does})(?![率量额数值力度])|{how}|{leads}|受到|得到|听取|报告"),
    )


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers of a sentence with what stands around them."""

    folded: str
    sentence: Sentence
    numerals: Sequence[Numeral]
    clauses: Sequence[int]
    """The clause of each."""

    def transparent(self, index: int) -> bool:
        """Whether the words go on through the number, as part of a name: “四新”产业, 第三届…大会, 三年行动."""
        numeral = self.numerals[index]
        kind = numeral.quantity.kind
        if kind in (Kind.NAME, Kind.DATE):
            return True
        small = kind is Kind.COUNT and not numeral.written[:1].isdigit() and numeral.quantity.value <= SMALL
        if kind is not Kind.ORDINAL and not small:
            return False
        after = self.folded[numeral.span.end : self.clause(index).end]
        return bool(after) and after[0] not in "、,;的)）" and not _grammar().goes_on.match(after)

    def clause(self, index: int) -> Span:
        """The clause it stands in."""
        return self.sentence.clauses[self.clauses[index]]

    def chain(self, index: int) -> tuple[int, int]:
        """The first and last of the numbers that stand side by side: 首批|10个, 12类|45件, 第135届、第136届."""
        first = last = index
        while first and self._adjoin(first - 1):
            first -= 1
        while last + 1 < len(self.numerals) and self._adjoin(last):
            last += 1
        return first, last

    def _adjoin(self, index: int) -> bool:
        this, following = self.numerals[index], self.numerals[index + 1]
        between = self.folded[this.span.end : following.span.start]
        alike = this.quantity.kind is following.quantity.kind is Kind.ORDINAL and this.quantity.unit[:1] == following.quantity.unit[:1]
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
        start, end = self.numerals[last].span.end, self.clause(index).end
        kind = self.numerals[index].quantity.kind
        for after in range(last + 1, len(self.numerals)):
            if self.clauses[after] != self.clauses[index]:
                break
            if not self.transparent(after) or kind is self.numerals[after].quantity.kind is Kind.ORDINAL:
                return Span(start, self.numerals[self.chain(after)[0]].span.start), True
        return Span(start, max(start, end)), False


def with_facts(report: Report) -> Report:
    """The report with its facts filled in."""
    folded = fold(report.text)
    facts = (fact for number in range(len(report.sentences)) for fact in _of_sentence(report, folded, number))
    return replace(report, facts=tuple(facts))


def _of_sentence(report: Report, folded: str, number: int) -> Iterator[Fact]:
    sentence = report.sentences[number]
    start = sentence.span.start
    skipped = start + _counting_mark(report, folded, sentence)
    found = [
        replace(one, span=_moved(one.span, start), core=_moved(one.core, start))
        for one in numerals(folded[start : sentence.span.end])
        if start + one.span.end > skipped
    ]
    if not found:
        return
    begins = [clause.start for clause in sentence.clauses]
    clauses = [max(bisect_right(begins, one.core.start) - 1, 0) for one in found]
    numbers = _Numbers(folded, sentence, found, clauses)
    items = _items(numbers)
    actors = _actors(folded, sentence)
    measures = _measures(numbers, actors)
    directions = _directions(numbers, items)
    periods = _periods(numbers)
    for index, one in enumerate(found):
        subject = actors[clauses[index]]
        yield Fact(
            sentence=number,
            clause=clauses[index],
            subject=subject if subject and subject.end <= one.span.start else None,
            measure=measures[index],
            item=items.get(index),
            quantity=one.quantity,
            direction=directions[index],
            period=periods[index],
            in_characters=not any(sign.isdigit() for sign in one.written),
            span=one.span,
        )


def _counting_mark(report: Report, folded: str, sentence: Sentence) -> int:
    """Characters of list numbering at the start of a paragraph: 2 in `1.医疗卫生方面`; they are no number."""
    opens = report.paragraphs[sentence.paragraph].span.start == sentence.span.start
    return numbering(folded[sentence.span.start : sentence.span.end]) if opens else 0


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


# --- who ---------------------------------------------------------------------------------------------


def _actors(folded: str, sentence: Sentence) -> list[Span | None]:
    """For each clause who acts in it: named at its start, else at the start of one before."""
    actors: list[Span | None] = []
    for clause in sentence.clauses:
        before = actors[-1] if actors else None
        after_stop = before is not None and folded[clause.start - 1] in ";；"
        if after_stop and not _grammar().acts.match(folded, clause.start) or AREA.match(folded, clause.start):
            before = None
        actors.append(_actor(folded, clause) or before)
    return actors


def _actor(folded: str, clause: Span) -> Span | None:
    """The institution or people that begin a clause and do something in it."""
    grammar = _grammar()
    start = _past_openers(folded, clause).start
    if grammar.no_actor.match(folded, start, clause.end):
        return None
    end = start
    while match := grammar.actor.match(folded, end, min(clause.end, start + LONGEST_NAME)):
        between = folded[end : match.end()]
        if any(sign in between for sign in "在将把对向使让被的") or (end > start and grammar.no_actor.search(between[:-2])):
            break
        end = match.end()
    if end == start or grammar.no_actor.search(folded[start + 2 : end - 2]) and not _is_name(folded[start:end]):
        return None
    return Span(start, end) if grammar.acts.match(folded, end, clause.end) else None


def _is_name(words: str) -> bool:
    """Whether verbs inside belong to a name: 市群众接待服务中心."""
    return words[0] in "市省县区全我本各州" or words.endswith(("机关", "部门", "政府"))


def _past_openers(folded: str, span: Span) -> Span:
    start = span.start
    while start < span.end and (match := OPENERS.match(folded, start, span.end)):
        start = match.end()
    return Span(start, span.end)


# --- what --------------------------------------------------------------------------------------------


def _measures(numbers: _Numbers, actors: Sequence[Span | None]) -> list[Span]:
    """What each number is a number of."""
    measures: list[Span] = []
    carried: Span | None = None
    behind_before = False
    for index, numeral in enumerate(numbers.numerals):
        actor = actors[numbers.clauses[index]]
        if numeral.quantity.kind is Kind.DATE:
            measures.append(_of_date(numbers, index))
            continue
        if numeral.quantity.kind is Kind.NAME:
            measures.append(_of_name(numbers, index, actor))
            continue
        if numeral.quantity.unit in SESSIONS and numeral.quantity.kind is Kind.ORDINAL and numeral.written[0] not in "第首":
            measures.append(numeral.span)
            continue
        if actor is not None and actor.holds(numeral.span):
            measures.append(_bare(numbers.folded, Span(numeral.span.end, actor.end)) or actor)
            continue
        follows = index and numbers.clauses[index - 1] == numbers.clauses[index]
        before = _before(numbers, index, actor, after_separator=bool(follows) and behind_before)
        behind = _behind(numbers, index)
        if behind and before and follows and measures[-1].end == before.end and numeral.quantity.unit in CLASSIFIERS:
            before = None
        measure, is_behind = _chosen(numbers, index, before, behind)
        if measure is None:
            measure = carried or behind or _earlier_clause(numbers, index) or before or numeral.span
        behind_before = is_behind
        carried = measure
        measures.append(measure)
    return measures


def _chosen(numbers: _Numbers, index: int, before: Span | None, behind: Span | None) -> tuple[Span | None, bool]:
    """The words before the number or, where these only say what is done, those behind it; whether the latter."""
    grammar = _grammar()
    folded = numbers.folded
    noun_behind = behind is not None and not grammar.goes_on.match(folded, behind.start, behind.end)
    if before is None:
        return (behind, True) if noun_behind else (None, False)
    words = folded[before.start : before.end]
    unit = numbers.numerals[index].quantity.unit
    if unit[-1:] in COUNTED_PLACES and len(unit) == 1:
        return _last_listed(folded, before), False
    if behind is None or not noun_behind:
        return before, False
    counted = unit in CLASSIFIERS or numbers.numerals[index].quantity.kind is Kind.ORDINAL
    verb_before = bool(grammar.ends_with_verb.search(words)) or words.endswith(("的", "等"))
    if counted and len(behind) <= SHORT and not verb_before:
        lead = grammar.leading.match(folded, before.start, before.end)
        return Span(lead.end() if lead else before.start, behind.end), True
    if counted or words.endswith(("的", "等")) or grammar.only_verbs.fullmatch(words):
        return behind, True
    return before, False


def _before(numbers: _Numbers, index: int, actor: Span | None, *, after_separator: bool) -> Span | None:
    """The words before a number that can say what it counts, or None."""
    folded = numbers.folded
    span = numbers.left(index)
    if after_separator:
        separators = [match.end() for match in JOINING.finditer(folded, span.start, span.end)]
        span = Span(separators[-1] if separators else span.start, span.end)
    span = _past_openers(folded, span)
    if actor is not None and actor.start <= span.start < actor.end < span.end:
        span = _past_openers(folded, Span(actor.end, span.end))
    if match := COMPARISON.search(folded, span.start, span.end):
        span = Span(span.start, match.start()) if match.end() >= span.end - 4 else span
    if match := TRAILING.search(folded, span.start, span.end):
        span = Span(span.start, match.start())
    within = folded.rfind("把", span.start, span.end)
    span = _past_openers(folded, Span(within + 1 if within >= 0 else span.start, span.end))
    if folded[span.start : span.start + 1] == "在" and folded[span.end : span.end + 1] in "中上":
        span = Span(span.start + 1, span.end)
    bare = _bare(folded, span)
    return bare if bare and len(bare) > 1 else None


def _behind(numbers: _Numbers, index: int) -> Span | None:
    """The words behind a number that can say what it counts, or None."""
    folded = numbers.folded
    span, another = numbers.right(index)
    if not span or folded[span.start] in "、,;)）":
        return None
    if match := FOLLOWING.match(folded[span.start : span.end]):
        span = Span(span.start + match.end(), span.end)
    ordered = numbers.numerals[index].quantity.kind is Kind.ORDINAL
    if match := TURN.search(folded, span.start, span.end):
        span = Span(span.start, match.start())
    if another:
        separators = [match.start() for match in JOINING.finditer(folded, span.start + 1, span.end)]
        span = Span(span.start, separators[-1] if separators else span.end)
    if (another or ordered) and (match := _grammar().ends_name.search(folded, span.start, span.end)):
        span = Span(span.start, match.start())
    return _bare(folded, span)


def _of_date(numbers: _Numbers, index: int) -> Span:
    """What happened or will happen then: the rest of the clause, or the one it introduces."""
    folded, sentence = numbers.folded, numbers.sentence
    numeral, clause = numbers.numerals[index], numbers.clause(index)
    end = clause.end
    closing = folded.find("”", numeral.span.end, end)
    if closing > numeral.span.end and folded.find("“", numeral.span.end, closing) < 0:
        end = closing
    behind = _bare(folded, _past_openers(folded, Span(numeral.span.end, end)))
    if behind and len(behind) > 1 and folded[behind.start : behind.end] not in ("以来", "期间", "前后"):
        return behind
    at = numbers.clauses[index]
    before = _bare(folded, _past_openers(folded, Span(clause.start, numeral.span.start)))
    if before:
        return before
    if at and folded[sentence.clauses[at - 1].end] in ":：":
        return sentence.clauses[at - 1]
    return sentence.clauses[at + 1] if at + 1 < len(sentence.clauses) else numeral.span


def _of_name(numbers: _Numbers, index: int, actor: Span | None) -> Span:
    """What bears the name, with the name in it: 社会心理服务“六进”活动; only what follows where a verb stands before."""
    folded = numbers.folded
    numeral, clause = numbers.numerals[index], numbers.clause(index)
    start = numbers.numerals[index - 1].span.end if index and numbers.clauses[index - 1] == numbers.clauses[index] else clause.start
    separators = [match.end() for match in JOINING.finditer(folded, start, numeral.span.start)]
    before = _past_openers(folded, Span(separators[-1] if separators else start, numeral.span.start))
    if actor is not None and actor.start <= before.start < actor.end <= before.end:
        before = Span(actor.end, before.end)
    if match := _grammar().leading.match(folded, before.start, before.end):
        before = Span(match.end(), before.end)
    before = _bare(folded, before) or Span(before.end, before.end)
    if match := TRAILING.search(folded, before.start, before.end):
        before = Span(before.start, match.start())
    end = numbers.numerals[index + 1].span.start if _same_clause(numbers, index, index + 1) else clause.end
    behind = Span(numeral.span.end, max(end, numeral.span.end))
    if match := FOLLOWING.match(folded[behind.start : behind.end]):
        behind = Span(behind.start + match.end(), behind.end)
    if match := _grammar().ends_name.search(folded, behind.start, behind.end):
        behind = Span(behind.start, match.start())
    if match := TRAILING.search(folded, behind.start, behind.end):
        behind = Span(behind.start, match.start())
    named = _bare(folded, behind)
    if folded[numeral.span.end : numeral.span.end + 2].strip("”")[:1] in ("、", ","):
        named = None
    only_leads = len(before) < 2 or _grammar().only_verbs.fullmatch(folded, before.start, before.end)
    if only_leads or _grammar().no_actor.fullmatch(folded, before.start, before.end):
        return named or numeral.span
    end = numeral.span.end + (folded[numeral.span.end : numeral.span.end + 1] == "”")
    return Span(before.start, named.end if named else end)


def _same_clause(numbers: _Numbers, first: int, second: int) -> bool:
    return second < len(numbers.numerals) and numbers.clauses[first] == numbers.clauses[second]


def _last_listed(folded: str, span: Span) -> Span:
    """The last of the things listed before: 法检 of 听取政法队伍建设、法检."""
    separators = [match.end() for match in JOINING.finditer(folded, span.start, span.end)]
    return Span(separators[-1] if separators and separators[-1] < span.end else span.start, span.end)


def _earlier_clause(numbers: _Numbers, index: int) -> Span | None:
    at = numbers.clauses[index]
    return _bare(numbers.folded, _past_openers(numbers.folded, numbers.sentence.clauses[at - 1])) if at else None


def _bare(folded: str, span: Span) -> Span | None:
    """The span without marks at its ends and without quotation marks that have no partner; None where nothing is left."""
    start, end = span.start, span.end
    while start < end and (folded[start] in "、,;: \n)）》”" or JOINING.match(folded, start, end)):
        start += 1
    while end > start and folded[end - 1] in "、,;: \n(（“《。!?…":
        end -= 1
    if end > start and folded[start] == "“" and folded[start:end].count("“") > folded[start:end].count("”"):
        start += 1
    if end > start and folded[end - 1] in "”》" and folded[start:end].count(folded[end - 1]) > folded[start:end].count(
        {"”": "“", "》": "《"}[folded[end - 1]]
    ):
        end -= 1
    return Span(start, end) if end > start else None


# --- which way, when -----------------------------------------------------------------------------------


def _directions(numbers: _Numbers, items: dict[int, Span]) -> list[str]:
    """up, down or "" for each number; those of one 分别 run, and one carried on (7%、力争8%), go the same way."""
    directions: list[str] = []
    for index, numeral in enumerate(numbers.numerals):
        if numeral.quantity.kind in (Kind.NAME, Kind.DATE):
            directions.append("")
            continue
        same = index and numbers.clauses[index - 1] == numbers.clauses[index]
        left = numbers.numerals[index - 1].span.end if same else numbers.clause(index).start
        between = numbers.folded[left : numeral.core.start]
        if same and index - 1 in items and index in items:
            directions.append(directions[-1])
        elif same and re.fullmatch(r"[、,到至和—-]?(?:以上|左右)?[、,]?(?:力争|争取|奋斗|确保|或|超过?)*", between):
            directions.append(directions[-1])
        elif numeral.quantity.kind in (Kind.COUNT, Kind.MONEY):
            added = ADDED.search(between)
            directions.append(_way(between[-14:] if added else between[-4:]))
        else:
            directions.append(_way(between[-14:]))
    return directions


def _way(words: str) -> str:
    ups = [match.end() for match in UP.finditer(words)]
    downs = [match.end() for match in DOWN.finditer(words)]
    if not ups and not downs:
        return ""
    return "up" if max(ups, default=-1) > max(downs, default=-1) else "down"


YEAR = re.compile(r"((?:19|20)\d\d)\s?年(?!来|以来)")
COMPARED = re.compile(r"(?:较|比|同|与|自|从|创|的|《[^》]*)$")


def _periods(numbers: _Numbers) -> list[str]:
    """The year of each number: one that the sentence names before it (到2027年…), else the sentence's own."""
    period = numbers.sentence.period
    periods: list[str] = []
    for numeral in numbers.numerals:
        if numeral.quantity.kind is Kind.DATE and (match := YEAR.match(numeral.written)):
            before = numbers.folded[max(numeral.span.start - 30, numbers.sentence.span.start) : numeral.span.start]
            after = numbers.folded[numeral.span.end : numeral.span.end + 2]
            if not COMPARED.search(before) and not after.startswith(("以来", "来", "底以来")):
                period = match[1]
        periods.append(period)
    return periods


# --- which of several ------------------------------------------------------------------------------------


def _items(numbers: _Numbers) -> dict[int, Span]:
    """Which of the things listed before 分别 each number belongs to."""
    items: dict[int, Span] = {}
    folded, sentence = numbers.folded, numbers.sentence
    for match in RESPECTIVELY.finditer(folded, sentence.span.start, sentence.span.end):
        run = _run_after(numbers, match.end())
        if len(run) < 2:
            continue
        at = max(bisect_right([clause.start for clause in sentence.clauses], match.start()) - 1, 0)
        start = sentence.clauses[at].start
        if match.start() - start < 2 and at:
            start = sentence.clauses[at - 1].start
        listed = _listed(folded, _past_openers(folded, Span(start, match.start())), len(run))
        items.update(zip(run, listed, strict=False))
    return items


def _run_after(numbers: _Numbers, position: int) -> list[int]:
    """The numbers of one kind that follow each other behind 分别: 1167元、1937元."""
    run: list[int] = []
    for index, one in enumerate(numbers.numerals):
        if one.span.start < position:
            continue
        if run:
            last = numbers.numerals[run[-1]]
            if one.span.start - last.span.end > 3 or one.quantity.kind is not last.quantity.kind:
                break
        elif one.span.start - position > 16 or one.quantity.kind is Kind.DATE:
            break
        run.append(index)
    return run


def _listed(folded: str, span: Span, count: int) -> list[Span]:
    """The last `count` things of an enumeration, each without what the last one shares with all."""
    pieces: list[Span] = []
    start = span.start
    for match in JOINING.finditer(folded, span.start, span.end):
        pieces.append(Span(start, match.start()))
        start = match.end()
    pieces.append(Span(start, span.end))
    pieces = [bare for piece in pieces if (bare := _bare(folded, piece))]
    if len(pieces) >= count:
        return [*pieces[-count:-1], _unshared(folded, pieces[-2], pieces[-1])]
    for first, second in CONTRACTED:
        at = folded.find(first + second, span.start, span.end)
        if at >= 0 and count == 2:
            return [Span(at, at + 1), Span(at + 1, at + 2)]
    return []


def _unshared(folded: str, other: Span, last: Span) -> Span:
    """The last listed thing without the words it shares with the others: 高技术制造业|增加值占…比重."""
    words, sample = folded[last.start : last.end], folded[other.start : other.end]
    for length in range(min(len(sample), 6), 1, -1):
        at = words.find(sample[-length:])
        if 0 <= at and at + length < len(words):
            return Span(last.start, last.start + at + length)
    cut = SHARED.search(words, 2)
    if cut and not SHARED.search(sample) and cut.start() <= len(sample) + 2:
        return Span(last.start, last.start + cut.start())
    return last
