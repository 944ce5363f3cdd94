"""Whether a number belongs to what was asked for: whose it is, of which thing, for whom of what age."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from knowledge.asking.following import CHANGED
from knowledge.lexis.numerals import whole_number
from knowledge.model import Ask, Kind, Question, Reason, Term
from knowledge.search.number import Number
from knowledge.weighing.measuring import KEPT, OF_ANOTHER, WRONG_KIND
from knowledge.weighing.parts import ending_at, names_a_thing

BODY = re.compile(r"(?:中心|[^布格结]局|法院|检察院|委员会|政法委|厅|机关|集团|医院|学校|机场)$")
"""What ends the name of a body that may own a number."""
EACH = re.compile("人均|户均|每人|每户|每[个位][人月]|一个[人月]|平均|每月|每年每")
OF_EACH = re.compile("[人户亩日]均|每[百千万]")
"""What makes of a total what falls to each."""
ON_AVERAGE, OF_ANY = re.compile("平均每?(?:一?个)?[天日月年周人户县村亩]|[日月]均"), re.compile("[每均]")
"""A question for what falls to each, and what a clause says that may tell it."""
GIVEN_TO_EACH = re.compile("收入|支出|消费|标准|补助|补贴|工资|养老金|低保|待遇|寿命|面积")
"""What is hardly ever told but for each."""
FOR_ONE_AT_MOST = 1_000_000
"""Yuan: more falls to no single person."""
AGE = re.compile(
    r"(?<![\d.至到])(?P<age>\d{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?)多?周?岁(?!以|及|至|到)|今年(?:都|已经|就|快|刚|才|也|满|有)*(?P<years>\d{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?)多?了"
)
"""How old somebody is."""
AGES = re.compile(
    r"(?P<least>\d{1,3})周?岁?[至到~—-](?P<most>\d{1,3})周?岁|(?P<above>\d{1,3})周?岁(?:及|\(含\))?以上|(?P<below>\d{1,3})周?岁(?:及|\(含\))?以下"
)
"""For whom a number is told."""
RIGHT_AGE, OLDEST = 0.1, 200
WHICH_ONES = re.compile(
    "(?:以[上下内外])?的?(?P<head>(?:县|市|区|镇|乡|村|城市|企业|项目|集群|园区|家庭|学校)(?![\u4e00-\u9fff]*?[率额量]))"
)
"""Behind a number that is no amount but says which are meant: 城区人口超50万|县, 人口20万|以上的县."""
TRADE = re.compile("(?<!进)出口(?!商品交易)|进口(?!博览|商品博览)")
"""One of the two ways of trade alone."""
ALONE = re.compile("只[说算看问要]|光[是说看算]|单单|单[是说看]|仅|单独|不[算含]|不包括")
"""A question for one thing without others."""
TWO_THINGS = re.compile("(?P<one>[\u4e00-\u9fff]{2,6})[和与及、](?P<other>[\u4e00-\u9fff]{2,6})$")
ROW = re.compile(r"(?P<names>(?:[\u4e00-\u9fff]{2,5}、)+[\u4e00-\u9fff]{2,5}?)(?:等)?\d+[个家所名]")
ROW_BEFORE = re.compile(
    "(?P<names>(?:[\u4e00-\u9fff]{2,5}、)+[\u4e00-\u9fff]{2,5}?)(?:等[\u4e00-\u9fff]{0,6}|的)(?:新[增建]|增加|建成|设立|布设|安装)?[\u4e00-\u9fff()a-z]{0,12}$"
)
"""Things that are listed and counted: 白水、石桥、龙塘3个; or of all of which something is counted: 地铁站、学校等新增."""
SHARE = re.compile("占|比重|比例|强度|份额|百分之")
"""A question that may ask for a share."""
RATE_OF, RATE_ASKED = re.compile("(.+)率"), re.compile("率|比|几成|百分|高低|多高")
"""The measure of a rate, and a question for one."""
PUBLIC_REVENUE, PUBLIC = re.compile("(?:预算|财政|税收|公共)收入"), re.compile("预算|财政|税|公共")
"""What a government takes in, which is nobody's income: 一般公共预算收入 for 收入."""
TO_PAY = re.compile("[交缴付掏](?:多少|几)|收费|费用(?:是|要)?(?:多少|几)|要花(?:多少|几)")
"""A question for what somebody has to pay."""
GIVEN = re.compile("补助|补贴|奖励|发放|救助|资助|减免|返还|追回|下拨")
HOW_MANY = re.compile(
    "(?:一共|总共|现在|目前)?有?(?:多少|几)[个家所座户条项名人支只辆台套处][了呀啊呢吧嘛哦哈?。!]*$"
)
"""Right behind the thing that is counted."""
BODIES_ARE_COUNTED_IN = frozenset("个家所座")
"""What a body is counted in, which else only acts: 综治中心多少个, but 综治中心多少件."""
COUNTED_NEXT = re.compile("(?:多少|几|好多)[个名位家所座支]?[“《]?$")
"""Right before the thing that is counted."""
BARE, ELLIPTIC = 2, 8
"""A measure of no more characters may leave out what it is of (增长5%), where its clause has no more before it."""
OWN_AREA = re.compile("[我全本各][省市区县州]")
DENIAL = re.compile("[不未没无]")
PEOPLE_NAMED = re.compile("(?:农民工|职工|员工|[人员警师]|[^发群公]者|学生|居民|农民|村民|群众)$")


