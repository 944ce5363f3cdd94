"""Whether a sentence that is about the right thing also says what is asked of it: a name, a reason, each of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.lexis.numerals import integer
from knowledge.lexis.places import mentions, rank
from knowledge.model import Ask, Question, Term

_ROLE = (
    r"(?:[^成增延生专擅特伸]长|书记|主任|主席|总理|总统|委员|代表|队员|警员|职员|法官|检察官|律师|负责人|带头人|领导|群众|一把手|[干民辅刑交]警|警察|骑手|司机|患者|当事人|嫌疑人|被告人?|老人|学生|孩子|[村居市农]民|儿童|妇女|同志|职工|"
    r"的?那?个?人(?!民|大|才|社|工)|老板|头头|先生|女士|[运队警职演教船党会议]员|运动员|选手|冠军|得主|获得者|作者|教授|院士|医生|师傅|模范|烈士|董事|经理|总裁)"
)
PERSON = re.compile(
    rf"{_ROLE}的?(?:是|叫|名|姓|又是|到底|究竟|现在|目前|如今|现任|当前)*(?:谁|什么|啥|哪[一]?位|哪[一]?个(?:人(?!民|大|才|社|工)|$)|何人|名字|姓名)|(?:谁|哪位)(?:是|当|担任|任).{{0,12}}?{_ROLE}|哪一?[个位名]{_ROLE}(?![\u4e00-\u9fff]{{2,8}}?(?:项目|工程|中心|机构|医院|学校|活动|平台|基地|法庭|组织|协会))"
)
"""A question for the name of a person."""
CHIEF = re.compile("(?<!总)(?P<post>书记|经理|工程师)")
"""A post that the same with 总 before it is not: 总书记 for 书记."""
DEPUTY = re.compile(r"副[\u4e00-\u9fff]{0,4}(?:长|书记|主任|主席|经理|总裁)")
WHO = re.compile(r"谁")
ACTOR = re.compile(
    r"公司|集团|企业|政府|法院|机关|单位|中心|学校|大学|协会|委员会|运动员|代表|[局厅委院队组省市县](?![门场])"
)
"""What may have done something, other than a person by name."""
TURN_TO = re.compile("(?:找|问|联系|求)(?:谁|哪)")
TURNED_TO = re.compile(
    "中心|窗口|大厅|法院|检察院|公安|派出所|[局委](?![员会])|委员会|部门|机关|机构|热线|平台|律师|调解员|[作务]站|[法务诊]所"
)
"""Whom one may turn to: more than any 市 or 队."""
NAMED = re.compile(
    r"(?:长|书记|主任|主席|委员|代表|法官|检察官|律师|记者|编辑|同志|先生|女士|负责人|[干民辅交]警|警官|教师|老师|医生|护士|教授|院士|选手|[村居市]民|[调网运队教职]\S{0,2}员)[:：\s]*"
    r"[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗方俞任袁柳鲍史唐费薛雷贺倪汤滕殷罗毕郝安常乐于时傅皮齐康伍余元顾孟黄穆萧尹姚邵汪毛狄米贝明臧戴宋庞熊纪舒屈项祝董梁杜阮蓝季贾江童颜郭梅盛林钟徐邱骆高夏蔡田胡凌霍万柯卢莫房解丁邓郁单洪包左石崔吉龚程邢裴陆荣翁曲家封芮靳段富巫乌焦巴弓车侯全班仰仲伊宁仇甘武符刘景詹龙叶司黎薄白蒲从鄂索赖卓蔺池乔胥闻翟谭劳姬申冉雍桑桂牛寿边燕尚温庄晏瞿阎习艾鱼容向古易廖耿匡国文寇广东欧沃利师巩聂晁敖冷辛阚那简饶沙鞠丰关查荆红游竺权盖益公][\u4e00-\u9fff]{1,2}"
)
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
LOCATED = re.compile(
    r"[省市县区镇乡村州旗](?!级|场|民|委)|街道|社区|[\u4e00-\u9fff](?:路|街|号|楼|园|馆|厅|院|站|港|湾|岛|山|河|湖|海|江|桥|中心|基地|大厅|窗口|机关|大会)|地区|位于|坐落"
)
"""What tells where something is."""
ADDRESS = re.compile(
    "地址|地点|(?:在|位于|坐落于?)(?:哪里|哪儿|哪个地方|什么地方|啥地方|哪条[街路]上?)[呀啊呢嘛]*(?:[?。,，]|$)"
)
LIES = re.compile("位于|坐落|设在|建在|地址|地处")
NEEDS_ADDRESS = re.compile("地址|门牌|几号楼?院?$|哪条[街路]")
STREET = re.compile(
    r"[路街道巷弄]\d*号|[\u4e00-\u9fff]{2}(?:[路街巷](?![口边头面灯网径由线])|大道|大街|大厦|广场)|\d+号|[一二三四五六七八九十\d]+[层楼]"
)
TOOK_PLACE = re.compile(
    "在(?![全我此这会其本各省市县年月日上中下过])[\u4e00-\u9fff]{2,6}?(?:成功|隆重|顺利|正式|圆满)*(?:举[办行]|召开|开幕|闭幕|落户|落地|挂牌|揭牌|成立|发布|签约|首发|亮相)"
)
"""Where something was held, whatever the place: 在卢森堡成功举办."""
HELD = re.compile("[举主承]办|举行|召开|开|落户|落地|挂牌|揭牌|成立|发布|签约|首发|亮相|办")
OWN_AREA = re.compile("[我本各][省市县区州旗]|[省市县区乡镇村街道、]{3,}")
AGENT = re.compile(
    r"(?![在对向为把将经由])[\u4e00-\u9fff]{0,10}?(?:[局院委厅](?![\u4e00-\u9fff]?[长员])|公司|集团|政府|中心|机关|部门|单位|大学|学校|协会)"
)
"""A clause that begins with who did something."""
BODY_ASKED = re.compile("谁|哪一?个?(?:单位|部门|机关|机构|[局院委厅办])|哪家(?!企业|公司)")
PLACE_ASKED = re.compile(
    r"哪[一二两三四五六七八九十几]?[个座些]?(?P<behind>省|城?市|县|区|县区|区县)(?![级委里区局属域场块间段县])|(?P<before>省|市|县)(?:份|区)?(?:都|分别|各)?是哪(?![一二两三四五六七八九十几]?[个座些]?(?:省|市|县))"
)
PROVINCES_IN_SHORT = re.compile(
    r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕甘陇青宁新]{2}"
)
"""晋陕豫."""
NAME_OF_PLACE = re.compile(
    r"(?:^|[、,，;；:：“(]|[在与和由被获是对向]|[上下]游)(?P<name>(?![全我各本该此每两三四五六七八九十多几])[\u4e00-\u9fff]{2,4}?"
    r"(?:(?<!示范)(?<!试点)(?<!先进)县|(?<=[、与和游]..)市|(?<=[、与和游]...)市))(?![级委里场民区域属])"
)
"""A name that no table of places may have: 、下游|黎川市中院."""
RANKS = {"省": 0, "市": 1, "城市": 1, "县": 2, "区": 2, "县区": 2, "区县": 2}
"""How many places such a place lies in."""
WHICH_OF = re.compile(r"哪([两二三四五六七八九十]{1,3}|几)(?![十一二三四五六七八九]|个?字)")
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
WOMEN = re.compile("女(?=[\u4e00-\u9fff])(?![儿婿子士])|女性|女的")
OF_WOMEN = re.compile("[女妇]")
"""A number of women is told as one."""
FOREMOST_ASKED = re.compile("(?:哪|谁)[^,，。?]{0,10}最(?![后近新终早初佳]|[高低](?:人民|检|法|工资|生活))")
FOREMOST = re.compile("最|第[一1]|首|冠|居|领先|率先|前列|唯一")
"""What tells of one that it is before all others: 哪个部门最厉害 is told by no list of departments."""
INSIDE = re.compile(r"[“《](?P<name>[^“”《》]{1,14})[”》]")


def lacks(question: Question, sentence: str, own_place: str = "") -> str:
    """What the folded sentence does not say though it is asked: person, reason, detail; "" where it says enough.

    `own_place`: what the report is about, which tells nobody where something is.
    """
    if whom := _lacks_whom(question, sentence):
        return whom
    if question.asks is Ask.WHY and not CAUSE.search(sentence) and not PRESSED.search(sentence):
        return "reason"
    if question.asks is Ask.DEFINE and not explains(question, sentence):
        return "detail"
    if needed := _what_it_takes(question):
        return "" if needed.search(sentence) else "detail"
    if NAMES_ASKED.search(question.asked) and "名单" not in sentence and not _names_all(question, sentence):
        return "detail"
    if question.kinds and WOMEN.search(question.asked) and not OF_WOMEN.search(sentence):
        return "number"
    if question.kinds and _denies(question) and not DENYING.search(sentence):
        return "number"
    if question.asks is Ask.WHERE and not _is_located(question, sentence):
        return "detail"
    if question.asks in (Ask.LIST, Ask.WHICH, Ask.WHERE) and not _names_places(question, sentence, own_place):
        return "detail"
    if question.asks in (Ask.WHICH, Ask.WHO) and (
        not _names_kind(question, sentence) or _outdone(question, sentence)
    ):
        return "detail"
    match = WHICH_OF.search(question.text)
    if (
        match
        and question.asks in (Ask.LIST, Ask.WHICH, Ask.DEFINE)
        and not _lists(sentence, integer(match[1]) or 2)
    ):
        return "detail"
    return ""


def _what_it_takes(question: Question) -> re.Pattern[str] | None:
    """What tells how somebody gets at a thing that the question wants: conditions, papers, where to apply."""
    return next((told for asked, told in STEPS if asked.search(question.asked)), None)


def _names_all(question: Question, sentence: str) -> bool:
    """Whether it names several, as many as the question says: 4家单位名单."""
    match = NAMES_ASKED.search(question.asked)
    said = (match["many"] or match["so"]) if match else ""
    several = 2 if not said else int(said) if said.isdigit() else integer(said) or 2
    return NAMED.search(sentence) is not None or len(LISTED.findall(sentence)) + 1 >= several


def _lacks_whom(question: Question, sentence: str) -> str:
    """The same of who it is, or whom one may turn to."""
    if PERSON.search(question.text) and question.asks in (Ask.WHO, Ask.WHICH) and not NAMED.search(sentence):
        return "person"
    if question.asks in (Ask.WHO, Ask.WHICH) and DEPUTY.search(question.text) and "副" not in sentence:
        return "person"
    chief = CHIEF.search(question.asked)
    if chief and f"总{chief['post']}" in sentence and not CHIEF.search(sentence):
        return "detail"
    if question.asks is Ask.WHO and WHO.search(question.text) and not NAMED.search(sentence):
        if TURN_TO.search(question.text):
            return "" if TURNED_TO.search(sentence) else "detail"
        if not ACTOR.search(sentence):
            return "person"
    return ""


def asks_for_a_body(question: Question) -> bool:
    """Whether it asks who did something: 哪个单位, 谁, 哪家."""
    return question.asks in (Ask.WHO, Ask.WHICH) and BODY_ASKED.search(question.text) is not None


def names(question: Question, clause: str) -> bool:
    """Whether a folded clause names one of the kind that is asked for: ……监督模型 for 哪个模型, not 模型竞赛."""
    kind = next(_kinds_asked(question), None)
    variants = kind.variants if kind else ()
    return any(_is_named(clause, variant.text) for variant in variants if variant.by != "piece")


def _is_located(question: Question, sentence: str) -> bool:
    """Whether it tells where something is, by more than its own name; 我市 and 市县乡村 tell no place.

    The address of a thing is not told by what is listed beside it.
    """
    if TOOK_PLACE.search(sentence) and HELD.search(question.asked):
        return True
    things = [v.text for term in question.terms for v in term.variants if len(v.text) > 1]
    if ADDRESS.search(question.text):
        items = re.split("[、,，]", sentence)
        about = [item for item in items if LIES.match(item) or any(thing in item for thing in things)]
        sentence = "".join(about) or sentence
    for term in question.terms:
        for variant in term.variants:
            sentence = sentence.replace(variant.text, "") if len(variant.text) > 1 else sentence
    if NEEDS_ADDRESS.search(question.text):
        return LIES.search(sentence) is not None or STREET.search(sentence) is not None
    told = OWN_AREA.sub("", sentence)
    return LOCATED.search(told) is not None or any(mentions(sentence))


def _outdone(question: Question, sentence: str) -> bool:
    """Whether it is asked which one is before all others, and the sentence tells of none that it is."""
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


def _names_places(question: Question, sentence: str, own_place: str) -> bool:
    """Whether the sentence names a place of the rank that is asked for (哪两个市), another than the question does."""
    match = PLACE_ASKED.search(question.text)
    if not match:
        return True
    asked = RANKS[match["before"] or match["behind"]]
    if asked == 0 and PROVINCES_IN_SHORT.search(sentence):
        return True
    named = {one.full for one in mentions(question.text)}
    if any(rank(one.full) == asked and one.full not in named for one in mentions(sentence)):
        return True
    found = (match["name"] for match in NAME_OF_PLACE.finditer(sentence))
    return any(
        name.endswith(tuple(RANKS))
        and RANKS[name[-1]] == asked
        and name not in (own_place, *named)
        and name not in question.text
        for name in found
    )


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
