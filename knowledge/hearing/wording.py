"""Words of asking that were mistyped, set right by what stands around them: 少多, 位哪, 化解了多件纠纷.

Tables of (pattern, usual); patterns are compiled when they are first needed: most texts need none.
"""

from __future__ import annotations

import re

from knowledge.hearing.language import MEASURED
from knowledge.lexis.text import compiled

_UNIT = "(?:[百千]?[万亿])?(?:" + "|".join(sorted(filter(str.isalpha, MEASURED), key=len, reverse=True)) + ")"
_AMOUNT = f"(?:{_UNIT}|[百千]?[万亿]+)"
_END = "[啊呀呢嘛吧嘞咧?]*$"
_COUNTED = "[个块家名件次所座条项场台辆位户种部]"
_HAN = "[\u4e00-\u9fff]"

OTHERWISE: tuple[tuple[str, str], ...] = (
    ("甚么|什麽|么什|[伸身神深申慎审渗沈]么|什(?![么锦物刹])", "什么"),
    (f"(?<=是)么(?={_HAN}{{2}}[?]?$)", "什么"),
    (f"么怎|(?<=[是又])么(?={_HAN}{{2}})", "怎么"),
    ("(?<![什怎这那多要])么(?=名字|时候|地方|原因|情况|办法|措施|部门|单位|奖|活动)", "什么"),
    (
        f"(?<![很许好更太最么多少])多(?=钱)|(?<=[一总拢]共)多(?!出)(?={_UNIT})|(?<=还[有剩])[多少](?={_UNIT})",
        "多少",
    ),
    ("(?<=委)[书记](?=是谁|是哪|叫|姓)", "书记"),
    ("(?<=[么啥])时[后侯厚](?!人)", "时候"),
    ("少多(?!少)", "多少"),
    (f"多多(?={_AMOUNT}[?。]?$)", "多多少"),
    ("(?<![以把由将])啥为(?!啥)|^啥(?=说)", "为啥"),
    ("(?<=多长)时(?!间)|(?<=多长)间(?!隔)", "时间"),
    ("(?<=多大)(?:的?围(?![墙巾裙绕])|范(?!围))", "范围"),
    (r"(?<=\d年的)[目标](?=[呢是定?]|$)", "目标"),
    ("(?<=[天候时点日月号])布(?=的[?]?$)", "发布"),
    ("(?<=[法察]院)[院长](?=是谁|是哪|叫|姓)", "院长"),
    ("(?<=文)者(?=是|叫)", "作者"),
    (
        "位哪(?![位个])|哪为(?!什)|哪(?=(?:[省市县区州厅局部院校]长|书记|主任|领导|记者)(?![们个江期沙征城春处远]))",
        "哪位",
    ),
    ("哪个几(?!十)", "哪几个"),
    ("个哪(?![个些种])", "哪个"),
    ("些哪(?![个些种])|些[那哪](?=[?]?$)|(?<=[是指])[那拿]些(?=[?]?$)", "哪些"),
    (
        f"(?<={_HAN})个几(?=[?]?$)|(?<![一二两三四五六七八九十几多每整半数这那哪])个几(?=[点台件项家名])",
        "几个",
    ),
    (f"(?<={_HAN})家几(?=[?]?$)", "几家"),
    (f"(?<={_HAN})几第(?=[届名位个])|(?<![几一二三四五六七八九十百])第(?=[位名届](?:[?。,]|$))", "第几"),
    (
        "(?<=[涨升降跌高低多少快慢增减][了出到过])几点(?![钟开上下半])|(?<=[在到])几点(?=以[内上下]|左右)",
        "几个点",
    ),
    ("加起(?=[有是一共总]|[?]?$)", "加起来"),
    (f"(?<!{_HAN})[具体](?=[是指]?(?:哪|什么|啥|指))", "具体"),
    (
        "(?<=[份篇个])报(?![告道表名警刊纸])|(?<=[份篇])告(?=是|里|中|的)|(?<=工作)报(?=是|里|中|的|有)",
        "报告",
    ),
    (r"截(?=(?:20)?[12]\d年|去年|今年|目前|现在)", "截至"),
)
"""Words of asking written or typed otherwise, whatever stands around them."""
MAY_BE_OTHERWISE = re.compile(
    "[甚伸身神深申慎审渗沈]么|[么啥]时[后侯厚]|么[什怎名时地原情办措部单奖活]|什(?!么)|少多|多多|多钱|共多|[有剩][多少]|委[书记]|啥为|位哪|哪[为个省市县区州厅局部院校书主领记]|个[几哪]|些[那哪]|[那拿]些|家几|几[第点]|第[位名届]|"
    "^啥说|[是又]么|多长[时间]|多大的?[围范]|年的[目标]|[天候时点日月号]布的|院[院长]|文者|加起|[具体][是指哪]|[份篇个作][报告]|截"
)
"""What each of them holds; most texts do not."""
ASKS = re.compile(r"[几哪谁啥咋吗呢]|多少|什么|怎|如何|为何|多[久长大高远]|是否|还是|没有|是不是|不$")
"""Whatever shows that something is asked."""
UNASKED: tuple[tuple[str, str], ...] = (
    (
        (
            rf"(?<![\d十百千万亿很更最减缺至不许众好])[多少](?={_AMOUNT}?{_END})|(?<=[共有了])[多少](?={_UNIT})|(?<={_HAN})多(?=[件起桩宗例]{_HAN}{{1,6}}[?]?$)|"
            rf"(?<=[来了到出在])少(?={_HAN}{{0,4}}{_END})|(?<=百分之)[多少]"
        ),
        "多少",
    ),
    (rf"(?<=[是叫做指有])[什么](?=[?]?$)|(?<=[些了个的])么(?={_HAN}{{1,2}}[?]?$)", "什么"),
    ("(?<=[是指有])些(?=[?]?$)", "哪些"),
    ("(?<=.)[那拿](?=一?[个些家里项年部条位种座])|(?<=[是指])那(?=[?]?$)", "哪"),
    (
        (
            "(?<=[高低多少快慢][了出])(?=个百分点)|(?<=[高低快慢])(?=个百分点)|(?<=的)(?=倍[?]?$)|"
            rf"(?<=有)(?=[家所座项]{_HAN}{{2,8}}[?]$)|(?<=[了过])(?={_COUNTED}{_HAN}{{1,6}}[?]$)"
        ),
        "几",
    ),
    (rf"(?<=[是到在去])(?={_COUNTED}{_HAN}{{1,6}}[?]$)", "哪"),
)
"""What is left of a word of asking where nothing else asks: 少件, 是什, 那个; the first that fits."""
STANDS_WELL = re.compile(
    r"加(?:一起|起来|在一起|一块)|占(?=gdp|全|总|.{0,14}?(?:百分之|比例|比重|多少|几成))|[\u4e00-\u9fff]得(?=很|要命|不得了|慌|厉害)|[一这那几]单(?![位独纯元调薄])|[上过超近破数]?[十百千]?[万亿]|[一二三四五六七八九十百两]{1,3}[件项条类届轮批场]|"
    r"[呀啊呢嘛吧哦啦哟呗咯](?=[\s,，。?!;；]|$)|把钱[付交还给花退]了?|[给交付掏花]钱|钱[付交给花]|(?<=多少)[趟班次辆]车?|[前这那一]阵子?"
)
"""What is no slip, however it looks: 占 of a share, 火得很, 上亿, 一单."""
YEAR = re.compile("(?:[一二][零o]|一九)[零o一二三四五六七八九]{2}(?=年)")
DIGITS = {ord(sign): str(value) for value, sign in enumerate("零一二三四五六七八九")} | {ord("o"): "0"}