def of_others(question: Question, number: Number, clause: str) -> Iterator[Reason]:
    """What tells which things are meant, of both where one was asked, or of money that goes the other way."""
    which = WHICH_ONES.match(number.behind)
    if which and which["head"] not in question.text:
        yield Reason(f"which {which['head']}, not how much", WRONG_KIND)
    if _was_not_done(question, number):
        yield Reason("what was not done", WRONG_KIND)
    if _counts_another(question, number):
        yield Reason("counts another thing", WRONG_KIND)
    both = "进出口" in clause and not TRADE.search(clause.replace("进出口", ""))
    if both and TRADE.search(question.asked):
        yield Reason("of imports and exports together", WRONG_KIND)
    alone = ALONE.search(question.text)
    if alone and _names_one_of_two(question, alone.end(), number.ahead):
        yield Reason("of both together", WRONG_KIND)
    if _names_one_of_a_row(question, number):
        yield Reason("of all of them together", WRONG_KIND)
    if stranger := next((t.typed for t in question.terms if not t.variants and BODY.search(t.typed)), ""):
        yield Reason(f"not of {stranger}", OF_ANOTHER)
    if "占" in clause and not SHARE.search(question.asked) and _is_base(question, clause):
        yield Reason("a share of it, not itself", OF_ANOTHER)
    if PUBLIC_REVENUE.search(number.measure) and not _asks_for_revenue(question):
        yield Reason("public revenue, no income", WRONG_KIND)
    if GIVEN.search(clause) and TO_PAY.search(question.asked) and not GIVEN.search(question.asked):
        yield Reason("given, not paid", WRONG_KIND)


def _was_not_done(question: Question, number: Number) -> bool:
    """Whether it tells of how many something was not done, which was not asked: 不起诉|96人 for 起诉."""
    if DENIAL.search(question.text) or not DENIAL.search(number.measure):
        return False
    done = (v.text for term in question.terms for v in term.variants if v.by == "same" and len(v.text) > 1)
    return any(re.search(f"[不未没]{re.escape(text)}", number.measure) for text in done)


def _asks_for_revenue(question: Question) -> bool:
    """Whether the question names what a government takes in, in whatever words."""
    named = (v.text for term in question.terms for v in term.variants if v.by != "piece")
    return PUBLIC.search(question.text) is not None or any(map(PUBLIC.search, named))


def _is_base(question: Question, clause: str) -> bool:
    """Whether the clause tells what share of the thing asked for something is: 占GDP比重."""
    return any(f"占{v.text}" in clause for term in question.terms if term.tells for v in term.variants)


def _names_one_of_two(question: Question, start: int, before: str) -> bool:
    """Whether what is counted are two things, of which the question, from there on, names but one: 民警和辅警|2438名."""
    pair = TWO_THINGS.search(before)
    if pair is None:
        return False
    named = [
        any(v.text in thing for term in question.terms if term.span.start >= start for v in term.variants)
        for thing in (pair["one"], pair["other"])
    ]
    return sum(named) == 1


def _names_one_of_a_row(question: Question, number: Number) -> bool:
    """Whether a number is of all that are listed before it, of which the question names some: 白水、石桥2个法庭审结|31件."""
    before = number.ahead
    if "、" not in before:
        return False
    row = ROW.search(before) or (number.fact.quantity.kind is Kind.COUNT and ROW_BEFORE.search(before))
    if not row:
        return False
    named = [_names(question, name) for name in row["names"].split("、")]
    return any(named) and not all(named) and (row.re is ROW or sum(named) == 1)


def _names(question: Question, name: str) -> bool:
    """Whether the question names one of a row, whose first name may have a verb before it: 覆盖|青屏县."""
    terms = (term.typed for term in question.terms if len(term.typed) > 1)
    return name in question.text or any(map(name.endswith, terms))


def aged(question: Question, before: str) -> Iterator[Reason]:
    """Whether it is for people of the age that the question tells: 90至99周岁每人每月|120元 for who is 92."""
    said = AGE.search(question.text)
    bands = list(AGES.finditer(before))
    if not said or not bands:
        return
    years = said["age"] or said["years"]
    age, band = whole_number(years) or 0, bands[-1]
    least = int(band["least"] or band["above"] or 0)
    most = int(band["most"] or band["below"] or OLDEST)
    yield Reason("of that age", RIGHT_AGE) if least <= age <= most else Reason("of another age", WRONG_KIND)


