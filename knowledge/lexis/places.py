"""Gazetteer: places of China, and whether a question asks about another place than the report's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import count
from types import MappingProxyType

from knowledge.errors import DataError
from knowledge.lexis.sounds import readings, same
from knowledge.lexis.tables import DATA, rows
from knowledge.lexis.words import is_common
from knowledge.model import Span

RANKED = re.compile(r"[\u4e00-\u9fff]{1,4}[市区县州旗]")
"""What may be the name of a place by its last character."""
WIDER = re.compile(r"(?:\d{4}年|去年|今年|请问|那)?(全国|全世界|全球)(?!第|排|首)")
"""A question that begins with a wider area asks about that."""
NATIONAL = frozenset("国务院 全国 中国 国家 最高人民法院 最高人民检察院 中央".split())
"""What stands in the title of a report about all of the country."""
OFFICES = "委|政|人民|人大|中级|公安|检察|司法|法院|教育|民政|财政|级"
WHOSE = {
    **dict.fromkeys(("城镇", "城市", "城里", "镇"), "城"),
    **dict.fromkeys(("农村", "乡村", "乡", "乡下"), "乡"),
    **dict.fromkeys(("全体", "全国", "全省", "全市", "全县", "全区", "全州"), "全"),
}
"""Whose a figure is, as it is said: the residents' of town or country, or all of them."""
KEPT = 64
"""Texts whose residents are remembered: a question is held against some numbers."""
RESIDENTS = re.compile(
    rf"({'|'.join(word for word in WHOSE if len(word) > 1)}|(?<!城)乡|(?<!乡)镇)(?=(?:(?:和|与|及|、)[城农乡][镇村])?(?:常住)?(?:居民?|人口|低保|户籍))"
)
NAMED_AFTER = "港(?![澳口航资股])|大学(?!生|城|毕业)|学院|[东西南北国]?[际]?机场|[东西南北]站|银行|日报|卫视|[一二三]号|大桥"
"""Behind a place in the name of something that is called after it: 天津|港, 吉林|一号."""
ORIGIN = re.compile("(?:从|来自|由)$")
"""Before a place where something comes from, which is not asked about: 从北京疏解过来的."""
AMONG = re.compile(
    "省?(?:以?内|里|里面|范围内?)?(?:能|可以)?(?:处于|算|属于|排|位[居列于次]|名列|居|第几|什么(?:水平|位置))"
)
"""Behind the place that the own one lies in, where it is asked how that stands in it: 在山西省内处于什么水平."""
AREA = re.compile(r"全(?:中)?[国省市县]")
AREAS = "国省市县"
"""From the widest to the narrowest."""
COUNTY = 2
"""The rank of a county."""
SHORTEST_NAME, LONGEST_NAME = 2, 12
WITHIN_ANOTHER = re.compile("[\u4e00-\u9fff]+[省市州盟区](?P<place>[\u4e00-\u9fff]{1,6}[市区县旗])")
"""A place with the one that it lies in before it."""
OF_ANY_CITY = frozenset("城区 郊区 矿区".split())
"""Names of districts that are words for a part of any city."""
NO_PLACE_BEFORE = frozenset("了过湖江河")
"""What makes another thing of a county called in short: 鄱阳|湖."""
RANKS = "省市区县州旗镇乡"
"""What a place's name may end with and leave out."""
SHORTEST_SPELLING = 5
"""Letters of a place among English words at least: fewer are often a word."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that a text names."""

    span: Span
    written: str
    full: str
    """Its full name: 浙江省 for 浙江."""


@cache
def _divisions() -> dict[str, tuple[str, str]]:
    """Name or short name -> (full name, full name of the parent)."""
    table: dict[str, tuple[str, str]] = {}
    for number, line in rows(DATA / "places.txt"):
        cells = line.split("\t")
        if len(cells) != 3:
            raise DataError(str(DATA / "places.txt"), "three columns expected", number)
        full, short, parent = cells
        for name in (full, *short.split()):
            table.setdefault(name, (full, parent))
    return table


@cache
def _starts() -> frozenset[str]:
    """How the names begin: most positions of a text are passed over by this."""
    return frozenset(name[:2] for name in _divisions())


def mentions(
    text: str,
    unlisted: Mapping[str, str] = MappingProxyType({}),
    unlisted_starts: frozenset[str] = frozenset(),
) -> Iterator[Mention]:
    """Places named in a folded text, in order, the longest at each position.

    `unlisted`: further names and what they are short for; `unlisted_starts`: how these begin.
    """
    divisions, starts = _divisions(), _starts()
    begins = [
        at for at in range(len(text) - 1) if (pair := text[at : at + 2]) in starts or pair in unlisted_starts
    ]
    named = 0
    for position in begins:
        for end in (
            range(min(position + LONGEST_NAME, len(text)), position + 1, -1) if position >= named else ()
        ):
            name = text[position:end]
            full = divisions[name][0] if name in divisions else unlisted.get(name)
            if full is not None and not (rank(full) >= COUNTY and _cuts(text, position, end, full)):
                yield Mention(Span(position, end), name, full)
                named = end
                break


