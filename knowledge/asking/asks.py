"""What a question asks for, by the words it asks with; and which of its words are nothing but asking.

Tables before branches: the first pattern that fits decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from knowledge.lexis.numerals import PHASES, kind_of, units
from knowledge.lexis.text import compiled
from knowledge.lexis.words import Lexicon
from knowledge.model import Ask, Kind, Span

COUNTS = frozenset({Kind.COUNT, Kind.MONEY})
NAMED = frozenset({Kind.NAME, Kind.ORDINAL, Kind.COUNT})
METAL = frozenset({Kind.NAME, Kind.COUNT})
ANY_NUMBER = frozenset({Kind.COUNT, Kind.MONEY, Kind.RATE})

_UNITS = units()["count"] + units()["money"] + units()["time"]
CLASSIFIER = "|".join(
    re.escape(unit) + ("(?![a-z])" if unit.isascii() and unit.isalpha() else "")
    for unit in sorted(_UNITS, key=len, reverse=True)
)
_NTH = r"第\s?几|排(?:名|在|到)?\s?(?:全[国省市球]|世界)?\s?(?:第几|几位|几名|多少名|老几)|几等奖|位居第|首届还是|名次|排名|排位|(?:(?:全[国省市]|[国省市]内|世界)[^,，]{0,6}|[算排]|处于)(?:什么|啥)(?:水平|位置|位次)"

ASKS: tuple[tuple[Ask, frozenset[Kind], str], ...] = (
    (Ask.REVERSE, frozenset(), r"^[“\"]?\d[\d,.]*\s?(?:%|万|亿|件|个|人次|元)*[”\"]?(?:这个数字?)?(?:是指|指的是|是|指|代表|说的是)(?:什么|啥|哪)"),
    (Ask.LIST, frozenset(), r"几(?:个|项|条|种|类|大|方面|件|家|所|部|场|次)[^,，。?\d]{0,14}(?:分别|都|各|具体)(?:是|指|有)(?:什么|啥|哪)|名单$"),
    (Ask.DEFINE, frozenset(), r"(?:分别|各|具体)(?:是|指)(?:的是)?(?:什么|啥|哪)|什么意思|啥意思|指的?是?(?:什么|啥|哪)|什么叫|怎么解释|是什么含义"),
    (Ask.WHY, frozenset(), r"[由出基]于(?:什么|啥|哪些)|(?:哪些|什么|啥)(?:考虑|原因|缘由|理由)(?!是)"),
    (Ask.HOW, frozenset(), r"有没有(?:什么|啥)?(?:办法|法子|措施|招|说法)"),
    (Ask.HOW, frozenset(), r"(?:[做干抓办]|开展|推进)了?些?(?:哪些|什么|啥)(?:重点|具体|主要)?(?:工作|实事|努力)|有(?:什么|啥|哪些)新?(?:进展|成效|成果|变化|动作|突破|成绩|亮点)(?!.*(?:多少|几))"),
    (Ask.LIST, frozenset(), r"[、,和与及跟].*(?:分别|各自|各)(?:是|为|有|达到?|要?达到|安排|投)?(?:多少|几)"),
    (Ask.WHO, frozenset(), r"^[\u4e00-\u9fff]{0,12}(?:[局院厅省市县区镇乡]长|检察长|书记|主任|部长)(?:名字|姓名)?$"),
    (Ask.FIGURE, ANY_NUMBER, r"目标(?:是|都)?(?:怎么|咋|如何)定的?$|(?:gdp|总值|增加值|收入|就业|投资|零售总?额|[进出]口|产量|失业率|物价|价格|增长|增速|能耗|强度)的?(?:预期)?目标$"),
    (Ask.FIGURE, frozenset({Kind.NAME, Kind.COUNT}), r"(?:哪|什么|啥).{0,3}(?:数字|号码|代号)"),
    (Ask.FIGURE, frozenset({Kind.NAME}), r"几个?(?P<unit>[ag])级?(?![a-z])"),
    (Ask.FIGURE, frozenset({Kind.NAME}), r"第几个(?P<unit>五)年"),
    (Ask.FIGURE, frozenset({Kind.NAME}), r"(?:电话|手机|传真|热线|号码|邮编|邮箱)(?:号码?)?(?:是|为|打)?(?:多少|几|啥|什么|哪个)|[打拨](?:哪|什么|啥|几)个?(?:号|电话|热线)|(?:电话|热线|手机)号码?$|号码$|(?<![打接来])电话$"),
    (Ask.LIST, frozenset(), r"哪几|哪[两二三四五六七八九十]"),
    (Ask.ORDINAL, frozenset({Kind.ORDINAL}), _NTH),
    (Ask.RATE, frozenset({Kind.RATE}), r"百分之几|百分之多少|几个?百分点|多少个?百分点|几个点|多少个点|几成|(?:占|的)?(?:比例|比率|占比|比重|份额|百分比)"),
    (Ask.RATE, frozenset({Kind.RATE}), r"占(?![地用领道有])[^,，。?多少几]{2,12}(?:多少|几)(?![百千万亿个家户人件名项万])"),
    (Ask.WHEN, frozenset({Kind.DATE, Kind.COUNT}), r"多久|多长时间|多长一次"),
    (Ask.WHEN, frozenset({Kind.DATE}), r"什么时[候间]|啥时[候间]?|何时|哪(?:一)?[年天日月]|几月|几号|几点|(?:周|星期|礼拜)几|哪年|隔多|什么日子|哪个日子|日期|时间$|频率"),
    (Ask.WHEN, frozenset({Kind.DATE, Kind.NAME, Kind.COUNT}), r"(?<![前这后过])几天"),
    (Ask.FIGURE, COUNTS, r"(?:多少|几)(?P<unit>[个家户项])(?:过|超)?[百千]?[万亿]元(?=以上|以下|级|项目|企业)"),
    (Ask.FIGURE, COUNTS, rf"(?:多少|几)个?[百千]?[万亿]+(?!分|美?元|块|钱|资金|投资)(?P<unit>{CLASSIFIER})?"),
    (Ask.RATE, frozenset({Kind.RATE}), rf"what (?:percentage|percent|rate|share)|[\u4e00-\u9fff]率$|率(?:是|有)?(?:多少|几)(?!个?(?:{CLASSIFIER}))"),
    (Ask.FIGURE, frozenset({Kind.MONEY}), r"[\u4e00-\u9fff](?<![名份员])额$|how much money"),
    (Ask.FIGURE, COUNTS, r"how many|[\u4e00-\u9fff](?<!为)[数量]$"),
    (Ask.FIGURE, ANY_NUMBER, r"^(?!.*(?:多少|几|好多)).*(?:强度|总额|总值|产值|收入|规模|面积|里程|浓度|指数|单价|价格|收入比|倍差|[亩单总]产|寿命|年龄|人口|工资|学位|床位|装机|人均gdp|人均(?:地区)?生产总值)$"),
    (Ask.FIGURE, ANY_NUMBER, r"how much"),
    (Ask.WHY, frozenset(), r"\bwhy\b|\breasons?\b|what caused"),
    (Ask.WHO, frozenset(), r"\bwho\b"),
    (Ask.WHEN, frozenset({Kind.DATE}), r"\bwhen\b|what (?:date|day|time|year)"),
    (Ask.WHERE, frozenset(), r"\bwhere\b"),
    (Ask.HOW, frozenset(), r"\bhow\b"),
    (Ask.WHICH, frozenset(), r"\bwhich\b|\bwhat\b"),
    (Ask.FIGURE, frozenset({Kind.MONEY}), r"多少(?:个)?(?:[百千万亿]+)?(?:钱|资金|投资|经费|美?元|块)|几块钱|几(?:个)?[万亿]元|好多钱|几分钱"),
    (Ask.RATE, frozenset(ANY_NUMBER), rf"(?:增长|增加|提高|上升|上涨|下降|减少|降低|提升|缩小|涨|降|少|(?<!新)增|跌|高出?|快)了?(?:多少|几)(?!个?(?:{CLASSIFIER}))|增幅|增速|涨幅|降幅"),
    (Ask.FIGURE, frozenset({Kind.MONEY, Kind.RATE}), rf"(?:挣|赚|领|花|交|缴|付|掏|卖|值)(?:了|到|得|上)?(?:多少|几)(?!个?(?:{CLASSIFIER}))"),
    (Ask.FIGURE, COUNTS, rf"(?:多少|几|好多)个?(?P<unit>(?:[万亿]+)?(?:{CLASSIFIER}))"),
    (Ask.FIGURE, COUNTS, r"(?<!是)(?<!到)(?<!为)(?:多少|好多)(?=[\u4e00-\u9fff])(?![了呢啊呀哦嘛吧来的]|上下|左右|以[内上下])"),
    (Ask.FIGURE, frozenset({Kind.MONEY}), r"(?<![名份员])额度?(?:是|有|为|达到?了?|大概|大约|一共|总共|约)*(?:多少|几|好多)"),
    (Ask.FIGURE, ANY_NUMBER, r"多少|几(?:何)?(?![乎度经]|[十百千]+[多来]?年[前来以之])|好多|多大(?!的?影响|范围|程度|作用|的?范围)|多高|多长|多远|多重|(?:总数|数量|总量|(?<![这那])个数(?!据)|人数|件数|数目|数值)(?!.*(?:什么|啥|哪|怎|咋|谁|如何))"),
    (Ask.WHO, frozenset(), r"谁|哪(?:一)?位|何人|什么人|哪个人(?!民|大|才|社|工)|叫什么(?:名字?)?|叫啥(?:名)?|叫个啥"),
    (Ask.WHERE, frozenset(), r"哪里|哪儿|在哪(?![些几个一])|何处|什么地方|啥地方|哪个地方|地址|地点|哪块"),
    (Ask.LIST, frozenset(), r"哪些|有哪|列出|列一?[下列个]|(?:都|分别)(?:是|有)?关于(?:哪|什么|啥)|都有(?:什么|啥|谁)|包括(?:什么|啥)|分别是|有什么(?:举措|措施|内容)"),
    (Ask.HOW, frozenset(), r"(?:有|出|想|用|采取|起)[了过到]?(?:些|点|的)?(?:什么|啥|哪些)(?:新)?(?:措施|办法|法子|打算|安排|计划|举措|做法|招数?|手段|作用|效果)|[做干弄搞整帮]了(?:些|点|他们?|她们?|我们?|人家)*(?:什么|啥)(?!事|案|地方|奖)|(?:什么|啥)(?:样(?:子|儿)?|内容|作用)$|是怎么回事"),
    (Ask.WHY, frozenset(), r"(?<![级名评定列选成改升变认称视作])为什么|为啥|为何|为了(?:什么|啥)(?!的)|因为?(?:什么|啥)|(?:什么|啥)缘故|怎么会|原因是|咋才|怎么才"),
    (Ask.WHICH, frozenset(), r"哪(?:一)?(?:个|项|家|部|条|种|类|所|座|届|期|支|样|只|款|份|篇|省|市|县|区|国)|什么|啥|哪"),
    (Ask.HOW, frozenset(), r"怎么样?|怎样|如何|咋样?"),
    (Ask.YES_NO, frozenset(), r"吗|是不是|有没有|是否|有无|没有\??$|能不能|会不会|[了不]没$|不$"),
)  # fmt: skip
"""(ask, kinds of number that answer it, signs of it); the first that fits. Patterns are compiled when they are first
reached: most questions are known by one of the first, and a cold start pays for no more."""


@cache
def _any_sign() -> re.Pattern[str]:
    """Whatever shows that something is asked."""
    return re.compile(
        "|".join(re.sub(r"\(\?P<\w+>", "(?:", signs) for ask, _, signs in ASKS if ask is not Ask.YES_NO)
    )


NOISE = re.compile(
    r"(?<=[新的])(?:[台辆件人家户次场套]数)(?=是|为|有|比|[,，?]|$)|(?:想|要|得)把[^,，:：]{0,8}(?:算|弄|搞|理)(?:清楚|明白|清|一下|一算)[,，:：]|(?:^|(?<=[,，。!?；;\s]))(?:听|我?[家爸妈]|村|社区|镇|街道|网上|邻居|同[事学乡]|朋友|单位|领导|老师|家里|他们|人家|有人|干部|工友|亲戚)[^,，。!?；;多少几哪什么]{0,5}(?:说|讲|提过|告诉我?)(?:起|过|是|了)?|"
    r"^(?:[给帮替]我|请|麻烦|你|您)*再?(?:算算|算一[算下]|查查|看看|瞧瞧|说说|讲讲|问问)|那一?摊子?事?儿?|采取了?(?=些?(?:什么|啥|哪些)|\0)|(?<=[\0些什么啥])(?:重点|具体|主要)?(?:工作|实事|努力|进展|成效|成果|变化|动作|突破|成绩|亮点)(?=[呢啊呀吗嘛了?？。! ]*$)|(?<=\0)(?:上下|左右|以[内上下])|政府工作(?=报告)|请问一?下?|(?:想|再)?问(?:一句|一声|个事儿?)|想问一?下?|我?想知道|想了解一?下?|麻烦(?:你|您)?|告诉(?:我|一下)|帮我?(?:查|看|问)一?下?|(?:能不能|能否|可以|可不可以|可否)?(?:给我们?|跟我们?|给俺|给咱)(?:讲|说|聊|谈|介绍)?(?:一?[讲说聊谈]|一下|介绍)?|(?:讲|说|聊|谈|介绍)一(?:讲|说|聊|谈|下)|"
    r"(?:准备|打算|预备)(?=[\u4e00-\u9fff]{0,8}(?:\0|多少|几|好多|什么|啥|怎么|咋))|(?<=[有\0])(?:什么|啥|哪些|哪几个)?新?(?:打算|想法|考虑|动作|动静|说法|花样|招数|部署|安排)(?=[呢啊呀吗嘛?？。 ]*$)|至少|起码|最少(?!的)|顶多|少说也?|不低于|(?:排(?:名|在|到)?|位?居|位列)(?=(?:全[国省市球]|世界|中国)?[第\0])|来着|到底|究竟|一共|总共|拢共|合计|大概|差不多|的话|是什么样的|什么样的?|是什么|是啥|是多少|有多少|有多[大高长远]|是不是|有没有|"
    r"(?:这|那)(?:一)?(?:块儿?|边儿?|个|些|样|种|篇|份|次|场|条|位|套|帮|间|张|群|批|回|股|只|支|门|笔|桩)(?!龙)|死活|一下子|满打满算|到头来|统共|(?:我)?(?:问|说|指|要)的是|[,，]?(?:给|报|说|来)个?(?:百分比|准数|准话|具体数|数字?|比例)(?=[吧呗嘛啊呀]*[?？。 ]*$)|(?:而|可)?(?:不是|(?<!要)不要|别[给说提])[^,。?!、]{1,12}(?=[,。?!]|$)(?<!不是吗)|(?:报告|文章|报道|新闻|文件|文|(?:政府|工作)*report|article)(?:里面|里头|里|中|上|当中)(?:说|讲|提到?|写|承认|点名)?(?:过|的)?|(?:报告|文章|报道|新闻|文件)(?:说|讲|提到?|写|承认|点名)(?:过|的)?|(?:报告|文章|报道|新闻|文件)(?!会|员|办|厅|媒|发布|精神)|"
    r"(?:是)?怎么回事|叫什么名字?|叫啥名?字?|叫个?啥|名叫|名字|(?:准确|确切|完整|正式|规范)的?(?:名称|叫法|说法|全称)|什么名|全称|全名|具体|分别|几月几[号日]|哪年哪月哪日|多长时间|多少钱|有几|"
    r"(?:想|要|帮我|来|再)*(?:核实|核对|确认|求证|查证|请教|咨询)(?:一?[下个组条件])*(?:数据|数字|问题|事儿?|情况)?(?=[,，:：])|按照?(?:报告|文章|报道|上面|文中)?[里上中]?的?(?:数字|数据|说法)(?:来|去)?(?:算|推算|计算)?(?:下来|起来|一下)?|点(?:了|到|过)名的?|"
    r"(?<=[多少几成\0])[,，](?:就是|也就是|折合|具体)?(?:是|成)?百分(?:之[几多少]+|比(?:是|有)?(?:多少|几)?)|"
    r"(?:是)?(?:什么|啥)?(?:意思|含义|概念)|according to (?:the )?(?:article|report|text|news)|in (?:the|this) (?:article|report|text)|(?:the )?(?:total )?(?:number|amount) of|please|tell me|谢谢|您好|你好|辛苦|不好意思|打扰"
)  # fmt: skip
"""Words of asking and courtesy, taken out before the rest is cut into words."""
COUNTING = re.compile(
    rf"(?:能|各|所)?占(?:了|到|全部的?|总数的?)?(?:多少|几成|百分之几|多大)(?:的?比例)?|占比|(?:所占|占)的?比例|百分之(?:几|多少)|(?:多少|几)个?(?:百分)?点|(?:多少|好多|几)(?:[个家户项](?=(?:过|超)?[百千]?[万亿]元(?:以上|以下|级|项目|企业))|个?(?:[万亿]+)?(?P<unit>{CLASSIFIER})?)|第几|几等奖|几个?[ag]级?(?![a-z])|"
    r"为?什么|[是叫]?啥|是?谁|是?哪一?个[省市县区镇乡村](?![级委里局属域场长民政人公内部容])|是?哪[个些里儿家位年月天日项种座]?|(?:是)?(?:怎么|咋)回事|怎么样?|怎样|如何|咋样?|how many|how much|what percentage|what is|what are|which|where|when|who|有?哪些?|多[大高长远久]"
)
"""Words of counting and choosing."""
VAGUE = re.compile(
    r"(?<=[那这头好])几(?![乎率])|(?<=[后过近])几(?=[天年月周日])|(?<=没有)几(?=[个件天年次家])|(?<=[”’》」』\"])[这那]?几(?=个?[字词])|(?<=[没不][\u4e00-\u9fff])几(?=[个件天年次句])|(?<=[没不][\u4e00-\u9fff][过了])几(?=[个件天年次句])"
)
"""Some number, which is not asked for: 那几天, 好几个, 没念过几天书."""
PIECES = re.compile("[金银铜奖牌地石田屏]")
"""What is counted in 块 and is no money: 几块金牌."""
FIVE_YEARS = "五"
"""The measure of 十四五 and 八五, asked for as 第几个五年."""
REQUEST = re.compile(
    r"想问|请问|问一?下|想知道|告诉|想请|列出|列一下|打听|了解一下|帮我|麻烦|想核|能不能|我要问|查一?下"
)
BEGINS_TO_ASK = re.compile(
    r"[,，](?:我|我们|所以|就|现在|今天|特意|来|只|也|挺|很|有点|[ ])*(?:想|要|得|能)?(?:请问|问|打听|了解|知道|咨询|请教|查|好奇|纳闷|不明白|不清楚|[搞弄]不(?:懂|清|明白))(?:一?下|问|清楚)*(?:的是)?[,，:：]?"
)
"""Where a story that goes on in commas comes to its question."""
STORY, TOPIC = 6, 5
"""Characters of a story before its question at least; of a question that says itself what it is about."""
BARE_OF_TOPIC = re.compile(
    r"(?:19|20)?\d\d年?|今年|去年|明年|具体|每[人月年天个户]|[涨升降提增]到?|[会能要有是在给多的了吗呢啊呀啥]|都|包括|标准|"
    r"多少[钱个件人次元]?|几[个件人次元]?|什么|怎么样?|哪些?个?|如何|[,，。?？!\s]"
)
"""What a question may say without saying what it is about."""
INTRODUCTION = re.compile(
    r"^(?:你好|您好|hi|hello)?[,!。 ]*(?:我|我们|俺|咱|我家)(?:是|在|从|住|家|来自|刚|做|干|搞|写|学|教|跑|开|当|养|种)[^,。!?多少几哪什啥谁怎]{1,20}[,。!]+"
)
"""我是外地来的，……: who asks is not what is asked."""


BETWEEN_QUESTIONS = re.compile(
    r"[?？;；\n]+|[,，。](?=(?:还有|另外|顺便|顺带|再问)|[^,，。?？]{1,12}[呢咧嘞][?？。 ]*$)"
)
"""Where one question of a message ends and the next begins. A comma alone joins: 过完年上班,头一个来的是谁."""
AMOUNT = re.compile(
    r"多少|(?<![哪这那近前后好头第过十])几(?:个[月家]?|[年天家项名条种次场]|百|千)(?![年月天]?(?:里|来|前|后|以))|百分之几|几成|多[高大长重](?![的兴])"
)
SET_AGAINST = re.compile(r"比|加|差|倍|合计|哪")
"""What makes one question of two amounts."""
SINCE_THEN = re.compile("比(?:上一?年|去年|前一?年|往年|同期|以前|过去)|加(?=强|快|大|工)")
"""A change since then sets nothing else against it: 受理了多少,比上年多多少."""
SUMMED_UP = re.compile(r"[一总]共|合起来|都算上")
"""The same, behind the first of them: 一共受理了多少,办结了多少 are two questions."""
GIVEN = re.compile("(?:按照?|照|根据|依照?)[^,，。?？]*$")
"""What a question takes as given: 按照受理数和办结率,……."""
GOES_ON = re.compile(r"[呢咧嘞][?？。 ]*$")
WORD = re.compile(r"\w\w")
QUESTIONS_AT_MOST = 5
LONGEST = 500
"""Characters of a message that are read; the bot turns longer ones away before."""


def core(text: str) -> Span:
    """The part of a long message that asks; all of a short one."""
    asking = _sentences_that_ask(text)
    for match in reversed(list(BEGINS_TO_ASK.finditer(text, asking.start, asking.end))):
        rest = Span(match.end(), asking.end)
        own_topic = BARE_OF_TOPIC.sub("", text[rest.start : rest.end])
        if match.start() - asking.start >= STORY and _signs(text, rest) and len(own_topic) >= TOPIC:
            return rest
    return asking


def _sentences_that_ask(text: str) -> Span:
    """The sentences of a message that ask, without who asks."""
    if (match := INTRODUCTION.match(text)) and _signs(text, Span(match.end(), len(text))):
        rest = _sentences_that_ask(text[match.end() :])
        return Span(match.end() + rest.start, match.end() + rest.end)
    cuts = [0, *(match.end() for match in re.finditer(r"[。!?;\n]+", text)), len(text)]
    parts = [Span(a, b) for a, b in pairwise(cuts) if text[a:b].strip()]
    if len(parts) < 2:
        return Span(0, len(text))
    asking = [part for part in parts if "?" in text[part.start : part.end]] or [
        p
        for p in parts
        if "?" in text[p.start : p.end] or REQUEST.search(text, p.start, p.end) or _signs(text, p)
    ]
    first = (
        asking[0] if asking and all("?" in text[p.start : p.end] for p in asking) else (asking or parts)[-1]
    )
    last = (asking or parts)[-1]
    return Span(min(first.start, last.start), last.end)


def several(text: str) -> list[Span]:
    """The questions of a folded message that asks more than one thing, in order; empty where it asks one.

    Each is taken with the story that leads up to it.

    >>> several("化解率是多少？其中信访中心呢？"), several("我家住在城东。化解率是多少？")
    ([Span(start=0, end=7), Span(start=7, end=15)], [])
    """
    inner = [
        match.end()
        for match in BETWEEN_QUESTIONS.finditer(text)
        if match.end() < len(text) and not GIVEN.search(text, 0, match.start())
    ]
    inner = sorted({*inner, *_between_amounts(text)})
    if not inner:
        return []
    cuts = [0, *inner, len(text)]
    found: list[Span] = []
    start = 0
    for begin, end in pairwise(cuts):
        marked = bool(found) and text.startswith("?", end - 1)
        asks_by_itself = marked or _signs(text, Span(begin, end)) or GOES_ON.search(text, begin, end)
        if asks_by_itself and WORD.search(text, begin, end):
            found.append(Span(start, end))
            start = end
    return found[:QUESTIONS_AT_MOST] if len(found) > 1 else []


def _between_amounts(text: str) -> Iterator[int]:
    """Behind which commas another amount is asked for: 受理了多少纠纷,|成功率多高."""
    amounts = [match.start() for match in AMOUNT.finditer(text)]
    if (
        len(amounts) > 1
        and not SET_AGAINST.search(SINCE_THEN.sub("", text))
        and not SUMMED_UP.search(text, amounts[0])
    ):
        for first, second in pairwise(amounts):
            comma = max(text.rfind(mark, first, second) for mark in ",，、")
            among = text.find("其中", first, second)
            if comma > 0 or among > 0:
                yield comma + 1 or among


def _signs(text: str, part: Span) -> bool:
    return _any_sign().search(text, part.start, part.end) is not None


def whole_unit(text: str, match: re.Match[str], lexicon: Lexicon) -> str:
    """The measure word asked with; not the beginning of another word (台 of 台风 in 几个台风, 床 of 床位 in 几张床位)."""
    unit = match.groupdict().get("unit") or ""
    behind = text[match.end("unit") : match.end("unit") + 1] if unit else ""
    if len(unit) == 2 and behind and unit[0] in units()["count"] and lexicon.knows(unit[1] + behind):
        return unit[0]
    if behind and unit != FIVE_YEARS and lexicon.knows(unit + behind):
        return "个" if text[match.start("unit") - 1] == "个" else ""
    return unit


def asks(asked: str, lexicon: Lexicon) -> tuple[Ask, frozenset[Kind], str, Span | None]:
    """(what is asked, the kinds of number that answer it, the measure word, where the words of asking stand)."""
    asked = asked.rstrip(" ?!。,呢啊呀咧嘞嘛吧哦了的")
    vague = VAGUE.sub("数", asked)
    found = _asks(vague, lexicon)
    return found if found[0] is not Ask.TOPIC or vague == asked else _asks(asked, lexicon)


def _asks(asked: str, lexicon: Lexicon) -> tuple[Ask, frozenset[Kind], str, Span | None]:
    for ask, kinds, signs in ASKS:
        if match := compiled(signs).search(asked):
            unit = whole_unit(asked, match, lexicon)
            unit = unit.lstrip("万亿") or unit
            of_metal = (
                unit == "块" and PIECES.match(asked, match.end()) is not None
            )  # 几块金牌; 几块钱 are 元
            unit = unit if unit not in ("块", "块钱") or of_metal else "元"
            counted = ask is Ask.FIGURE and unit and kinds == COUNTS
            narrowed = kinds if not counted else METAL if of_metal else _kinds_of(unit)
            return ask, narrowed, unit, Span(match.start(), match.end())
    return Ask.TOPIC, frozenset(), "", None


def _kinds_of(unit: str) -> frozenset[Kind]:
    """What can be counted with the measure word: a length of time may be a date (每季度), a number a name (六进)."""
    if unit in units()["time"]:
        return frozenset({Kind.DATE, Kind.COUNT})
    return frozenset({kind_of(unit), Kind.NAME, *([Kind.ORDINAL] if unit in PHASES else [])})


def blank(text: str, *patterns: re.Pattern[str]) -> str:
    """The text with all that fits a pattern turned into zeros, its length kept."""
    for pattern in patterns:
        text = pattern.sub(lambda match: "\0" * len(match[0]), text)
    return text