ROLLED = re.compile("(?<=[事活招份天玩样花块点名劲圈])儿(?![子女童科媳歌戏])")
"""儿 that is only a way to pronounce: 玩儿, 事儿; not 哪儿."""

Turned = tuple[tuple[str, str], ...]
"""What was read otherwise than typed: (typed, understood), in order."""


def stand_well(text: str) -> frozenset[int]:
    """The positions of a folded text where nothing was mistyped.

    >>> sorted(stand_well("火得很"))
    [0, 1]
    """
    return frozenset(at for match in STANDS_WELL.finditer(text) for at in range(match.start(), match.end()))


def rewritten(text: str) -> tuple[str, Turned]:
    """The folded text with years in digits, without 儿 of speech, words of asking as usually written; only these are told.

    >>> rewritten("二零二四年受理了少多件")
    ('2024年受理了多少件', (('少多', '多少'),))
    """
    text = YEAR.sub(lambda match: match[0].translate(DIGITS), text)
    text = ROLLED.sub("", text) if "儿" in text else text
    if not MAY_BE_OTHERWISE.search(text):
        return text, ()
    turned: list[tuple[str, str]] = []
    for pattern, usual in OTHERWISE:
        found = [match[0] for match in compiled(pattern).finditer(text)]
        if found:
            turned += [(typed, usual) for typed in found]
            text = compiled(pattern).sub(usual, text)
    return text, tuple(turned)


def made_whole(text: str) -> tuple[str, Turned]:
    """The folded text with what is left of a word of asking made whole, where nothing else asks.

    What was left out is told with what it stands before.

    >>> made_whole("化解了多件纠纷"), made_whole("一共拿了块金牌?")
    (('化解了多少件纠纷', (('多', '多少'),)), ('一共拿了几块金牌?', (('块', '几块'),)))
    """
    if not ASKS.search(text):
        for pattern, usual in UNASKED:
            if match := compiled(pattern).search(text):
                start, end = match.start(), max(match.end(), match.start() + 1)
                meant = usual + text[match.end() : end]
                return text[:start] + meant + text[end:], ((text[start:end], meant),)
    return text, ()
