"""Whether a number is of the kind that a question asks for: reasons for and against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from knowledge.lexis.grammar import grammar
from knowledge.lexis.numerals import PHASES, units
from knowledge.lexis.text import HAN
from knowledge.model import Ask, Fact, Kind, Quantity, Question, Reason, Term
from knowledge.search.number import Number

WRONG_KIND = -1.0
WRONG_UNIT = -0.4
RIGHT_UNIT = 0.06
PHYSICAL = frozenset(
    "吨 公斤 斤 克 千克 吨标准煤 亩 公顷 平方米 平方公里 立方米 米 公里 千米 里 海里 千瓦 千瓦时 兆瓦 度 升 元 美元 微克".split()
)
"""Units of length, weight, area, energy, money: what is measured in one is not measured in another."""
HOURS = frozenset(("小时", "分钟", "秒", "个月", "个工作日", "工作日"))
"""Lengths of time, which count no things."""
ELSE_DONE = -0.12
NUMERALS = frozenset("一二两三四五六七八九十")
SUCH = 0.4
"""For a number that only few are like: 二楼 for 几楼."""
ROMAN = frozenset(("i", "v", *map(chr, range(0x2160, 0x2180))))
SMALL = 20
CHANGE_FOR_LEVEL = -0.3
LEVEL_FOR_CHANGE = -0.6
OF_ANOTHER = -0.5
BODY = re.compile(r"(?:中心|[^布格结]局|法院|检察院|委员会|政法委|厅|机关|集团|医院|学校|机场)$")
"""What ends the name of a body that may own a number."""
BY_POINTS = re.compile(r"(?:提高|提升|上升|下降|降低|增长|增加|减少|涨|降)了?(?:几|多少)个?(?:百分)?点")
RANKING = re.compile(r"排(?:名|在|到|行)?(?:全|世|中|第|几|老)|名次|位次|[位居]居?第几")
PLACES_IN_A_ROW = frozenset(("位次", "个位次"))
RANK_ASKED = re.compile("[位名]|排|升|移|前进")
RANKS = frozenset(("", "位", "名", "方阵", "大", "等奖"))
"""What stands behind a number that tells a rank: 第4位; 首个 tells none."""
POINTS = frozenset({"个百分点", "百分点", "个点"})
OF_RATES = re.compile(r"率|比|占|强度|系数|份额|覆盖|幅|速|增长|下降|涨|跌|提高")
"""What a question names that is itself a share or a change."""
OF_MONEY = re.compile(
    r"(?:gdp|生产总值|增加值|产值|收入|支出|投资|资金|预算|工资|补贴|补助|奖金|利润|营收|税收|债券|贷款|存款|经费|养老金|房价|罚款|[^数名份员]额|价格)$"
)
"""What is counted in money, or as a share or a change of it."""
EACH = re.compile("人均|户均|每人|每户|每[个位][人月]|一个人|平均|每月|每年每")
OF_EACH = re.compile("[人户亩日]均|每[百千万]")
"""What makes of a total what falls to each."""
GIVEN_TO_EACH = re.compile("收入|支出|消费|标准|补助|补贴|工资|养老金|低保|待遇|寿命|面积")
"""What is hardly ever told but for each."""
FOR_ONE_AT_MOST = 1_000_000
"""Yuan: more falls to no single person."""
SINGLED_OUT = re.compile(
    "最[大多高小少低长短贵狠严][^,，。?多少几哪什啥]{0,3}一[单笔起次件个家处条例桩天回场宗户项座](?!月)"
)
"""A question for one of many, 最大的一单; what is told of all is no answer."""
DONE = re.compile("了(?:大概|大约|差不多|一共|总共|拢共)?(?:多少|几|百分之)")
"""A question for what was done: 涨了多少."""
AN_AIM = -1.0
SHARE_ASKED = re.compile("占|比重|(?<!同)(?<!环)比例|份额")
"""A question for what part of a whole it is."""
REACHED = re.compile("[至到达为占](?:了|约|近|超过?)?$")
"""Before the level that something rose or fell to."""
SINCE = re.compile(
    r"比(?:去年|前年|上一?年|往年|以前|之前|过去|原来|同期|(?:19|20)\d\d年).{0,14}?[多少增减涨降高低升].{0,10}?(?:多少|几)|(?:同比|环比).{0,4}[多少增减涨降升].{0,4}(?:多少|几)"
)
"""A question for a change since some time: a level is no answer to it."""
COUNTED_NEXT = re.compile("(?:多少|几|好多)[个名位家所座支]?$")
"""Right before the thing that is counted."""
OF_BEFORE = -0.3
FROM = re.compile("[由从](?![此事业严])[^,，至到为]{0,16}$")
BECAME = re.compile("[^,，]{0,16}?(?:[提升增减降压缩扩调]|下|上)[^,，0-9]{0,4}[至到为]")
BEFORE_ASKED = re.compile("原来|原先|之前|以前|过去|从前|去年|前年|此前|本来|早先|调整前|提高前|[从由]多少")
CHANGED_BY = re.compile(
    r"(?:[较比](?:上年|去年|前年|上一年|同期|往年|年初|(?:19|20)\d\d年)|同比|环比)[^,，、]{0,8}(?:增加|减少|增长|下降|提高|降低|提升|[多少])了?(?:约|近|超过?)?$"
)
"""Before the number by which something changed since some time: 较上年减少|602人."""
CHANGE_ASKED = re.compile(
    "[增减涨降升跌提缩压超多少高低快慢](?!少|大|高|长|久)|变化|差|比|便宜|贵|省|优惠|让利"
)
"""A question that may ask for a change."""
ROSE = re.compile(r"增长|增加|提高|提升|上升|上涨|增收|涨了|升了|增了")
FELL = re.compile(r"下降|减少|降低|下跌|回落|缩小|降了|跌了|(?<!多)少了(?!多少[件个户家人])")
OF_A_PART, NARROWER = -0.3, -0.08
PART_OF_PEOPLE = re.compile("贫困|困难|低收入|特困|失业|残疾|流动|转移|监测")
"""Before 人口 and the like: some of the people only."""
NO_MODIFIER = re.compile(
    r"全[省市县区国年社州球]|各[类级地项]|预计|实现|完成|新增|新建|累计|达到?|办理|处理|依法|城乡|其中|今年|去年|年均|同比|建成|培育|开工|共|推动|力争|确保|争取|保持|稳定|主要|我[省市县区]"
)
"""What may stand before the name of a thing without making it another: 全省|粮食."""
NO_HEAD = re.compile(
    r"(?:全部|均|全面)[^的]*$|同比|环比|[增涨降]幅|增速|补贴|补助|奖励|贷款|投入|业务|年|预计|总|达到?|增[长加速幅收]|下降|减少|降低|提[高升]|上升|上涨|缩小|新增|累计|实现|完成|突破|超过?|约|近|为|至|到|已|共|[有相]关(?:事项|情况|问题)|产量|产值|数量|人数|户数|件数|次数|金额|规模|面积|里程|总额|总量|收入|支出|"
    r"比例|占比|比重|水平|标准|指数|余额|投资|资金|增加值|率|额|量|数|值|价|费|度"
)
"""What may stand behind the name of a thing without making another thing of it: 粮食|总产."""
KEPT = 64
"""Questions whose words are remembered while their numbers are looked at."""
DIRECTION = 0.08
BARE = 2
"""A measure of no more characters may leave out what it is of: 增长5%."""

FAMILIES: tuple[frozenset[str], ...] = tuple(
    frozenset(words.split())
    for words in (
        "个 件 起 宗 例 项 条 处 种 类 批 部 份 篇 本 册 字",
        "个 家 户 所 座 处 站 厂 店 间 栋 校 馆 院 户家庭",
        "个 人 名 位 人次 户 口",
        "个 台 辆 套 架 艘 列 部 只 头",
        "条 艘 只",
        "个 场 次 届 期 趟 班 回",
        "次 人次",
        "级 层 档",
        "块 枚 面 金 银 铜",
        "个 万 张 床 席 学位 托位 车位",
        "吨 斤 公斤 亿斤 万吨",
    )
)
"""Measure words that people use one for another."""
TIMES = frozenset("回 次 趟 遍".split())
"""Those that count how often, which 个 does not."""
PEOPLE = frozenset("人 名 位 人次 口".split())
"""Those that count people."""
OWN_AREA = re.compile("[我全本各][省市区县州]")
LEVELS = frozenset("级层")
NAMES_LEVELS = 0.15
LISTED_LEVELS = re.compile("[省市区县乡镇村]{3,}$")
"""市县乡村|四级."""
QUOTES = re.compile("[“”《》]")
PERSONS = frozenset("人者员民生工师")
"""What ends a word for people: 参与人."""
OF_PEOPLE = re.compile("人数|人口|[人者员民生工师客户众]$")
"""What counts people without a measure word."""
PEOPLE_TOO = PEOPLE | frozenset("户 户家庭 户次 对 家庭".split())
"""Those by which reports may count them; 9个 and 17轮 are no people."""


def fitting(question: Question, number: Number, clause: str) -> Iterator[Reason]:
    """Whether it is a number of the kind asked for; `clause` is the folded one that it stands in."""
    fact = number.fact
    quantity = fact.quantity
    before = clause[: clause.find(number.written)]
    if quantity.kind not in question.kinds:
        yield Reason("wrong kind of number", WRONG_KIND)
        return
    if (
        _only_named(fact)
        and not _measured_alike(question.unit, quantity.unit)
        and Kind.ORDINAL not in question.kinds
    ):
        yield Reason("a number in a name", WRONG_KIND)
    yield from _of_another_sort(question, number, clause)
    yield from _per_head(question, number, clause)
    if not question.period and number.to_come and _done(question.asked):
        yield Reason("an aim, no result", AN_AIM)
    yield from _naming(question, fact, number.written)
    if question.unit:
        yield from _measuring(question.unit, quantity)
        yield from _levels(question.unit, before)
    yield from _named_measure(question, clause)
    if quantity.kind in (Kind.COUNT, Kind.MONEY, Kind.RATE) and _of_before(question, clause, number.written):
        yield Reason("what it was before", OF_BEFORE)
    if quantity.kind in (Kind.COUNT, Kind.MONEY):
        yield from _level_or_change(question, fact, before)
    if quantity.kind in (Kind.COUNT, Kind.MONEY, Kind.RATE):
        yield from _of_a_part(question, number.measure)
    if (
        quantity.kind is Kind.COUNT
        and fact.clause
        and number.elliptic
        and _says_more(question, number.measure)
    ):
        yield Reason("of what else was done", ELSE_DONE)
    if fact.direction and _moves_otherwise(question, fact.direction):
        yield Reason("the other way", WRONG_KIND)
    if quantity.kind is Kind.RATE:
        yield from _moving(question, fact, before)
        yield from _share_of(question, fact, clause + number.measured)
    if fact.subject is not None:
        yield from _owning(question, number)


def _of_before(question: Question, clause: str, written: str) -> bool:
    """Whether a number is what something was raised or lowered from, and that was not asked: 由|61天|压减至46天."""
    at = clause.find(written)
    return (
        FROM.search(clause[:at]) is not None
        and BECAME.match(clause, at + len(written)) is not None
        and not BEFORE_ASKED.search(question.text)
    )


def _level_or_change(question: Question, fact: Fact, before: str) -> Iterator[Reason]:
    """An amount where a change was asked for, or what something changed by, where not; `before` it stands so much."""
    if not fact.direction and _since(question.text):
        yield Reason("a level, not a change", WRONG_KIND)
    elif not fact.direction and _asks_for_change(question):
        yield Reason("a level, not a change", LEVEL_FOR_CHANGE)
    if CHANGED_BY.search(before) and not CHANGE_ASKED.search(question.text):
        yield Reason("a change, not a level", WRONG_KIND)


def _of_another_sort(question: Question, number: Number, clause: str) -> Iterator[Reason]:
    """Whether what was asked for is no such number: a length of time, a rank, an amount of money."""
    quantity = number.fact.quantity
    counted = quantity.kind is Kind.COUNT
    if quantity.kind is not Kind.DATE and "最" not in clause and SINGLED_OUT.search(question.asked):
        yield Reason("not singled out", WRONG_KIND)
    if counted and question.asks is Ask.WHEN and quantity.unit not in units()["time"]:
        yield Reason("no length of time", WRONG_KIND)
    elif counted and quantity.unit and not question.unit and _of_money(question):
        yield Reason("not of money", WRONG_KIND)
    elif counted and quantity.unit in PLACES_IN_A_ROW and not RANK_ASKED.search(question.text):
        yield Reason("no rank is asked for", WRONG_KIND)
    elif counted and not quantity.unit and question.unit in PEOPLE and not OF_PEOPLE.search(number.measure):
        yield Reason("no people", WRONG_KIND)
    elif question.asks is Ask.ORDINAL and RANKING.search(question.text) and quantity.unit not in RANKS:
        yield Reason("no rank", WRONG_KIND)


def _per_head(question: Question, number: Number, clause: str) -> Iterator[Reason]:
    """What falls to each one is no total, nor the other way round: 人均gdp for gdp, 1900万元 for 每人发多少."""
    quantity = number.fact.quantity
    if quantity.kind is not Kind.MONEY:
        return
    each = EACH.search(question.asked)
    if each and quantity.value >= FOR_ONE_AT_MOST and not EACH.search(clause):
        yield Reason("in all, not for each", WRONG_KIND)
    measure = number.measure + clause[: clause.find(number.written)]
    if not each and OF_EACH.search(measure) and not GIVEN_TO_EACH.search(measure):
        yield Reason("for each, not in all", OF_ANOTHER)


def _of_money(question: Question) -> bool:
    """Whether the thing asked for is counted in money: 6家园区 is no GDP."""
    asked = (*(term for term in question.terms if term.focus), *question.terms[-1:])
    words = (word for term in asked for word in (term.typed, *(v.text for v in term.variants[:1])))
    return any(map(OF_MONEY.search, words))


def _named_measure(question: Question, clause: str) -> Iterator[Reason]:
    """A rate that the report knows by the name it was asked by is no other rate."""
    for term in question.terms:
        named = term.typed.endswith("率") and term.tells and any(v.by == "same" for v in term.variants)
        if named and not any(v.text in clause for v in term.variants if v.by in ("same", "synonym")):
            yield Reason(f"not the “{term.typed}”", OF_ANOTHER)


def _share_of(question: Question, fact: Fact, words: str) -> Iterator[Reason]:
    """A rate that names what it is of is of nothing else: 刑事案件同比下降10.97%."""
    terms = [term for term in question.terms if term.tells or not fact.direction]
    things = [variant.text for term in terms for variant in term.variants]
    if len(fact.measure) > BARE and things and not any(thing in words for thing in things):
        yield Reason("a rate of something else", WRONG_KIND)


def _levels(unit: str, before: str) -> Iterator[Reason]:
    """Whether the levels that are counted are named: 市县乡村|四级."""
    if unit in LEVELS and LISTED_LEVELS.search(before):
        yield Reason("names the levels", NAMES_LEVELS)


def _owning(question: Question, number: Number) -> Iterator[Reason]:
    """Whose number it is, where question and report both name a body; and whether they are counted or only act."""
    subject = number.subject
    if _counts_who_did_it(question, number):
        yield Reason("of what they did", WRONG_KIND)
    for term in question.terms:
        if (
            term.tells
            and BODY.search(term.typed)
            and term.variants
            and not OWN_AREA.fullmatch(subject)
            and not any(v.text in subject for v in term.variants if v.degree > 0.5)
        ):
            yield Reason(f"of {subject}", OF_ANOTHER)


def _counts_who_did_it(question: Question, number: Number) -> bool:
    """Whether the thing counted in the question only acts where the number stands: 公安机关侦破207起 for 多少个警察."""
    for term in question.terms:
        if COUNTED_NEXT.search(question.text, 0, term.span.start):
            texts = [v.text for v in term.variants if v.by != "piece"]
            return any(text in number.subject for text in texts) and not any(
                text in number.measure for text in texts
            )
    return False


def _naming(question: Question, fact: Fact, written: str) -> Iterator[Reason]:
    """几查, 几进: it must be a number of just that."""
    asked = [term for term in question.terms if term.typed.startswith("几")]
    if asked and not any(variant.text in written for term in asked for variant in term.variants):
        yield Reason("another number", WRONG_KIND)
    if fact.quantity.kind is Kind.NAME and question.unit and not _names(written, question.unit):
        yield Reason("another name", WRONG_KIND)


def _measuring(unit: str, quantity: Quantity) -> Iterator[Reason]:
    """Whether it is counted in what was asked for, or in what people say for it."""
    if quantity.kind is Kind.RATE:
        yield Reason("other unit", WRONG_UNIT)
    elif quantity.kind is Kind.ORDINAL and unit in PHASES:
        fits = quantity.unit == unit
        yield Reason("such a number", SUCH) if fits else Reason("another dimension", WRONG_KIND)
    elif quantity.kind in (Kind.COUNT, Kind.MONEY):
        counted = quantity.unit.partition("/")[0]
        if counted.endswith(unit) or quantity.unit.endswith(unit) or unit.endswith(counted or "?"):
            yield Reason("unit", RIGHT_UNIT)
        elif unit in PHYSICAL or quantity.unit in PHYSICAL or (quantity.unit in HOURS and unit not in HOURS):
            yield Reason("another dimension", WRONG_KIND)
        elif not quantity.unit:
            return
        elif unit in PEOPLE and quantity.unit not in PEOPLE_TOO:
            yield Reason("no people", WRONG_KIND)
        elif (unit in TIMES and quantity.unit == "个") or not any(
            unit in family and quantity.unit in family for family in FAMILIES
        ):
            yield Reason("other unit", WRONG_UNIT)


def measured_otherwise(unit: str, quantity: Quantity) -> float:
    """The points against a number by its measure word alone."""
    return sum(reason.points for reason in _measuring(unit, quantity))


def _of_a_part(question: Question, measure: str) -> Iterator[Reason]:
    """A number of something that only has to do with what is asked, or of a part of it.

    就业创业赋能中心15个 for 多少就业; 海洋生产总值 for 生产总值.
    """
    term = next((t for t in reversed(question.terms) if t.tells or t.focus), None) or _last_words(question)
    for one in (term,) if isinstance(term, Term) else term:
        around = [
            (NO_MODIFIER.sub("", measure[:at]), NO_HEAD.sub("", measure[at + len(v.text) :]))
            for v in one.variants
            if v.by != "piece" and (at := measure.rfind(v.text)) >= 0
        ]
        if not around:
            return
        behind = min((rest for _, rest in around), key=len)
        before = min((rest for rest, _ in around), key=len)
        people = question.unit in PEOPLE and behind[-1:] in PERSONS
        bare = QUOTES.sub("", behind)
        if len(behind) > 1 and not people and HAN.fullmatch(bare) and not _asked_for(question, behind):
            yield Reason(f"a number of {behind}", OF_A_PART)
        if PART_OF_PEOPLE.search(before) and not PART_OF_PEOPLE.search(question.text):
            yield Reason(f"of {before} alone", OF_ANOTHER)
        elif len(before) > 1 and HAN.fullmatch(before) and not _asked_for(question, before):
            yield Reason(f"of {before} alone", NARROWER)


def _last_words(question: Question) -> tuple[Term, ...]:
    """The last term that is more than a character, or the last."""
    return tuple(term for term in question.terms if len(term.typed) > 1)[-1:] or question.terms[-1:]


def _says_more(question: Question, measure: str) -> bool:
    """Whether a number that names no thing of its own is of something that was not asked: 成功化解 for 接的纠纷."""
    done = grammar().acts.match(measure)
    return done is not None and len(done[0]) > 1 and not _asked_for(question, measure)


def _asked_for(question: Question, words: str) -> bool:
    """Whether the question asks for just what these words name, too."""
    for term in question.terms:
        for variant in term.variants:
            if variant.text in words:
                return True
    return False


def _asks_for_change(question: Question) -> bool:
    return question.asks is Ask.RATE and Kind.COUNT in question.kinds


def _moves_otherwise(question: Question, direction: str) -> bool:
    """Whether the question says that something rose and the number that it fell, or the other way round."""
    return direction == _other_way(question.text)


@lru_cache(KEPT)
def _other_way(text: str) -> str:
    """The direction that a question rules out: down where it says only that something rose; "" where it says neither."""
    rose, fell = bool(ROSE.search(text)), bool(FELL.search(text))
    return "" if rose == fell else "down" if rose else "up"


@lru_cache(KEPT)
def _done(text: str) -> bool:
    return DONE.search(text) is not None


@lru_cache(KEPT)
def _since(text: str) -> bool:
    return SINCE.search(text) is not None


def _moving(question: Question, fact: Fact, before: str) -> Iterator[Reason]:
    """A rate: by how much something changed, or what share it is, as it was asked; `before` it stands so much."""
    if _asks_for_change(question) or (question.asks is Ask.RATE and BY_POINTS.search(question.text)):
        moves = fact.direction or fact.quantity.unit in POINTS
        yield (
            Reason("rate of change", DIRECTION)
            if moves
            else Reason("a level, not a change", LEVEL_FOR_CHANGE)
        )
    elif question.asks is Ask.RATE and SHARE_ASKED.search(question.asked):
        if fact.direction and not REACHED.search(before):
            yield Reason("a change, not a share", WRONG_KIND)
    elif question.asks is Ask.FIGURE:
        if fact.quantity.unit in POINTS:
            yield Reason("a difference, not a level", WRONG_KIND)
        elif fact.direction and not OF_RATES.search(question.text):
            yield Reason("a change, not a level", CHANGE_FOR_LEVEL)


def _measured_alike(asked: str, unit: str) -> bool:
    """Whether two measure words are the same, or one is said for the other alone: 层 for 级."""
    return asked == unit or any(
        asked in family and unit in family for family in FAMILIES if "个" not in family
    )


def _names(written: str, unit: str) -> bool:
    """Whether a name holds a number of just that: 两队一室 for 几队, 5A级 for 几A."""
    at = written.find(unit, 1)
    return at > 0 and (
        written[at - 1] in NUMERALS
        or written[at - 1] in ROMAN
        or (unit.isascii() and written[at - 1].isdigit())
    )


def _only_named(fact: Fact) -> bool:
    """Whether a count is written in characters and small: 四大, 三期, 十方面; it names more than it counts."""
    return fact.quantity.kind is Kind.COUNT and fact.in_characters and fact.quantity.value <= SMALL