def per_head(question: Question, number: Number, clause: str) -> Iterator[Reason]:
    """What falls to each one is no total, nor the other way round: 人均gdp for gdp, 1900万元 for 每人发多少."""
    quantity = number.fact.quantity
    if quantity.kind is Kind.COUNT and ON_AVERAGE.search(question.asked) and not OF_ANY.search(clause):
        yield Reason("in all, not on average", WRONG_KIND)
    if quantity.kind is not Kind.MONEY:
        return
    each = EACH.search(question.asked)
    if each and quantity.value >= FOR_ONE_AT_MOST and not EACH.search(clause):
        yield Reason("in all, not for each", WRONG_KIND)
    measure = number.measure + number.ahead
    if not each and OF_EACH.search(measure) and not GIVEN_TO_EACH.search(measure):
        yield Reason("for each, not in all", OF_ANOTHER)


def named_measure(question: Question, clause: str) -> Iterator[Reason]:
    """A rate that the report knows by the name it was asked by is no other rate."""
    for term in question.terms:
        named = term.typed.endswith("率") and term.tells and any(v.by == "same" for v in term.variants)
        if named and not any(v.text in clause for v in term.variants if v.by in ("same", "synonym")):
            yield Reason(f"not the “{term.typed}”", OF_ANOTHER)


def share_of(question: Question, number: Number, clause: str) -> Iterator[Reason]:
    """A rate that names what it is of is of nothing else: 刑事案件同比下降10.97%, 城镇化率75.5%."""
    fact = number.fact
    named = [term for term in question.terms if not CHANGED.fullmatch(term.typed)]
    terms = ([term for term in named if term.tells] or named) if fact.direction else question.terms
    things = [variant.text for term in terms for variant in term.variants]
    if not things:
        return
    words = clause + number.measured
    says_of_what = len(fact.measure) > BARE or len(number.ahead) > ELLIPTIC
    other = says_of_what and not any(thing in words for thing in things)
    of_what = None if RATE_ASKED.search(question.text) else RATE_OF.fullmatch(number.measure)
    if other or (of_what and not of_what[0].endswith((*things, *(thing + "率" for thing in things)))):
        yield Reason("a rate of something else", WRONG_KIND)


def change_of(question: Question, number: Number) -> Iterator[Reason]:
    """How many came is the growth of nothing but what came: 新增产业集群2个 for 农业增长多少."""
    if question.asks is not Ask.RATE or not number.fact.direction or number.elliptic:
        return
    named = [term for term in question.terms if term.variants and not CHANGED.fullmatch(term.typed)]
    things = [v.text for term in named for v in term.variants]
    if things and not any(thing in number.beside for thing in things):
        yield Reason("growth of something else", WRONG_KIND)


def owning(question: Question, number: Number) -> Iterator[Reason]:
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


def counts_people(question: Question) -> bool:
    """Whether the thing right behind 几个 are people: 几个打工的."""
    counted = _counted(question)
    names = (v.text for v in counted.variants if v.by in ("same", "synonym")) if counted else ()
    return any(len(name) > 1 and PEOPLE_NAMED.search(name) for name in names)


def _counted(question: Question) -> Term | None:
    """The thing right behind 多少个."""
    return next((t for t in question.terms if COUNTED_NEXT.search(question.text, 0, t.span.start)), None)


def counted_before(question: Question) -> Term | None:
    """The thing right before 多少个, behind which nothing is asked: 综治中心|多少个."""
    at = _how_many(question.text)
    return ending_at(question, at) if at >= 0 else None


@lru_cache(KEPT)
def _how_many(text: str) -> int:
    """Where 多少个 begins that ends a question; -1 where none does."""
    match = HOW_MANY.search(text)
    return match.start() if match else -1


def _counts_another(question: Question, number: Number) -> bool:
    """Whether the thing right behind 多少个 is counted elsewhere there: 招募17.7万名“爱心妈妈”，关爱|21.9万名儿童."""
    counted = None if number.elliptic else _counted(question)
    if counted is None:
        return False
    texts = [v.text for v in counted.variants if v.by == "same" and len(v.text) > 1]
    return not any(text in number.beside for text in texts) and any(text in number.others for text in texts)


def _counts_who_did_it(question: Question, number: Number) -> bool:
    """Whether the thing counted in the question only acts where the number stands: 公安机关侦破207起 for 多少个警察."""
    counted = _counted(question) or (
        counted_before(question) if question.unit in BODIES_ARE_COUNTED_IN else None
    )
    texts = [v.text for v in counted.variants if v.by != "piece"] if counted else []
    if not names_a_thing(number.measure) or any(text in number.measure for text in texts):
        return False
    return any(text in number.subject for text in texts)
