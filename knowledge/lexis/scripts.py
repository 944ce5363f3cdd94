"""The same question written another way: in traditional characters, full width, other numerals.

For measuring only; the other direction, what a question is read as, is `text.fold`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from knowledge.lexis.tables import DATA, rows

IN_WORDS = {
    "制造": "製造", "制作": "製作", "研制": "研製", "复制": "複製", "复杂": "複雜", "重复": "重複", "关系": "關係", "联系": "聯繫",
    "头发": "頭髮", "征收": "徵收", "征求": "徵求", "征集": "徵集", "公布": "公佈", "发布": "發佈", "干净": "乾淨", "干旱": "乾旱",
    "台风": "颱風", "日历": "日曆", "合并": "合併", "词汇": "詞彙", "旅游": "旅遊", "游客": "遊客", "标志": "標誌", "咨询": "諮詢",
    "证据": "證據", "饥饿": "飢餓", "松紧": "鬆緊", "周期": "週期", "周年": "週年", "面粉": "麵粉", "纤维": "纖維", "划分": "劃分",
    "手表": "手錶", "老板": "老闆", "占比": "佔比", "冲突": "衝突", "余额": "餘額",
}  # fmt: skip
"""Words in which a character has another traditional form than elsewhere."""
STAYING = frozenset(
    "系私幸杰克凶胄札恤念吃咽向伙娘峰昆岳岩吊雕佛征栗戚欲捍拼舍挨卷扇折扑教旗既升拐查矩杠朴僵泛污溯凌沈漓抵呆酸愈痴症皂杯真困朱秘御谷蓑吁"
    "粽弦捆彩致累群玩唇修庵搜席卜芸姜苔虱蔑同胡制核托注志噪溪狸逾挽回周游腌糖扣巨表旋合板暗辟只沾秋千刮飧肴糊喂郁咸面曲霉冬出夸布局家雇俊台"
)
"""Characters that are traditional ones too and usually meant so: 面 is seldom flour, 制 seldom to make."""
USUAL = {
    "发": "發", "复": "復", "干": "幹", "历": "歷", "当": "當", "团": "團", "台": "臺", "冲": "衝", "获": "獲", "纤": "纖", "脏": "髒",
    "赞": "讚", "迹": "跡", "钟": "鐘", "闲": "閒", "须": "須", "饥": "飢", "汇": "匯", "尽": "盡", "证": "證", "坛": "壇", "弥": "彌",
    "并": "並", "后": "後", "里": "裡", "几": "幾", "于": "於", "云": "雲", "准": "準", "别": "別", "签": "簽", "苏": "蘇",
}  # fmt: skip
"""Of several traditional forms the one that is usually meant, where it is not the first of the table."""
NUMERALS = "〇一二三四五六七八九"
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s?年)")
SMALL = re.compile(r"(?<![\d.])([1-9])(?=[个件项条家级名届次位万亿])")
COUNTED = re.compile(r"(?<![一二三四五六七八九十百千万亿第])([二三四五六七八九])(?=[个件条家名位次])")


def traditional(text: str) -> str:
    """The text in traditional characters, as a phone in Taiwan types it.

    >>> traditional("2024年刑事案件发生了几件？干部公布了吗")
    '2024年刑事案件發生了幾件？幹部公佈了嗎'
    """
    for word, written in IN_WORDS.items():
        text = text.replace(word, written)
    return text.translate(_forms())


@cache
def _forms() -> dict[int, str]:
    """Simplified character -> its usual traditional form: of several the first that Big5 lists among the common ones."""
    table: dict[str, str] = {}
    for _, line in rows(DATA / "traditional.txt"):
        for pair in line.split():
            form, simple = pair[0], pair[1:]
            if len(simple) == 1 and simple not in STAYING:
                known = table.get(simple)
                table[simple] = form if known is None or _common(form) > _common(known) else known
    return {ord(simple): form for simple, form in (table | USUAL).items() if len(simple) == 1}


def _common(form: str) -> int:
    """2 for the 5,401 common characters of Big5, 1 for its others, 0 for what it lacks."""
    try:
        lead = form.encode("big5")[0]
    except UnicodeEncodeError:
        return 0
    return 2 if lead < 0xC9 else 1


@cache
def called_in_taiwan() -> Mapping[str, str]:
    """Word of the mainland -> what Taiwan calls it, where each is just the other: the lines with an equals sign.

    >>> called_in_taiwan()["网络"]
    '網路'
    """
    table: dict[str, str] = {}
    for _, line in rows(DATA / "synonyms-taiwan.txt"):
        theirs, equals, ours = line.partition(" = ")
        if equals:
            table.setdefault(ours, traditional(theirs))
    return table


def other_width(text: str) -> str:
    """Half-width signs full, full-width signs half: ２０２４年, GDP?.

    >>> other_width("2024年GDP增长5.5%吗？")
    '２０２４年ＧＤＰ增长５．５％吗?'
    """
    return "".join(
        chr(point + 0xFEE0) if 0x20 < (point := ord(sign)) < 0x7F
        else chr(point - 0xFEE0) if 0xFF00 < point < 0xFF5F
        else "\u3000" if sign == " " else sign
        for sign in text
    )  # fmt: skip


def other_numerals(text: str) -> str:
    """Years and small numbers in the other numerals: 二〇二四年, 3个 for 三个.

    >>> other_numerals("2024年的4个集群和三个率")
    '二〇二四年的四个集群和3个率'
    """
    placed = [*((m, _spelled) for m in YEAR.finditer(text)), *((m, _spelled) for m in SMALL.finditer(text))]
    placed += [(m, _digits) for m in COUNTED.finditer(text)]
    for match, change in sorted(placed, key=lambda pair: -pair[0].start()):
        text = text[: match.start()] + change(match[0]) + text[match.end() :]
    return text


def _spelled(number: str) -> str:
    return "".join(NUMERALS[int(digit)] for digit in number)


def _digits(number: str) -> str:
    return "".join(str(NUMERALS.index(sign)) for sign in number)
