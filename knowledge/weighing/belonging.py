"""Whether a number belongs to what was asked for: whose it is, of which thing, for whom of what age."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.asking.following import CHANGED
from knowledge.lexis.grammar import grammar
from knowledge.lexis.numerals import whole_number
from knowledge.lexis.text import HAN
from knowledge.model import Ask, Kind, Question, Reason, Term
from knowledge.search.number import Number
from knowledge.weighing.measuring import PEOPLE, WRONG_KIND

ELSE_DONE = -0.12
OF_ANOTHER = -0.5
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
OF_A_PART, SURELY_A_PART, NARROWER = -0.3, -0.6, -0.08
ABROAD = re.compile("对[\u4e00-\u9fff、]{2,}")
"""对东盟、中东|出口: with some alone."""
OF_ALL = re.compile("生产总值")
"""What is of all of an economy, unless a word before it says of what: 海洋生产总值."""
PART_OF_PEOPLE = re.compile("贫困|困难|低收入|特困|失业|残疾|流动|转移|监测")
"""Before 人口 and the like: some of the people only."""
NO_MODIFIER = re.compile(
    r"全[省市县区国年社州球]|[一每]年|计划|总|各[类级地项]|预计|实现|完成|新增|新建|累计|达到?|办理|处理|依法|城乡|其中|今年|去年|年均|同比|建成|培育|开工|共|在册|在岗|推动|力争|确保|争取|保持|稳定|主要|我[省市县区]"
)
"""What may stand before the name of a thing without making it another: 全省|粮食."""
NO_HEAD = re.compile(
    r"(?:全部|均|全面)[^的]*$|同比|环比|[增涨降]幅|增速|补贴|补助|奖励|贷款|投入|业务|年|预计|总|达到?|增[长加速幅收]|下降|减少|降低|提[高升]|上升|上涨|缩小|新增|累计|实现|完成|突破|超过?|约|近|为|至|到|已|共|[有相]关(?:事项|情况|问题)|产量|产值|数量|人数|户数|件数|次数|金额|规模|面积|里程|总额|总量|收入|支出|"
    r"比例|占比|比重|水平|标准|指数|余额|投资|资金|增加值|率|额|量|数|值|费|度"
)
"""What may stand behind the name of a thing without making another thing of it: 粮食|总产."""
UNIT_IMPLIES = {
    **dict.fromkeys("件起宗例", "案 案件 案事件 事件 事项"), **dict.fromkeys("家户", "企业 单位 机构 公司"), "项": "项目 事项 任务"
}  # fmt: skip
"""What is counted is told by the measure word: 法律援助|案件 is asked for as 法律援助多少件."""
ONE_WORD = 4
"""Characters of a word that says which one is meant, at most: 刑事|案件."""
BARE, ELLIPTIC = 2, 8
"""A measure of no more characters may leave out what it is of (增长5%), where its clause has no more before it."""
OWN_AREA = re.compile("[我全本各][省市区县州]")
DENIAL = re.compile("[不未没无]")
NOT_WHICH = frozenset("平均 人均 年均 总共 一共 大概 具体 全部".split())
"""What may stand before a thing without saying which."""
GENERAL = frozenset("案件 案 企业 项目 人员 事故 资金 纠纷".split())
"""What says nothing without the word before it."""
QUOTES, MARKS = re.compile("[“”《》]"), re.compile("[“”《》、]")
PERSONS = frozenset("人者员民生工师象属")
"""What ends a word for people: 参与人, 对象, 家属."""
PEOPLE_NAMED = re.compile("(?:农民工|职工|员工|[人员警师]|[^发群公]者|学生|居民|农民|村民|群众)$")
MEMBERS = frozenset("生员者民")
"""What makes of a thing the people who belong to it: 大学生 are no 大学."""
OF_SOME = -0.4


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
    how_many = HOW_MANY.search(question.text)
    if how_many is None:
        return None
    ends = (term for term in question.terms if term.span.end == how_many.start())
    return next((one for one in ends if question.text.startswith(one.typed, one.span.start)), None)


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


def of_a_part(question: Question, number: Number) -> Iterator[Reason]:
    """A number of something that only has to do with what is asked, or of a part of it.

    就业创业赋能中心15个 for 多少就业; 海洋生产总值 for 生产总值.
    """
    measure = number.measure
    known = [term for term in question.terms if term.variants and not CHANGED.fullmatch(term.typed)]
    telling = [term for term in known if term.tells or term.focus]
    for one in (telling or [term for term in known if len(term.typed) > 1] or known)[-1:]:
        around = [
            (NO_MODIFIER.sub("", measure[:at]), NO_HEAD.sub("", measure[at + len(v.text) :]))
            for v in one.variants
            if v.by != "piece" and (at := measure.rfind(v.text)) >= 0
        ]
        if not around:
            yield from _head_alone(question, one, measure)
            return
        behind = min((rest for _, rest in around), key=len)
        before = min((rest for rest, _ in around), key=len)
        implied = one.tells and behind in UNIT_IMPLIES.get(question.unit, "").split()
        people = question.unit in PEOPLE and behind[-1:] in PERSONS
        bare = QUOTES.sub("", behind)
        acts = grammar().acts.fullmatch
        verb = any(acts(v.text) for v in one.variants if v.by == "same")
        done = acts(behind) or verb  # 受理|各类矛盾纠纷: what it is done to
        another = not (implied or people or done or _asked_for(question, behind))
        if len(behind) > 1 and HAN.fullmatch(bare) and another:
            people_of_it = behind[0] in MEMBERS and not people
            rate = number.fact.direction and number.fact.quantity.kind is Kind.RATE
            part = SURELY_A_PART if rate or len(question.terms) == 1 else OF_A_PART
            yield Reason(f"a number of {behind}", WRONG_KIND if people_of_it else part)
        yield from _of_a_kind(question, one, before, measure)


def names_a_thing(measure: str) -> bool:
    """Whether a measure says of what it is: 外送电量, but not 总投资."""
    rest = MARKS.sub("", NO_HEAD.sub("", NO_MODIFIER.sub("", measure)))
    return len(rest) > 1 and HAN.fullmatch(rest) is not None


def _head_alone(question: Question, term: Term, measure: str) -> Iterator[Reason]:
    """A number of the same of something else: 旅游总|收入 for 居民收入, of which only 收入 is met."""
    for piece in term.variants:
        if piece.by == "piece" and term.typed.endswith(piece.text) and (at := measure.rfind(piece.text)) > 0:
            owner = term.typed.removesuffix(piece.text)
            told = _without_asked(question, NO_MODIFIER.sub("", measure[:at]))
            if len(told) > 1 and HAN.fullmatch(told) and owner and set(owner).isdisjoint(told):
                yield Reason(f"of {told}, not {owner}", WRONG_KIND)


def _of_a_kind(question: Question, thing: Term, before: str, measure: str) -> Iterator[Reason]:
    """A number of one kind of the thing only, as the word before the thing says: 刑事|案件, 低收入|人口."""
    if PART_OF_PEOPLE.search(before) and not PART_OF_PEOPLE.search(question.text):
        yield Reason(f"of {before} alone", OF_ANOTHER)
    elif ABROAD.match(before) and not ABROAD.search(question.asked):
        yield Reason(f"{before} alone", OF_ANOTHER)
    elif len(rest := _without_asked(question, before)) > 1 and HAN.fullmatch(MARKS.sub("", rest)):
        wanted = _says_which(question, thing, rest, measure) if rest == before else ""
        if OF_ALL.search(measure):
            yield Reason(f"of {before} alone", WRONG_KIND)
        elif wanted:
            yield Reason(f"of {before}, not {wanted}", WRONG_KIND)
        else:
            yield Reason(f"of {before} alone", NARROWER)


def _says_which(question: Question, thing: Term, told: str, measure: str) -> str:
    """The word before the thing in the question, if it says that another is meant than is `told`: 治安|案件 for 刑事案件."""
    beside = (term for term in question.terms if term.span.end == thing.span.start)
    which = next((one for one in beside if question.text.startswith(one.typed, one.span.start)), None)
    general = thing.typed in GENERAL
    long = which is not None and which.variants and not general and len(told) > ONE_WORD
    if (
        which is None
        or len(which.typed) < 2
        or which.typed in NOT_WHICH
        or long
        or not set(told).isdisjoint(which.typed)
    ):
        return ""
    return "" if any(v.text in measure for v in which.variants) else which.typed


def of_else(question: Question, number: Number) -> Iterator[Reason]:
    """A number that names no thing of its own is of what was done, though that was not asked: 成功化解 for 接的纠纷."""
    fact = number.fact
    if number.of_some and not _asked_for(question, number.beside):
        yield Reason("of some of them", OF_SOME)
    if fact.quantity.kind is Kind.COUNT and fact.clause and number.elliptic:
        done = grammar().acts.match(number.measure)
        if done is not None and len(done[0]) > 1 and not _asked_for(question, number.measure):
            yield Reason("of what else was done", ELSE_DONE)


def _without_asked(question: Question, words: str) -> str:
    """The words without those that the question asks for, too: 执行 of 受理执行|案件."""
    asked = [v.text for term in question.terms for v in term.variants if len(v.text) > 1 and v.text in words]
    for one in sorted(asked, key=len, reverse=True):
        words = words.replace(one, "")
    return words


def _asked_for(question: Question, words: str) -> bool:
    """Whether the question asks for just what these words name, too."""
    for term in question.terms:
        for variant in term.variants:
            if variant.text in words:
                return True
    return False