def _in_full(name: str) -> str:
    """The full name of a place as a title writes it: 盐湖区 for 运城市盐湖区."""
    if name not in _divisions() and (match := WITHIN_ANOTHER.fullmatch(name)):
        name = match["place"]
    return full_name(name)


def _cuts(text: str, start: int, end: int, full: str) -> bool:
    """Whether a county's name, written here, is other words: 新|安排, 新安|了; 示|范县; 城区 of any city."""
    written, before = text[start:end], text[max(start - 1, 0) : start]
    in_short = written != full
    return (
        (in_short and (is_common(text[end - 1 : end + 1]) or text[end : end + 1] in NO_PLACE_BEFORE))
        or (end - start == SHORTEST_NAME and is_common(before + text[start], 1))
        or (written in OF_ANY_CITY and before != "市")
    )


class Gazetteer:
    """Places as one library sees them."""

    def __init__(self, own: Iterable[str], numbers: Iterable[int] | None = None) -> None:
        """`own`: the place of each report, as written in its title; "" where a title names none.

        `numbers`: the numbers of these reports; counted from 0 where not given.
        """
        divisions = _divisions()
        self._own: dict[str, set[int]] = {}
        self._last: tuple[str, list[tuple[str, str]]] = ("", [])
        for number, name in zip(count() if numbers is None else numbers, own, strict=False):
            if name:
                self._own.setdefault(_in_full(name), set()).add(number)
        self._unlisted = {
            written: name
            for name in self._own
            if name not in divisions
            for written in (name, name.rstrip(RANKS))
            if len(written) > 1 and written not in divisions
        }
        self._unlisted_starts = frozenset(name[:2] for name in self._unlisted)

    @cached_property
    def here(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """What the reports' own places are called: by name, and as 全市, 我市, 市里."""
        return _named_as(self._own), _area_of(self._own)

    @cached_property
    def around(self) -> re.Pattern[str]:
        """The places that the own ones lie in, where it is asked how these stand among others there."""
        divisions = _divisions()
        parents = {divisions[own][1] for own in self._own if own in divisions} - {""}
        return re.compile(f"{_named_as(parents).pattern}(?={AMONG.pattern})")

    @cached_property
    def _parts(self) -> list[str]:
        """What lies in the own places."""
        return sorted(part for place in self._own for part in _parts_of().get(place, ()))

    def mentions(self, text: str) -> Iterator[Mention]:
        """Places named in a folded text, in order, the longest at each position; also those that the table lacks."""
        return mentions(text, self._unlisted, self._unlisted_starts)

    def positions(self, text: str) -> frozenset[int]:
        """Where the names of places stand in a folded text, also those of own ones that were mistyped."""
        return _covered((*self.mentions(text), *self._misheard(text)))

    def sure_positions(self, text: str) -> frozenset[int]:
        """The same without counties called in short, which a slip may have made: 新源 of 新能源."""
        return _covered(
            one for one in self.mentions(text) if one.written == one.full or rank(one.full) < COUNTY
        )

    def named(self, text: str) -> list[tuple[str, str]]:
        """The same without positions: (as written, full name)."""
        if self._last[0] != text:  # a question asks for the own places and the others in turn
            self._last = (text, [(mention.written, mention.full) for mention in self.mentions(text)])
        return self._last[1]

    def reports_meant(self, text: str) -> frozenset[int]:
        """Which reports a folded text names by their place; none where it names no place of theirs."""
        return frozenset(number for _, full in self.named(text) for number in self._own.get(full, ()))

    @property
    def own_names(self) -> tuple[str, ...]:
        """The full names of the places that the reports are about."""
        return tuple(self._own)

    @property
    def groups(self) -> tuple[frozenset[int], ...]:
        """The reports of each place, in the order in which the places come."""
        return tuple(map(frozenset, self._own.values()))

    def group(self, full: str) -> frozenset[int]:
        """The reports about a place, by its full name; empty where there is none."""
        return frozenset(self._own.get(full, ()))

    def group_around(self, full: str) -> frozenset[int]:
        """The reports about the nearest place that a place lies in; empty where there is none."""
        divisions = _divisions()
        while full in divisions:
            full = divisions[full][1]
            if full in self._own:
                return self.group(full)
        return frozenset()

    def elsewhere(self, text: str) -> str:
        """The first place named that is not what the reports are about, as written; ""."""
        text = self.around.sub("", text)
        named = next(
            (
                name
                for name, full in self.named(text)
                if full not in self._own and not ORIGIN.search(text[: text.find(name)])
            ),
            "",
        )
        wider = WIDER.match(text)
        wide = "" if wider is None or self._own.keys() & NATIONAL else wider[1]
        misheard = next(self._misheard(text), None)
        return named or (misheard.full if misheard else "") or wide

    def _misheard(self, text: str) -> Iterator[Mention]:
        """Parts of the own places that the text names by another character of the same sound: 盐胡区."""
        for match in RANKED.finditer(text):
            for start in range(match.start(), match.end() - 2):
                written = text[start : match.end()]
                for name in self._parts:
                    if len(name) == len(written) and name != written and same(written, name):
                        yield Mention(Span(start, match.end()), written, name)

    def is_own(self, name: str) -> bool:
        """Whether the name means a place that a report is about."""
        return _divisions().get(name, (name, ""))[0] in self._own


def _covered(found: Iterable[Mention]) -> frozenset[int]:
    return frozenset(at for one in found for at in range(one.span.start, one.span.end))


@cache
def _parts_of() -> dict[str, frozenset[str]]:
    """Full name -> the full names of what lies in the place."""
    table: dict[str, set[str]] = {}
    for full, parent in _divisions().values():
        table.setdefault(parent, set()).add(full)
    return {place: frozenset(parts) for place, parts in table.items()}


@cache
def _names_of() -> dict[str, tuple[str, ...]]:
    """Full name -> all names of the place."""
    table: dict[str, tuple[str, ...]] = {}
    for name, (full, _) in _divisions().items():
        table[full] = (*table.get(full, ()), name)
    return table


def names_within(own: Iterable[str]) -> Iterator[str]:
    """All names of some places and of what lies in them, those of two characters at least; "" is the country."""
    wholes = set(map(full_name, own))
    for name, (full, parent) in _divisions().items():
        if len(name) > 1 and (full in wholes or parent in wholes):
            yield name


def _named_as(own: Iterable[str]) -> re.Pattern[str]:
    """The names of the own places, with 市 where it belongs to the place and not to an office: 运城市|委."""
    names_of = _names_of()
    called = {name for place in own for name in (place, *names_of.get(place, ()))}
    names = {name.rstrip("省市区县") for name in called}
    either = "|".join(sorted((re.escape(name) for name in names if len(name) > 1), key=len, reverse=True))
    return re.compile(f"(?:{either})(?!{NAMED_AFTER})(?:[省市区县](?!{OFFICES}))?" if either else r"(?!)")


def _area_of(own: Iterable[str]) -> re.Pattern[str]:
    """What people call the area that a report is about: 全市, 我市, 市里 in the report of a city."""
    ranks = "".join(sorted({name[-1] for name in own if name[-1] in "省市区县州"}))
    return re.compile(f"[全我本咱该]们?[{ranks}](?!级)|[{ranks}]里(?!面)" if ranks else r"(?!)")


def full_name(name: str) -> str:
    """The full name of a place; the name itself where the table does not know it."""
    return _divisions().get(name, (name, ""))[0]


def short_name(full: str) -> str:
    """What a place is called in speech: 浙江 for 浙江省, 广西 for 广西壮族自治区."""
    return _short_names().get(full, full)


@cache
def _short_names() -> dict[str, str]:
    table: dict[str, str] = {}
    for name, (full, _) in _divisions().items():
        if name != full and len(name) > 1:
            table.setdefault(full, name)
    return table


@cache
def by_one_character() -> dict[str, str]:
    """What provinces are written as in one character -> full name: 沪, 粤."""
    return {name: full for name, (full, _) in _divisions().items() if len(name) == 1}


def named_in(place: str, text: str) -> bool:
    """Whether a folded text names a place, a province also by its one character among others: 陕 in 晋陕豫."""
    if place in text:
        return True
    signs, run = _in_short()
    short = signs.get(full_name(place), "")
    return bool(short) and short in text and any(short in found for found in run.findall(text))


@cache
def _in_short() -> tuple[dict[str, str], re.Pattern[str]]:
    """(full name of a province -> the character it is written as, several of these side by side)."""
    signs = by_one_character()
    first: dict[str, str] = {}
    for sign, full in signs.items():
        first.setdefault(full, sign)
    return first, re.compile(f"[{''.join(signs)}]{{2,}}")


def rank(full: str) -> int:
    """How many places a place lies in: 0 for a province, 1 for its cities; -1 for what the table does not know."""
    divisions, depth = _divisions(), -1
    while full in divisions:
        full, depth = divisions[full][1], depth + 1
    return depth


@cache
def _by_spelling() -> dict[str, str]:
    """How names of places are typed in pinyin -> the name: linfen, shanxi; of two the wider. Made when first asked for."""
    spelled: dict[str, str] = {}
    for name, (full, _) in sorted(_divisions().items(), key=lambda entry: rank(entry[1][0])):
        if len(name) > 1 and full:
            spelled.setdefault("".join(readings(sign)[0] for sign in name), name)
    return spelled


def in_pinyin(letters: str) -> str:
    """The place whose name the letters spell, as it stands among English words; "" where there is none."""
    return _by_spelling().get(letters, "") if len(letters) >= SHORTEST_SPELLING else ""


def area(text: str) -> str:
    """The widest area that a folded text speaks of as a whole, by its last character (国, 省, 市, 县); "" where of none."""
    return min(areas(text), key=AREAS.index, default="")


def areas(text: str) -> str:
    """All areas that a folded text speaks of as a whole, in its order."""
    return "".join(one[-1] for one in AREA.findall(text))


@lru_cache(KEPT)
def residents(text: str) -> frozenset[str]:
    """Whose residents a folded text speaks of: 城, 乡, 全."""
    return frozenset(WHOSE[named] for named in RESIDENTS.findall(text))
