"""Whether a number is of a part of what was asked for, of a kind of it only, or of what else was done with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.asking.following import CHANGED
from knowledge.lexis.grammar import grammar
from knowledge.lexis.text import HAN
from knowledge.model import Kind, Question, Reason, Term
from knowledge.search.number import Number
from knowledge.weighing.measuring import OF_ANOTHER, PEOPLE, WRONG_KIND

ELSE_DONE = -0.12
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
NOT_WHICH = frozenset("平均 人均 年均 总共 一共 大概 具体 全部".split())
"""What may stand before a thing without saying which."""
GENERAL = frozenset("案件 案 企业 项目 人员 事故 资金 纠纷".split())
"""What says nothing without the word before it."""
QUOTES, MARKS = re.compile("[“”《》]"), re.compile("[“”《》、]")
PERSONS = frozenset("人者员民生工师象属")
"""What ends a word for people: 参与人, 对象, 家属."""
MEMBERS = frozenset("生员者民")
"""What makes of a thing the people who belong to it: 大学生 are no 大学."""
OF_SOME = -0.4


def ending_at(question: Question, at: int) -> Term | None:
    """The term that ends there, of the question itself and not of the one that it follows."""
    ends = (term for term in question.terms if term.span.end == at)
    return next((one for one in ends if question.text.startswith(one.typed, one.span.start)), None)


def of_a_part(question: Question, number: Number) -> Iterator[Reason]:
    """A number of something that only has to do with what is asked, or of a part of it.

    就业创业赋能中心15个 for 多少就业; 海洋生产总值 for 生产总值.
    """
    measure = number.measure
    known = [term for term in question.terms if term.variants and not CHANGED.fullmatch(term.typed)]
    telling = [term for term in known if term.tells or term.focus]
    things = telling or [term for term in known if len(term.typed) > 1] or known
    if not things:
        return
    one = things[-1]
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
    which = ending_at(question, thing.span.start)
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
