"""Whether a sentence about the right thing also says what is asked of it: a name, a reason, each of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.lexis.numerals import integer, whole_number
from knowledge.model import Ask, Question, Term
from knowledge.weighing.whereabouts import is_located, names_places
from knowledge.weighing.whom import NAMED, lacks_whom

CAUSE = re.compile(
    r"因为|由于|根据|鉴于|考虑到|主要考虑|因此|因而|原因|得益于|在于|归因|之所以|是为了|为了|以便|源于|导致|受[^,，。;；]{1,20}影响"
)
PRESSED = re.compile(
    "(?:[骤激剧猛大陡]增|增多|不足|短缺|紧缺|偏[弱紧少]|放缓|低迷|加剧|频发|高发)[,，][^,，。]{0,12}(?:压力|困难|风险|形势|任务|矛盾)[^,，。]{0,8}(?:增|大|重|上升|突出|严峻|紧)"
)
"""A strain behind what brings it, without a word between: 游客骤增,治安压力增大."""
EXPLAINED = re.compile(
    r"[”》\"]?(?:\([^)]*\))?(?:工作|体系|机制|工程|行动|改革|思路|战略|格局|模式|活动|项目|计划|政策|经验|制度)?(?:[,，]?即|[:：]|——|是指|指的是|指|就是|是|包括|分别为|分别是)"
)
LISTED_BEFORE = re.compile(r"(?:[^、,，;；:：。]{1,12}、)+[^、,，;；:：。]{1,10}[“《]?$")
NUMBER_IN_NAME = re.compile(r"[两双二三四五六七八九十]")
"""A name may sum up without a word between as many things as it says: 杭州、宁波“双城记”."""
SUMMING_UP = ("等", "等新型", "等各类")
ENUMERATED = re.compile(r"、|”“|》《|和|与|及|[,，;；]|。(?=.)")
LISTED = re.compile("、|”“|》《|和|与|及")
NAMES_ASKED = re.compile(
    r"[这那](?P<so>[两三四五六七八九十]|\d{1,2})[家名个位所项座][^,，。?]*(?:名字|名称|名单|全名)|(?:(?P<many>\d{1,2})[家名个位所项][^,，。?]*)?名单(?:有哪些|是什么|呢|在哪)?[?？。]?$"
)
STEPS = (
    (
        re.compile(
            "[要需得](?:什么|啥|哪些|何种)(?:条件|资格|学历)|(?:条件|资格)是(?:什么|啥)|符合(?:什么|啥|哪些)条件"
        ),
        re.compile("条件|资格|要求|对象|符合|年满|周岁|凡"),
    ),
    (
        re.compile("[要需带交备](?:什么|啥|哪些)(?:材料|手续|证件|资料|证明)"),
        re.compile("材料|手续|证件|资料|证明|凭"),
    ),
    (
        re.compile("(?:怎么|咋|如何|上哪儿?|在哪儿?|去哪儿?)(?:样)?(?:报名|应聘|报考)"),
        re.compile("报名|招录|招聘|招考|报考"),
    ),
)
"""(a question for what it takes to get something, what a sentence says that tells it)."""
OBJECT_ASKED = re.compile("的(?:又|就|都|具体|主要)*是(?:一?个|些)?(?:什么|啥)(?:事|问题|诉求|内容|情况)")
AGENT = re.compile(
    r"(?![在对向为把将经由])[\u4e00-\u9fff]{0,10}?(?:[局院委厅](?![\u4e00-\u9fff]?[长员])|公司|集团|政府|中心|机关|部门|单位|大学|学校|协会)"
)
"""A clause that begins with who did something."""
BODY_ASKED = re.compile("谁|哪一?个?(?:单位|部门|机关|机构|[局院委厅办])|哪家(?!企业|公司)")
WHICH_OF = re.compile(r"哪([两二三四五六七八九十]{1,3}|几)(?![十一二三四五六七八九]|个?字)")
NUMBERS_OF = re.compile(
    r"[“\"]?(?P<name>(?P<number>[一两二三四五六七八九十]{1,2})(?![张个项条家种类大件位名所次场批届期部份座台起])[\u4e00-\u9fff]{1,2}?(?:[一两二三四五六七八九十][\u4e00-\u9fff]{1,2}?)*)[”\"]?.{0,8}?哪(?P=number)(?![十一二三四五六七八九])"
)
"""A name made of numbers, and a question for what these are: “两队一室”是哪两队."""
SO_MANY_ASKED = re.compile(
    r"(?P<number>\d{1,2}|[两三四五六七八九十])[家个名位所项座条][^,，。?]{0,14}?(?:到底|究竟|分别|都|具体|各)*(?:是|叫|有|在)?(?:哪[几两三四五六七八九十]|哪些|什么名字?|啥名字?|谁|名单)"
)
IN_A_ROW, SEVERAL = re.compile("[^、,，;；:：。]{1,16}(?:、[^、,，;；:：。]{1,16})+"), 3
KIND_ASKED = re.compile(r"(?:哪(?:里|儿|一)?[个项种条类支套部份些家]?|什么样?|啥样?)的?[“‘《]?$")
"""What stands before the kind of thing that is asked for: 哪个|模型, 哪里的|“经验”."""
ASKED_NEAR_BY = 6
IN_NAMES = tuple(
    "制度 机制 体系 格局 模式 模型 工程 行动 计划 规划 条例 规则 规定 意见 方案 平台 中心 基地 机构 委员会 标准 理念 品牌 节目 栏目 "
    "经验 称号 奖 会议 大会 论坛 展会 博览会 活动 项目 协议 公约 法院 学院 大学 医院 公司 集团 银行 机场 港口 铁路 高铁 公路 高速".split()
)
"""Kinds of things whose names end with their kind: 责任制度, not 杭州 for 城市."""
QUALIFIED = re.compile(r"[\u4e00-\u9fff”》]$")
ENDS_NAME = re.compile(r"[”》\"]?(?:$|[^\u4e00-\u9fff]|[的等和与及为被])")
"""What stands behind a name that ends with its kind: 模型|，; another word makes it another thing: 模型|竞赛."""
DENIED_BEFORE = re.compile(r"(?<!有)(?:没|没有|未|尚未)(?:能|被|给|再|得到|获得)?$")
BEFOREHAND = re.compile("就|[之以]?前|先|的时候")
"""Behind what had not yet been done when something else was: 还没立案|就先调解."""
DENIED_BEHIND = re.compile(r"失败|未果|不了|不成|不掉")
DENYING = re.compile(r"[未没无不]|失败|剩|余")
CLOCK_ASKED, CLOCK = (
    re.compile("几点(?!建议|意见|要求|希望|措施|经验)"),
    re.compile(r"[点时](?!间|代|期|候|刻|位|面)|:\d\d"),
)
"""A question for the hour, and what tells one."""
WOMEN = re.compile("女(?=[\u4e00-\u9fff])(?![儿婿子士])|女性|女的")
OF_WOMEN = re.compile("[女妇]")
"""A number of women is told as one."""
FOREMOST_ASKED = re.compile(
    "(?:哪|谁)[^,，。?]{0,10}最(?![后近新终早初佳]|[高低](?:人民|检|法|工资|生活))|最[大多高快长重好强][^,，。?]{0,6}的?是(?:什么|啥)(?![时候原])"
)
FOREMOST = re.compile("最|第[一1]|首|冠|居|领先|率先|前列|唯一")
"""What tells of one that it is before all others: 哪个部门最厉害 is told by no list of departments."""
FIRST_ASKED = re.compile(
    "第一(?:名|位)?的?(?:是|那个?是)?(?:哪|谁)|(?:哪|谁)[^,，。?]{0,6}(?:排|位居|位列|居)?第一(?![届次批审季])"
)
FIRST = re.compile("第[一1](?![届次批审季产])|首位|榜首|冠|居首|最")
INSIDE = re.compile(r"[“《](?P<name>[^“”《》]{1,14})[”》]")


def lacks(question: Question, sentence: str, own_place: str = "") -> str:
    """What the folded sentence does not say though it is asked: person, reason, detail; "" where it says enough.

    `own_place`: what the report is about, which tells nobody where something is.
    """
    if whom := lacks_whom(question, sentence):
        return whom
    if question.asks is Ask.WHY and not CAUSE.search(sentence) and not PRESSED.search(sentence):
        return "reason"
    if question.kinds and not _counts_just_those(question, sentence):
        return "number"
    if CLOCK_ASKED.search(question.asked) and not CLOCK.search(sentence):
        return "detail"
    told = _tells_it(question, sentence) and _tells_where(question, sentence, own_place)
    return "" if told else "detail"


def _counts_just_those(question: Question, sentence: str) -> bool:
    """Whether women, and what was not done, are told of where they are asked for."""
    if WOMEN.search(question.asked) and not OF_WOMEN.search(sentence):
        return False
    return not _denies(question) or DENYING.search(sentence) is not None


def _tells_where(question: Question, sentence: str, own_place: str) -> bool:
    if question.asks is Ask.WHERE and not is_located(question, sentence):
        return False
    places = question.asks in (Ask.LIST, Ask.WHICH, Ask.WHERE)
    return not places or names_places(question, sentence, own_place)


def _tells_it(question: Question, sentence: str) -> bool:
    """Whether it has what a question of its kind wants: an explanation, names, so many of a list, what it takes."""
    asks = question.asks
    if asks is Ask.DEFINE and not explains(question, sentence):
        return False
    needed = _what_it_takes(question)
    if needed and not needed.search(sentence):
        return False
    if NAMES_ASKED.search(question.asked) and "名单" not in sentence and not _names_all(question, sentence):
        return False
    if asks is Ask.WHO and not _names_so_many(question, sentence):
        return False
    if asks in (Ask.WHICH, Ask.WHO) and (not _names_kind(question, sentence) or _outdone(question, sentence)):
        return False
    if asks not in (Ask.LIST, Ask.WHICH, Ask.DEFINE):
        return True
    match = WHICH_OF.search(question.text)
    long_enough = match is None or _lists(sentence, integer(match[1]) or 2)
    return (
        long_enough
        and _names_so_many(question, sentence)
        and _spells_out(question, sentence)
        and _tells_the_object(question, sentence)
    )


def _names_so_many(question: Question, sentence: str) -> bool:
    """Whether so many are named as the question says there are, where it asks which: 那5家医院是哪几家."""
    asked = SO_MANY_ASKED.search(question.text)
    number = (whole_number(asked["number"]) or 0) if asked else 0
    if asked is None or number < SEVERAL:
        return True
    listed = max((one[0].count("、") + 1 for one in IN_A_ROW.finditer(sentence)), default=1)
    return listed >= number or len(INSIDE.findall(sentence)) >= number


def _spells_out(question: Question, sentence: str) -> bool:
    """Whether it says what the numbers in a name are of, where that is asked: 六进是哪六进."""
    name = next((match["name"] for match in NUMBERS_OF.finditer(question.text)), "")
    if not name or name not in sentence:
        return True
    at = sentence.find(name)
    behind = sentence[at + len(name) :]
    count = sum(integer(number.replace("两", "二")) or 0 for number in NUMBER_IN_NAME.findall(name))
    named_alike = sentence.count(name[-1]) > count  # 良田良种良机良法良制“五良”
    return (
        named_alike
        or _sums_up(sentence, at, name, "")
        or (EXPLAINED.match(behind) is not None and _lists(behind, max(count, 2)))
    )


def _tells_the_object(question: Question, sentence: str) -> bool:
    """Whether it has the verb whose object is asked for: 反映 in 反映的是什么事."""
    for term in question.terms:
        if len(term.typed) > 1 and OBJECT_ASKED.match(question.text, term.span.end):
            return any(re.search(re.escape(v.text) + "(?!的)", sentence) for v in term.variants)
    return True


def _what_it_takes(question: Question) -> re.Pattern[str] | None:
    """What tells how somebody gets at a thing that the question wants: conditions, papers, where to apply."""
    return next((told for asked, told in STEPS if asked.search(question.asked)), None)


def _names_all(question: Question, sentence: str) -> bool:
    """Whether it names several, as many as the question says: 4家单位名单."""
    match = NAMES_ASKED.search(question.asked)
    said = (match["many"] or match["so"] or "") if match else ""
    several = whole_number(said) or 2
    return NAMED.search(sentence) is not None or len(LISTED.findall(sentence)) + 1 >= several


def asks_for_a_body(question: Question) -> bool:
    """Whether it asks who did something: 哪个单位, 谁, 哪家."""
    return question.asks in (Ask.WHO, Ask.WHICH) and BODY_ASKED.search(question.text) is not None


def names(question: Question, clause: str) -> bool:
    """Whether a folded clause names one of the kind that is asked for: ……监督模型 for 哪个模型, not 模型竞赛."""
    kind = next(_kinds_asked(question), None)
    variants = kind.variants if kind else ()
    return any(_is_named(clause, variant.text) for variant in variants if variant.by != "piece")


def _outdone(question: Question, sentence: str) -> bool:
    """Whether it is asked which one is before all others, and the sentence tells of none that it is."""
    if FIRST_ASKED.search(question.text):
        return FIRST.search(sentence) is None
    return FOREMOST_ASKED.search(question.text) is not None and FOREMOST.search(sentence) is None


def _kinds_asked(question: Question) -> Iterator[Term]:
    """The kinds of thing that are asked for: 模型 of 哪个模型."""
    for term in question.terms:
        start = term.span.start
        if KIND_ASKED.search(question.text, max(start - ASKED_NEAR_BY, 0), start):
            yield term


def _names_kind(question: Question, sentence: str) -> bool:
    """Whether the sentence holds the kind of thing that is asked for, where names of such things end with their kind."""
    kind = next((term for term in _kinds_asked(question) if term.typed.endswith(IN_NAMES)), None)
    if kind is None:
        return True
    return kind.typed in sentence or any(variant.text in sentence for variant in kind.variants)


def _is_named(clause: str, kind: str) -> bool:
    at = clause.find(kind)
    while at >= 0:
        if QUALIFIED.search(clause, max(at - 1, 0), at) and ENDS_NAME.match(clause, at + len(kind)):
            return True
        at = clause.find(kind, at + 1)
    return False


def _denies(question: Question) -> bool:
    """Whether a number is asked of what was not done, or in vain: 没破的案子多少, 化解失败多少件."""
    return any(
        (
            DENIED_BEFORE.search(question.text[: term.span.start])
            and not question.text.startswith("人", term.span.start)
            and not BEFOREHAND.match(question.text, term.span.end)
        )
        or DENIED_BEHIND.match(question.text[term.span.end :])
        for term in question.terms
        if term.variants
    )


def explains(question: Question, sentence: str) -> bool:
    """Whether words of explanation follow one of the things asked about."""
    asked = [
        variant.text for term in question.terms for variant in term.variants[:2] if len(variant.text) > 1
    ]
    asked += [match["name"] for match in INSIDE.finditer(question.text)]
    match = WHICH_OF.search(question.text)
    return any(_explained_at(sentence, name, match[1] if match else "") for name in asked if name in sentence)


def _explained_at(sentence: str, name: str, how_many: str) -> bool:
    """Whether an explanation follows the name, or the name sums up what is listed before it: ……等新型形式主义."""
    at = sentence.find(name)
    while at >= 0:
        if EXPLAINED.match(sentence, at + len(name)) or sentence.endswith(SUMMING_UP, 0, at):
            return True
        if _sums_up(sentence, at, name, how_many):
            return True
        at = sentence.find(name, at + 1)
    return False


def _sums_up(sentence: str, at: int, name: str, how_many: str) -> bool:
    """Whether as many things as the name, or the question, says are listed right before the name."""
    number = how_many or "".join(NUMBER_IN_NAME.findall(name)[:1])
    listed = LISTED_BEFORE.search(sentence, 0, at) if number else None
    if listed is None:
        return False
    return listed[0].count("、") + 1 == (integer(number.replace("双", "两")) or 0)


def _lists(sentence: str, count: int) -> bool:
    """Whether the sentence has an enumeration that long."""
    return len(ENUMERATED.findall(sentence)) + 1 >= count
